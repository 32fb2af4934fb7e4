/** Hosts on loopback, each at an address of its own, as each host of the web is another one. */
import {createServer, type Server as HttpServer} from 'node:http'
import {type AddressInfo, createServer as createTcpServer, type Server, type Socket} from 'node:net'
import type {Answer} from './faults.ts'

/** A host that answers, and how to end it. */
export interface Host {
  /** Address of its feed. */
  readonly url: string
  close(): void
}

/** A host that speaks HTTP. */
export async function openHost(address: string, name: string, answer: Answer): Promise<Host> {
  const server = createServer({keepAliveTimeout: 2_000}, (request, response) => {
    response.on('error', () => {})
    answer(request, response)
  })
  return listen(server, address, name, () => server.closeAllConnections())
}

/** A host that sends these bytes to whoever asks. */
export async function openRawHost(address: string, name: string, bytes: string): Promise<Host> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.once('data', () => socket.write(bytes, 'latin1', () => setTimeout(() => socket.destroy(), 1_000)))
  })
  return listen(server, address, name, () => {
    for (const socket of sockets) socket.destroy()
  })
}

async function listen(server: Server | HttpServer, address: string, name: string, drop: () => void): Promise<Host> {
  await new Promise<void>((done) => server.listen(0, address, done))
  return {
    url: `http://${address}:${(server.address() as AddressInfo).port}/${name}`,
    close() {
      server.close()
      drop()
    },
  }
}

/** Taking a port of this machine, or saying why none can be had. */
import type {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {Problem, ProblemsError} from '../problem.ts'

/** Ports that are tried after the first. */
const further = 20

/**
 * Listen on the port or the first free one after it; 0 takes any. Resolves with the port that was taken.
 * @throws {ProblemsError} when the machine has no such address, or no port there is to be had
 */
export async function listenNear(server: Server, port: number, host: string): Promise<number> {
  const last = Math.min(port + further, 65535)
  for (let wanted = port; ; wanted++) {
    try {
      await listen(server, port === 0 ? 0 : wanted, host)
      return (server.address() as AddressInfo).port
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' && wanted < last) continue
      throw explain(error as NodeJS.ErrnoException, host, port, wanted)
    }
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      done()
    })
  })
}

const addresses = 'Leave --host away, or name one of this machine’s own addresses; `0.0.0.0` is all of them.'
const ports = 'Name another with --port; 0 takes any that is free.'

function explain(error: NodeJS.ErrnoException, host: string, port: number, wanted: number): Error {
  const tell = (message: string, hint: string) => new ProblemsError([new Problem(message, {hint})], {cause: error})
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return tell(`No host called ${host} was found.`, addresses)
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return tell(`${host} is no address of this machine.`, addresses)
    case 'EADDRINUSE':
      return tell(port === wanted ? `Port ${port} is taken.` : `The ports from ${port} to ${wanted} are taken.`, ports)
    case 'EACCES':
      return tell(`Port ${wanted} is not for everybody to listen on.`, ports)
    default:
      return error
  }
}

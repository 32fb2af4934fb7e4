/** `almagest dev`: write, save, look. */
import {dev} from '../dev.ts'
import {printBuild} from './build.ts'
import {type Command, overridesOf, UsageError} from './command.ts'

export const devCommand: Command = {
  name: 'dev',
  usage: 'dev',
  summary: 'serve the site while you write; shows drafts and posts to come',
  options: {
    port: {type: 'string', help: 'port to listen on (default: 4321, or the next free one)'},
    host: {type: 'string', help: 'address to listen on (default: 127.0.0.1, so that nobody else can look)'},
    base: {type: 'string', help: 'path of the site on its host, such as /blog'},
  },
  async run({root, flags, print, now}) {
    const port = readPort(flags.port)
    const host = flags.host as string | undefined
    if (host && host !== '127.0.0.1') print.error(`Everybody who can reach ${host} can read this site, drafts and all.`)
    const server = await dev(root, {
      ...overridesOf(flags),
      ...(port !== undefined && {port}),
      ...(host && {host}),
      now,
      onBuild: (report) => printBuild(print, report, 'preview'),
      onTrouble: (problems) => print.problems(problems),
    })
    print.line(`Serving ${server.url} — press Ctrl-C to stop.`)
    await new Promise<void>((done) => {
      process.once('SIGINT', done)
      process.once('SIGTERM', done)
    })
    await server.close()
    return 0
  },
}

function readPort(given: unknown): number | undefined {
  if (given === undefined) return undefined
  const port = Number(given)
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port
  throw new UsageError(`--port wants a number from 0 to 65535, not “${given}”.`)
}

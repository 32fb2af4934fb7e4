/** `almagest preview`: look at what was built, as a web host would serve it. */
import {existsSync} from 'node:fs'
import {relative} from 'node:path'
import {Problem, ProblemsError} from '../problem.ts'
import {buildOptions, type Command, overridesOf} from './command.ts'
import {readPort, serverOptions, tellOfPort, warnOfHost} from './server.ts'
import {untilStopped} from './stop.ts'

export const command: Command = {
  name: 'preview',
  usage: 'preview',
  summary: 'serve the built site as a web host would',
  options: {...serverOptions, out: buildOptions.out},
  async run({root, flags, print}) {
    const {readConfig} = await import('../config.ts')
    const {settings} = await readConfig(root, overridesOf(flags))
    const out = relative(root, settings.out)
    if (!existsSync(settings.out))
      throw new ProblemsError([new Problem(`There is no site in ${out}/ yet.`, {hint: 'Run `almagest build` first.'})])
    const {preview} = await import('../dev/preview.ts')
    const port = readPort(flags.port)
    const host = warnOfHost(flags.host, print)
    const server = await preview(settings.out, {
      base: () => settings.site.base,
      ...(port !== undefined && {port}),
      ...(host && {host}),
    })
    tellOfPort(port, server.url, print)
    print.line(`Serving ${out}/ at ${server.url} — press Ctrl-C to stop.`)
    await untilStopped()
    await server.close()
    return 0
  },
}

/** `almagest info`: versions, places, and what is remembered. */
import {existsSync, readdirSync, statSync} from 'node:fs'
import {join, relative} from 'node:path'
import {subscriptionsOf} from '../config/subscriptions.ts'
import {count} from '../count.ts'
import {findExtra} from '../packages.ts'
import {stateFiles} from '../state-files.ts'
import type {Settings} from '../types.ts'
import {version} from '../version.ts'
import {type Command, overridesOf} from './command.ts'
import type {Printer} from './printer.ts'

/** Packages that a site may have besides: what each is for. `satteri` is the engine's own, in the version that it is proven with. */
const extras: Readonly<Record<string, string>> = {
  satteri: 'reads plain Markdown faster',
  temml: 'sets maths',
  sharp: 'makes pictures in several sizes',
  '@resvg/resvg-js': 'draws pictures for previews',
}

interface Info {
  readonly versions: {readonly almagest: string; readonly node: string; readonly platform: string}
  readonly site: {readonly title: string; readonly url: string}
  /** From the project's folder, but for the folder itself. */
  readonly places: Readonly<Record<'project' | 'config' | 'content' | 'site' | 'state' | 'theme', string>>
  readonly planet: {readonly feeds: number; readonly items: number}
  /** Bytes of what stands in the state folder, by name. */
  readonly state: Readonly<Record<string, number>>
  /** Whether each extra package is there. */
  readonly extras: Readonly<Record<string, boolean>>
}

export const command: Command = {
  name: 'info',
  usage: 'info',
  summary: 'versions, places and what is remembered, for a report of a fault',
  options: {},
  async run({root, flags, print}) {
    const {readConfig} = await import('../config.ts')
    const {settings, files} = await readConfig(root, overridesOf(flags))
    const place = (path: string) => relative(root, path) || '.'
    const info: Info = {
      versions: {almagest: version(), node: process.version.slice(1), platform: `${process.platform} ${process.arch}`},
      site: {title: settings.site.title, url: `${settings.site.url}/`},
      places: {
        project: root,
        config: Array.from(files.keys(), place).join(', '),
        content: place(settings.content),
        site: place(settings.out),
        state: place(settings.state),
        theme: settings.theme.from ?? 'default',
      },
      planet: {feeds: subscriptionsOf(settings).length, items: await countItems(settings)},
      state: sizesIn(settings.state),
      extras: Object.fromEntries(Object.keys(extras).map((name) => [name, hasExtra(name, root)])),
    }
    print.report(info)
    printInfo(print, info)
    return 0
  },
}

/** How many items the planet remembers. Looking never makes the file. */
async function countItems(settings: Settings): Promise<number> {
  if (!existsSync(stateFiles(settings).memory)) return 0
  const {openPlanetStore} = await import('../project.ts')
  const store = await openPlanetStore(settings)
  try {
    return (await store.read()).entries.length
  } finally {
    await store.close()
  }
}

function sizesIn(folder: string): Readonly<Record<string, number>> {
  if (!existsSync(folder)) return {}
  const names = readdirSync(folder).sort()
  return Object.fromEntries(names.map((name) => [name, sizeOf(join(folder, name))]))
}

/** Bytes of a file, or of all files in a folder. */
function sizeOf(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}

function hasExtra(name: string, root: string): boolean {
  return findExtra(name, name === 'satteri' ? undefined : root) !== undefined
}

function printInfo(print: Printer, {versions, site, places, planet, state, extras: found}: Info): void {
  print.line(`Almagest ${versions.almagest}, Node.js ${versions.node}, ${versions.platform}`)
  print.line(`${site.title}, ${site.url}\n`)
  for (const [name, path] of Object.entries(places)) print.line(`${name.padEnd(9)}${path}`)
  print.line(`planet   ${count(planet.feeds, 'feed')} followed, ${count(planet.items, 'item')} remembered\n`)
  for (const [name, bytes] of Object.entries(state)) print.line(`${showBytes(bytes).padStart(9)}  ${name}`)
  for (const [name, use] of Object.entries(extras))
    print.line(`${found[name] ? 'installed' : 'absent'.padStart(9)}  ${name}, which ${use}`)
}

/** `512 B`, `3.1 kB`, `12.0 MB`. */
function showBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

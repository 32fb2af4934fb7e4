/** `almagest check`: look for what is wrong, and write nothing. */
import {type Linked, onSite, placeOfLink} from '../build/links.ts'
import {count} from '../count.ts'
import {Problem} from '../problem.ts'
import {stateFiles} from '../state-files.ts'
import type {Settings} from '../types.ts'
import {printRead} from './build.ts'
import {type Command, type Context, overridesOf} from './command.ts'
import {stoppable} from './stop.ts'

export const command: Command = {
  name: 'check',
  usage: 'check',
  summary: 'look for problems without building, and with --external for links to other sites that broke',
  options: {
    external: {type: 'boolean', help: 'ask for links to other sites: one request a host every two seconds'},
    force: {type: 'boolean', help: 'ask even for links that were asked for lately'},
    drafts: {type: 'boolean', help: 'with drafts'},
    future: {type: 'boolean', help: 'with posts that have a date to come'},
  },
  async run(context) {
    const {root, flags, print, now} = context
    const [{createAssembler}, {countRead}, {openProject}] = await Promise.all([
      import('../assemble.ts'),
      import('../build.ts'),
      import('../project.ts'),
    ])
    const project = await openProject(root, overridesOf(flags), now)
    try {
      const {list, assemble} = createAssembler(project)
      const {site, linked, problems, complete, remember} = await assemble(list())
      await complete()
      remember()
      const outside = flags.external ? await askOutside(context, project.settings, linked) : []
      print.report({read: countRead(site), problems, outside})
      if (print.json) return outside.length > 0 ? 1 : 0
      print.problems([...problems, ...outside])
      printRead(print, countRead(site))
      return outside.length > 0 ? 1 : 0
    } finally {
      await project.close()
    }
  },
}

/** Links to other sites that lead nowhere any more, each at the places where it stands. */
async function askOutside(
  {flags, print, now}: Context,
  settings: Settings,
  linked: readonly Linked[],
): Promise<readonly Problem[]> {
  const [{checkOutside}, {createProber}, {version}] = await Promise.all([
    import('../outside.ts'),
    import('../planet/probe.ts'),
    import('../version.ts'),
  ])
  const places = await placesOf(linked, settings.site)
  const userAgent = `Almagest/${version()} (+${settings.site.url}/; link check)`
  const prober = createProber({userAgent, allow: settings.refresh.allow})
  const options = {
    prober,
    now,
    file: stateFiles(settings).links,
    force: flags.force === true,
    onProgress: (done: number, total: number, url: string) => print.progress(`${done}/${total} ${url}`),
  }
  try {
    const {verdicts, asked} = await stoppable((signal) => checkOutside(places.keys(), {...options, signal}))
    const counts = Map.groupBy(verdicts.values(), ({status}) => status)
    const number = (status: 'good' | 'broken' | 'unknown') => `${counts.get(status)?.length ?? 0} ${status}`
    print.line(
      `${count(places.size, 'link')} to other sites: ${number('good')}, ${number('broken')}, ${number('unknown')}; ${asked} asked for.`,
    )
    return Array.from(verdicts).flatMap(([url, {status, note}]) =>
      status === 'broken' ? places.get(url)!.map((place) => brokenLink(url, note, place)) : [],
    )
  } finally {
    await prober.close()
  }
}

type Place = Pick<Linked, 'file' | 'lines'> & {readonly href: string}

/** Where each link to another site stands. A part of a page is none of the host's business. */
async function placesOf(
  linked: readonly Linked[],
  site: Settings['site'],
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const places = new Map<string, Place[]>()
  for (const {file, lines, hrefs} of linked)
    for (const href of await hrefs()) {
      const parsed = URL.parse(href, 'https://host.invalid/')
      if (!parsed || parsed.hostname === 'host.invalid' || onSite(href, site) !== undefined) continue
      parsed.hash = ''
      const list = places.get(parsed.href) ?? []
      places.set(parsed.href, [...list, {file, lines, href}])
    }
  return places
}

function brokenLink(url: string, note: string, place: Place): Problem {
  return new Problem(`${url} leads nowhere: ${note}.`, {
    ...placeOfLink(place, place.href),
    hint: 'Link to where it is now, or to a copy at https://web.archive.org/.',
    warning: true,
  })
}

import assert from 'node:assert/strict'
import dns from 'node:dns'
import {createServer, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {mock, type TestContext, test} from 'node:test'
import {refresh} from '../src/index.ts'
import {channel, following, type Told} from './helpers/planet-site.ts'
import {createSite, type TestSite} from './helpers/site.ts'

const hour = 3_600_000
const day = 24 * hour
const begin = Date.parse('2025-06-01T12:00:00.000Z')

/** What a feed shows when all is well: four essays, and when its trouble is over a fifth. */
function essays(name: string, count: number): Told[] {
  return Array.from({length: count}, (_, index) => ({
    title: `An essay of ${name}, number ${index + 1}`,
    link: `https://${name}.example/essays/${index + 1}`,
    date: new Date(begin + (index < 4 ? 2 * index - 9 : 30) * day).toISOString(),
    html: `<p>Words of ${name} about matter ${index + 1}.</p>`,
  }))
}

/** The past of somebody else. */
function history(host: string): Told[] {
  return Array.from({length: 12}, (_, index) => ({
    title: `A history of strangers at ${host}, part ${index}`,
    link: `https://${host}/history/${index}`,
    date: new Date(begin - (400 + index) * day).toISOString(),
  }))
}

/** The document of a blog; the guids may be made up anew. */
function told(name: string, items: readonly Told[], guid: (item: Told) => string = ({link}) => link!): string {
  const text = channel(name, `https://${name}.example/`, items.toReversed())
  return items.reduce((text, item) => text.replace(`<guid>${item.link}</guid>`, `<guid>${guid(item)}</guid>`), text)
}

type Trouble = (name: string, response: ServerResponse, visit: number, now: number) => void

const login = '<!doctype html><html><head><title>Log in</title></head><body><form>Password</form></body></html>'

function send(response: ServerResponse, status: number, body = '', type = 'application/rss+xml'): void {
  response.writeHead(status, {'content-type': type}).end(body)
}

/** What befalls a feed for thirty days. */
const troubles: Readonly<Record<string, Trouble>> = {
  missing: (_, response) => send(response, 404),
  gone: (_, response) => send(response, 410),
  broken: (_, response) => send(response, 500),
  nameless: () => assert.fail('it has no name'),
  deaf: () => assert.fail('nobody listens'),
  flapping(name, response, visit) {
    const moods = [
      () => send(response, 200, told(name, essays(name, 4))),
      () => send(response, 500),
      () => send(response, 200, ''),
      () => send(response, 200, login, 'text/html'),
      () => response.socket!.destroy(),
      () => response.writeHead(200, {'content-length': '9999'}).write('<rss', () => response.socket!.destroy()),
    ]
    moods[visit % moods.length]!()
  },
  empty: (name, response) => send(response, 200, told(name, [])),
  churning: (name, response, visit) =>
    send(
      response,
      200,
      told(name, essays(name, 4), ({title}) => `${visit} ${title}`),
    ),
  remade(name, response, visit, now) {
    const anew = essays(name, 4).map((item) => ({
      ...item,
      link: item.link!.replace('/essays/', `/v${visit}/`),
      date: new Date(now).toISOString(),
    }))
    send(response, 200, told(name, anew))
  },
  replaced: (name, response) => send(response, 200, told(name, history(`${name}.example`))),
  stolen: (_, response) => send(response, 200, told('Casino', history('casino.example'))),
}

test('whatever befalls a feed for thirty days, nothing is deleted or doubled, its page stays, and it comes back', {
  timeout: 300_000,
}, async (t) => {
  const net = await openNet(t)
  const site = createSite(t, {'planet.config.ts': following(net.urls, 'perPage: 400, fold: {max: 100}')}, net.now)
  const visit = () => refresh(site.root, {now: net.now})
  await visit()
  await check(site, net, 'before', 4)
  net.trouble(true)
  for (let days = 1; days <= 30; days++) {
    net.pass(day)
    await visit()
    if (days % 10 === 0) await check(site, net, `after ${days} days`, 4)
  }
  net.trouble(false)
  for (let times = 0; times < 8; times++) {
    net.pass(12 * hour)
    await visit()
  }
  await check(site, net, 'in the end', 5, ['gone'])
  // Who said that it was gone for good is asked no more, until somebody wishes it.
  await refresh(site.root, {now: net.now, force: true, only: [net.keyOf('gone')]})
  await check(site, net, 'when it was forced', 5)
})

test('a clock that is set ten years on and back brings no flood, loses no visit and leaves no item of the future on top', {
  timeout: 120_000,
}, async (t) => {
  const net = await openNet(t)
  const site = createSite(t, {'planet.config.ts': following(net.urls, 'perPage: 400, fold: {max: 100}')}, net.now)
  const visit = () => refresh(site.root, {now: net.now})
  const top = () =>
    Array.from(site.read('dist/planet/index.html').matchAll(/>(An essay of [^<]*)</g), ([, title]) => title)
  const years = 10 * 365 * day
  await visit()
  await check(site, net, 'before', 4)
  const before = top()
  for (const leap of [years, -years, -years, years]) {
    net.pass(leap)
    for (let times = 0; times < 3; times++) {
      await visit()
      net.pass(12 * hour)
    }
    await site.build()
    if (Date.parse(net.now()) < begin) continue
    const fifth = (title: string | undefined) => title!.endsWith('number 5')
    assert.deepEqual(
      top().filter((title) => !fifth(title)),
      before,
      `order after ${leap / day} days`,
    )
    await check(site, net, `after ${leap / day} days`, 5)
  }
  const {feeds} = JSON.parse(site.read('dist/planet/status.json')) as {feeds: {name: string; nextVisit: string}[]}
  for (const {name, nextVisit} of feeds) assert.ok(Date.parse(nextVisit) < Date.parse(net.now()) + 2 * day, name)
})

/** Each essay stands once in the river and once on the page of its feed. */
async function check(site: TestSite, {names}: Net, when: string, count: number, late: readonly string[] = []) {
  await site.build()
  const river = site.read('dist/planet/index.html')
  const pages = Object.entries(site.tree('dist/planet/sources'))
  for (const name of names) {
    const page = pages.find(([, text]) => text.includes(`<title>${name} `) || text.includes(`>${name}</h1>`))?.[1]
    assert.ok(page, `${name} has a page ${when}`)
    for (const {title} of essays(name, late.includes(name) ? 4 : count))
      for (const [where, text] of Object.entries({river, page}))
        assert.equal(text.split(`>${title}<`).length - 1, 1, `“${title}” in the ${where} ${when}`)
  }
  assert.doesNotMatch(river, /at casino/, when)
  const last = Math.max(...names.map((name) => river.indexOf(`>${essays(name, 1)[0]!.title}<`)))
  assert.ok(!river.slice(0, last).includes('of strangers'), `strangers stand among the essays ${when}`)
}

type Net = Awaited<ReturnType<typeof openNet>>

/** A blog for each trouble, at a name and an address of its own, and a clock. */
async function openNet(t: TestContext) {
  const names = Object.keys(troubles)
  let time = begin
  let bad = false
  const ports = new Map<string, number>()
  for (const [index, name] of names.entries()) {
    let visits = 0
    const server = createServer((_, response) => {
      if (bad) troubles[name]!(name, response, visits++, time)
      else send(response, 200, told(name, essays(name, visits || time > begin ? 5 : 4)))
    })
    await new Promise<void>((done) => server.listen(0, `127.0.1.${10 + index}`, done))
    ports.set(name, (server.address() as AddressInfo).port)
    t.after(() => {
      server.close()
      server.closeAllConnections()
    })
  }
  const lookup = async (host: string) => {
    const name = host.split('.')[0]!
    if (bad && name === 'nameless') throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {code: 'ENOTFOUND'})
    return [{address: bad && name === 'deaf' ? '127.0.1.250' : `127.0.1.${10 + names.indexOf(name)}`, family: 4}]
  }
  const keyOf = (name: string) => `${name}.example:${ports.get(name)}/feed.xml`
  const mocked = mock.method(dns.promises, 'lookup', lookup as unknown as typeof dns.promises.lookup)
  t.after(() => mocked.mock.restore())
  return {
    names,
    urls: names.map((name) => `http://${keyOf(name)}`),
    keyOf,
    now: () => new Date(time).toISOString(),
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    trouble: (on: boolean) => {
      bad = on
    },
  }
}

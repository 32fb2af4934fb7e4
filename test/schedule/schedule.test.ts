import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {load} from 'js-yaml'
import {SaxesParser} from 'saxes'
import type {ScheduleEvent} from '../../src/schedule/events.ts'
import {readRhythm} from '../../src/schedule/rhythm.ts'
import {type ScheduleOptions, schedule} from '../../src/schedule/schedule.ts'
import type {Turn} from '../../src/schedule/turn.ts'
import {feedServer, rss} from '../helpers/feed-server.ts'
import {configText, createSite, post, program} from '../helpers/site.ts'

const start = Date.parse('2025-06-01T12:00:00Z')
const minute = 60_000

/** Run a schedule on a clock of its own and give the minutes at which its turns came. */
async function turnsOf(
  turns: readonly Turn[],
  more: Partial<ScheduleOptions> = {},
  jumps: Record<number, number> = {},
) {
  let time = start
  let slept = 0
  const stop = new AbortController()
  const at: number[] = []
  const events: ScheduleEvent[] = []
  await schedule({
    now: () => new Date(time).toISOString(),
    log: (event) => events.push(event),
    signal: stop.signal,
    random: () => 0,
    async sleep(ms) {
      time += ms + (jumps[++slept] ?? 0)
    },
    async turn() {
      at.push((time - start) / minute)
      if (at.length === turns.length) stop.abort()
      return turns[at.length - 1]!
    },
    ...more,
  })
  return {at, events}
}

const good = {failed: false, feedsFailed: false}
const bad = {failed: true, feedsFailed: false}

function at(minutes: number): Turn {
  return {...good, next: new Date(start + minutes * minute).toISOString()}
}

test('a turn comes when the next feed or post is due, once an hour at least and once a minute at most', async () => {
  const {at: times, events} = await turnsOf([at(7), at(7.2), at(500), good, good])
  assert.deepEqual(times, [0, 7, 8, 68, 128])
  assert.deepEqual(events.at(-1), {event: 'stopped'})
})

test('after a failure the next turn comes soon, then later and later, and at its time again once all is well', async () => {
  const {at: times} = await turnsOf([bad, bad, bad, bad, bad, bad, bad, bad, good, good])
  assert.deepEqual(times, [0, 1, 3, 7, 15, 31, 63, 123, 183, 243])
})

test('turns are spread a little by chance', async () => {
  const {at: times} = await turnsOf([at(7), good], {random: () => 0.5})
  assert.deepEqual(times, [0, 7 + 1 / 6])
})

test('a machine that slept for a night takes one turn when it wakes, and goes on', async () => {
  const {at: times, events} = await turnsOf([at(30), good, good], {}, {3: 8 * 60 * minute})
  assert.deepEqual(times, [0, 481.75, 541.75])
  assert.deepEqual(
    events.filter(({event}) => event === 'jumped'),
    [{event: 'jumped', milliseconds: 8 * 60 * minute}],
  )
})

test('a clock that is set back ten years does not stop the schedule for ten years', async () => {
  const years = 10 * 365 * 24 * 60
  const {at: times} = await turnsOf([at(30), good, good], {}, {1: -years * minute})
  assert.deepEqual(times, [0, 0.75 - years, 60.75 - years])
})

test('a rhythm is a length of time or a pattern of crontab on the clocks of the site', async () => {
  const {at: times} = await turnsOf([at(3), good, good], {rhythm: readRhythm('90m', 'UTC')!})
  assert.deepEqual(times, [0, 90, 180])
  const noon = '2025-06-01T12:00:00.000Z'
  for (const [text, next] of [
    [' 5m ', '2025-06-01T12:05:00.000Z'],
    ['5 min', '2025-06-01T12:05:00.000Z'],
    ['2h', '2025-06-01T14:00:00.000Z'],
    ['2d', '2025-06-03T12:00:00.000Z'],
  ] as const)
    assert.equal(readRhythm(text, 'UTC')!(noon), next)
  for (const text of ['x5m', '5mx', '-5m', '5']) assert.equal(readRhythm(text, 'UTC'), undefined, text)
  const night = readRhythm('30 4 * * *', 'Europe/Vienna')!
  assert.equal(night('2025-06-01T12:00:00.000Z'), '2025-06-02T02:30:00.000Z')
  assert.equal(night('2025-12-01T12:00:00.000Z'), '2025-12-02T03:30:00.000Z')
  for (const text of ['', 'soon', '0m', '* * *', '* * * * * *', '61 * * * *', '0 0 30 2 *'])
    assert.equal(readRhythm(text, 'UTC'), undefined, text)
})

test('one turn refreshes, builds and tells the hook what changed, and a hook that failed is told again', async (t) => {
  const publisher = await feedServer(t, (_, response) => response.end(rss('Hello')))
  const site = createSite(t, {
    'planet.config.ts': configText(
      `planet: {feeds: ['${publisher.origin}/a.xml']}, refresh: {allow: ['127.0.0.0/8']},`,
    ),
    'content/posts/one.md': post('One', '2025-01-01'),
  })
  const run = (hook: string) => site.almagest('schedule', '--once', '--json', '--hook', hook)
  const first = await run('echo no network >&2; exit 7')
  assert.equal(first.code, 1)
  const events = lines(first.out)
  assert.deepEqual(
    events.map(({event}) => event),
    ['refreshed', 'built', 'failed'],
  )
  assert.partialDeepStrictEqual(events[0], {visited: 1, added: 1, failed: []})
  assert.equal(events[2]!.message, 'it ended with 7: no network')
  const second = await run('cat > told.txt; echo $ALMAGEST_CHANGED $ALMAGEST_OUT > env.txt')
  assert.equal(second.code, 0, second.err)
  const told = site.read('told.txt').trimEnd().split('\n')
  assert.deepEqual(told, Object.keys(site.tree()).sort())
  assert.equal(site.read('env.txt'), `${told.length} ${join(site.root, 'dist')}\n`)
  const third = await run('exit 7')
  assert.equal(third.code, 0)
  assert.deepEqual(
    lines(third.out).map(({event}) => event),
    ['refreshed', 'built'],
  )
  site.write('content/posts/one.md', post('One', '2025-01-01', 'Other words.'))
  await site.build()
  await run('cat > told.txt')
  const again = site.read('told.txt').trimEnd().split('\n')
  assert.deepEqual(
    again.filter((path) => !path.startsWith('planet/') && !path.startsWith('search')),
    ['2025/01/one/index.html', 'atom.xml', 'feed.json', 'rss.xml'],
  )
})

test('a second schedule of one project leaves, and SIGTERM ends the first cleanly while it waits', async (t) => {
  const site = createSite(t, {'content/posts/one.md': post('One', '2025-01-01')})
  const {child, said} = startProgram(site.root, ['schedule', '--json'])
  while (!said().includes('waiting')) await once(child.stdout, 'data')
  const other = await site.almagest('schedule', '--once')
  assert.equal(other.code, 4)
  assert.match(other.err, /`almagest schedule` \(process \d+\) is at work here/)
  assert.doesNotMatch(other.err, /--wait/)
  assert.equal((await site.almagest('build')).code, 0)
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])
  assert.equal(lines(said()).at(-1)!.event, 'stopped')
})

test('SIGTERM while a hook runs ends the hook with all it started', async (t) => {
  const site = createSite(t, {'content/posts/one.md': post('One', '2025-01-01')})
  const {child, said} = startProgram(site.root, [
    'schedule',
    '--json',
    '--hook',
    'trap "echo bye > bye.txt; exit 1" TERM; echo > begun.txt; sleep 60 & wait',
  ])
  while (!existsSync(join(site.root, 'begun.txt'))) await new Promise((done) => setTimeout(done, 20))
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])
  assert.equal(site.read('bye.txt'), 'bye\n')
  assert.match(String(lines(said()).find(({event}) => event === 'failed')?.message), /it was stopped/)
})

test('SIGTERM in the middle of a refresh writes down what was fetched and leaves', async (t) => {
  const publisher = await feedServer(t, (request, response) => {
    if (request.url === '/b.xml') child.kill('SIGTERM')
    response.end(rss(`Item of ${request.url}`))
  })
  const feeds = ['a', 'b', 'c'].map((name) => `'${publisher.origin}/${name}.xml'`)
  const site = createSite(t, {
    'planet.config.ts': configText(`planet: {feeds: [${feeds}]}, refresh: {allow: ['127.0.0.0/8']},`),
  })
  const {child} = startProgram(site.root, ['schedule'])
  assert.deepEqual(await once(child, 'exit'), [0, null])
  assert.deepEqual(publisher.asked.length, 2)
  await site.build()
  assert.match(site.read('dist/planet/index.html'), /Item of \/b\.xml/)
})

test('systemd takes the units that are printed for it', {skip: !has('systemd-analyze')}, async (t) => {
  const site = createSite(t, {'with 100% "odd" $names/planet.config.ts': configText()})
  const root = join(site.root, 'with 100% "odd" $names')
  for (const every of ['5m', '20m', '1h', '6h', '1d']) {
    const {stdout, status} = spawnSync(
      process.execPath,
      [program, 'schedule', '--systemd', '--every', every, '--hook', 'rsync -a "$ALMAGEST_OUT/" web:%h'],
      {cwd: root, encoding: 'utf8'},
    )
    assert.equal(status, 0)
    const folder = join(site.root, every)
    mkdirSync(folder)
    const [service, timer] = stdout.split(/^# almagest\.\w+\n/m).slice(1)
    writeFileSync(join(folder, 'almagest.service'), service!)
    writeFileSync(join(folder, 'almagest.timer'), timer!)
    const checked = spawnSync(
      'systemd-analyze',
      ['verify', '--user', join(folder, 'almagest.timer'), join(folder, 'almagest.service')],
      {encoding: 'utf8', env: {...process.env, XDG_RUNTIME_DIR: site.root, HOME: site.root}},
    )
    const complaints = checked.stderr.split('\n').filter((line) => line.includes('almagest'))
    assert.deepEqual(complaints, [], every)
  }
})

test('a crontab line, a property list and a workflow hold what was asked for, at a minute of the project alone', async (t) => {
  const site = createSite(t, {})
  const print = async (...words: string[]) => (await site.almagest('schedule', ...words)).out
  const line = (await print('--cron', '--every', '15m', '--hook', 'git commit -m "it\'s 100%"')).split('\n')[1]!
  const [, minutes, rest] = /^([\d,]+) \* \* \* \* (.*)$/.exec(line)!
  const numbers = minutes!.split(',').map(Number)
  assert.deepEqual(
    numbers.map((minute) => minute - numbers[0]!),
    [0, 15, 30, 45],
  )
  assert.ok(readRhythm(line.split(' ').slice(0, 5).join(' '), 'UTC'))
  assert.match(rest!, /^cd \S+ && \S+ \S+ schedule --once --hook 'git commit -m "it'\\''s 100\\%"' --silent$/)
  const plist = await print('--launchd', '--hook', 'a && b < c')
  const texts: string[] = []
  const parser = new SaxesParser()
  parser.on('text', (text) => text.trim() && texts.push(text))
  parser.write(plist).close()
  assert.ok(texts.includes('a && b < c') && texts.includes('1200'))
  const workflow = load(await print('--github', '--every', '2h')) as {
    on: {schedule: [{cron: string}]}
    jobs: {site: {steps: {run?: string; uses?: string; with?: {path?: string}}[]}}
  }
  assert.match(workflow.on.schedule[0].cron, /^\d+ \*\/2 \* \* \*$/)
  const {steps} = workflow.jobs.site
  assert.ok(steps.some(({run}) => run?.startsWith('npx almagest refresh')))
  assert.equal(steps.filter(({with: {path} = {}}) => path === '.almagest').length, 2)
  const wrong = await site.almagest('schedule', '--cron', '--every', '25m')
  assert.equal(wrong.code, 2)
  assert.match(wrong.err, /divides an hour or a day, not “25m”/)
})

test('a turn says of how much its build warned, and programs hear of what', async (t) => {
  const site = createSite(t, {'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'updtaed: 2025-01-02')})
  const {out} = await site.almagest('schedule', '--once')
  assert.match(out, /built: \d+ written, 0 removed, 1 warning, /)
  const again = lines((await site.almagest('schedule', '--once', '--json')).out).find(({event}) => event === 'built')
  assert.match(String(again!.warnings), /updtaed/)
})

test('a timer has room for a hook of one line', async (t) => {
  const {code, err} = await createSite(t, {}).almagest('schedule', '--cron', '--hook', 'one\ntwo')
  assert.equal(code, 2)
  assert.match(err, /hook of one line/)
})

test('a printed timer builds what it was asked to build', async (t) => {
  const site = createSite(t, {})
  const words = ['--drafts', '--future', '--out', 'pub', '--base', '/x']
  const {out} = await site.almagest('schedule', '--cron', ...words)
  assert.match(out, / schedule --once --out pub --base \/x --drafts --future --silent\n$/)
  const plist = (await site.almagest('schedule', '--launchd', ...words)).out
  assert.match(plist, /<string>--drafts<\/string>\s*<string>--future<\/string>\s*<\/array>/)
})

test('a printed workflow publishes the folder that the config names, and what it cannot hold is refused', async (t) => {
  const site = createSite(t, {})
  const uploaded = async () => {
    const {jobs} = load((await site.almagest('schedule', '--github')).out) as {
      jobs: {site: {steps: {uses?: string; with?: {path?: string}}[]}}
    }
    return jobs.site.steps.find(({uses}) => uses?.includes('upload-pages-artifact'))?.with?.path
  }
  assert.equal(await uploaded(), 'dist')
  for (const out of ['public', 'my site: #1']) {
    site.write('planet.config.ts', configText(`out: '${out}'`))
    assert.equal(await uploaded(), out)
  }
  for (const words of [['--hook', 'true'], ['--out', 'pub'], ['--base', '/x'], ['--drafts'], ['--future']]) {
    const {code, out, err} = await site.almagest('schedule', '--github', ...words)
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, new RegExp(`workflow has no room for ${words[0]}\\.`))
  }
})

function lines(text: string): (ScheduleEvent & Record<string, unknown>)[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function startProgram(root: string, words: readonly string[]) {
  const child = spawn(process.execPath, [program, ...words], {cwd: root, stdio: ['ignore', 'pipe', 'inherit']})
  let text = ''
  child.stdout.on('data', (data) => (text += data))
  return {child, said: () => text}
}

function has(name: string): boolean {
  return spawnSync(name, ['--version']).status === 0
}

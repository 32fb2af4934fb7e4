/** What runs on the search page: it loads the files of the index that a question needs, and lists what they say. */
/// <reference lib="dom" />
import {shardOf, termsIn} from './terms.ts'

/** The script's text, without what only its writers need. */
export function clientScript(): string {
  return `(${client})(${termsIn}, ${shardOf})\n`.replace(/^\s*(?:\/\/.*|\/\*\*.*\*\/)?\n|^\s+/gm, '')
}

interface Index {
  readonly depth: number
  readonly chunk: number
  readonly shards: string
}

type Shard = Readonly<Record<string, readonly number[]>>
type Title = readonly [url: string, title: string, date: string, lead: string]

/** Stands alone: its text is sent to the browser, so nothing outside it can be named in it. */
function client(toTerms: typeof termsIn, toShard: typeof shardOf): void {
  const form = document.querySelector<HTMLFormElement>('form[data-index]')!
  const input = form.querySelector<HTMLInputElement>('input[name=q]')!
  const status = document.querySelector<HTMLElement>('[role=status]')!
  const list = document.getElementById('results')!
  const loaded = new Map<string, Promise<unknown>>()
  const most = 20
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    search()
  })
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(search, 150)
  })
  input.value = new URLSearchParams(location.search).get('q') ?? ''
  if (input.value) search()

  async function search(): Promise<void> {
    const question = input.value
    const round = ++asked
    history.replaceState(null, '', question ? `?q=${encodeURIComponent(question)}` : location.pathname)
    const {line = '', titles} = await answer(question).catch(() => ({line: status.dataset.failed, titles: []}))
    // An answer that a later question overtook is not shown.
    if (round !== asked) return
    status.textContent = line
    list.replaceChildren(...titles.map(show))
  }

  /** What is told of the answer in a line, and the best of it. */
  async function answer(question: string): Promise<{line?: string | undefined; titles: Title[]}> {
    if (!question.trim()) return {titles: []}
    const found = await find(question)
    const {none, found: sentence} = status.dataset
    return {
      line: found.length > 0 ? sentence?.replace('{n}', `${found.length}`) : none,
      titles: await Promise.all(found.slice(0, most).map(title)),
    }
  }

  /** Documents that have every term, the best first: by the weights of the terms, then the newest. */
  async function find(question: string): Promise<number[]> {
    const index = (await load('index')) as Index
    const terms = [...new Set(toTerms(question))]
    const shards = new Set(index.shards.split(' '))
    const answers = await Promise.all(
      terms.map(async (term, at) => {
        const shard = toShard(term, index.depth)
        const entries = shards.has(shard) ? ((await load(`t-${shard}`)) as Shard) : {}
        return match(entries, term, at === terms.length - 1 && !/\s$/.test(question))
      }),
    )
    // Terms that nearly every document has decide nothing beside rarer ones.
    const rare = answers.filter(({common}) => !common)
    const [first, ...others] = (rare.length > 0 ? rare : answers).map(({scores}) => scores)
    return [...(first ?? [])]
      .map(([document, score]) => {
        const scores = others.map((other) => other.get(document))
        return {
          document,
          score: scores.includes(undefined) ? 0 : scores.reduce<number>((sum, one) => sum + one!, score),
        }
      })
      .filter(({score}) => score > 0)
      .sort((a, b) => b.score - a.score || b.document - a.document)
      .map(({document}) => document)
  }

  /** The documents of a term; of the word that is still being typed, those of all terms that begin with it. */
  function match(entries: Shard, term: string, unfinished: boolean) {
    const scores = new Map<number, number>()
    let common = false
    for (const [other, postings] of Object.entries(entries)) {
      if (other !== term && !(unfinished && other.startsWith(term))) continue
      let posting = 0
      for (const [at, distance] of postings.entries()) {
        if (at === 0 && distance < 0) {
          common ||= other === term
          continue
        }
        posting += distance
        const score = (other === term ? 2 : 1) * 2 ** (posting % 4)
        const document = Math.floor(posting / 4)
        scores.set(document, Math.max(score, scores.get(document) ?? 0))
      }
    }
    return {scores, common}
  }

  async function title(document: number): Promise<Title> {
    const {chunk} = (await load('index')) as Index
    const at = Math.floor(document / 2)
    const titles = (await load(`${document % 2 ? 'pages' : 'posts'}-${Math.floor(at / chunk)}`)) as Title[]
    return titles[at % chunk]!
  }

  function load(name: string): Promise<unknown> {
    const known = loaded.get(name)
    if (known) return known
    const answer = fetch(`${form.dataset.index}${name}.json`).then((response) => response.json())
    loaded.set(name, answer)
    answer.catch(() => loaded.delete(name))
    return answer
  }

  function show([url, name, date, lead]: Title): HTMLElement {
    const item = element('article', 'teaser')
    const heading = item.appendChild(element('h2'))
    const link = heading.appendChild(document.createElement('a'))
    link.href = url
    link.textContent = name
    link.dir = 'auto'
    if (date) item.appendChild(element('p', 'meta')).textContent = date
    const text = item.appendChild(element('p'))
    text.textContent = lead
    text.dir = 'auto'
    return item
  }

  function element(name: string, className = ''): HTMLElement {
    const made = document.createElement(name)
    if (className) made.className = className
    return made
  }
}

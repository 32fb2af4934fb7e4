/** The build's memory: results of pure steps, named by their inputs, in one disposable SQLite file. */
import type {Book} from './book.ts'
import {createBooks} from './books.ts'
import {type Forgetting, openFile} from './cache-file.ts'
import {digest, nameBy} from './digest.ts'
import type {Later} from './types.ts'

/** Results of steps, for this process and for later ones. */
export interface Cache {
  /**
   * The result of `compute`, made when asked for and never twice for the same inputs. Everything `compute` reads must
   * stand in `inputs`, which may be named by a text that no other inputs of the step have. Values are plain data, written
   * down in `form`, default: JSON.
   */
  memo<Value>(
    step: string,
    inputs: readonly unknown[] | string,
    compute: () => Value | Promise<Value>,
    form?: Form<Value>,
  ): Later<Value>
  /** Note the result of a step that was run elsewhere, as it is written down. */
  put(step: string, inputs: string, text: string): void
  /** Small values that every build looks at, each named by what it is of: those of one step. */
  book<Value>(step: string): Book<Value>
  /** Results of `step` are good as long as the book holds a value made from the same inputs, whether somebody asks for them or not. */
  stayWith(step: string, book: string): void
  /**
   * Write down what was made and report. With `forget`, drop what was not asked for since the cache was opened, when that
   * is most of it: only for a caller that has asked for all it needs.
   */
  commit(forget?: boolean): Tally
  close(): void
}

/** How values of one step are written down, and read again. */
export interface Form<Value> {
  write(value: Value): string
  read(text: string): Value
  /** Whether the value is one to remember. What failed may have failed for a moment. Default: every value is. */
  lasts?(value: Value): boolean
}

/** How much work a build really did. */
export interface Tally {
  /** Runs of each step by its name. */
  readonly ran: Readonly<Record<string, number>>
}

/** A value that somebody may ask for. */
interface Work<Value> {
  readonly step: string
  readonly key: string
  readonly compute: () => Value | Promise<Value>
  readonly form: Form<Value>
}

/** Values whose text is longer are recalled from disk each time instead of being kept in memory. */
const shortText = 4_000

/**
 * Open the cache in `file`, or in memory when there is none. `epoch` names everything that is not passed as an input:
 * engine, config, lockfile. Another epoch starts empty. A damaged file is replaced: it costs one cold build, nothing else.
 */
export function openCache(file: string | undefined, epoch: string): Cache {
  const rows = openFile(file, epoch)
  const laters = new Map<string, Later<unknown>>()
  const kept = new Map<string, unknown>()
  const pending = new Map<string, Promise<unknown>>()
  const books = createBooks(rows, count)
  const staying = new Map<string, string>()
  let ran: Record<string, number> = {}

  function memo<Value>(
    step: string,
    inputs: readonly unknown[] | string,
    compute: () => Value | Promise<Value>,
    form: Form<Value> = asJson as Form<Value>,
  ): Later<Value> {
    const key = `${step} ${typeof inputs === 'string' ? inputs : digest(inputs)}`
    const known = laters.get(key)
    if (known) return known as Later<Value>
    const later: Later<Value> = nameBy({value: () => recallOrRun({step, key, compute, form})}, key)
    laters.set(key, later)
    return later
  }

  function recallOrRun<Value>(work: Work<Value>): Promise<Value> {
    const {key, form} = work
    if (kept.has(key)) return Promise.resolve(kept.get(key) as Value)
    const running = pending.get(key)
    if (running) return running as Promise<Value>
    const found = rows.read(key, form.read)
    if (found) return Promise.resolve(keep(key, found.text, found.value))
    const promise = run(work).finally(() => pending.delete(key))
    pending.set(key, promise)
    return promise
  }

  async function run<Value>({step, key, compute, form}: Work<Value>): Promise<Value> {
    count(step)
    const value = await compute()
    if (form.lasts?.(value) === false) return value
    const text = form.write(value)
    rows.put(key, text)
    // What cannot be written down must not depend on whether a value was made or recalled.
    return keep(key, text, form.read(text))
  }

  function count(step: string): void {
    ran[step] = (ran[step] ?? 0) + 1
  }

  function put(step: string, inputs: string, text: string): void {
    count(step)
    rows.put(`${step} ${inputs}`, text)
  }

  function keep<Value>(key: string, text: string, value: Value): Value {
    if (text.length <= shortText) kept.set(key, value)
    return value
  }

  function commit(forget = false): Tally {
    books.write(forget)
    rows.write(forget ? unused() : undefined)
    const tally = {ran}
    ran = {}
    return tally
  }

  /** Rows are forgotten where most of them are good for nothing. */
  function unused(): Forgetting {
    const good = Array.from(staying.values(), books.count)
    return {most: 2 * good.reduce((sum, count) => sum + count, laters.size) + 2_000, judge: judgeRows}
  }

  /** Good is what was asked for, what a book stays with, and the pages of the books. */
  function judgeRows(): (key: string) => boolean {
    const good = new Set(laters.keys())
    for (const [step, book] of staying) for (const inputs of books.inputs(book)) good.add(`${step} ${inputs}`)
    return (key) => good.has(key) || books.holds(key)
  }

  function close(): void {
    books.write(false)
    rows.close()
  }

  const stayWith = (step: string, book: string) => void staying.set(step, book)

  return {memo, put, book: books.book, stayWith, commit, close}
}

/** JSON has no `undefined`: a step that gave nothing is written as null. */
const asJson: Form<unknown> = {
  write: (value) => JSON.stringify(value ?? null),
  read: (text) => JSON.parse(text) ?? undefined,
}

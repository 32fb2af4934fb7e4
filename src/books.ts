/** The books of a cache, one for each step that has small values: their pages are rows of its file. */
import {type Book, type Line, type OpenBook, openBook} from './book.ts'
import type {CacheFile} from './cache-file.ts'

/** Books by the names of their steps. */
export interface Books {
  /** The book of a step. */
  book<Value>(step: string): Book<Value>
  /** How many values in the book of a step are still good. */
  count(step: string): number
  /** What they were made from. */
  inputs(step: string): readonly string[]
  /** Hand the pages that changed to the file. With `forget`, what nobody asked for since the cache was opened is struck out first. */
  write(forget: boolean): void
  /** Whether a row is a page of a book. */
  holds(key: string): boolean
}

/** Open the books among these rows; `count` is told the step of each value that is noted. */
export function createBooks(rows: CacheFile, count: (step: string) => void): Books {
  const books = new Map<string, OpenBook<unknown>>()

  function open(step: string): OpenBook<unknown> {
    const read = (page: number) => rows.read(keyOf(step, page), readPage)?.value
    const opened = books.get(step) ?? openBook(read, () => count(step))
    books.set(step, opened)
    return opened
  }

  return {
    book: <Value>(step: string) => open(step).book as Book<Value>,
    count: (step) => books.get(step)?.count() ?? 0,
    inputs: (step) => books.get(step)?.inputs() ?? [],
    write(forget) {
      for (const [step, opened] of books)
        for (const [page, text] of opened.changes(forget)) rows.put(keyOf(step, page), text)
    },
    holds: (key) => books.has(key.replace(/ page \d+$/, '')),
  }
}

function keyOf(step: string, page: number): string {
  return `${step} page ${page}`
}

function readPage(text: string): readonly Line[] {
  return JSON.parse(text)
}

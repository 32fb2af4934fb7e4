/** The little that the store asks of a database. */

/** What a column may hold. Times are ISO strings, lists and objects JSON text, booleans 0 and 1. */
export type SqlValue = string | number | null

/** A row by the names of its columns. */
export type SqlRow = Readonly<Record<string, unknown>>

/** What can be asked. Parameters are `$1`, `$2`, and so on. */
export interface Query {
  query(text: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>
}

/** A database that knows `on conflict` and `returning`. */
export interface Sql extends Query {
  /** Runs `work` so that all its queries happen or none; passes on what it returns or throws. */
  transaction<Result>(work: (sql: Query) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

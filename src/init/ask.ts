/** Questions on a terminal, or answered line by line from a pipe. */
import {createInterface} from 'node:readline'

/** Puts questions to a person. */
export interface Asker {
  /**
   * The answer to a question, or `usual` where it is empty or there are no more answers. `check` says what is wrong with an
   * answer; then the question is put again.
   */
  ask(question: string, usual: string, check: (answer: string) => string | undefined): Promise<string>
  close(): void
}

/** Ask on standard error, so that standard output holds the report alone. */
export function createAsker(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Asker {
  const reader = createInterface({input})
  const lines = reader[Symbol.asyncIterator]()
  return {
    async ask(question, usual, check) {
      for (;;) {
        output.write(`${question}${usual && ` (${usual})`}: `)
        const {value, done} = await lines.next()
        if (done) return usual
        const answer = String(value).trim() || usual
        const wrong = check(answer)
        if (!wrong) return answer
        output.write(`  ${wrong}\n`)
      }
    },
    close: () => reader.close(),
  }
}

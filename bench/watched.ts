/** `almagest dev` as a process of its own, and a browser that looks at what it serves. */
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {setTimeout as pause} from 'node:timers/promises'
import type {Page} from 'playwright-core'

/** A watch server that runs. */
export interface Watched {
  readonly url: string
  /** Resolves when the site has been put together once more since the last call, and nothing has happened for a while. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Milliseconds after which a server that does not come, or does not end, is given up. */
const patience = 120_000

/** Milliseconds of silence after which the server has also written down what it learned. */
const rest = 1_500

/** Start the watch server of `program` for the project in `folder`. Resolves as soon as it says where it is. */
export async function startDev(program: string, folder: string): Promise<Watched> {
  const child = spawn(process.execPath, [program, 'dev', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let said = ''
  let known = 0
  const timesReady = () => said.split(/^Ready in /m).length - 1
  let heard = performance.now()
  const serving = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      heard = performance.now()
      const url = /^Serving (\S+)$/m.exec(said)?.[1]
      if (url) serving.resolve(url)
    })
  child.on('exit', () => serving.reject(new Error(`The watch server ended:\n${said.slice(-2_000)}`)))
  const tired = setTimeout(
    () => serving.reject(new Error(`The watch server does not come:\n${said.slice(-2_000)}`)),
    patience,
  )
  try {
    const url = await serving.promise
    return {
      url,
      async settled() {
        const begun = performance.now()
        while (timesReady() <= known || performance.now() - heard < rest) {
          if (performance.now() - begun > patience)
            throw new Error(`The watch server is never ready:\n${said.slice(-2_000)}`)
          await pause(50)
        }
        known = timesReady()
      },
      async close() {
        await stop(child)
        process.off('exit', kill)
      },
    }
  } catch (error) {
    kill()
    throw error
  } finally {
    clearTimeout(tired)
  }
}

/** When the frame after the page's first one began, as `Date.now()` has it. */
export async function openAndPaint(page: Page, url: string): Promise<number> {
  await page.goto(url)
  return page.evaluate(
    () => new Promise<number>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now())))),
  )
}

/**
 * When `text` stood in the open page for a reader to see, as `Date.now()` has it: at the frame after the one that shows
 * it. Ask before it is saved. Rejects after a minute, and when the page is loaded anew: it must be patched in place.
 */
export function painted(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (text) =>
      new Promise<number>((done, fail) => {
        setTimeout(() => fail(new Error(`The page never showed “${text}”.`)), 60_000)
        const observer = new MutationObserver(() => {
          if (!document.body.textContent!.includes(text)) return
          observer.disconnect()
          requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now())))
        })
        observer.observe(document.body, {subtree: true, childList: true, characterData: true})
      }),
    text,
  )
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const tired = setTimeout(() => child.kill('SIGKILL'), patience)
  await ended
  clearTimeout(tired)
}

/** A real browser for tests: the machine's Chromium, headless, driven by playwright-core. */
import {existsSync} from 'node:fs'
import {type Browser, chromium} from 'playwright-core'

const places = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of a Chromium on this machine; undefined when there is none. */
export const chromiumPath = places.find((path) => path !== '' && existsSync(path))

/** For the `skip` option of tests that need a browser: false, or why they cannot run. */
export const noBrowser = chromiumPath ? false : 'no Chromium on this machine: install it, or set CHROMIUM to its path'

/** Start Chromium with nothing that would ask the network by itself. */
export function openBrowser(): Promise<Browser> {
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  return chromium.launch({executablePath: chromiumPath!, args: quiet})
}

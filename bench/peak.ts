/** Loaded into a measured process: on its way out it writes its peak memory, in MB, to file descriptor 3. */
import {writeSync} from 'node:fs'

process.on('exit', () => {
  try {
    writeSync(3, String(Math.round(process.resourceUsage().maxRSS / 1024)))
  } catch {
    // Nobody asked.
  }
})

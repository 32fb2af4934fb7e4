/** Every command, in the order help shows them. Each is loaded when it is asked for. */
import type {Command} from './command.ts'

/** Loaders by name, in the order of the help. */
export const commands: ReadonlyMap<string, () => Promise<{readonly command: Command}>> = new Map([
  ['init', () => import('./init.ts')],
  ['build', () => import('./build.ts')],
  ['refresh', () => import('./refresh.ts')],
  ['schedule', () => import('./schedule.ts')],
  ['why', () => import('./why.ts')],
  ['feeds', () => import('./feeds/index.ts')],
  ['planet', () => import('./planet.ts')],
  ['dev', () => import('./dev.ts')],
  ['preview', () => import('./preview.ts')],
  ['check', () => import('./check.ts')],
  ['new', () => import('./new.ts')],
  ['list', () => import('./list.ts')],
  ['theme', () => import('./theme.ts')],
  ['info', () => import('./info.ts')],
  ['rollback', () => import('./rollback.ts')],
  ['clean', () => import('./clean.ts')],
])

/** Settings as the program makes them: what a test does not say has the default that users get. */
import {toSettings} from '../../src/config/settings.ts'
import type {Config, PlanetConfig} from '../../src/config/written.ts'
import type {MarkdownSettings, PlanetSettings, Settings, Subscription} from '../../src/types.ts'

/** Settings of a project in `/site`. */
export function settingsFor({
  site,
  ...config
}: Omit<Config, 'site'> & {readonly site?: Partial<Config['site']>}): Settings {
  const whole = {...config, site: {title: 'T', url: 'https://example.org', ...site}}
  return toSettings('/site', whole, [], {}, new Map())
}

export function markdownFor(markdown: NonNullable<Config['markdown']> = {}): MarkdownSettings {
  return settingsFor({markdown}).markdown
}

/** Settings of a planet with these feeds. */
export function planetFor(planet: PlanetConfig, feeds: readonly Subscription[] = []): PlanetSettings {
  return {...settingsFor({planet}).planets[0]!, feeds}
}

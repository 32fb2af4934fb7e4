/** How bodies are read and pages drawn. */

/** Which theme draws the site, and what is wished of it. */
export interface ThemeSettings {
  /** Folder of the site's own theme or overrides, or name of a package; undefined for the default theme alone. */
  readonly from?: string
  readonly options: ThemeOptions
}

/** Wishes that the default theme grants. A theme may know further ones. */
export interface ThemeOptions {
  /** Entries of the menu; a path such as `/about/` is one on this site. Default: archive, planets, top pages. */
  readonly menu?: readonly {readonly title: string; readonly url: string}[]
  /** A line at the foot of every page: text, or markup made by `html`. */
  readonly footer?: string | object
  /** Colour of links, any CSS colour; its lightness is held where it can be read. */
  readonly accent?: string
  /** `serif`, `sans`, `mono` or a CSS font list, for all or apart. Default: serif text, sans headings. */
  readonly fonts?: string | {readonly text?: string; readonly headings?: string}
  /** How wide text may run, as a CSS length. Default: 30rem, about 65 characters. */
  readonly width?: string
  /** Picture in the browser's tab, in place of the one drawn from the title. */
  readonly icon?: string
  /** URLs of the author elsewhere, for `rel=me`. */
  readonly me?: readonly string[]
  readonly [option: string]: unknown
}

/** A remark or rehype plugin, as any version of unified takes it. Said here so that our types stand alone. */
export type Plugin = (this: never, ...options: never[]) => unknown

/** Plugins, each alone or with its options; or what bundles several. */
export type Plugins = readonly (
  | Plugin
  | readonly [plugin: Plugin, ...options: unknown[]]
  | {readonly plugins?: unknown}
)[]

/** How bodies are read. */
export interface MarkdownSettings {
  readonly remarkPlugins: Plugins
  readonly rehypePlugins: Plugins
  /** Quote marks, dashes and ellipses are set as the language wants them. */
  readonly smartPunctuation: boolean
  /** Plain bodies are read by the package `satteri`, where it is installed, in a twentieth of the time. */
  readonly quick: boolean
  /** `:tada:` becomes 🎉. */
  readonly emoji: boolean
  /** `$x^2$` and `$$` blocks become MathML; needs the package `temml`. */
  readonly math: boolean
}

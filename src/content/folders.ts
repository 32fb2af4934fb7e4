/** What the config says of single folders of the content. */

/** The longest of these folders that holds the path; undefined when none does. A path that ends in a slash is a folder, which holds itself. */
export function nearestFolder(path: string, folders: readonly string[]): string | undefined {
  const fitting = folders.filter((folder) => path.startsWith(`${folder.replace(/\/$/, '')}/`))
  return fitting.sort((a, b) => b.length - a.length)[0]
}

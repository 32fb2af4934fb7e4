/** What editors, systems and version control leave beside the files of an author: nobody means to publish it. */

/** Backups, locks and copies that wait for a decision. Swap files have a dot in front, unlike films in `.swf`. */
const copies = /~$|^#.*#$|^\.#|^\.~lock\.|^~\$|\.(?:orig|rej|bak|tmp)$|^\..+\.sw[a-p]$/i

const ofSystems = new Set(['thumbs.db', 'desktop.ini', '.ds_store', '.git', '.hg', '.svn'])

/** Whether a file or folder of this name is left out wherever it lies: a copy of a draft is as secret as the draft. */
export function isLeftover(name: string): boolean {
  return copies.test(name) || ofSystems.has(name.toLowerCase())
}

/** Opening a file in the editor of the person at the keyboard. */

/** Open `file:line:column` in the editor that is running, or the one that `LAUNCH_EDITOR`, `VISUAL` or `EDITOR` names. */
export async function openInEditor(place: string): Promise<void> {
  const {default: launch} = await import('launch-editor')
  launch(place)
}

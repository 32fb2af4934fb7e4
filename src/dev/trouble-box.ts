/** The box with what is wrong that stands over a page. */
/// <reference lib="dom" />
import type {Trouble} from './trouble.ts'

/**
 * Show these problems in place of those before; none take the box away. `token` lets the page ask for the editor. Stands alone,
 * because its text is sent to browsers.
 */
export function showTrouble(problems: readonly Trouble[], token: string): void {
  document.querySelector('almagest-trouble')?.remove()
  if (!problems.length) return
  const host = document.createElement('almagest-trouble')
  host.lang = 'en'
  const shadow = host.attachShadow({mode: 'open'})
  const style = document.createElement('style')
  style.textContent =
    ':host{direction:ltr;position:fixed;inset:auto 0 0;z-index:2147483647;max-height:70vh;overflow:auto;background:#2a0f12;color:#fff;font:15px/1.5 system-ui;box-shadow:0 -4px 24px #0008}section{padding:1rem 1.5rem;border-inline-start:6px solid #ff6b6b}section+section{border-top:1px solid #fff3}b{color:#ff9d9d}.warning{background:#33280b;border-inline-start-color:#ffc83d}.warning b{color:#ffd479}p{margin:0;white-space:pre-line}a{color:#ffd479}pre{margin:.5rem 0;overflow:auto;font:13px/1.5 ui-monospace,monospace}button{float:inline-end;font:inherit;background:none;color:inherit;border:1px solid #fff6;border-radius:4px;margin:1rem;position:relative}'
  const close = document.createElement('button')
  close.textContent = '×'
  close.ariaLabel = 'Close'
  close.onclick = () => host.remove()
  const onKey = ({key}: KeyboardEvent) => {
    if (key !== 'Escape') return
    host.remove()
    document.removeEventListener('keydown', onKey)
  }
  document.addEventListener('keydown', onKey)
  shadow.append(style, close, ...problems.map(toSection))
  document.documentElement.append(host)

  function toSection({message, place, excerpt, hint, warning}: Trouble): HTMLElement {
    const section = document.createElement('section')
    section.setAttribute('role', warning ? 'status' : 'alert')
    section.className = warning ? 'warning' : 'error'
    const line = (text: string, name = 'p') => {
      const element = document.createElement(name)
      element.textContent = text
      section.append(element)
      return element
    }
    line(warning ? 'Warning' : 'Error', 'b')
    if (place) {
      const link = document.createElement('a')
      link.href = '#'
      link.textContent = place
      link.onclick = (event) => {
        event.preventDefault()
        void fetch(`/_almagest/open?place=${encodeURIComponent(place)}`, {
          method: 'POST',
          headers: {'x-almagest-patch': token},
        })
      }
      line('').append(link)
    }
    line(message)
    if (excerpt) line(excerpt, 'pre')
    if (hint) line(`→ ${hint}`)
    return section
  }
}

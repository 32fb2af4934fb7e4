/** The sound or film of a post. */
import {type Episode, type Frame, type Html, html} from '../../../src/site/theme.ts'

/** A player that loads nothing before it is asked to, and the file to take along. */
export function media({url, type = '', title, transcript}: Episode, {words}: Frame['site']): Html {
  const captions = transcript?.type === 'text/vtt' && html`<track kind="captions" src="${transcript.url}">`
  const player = type.startsWith('video/')
    ? html`<video controls preload="none" src="${url}">${captions}</video>`
    : html`<audio controls preload="none" src="${url}"></audio>`
  return html`<figure>
${player}
<figcaption><a class="u-enclosure" href="${url}">${title ?? url.slice(url.lastIndexOf('/') + 1)}</a>${transcript && html` · <a href="${transcript.url}">${words.transcript}</a>`}</figcaption>
</figure>
`
}

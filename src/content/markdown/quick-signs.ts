/** What may stand beside what in a line, for the quick parser to read it. Code has been taken out. */

/** What is left to remark-parse. Every expression begins with a sign, so that one search finds them all. */
const strange = anyOf(
  // Signs of stress beside others or beside escapes; escapes of signs that are looked for here; tabs.
  /\*[_~\\]|_[*~\\]|~[*_\\]|\\[*_~`[\]\n]|\t/,
  // Brackets in brackets unless they are a picture’s; boxes of tasks and labels of notes in unusual forms.
  /\[(?:\n|[ xX]\](?! \S)|\^(?![\w-]+\](?![[(]))|[^[\]]*(?<!!)\[)/,
  // Labels with a colon that neither begin their line nor belong to a link; links that do not end as usual.
  /\]:(?<!^\[[^[\]\n]*\]:|\]\[[\w-]+\]:)/,
  /\]\((?![^()\s<>]*(?:[ \n] *(?:"[^"\n]*(?:\n(?:> )* *[A-Za-z][^"\n]*)?"|'[^'\n]*(?:\n(?:> )* *[A-Za-z][^'\n]*)?'))?\))/,
  // Between angle brackets: all but a tag on one line with plain attributes, an address, and the mark of an excerpt.
  /<(?!\/?[A-Za-z][A-Za-z\d-]*(?: +[A-Za-z_:][\w:.-]*(?:=(?:"[^"<>`\n]*"|'[^'<>`\n]*'|[\w.-]+))?)* *\/?>|https?:[^\s<>`]*>|!--more-->)[A-Za-z!?/]/,
  // Code that was not taken out.
  /`/,
  // Addresses, which become links by themselves, unless host and neighbours are usual.
  /:\/\/(?:(?<!(?:^|[\s(<"])https?:\/\/)|(?!(?:[\da-z-]+\.)+[a-z])|[^\s|]{0,300}\|)/,
  /@(?<!(?:(?:^|[ \n(<])[A-Za-z\d.+-]*|\/)@)|:(?<=(?<![(<"])(?:mailto|xmpp):)/,
)

/** The same for hosts without a scheme: apart, since a search for letters is slower than one for signs. */
const strangeHost = /www\.(?:(?<!(?:^|[ \n(/])www\.)|(?!(?:[a-z\d-]+\.)+[a-z])|[^\s|]{0,300}\|)/im

/** An address that becomes a link by itself: neither in angle brackets or an attribute nor where a link leads to. */
const bareAddress = /(?::\/\/|www\.|@)(?<!(?:<|\]\(|\]: |=")https?:\/\/(?:www\.)?)/i

/** Brackets around anything but addresses. */
const brackets = /\[(?:(?!www\.)[^[\]@:])*\]/gi

/**
 * Tasks that do not begin with a word, quotes and lists within quotes, and characters written in a roundabout way, of
 * which an address may be made: there the two differ on where something begins or ends, or whether that is known.
 */
const displaced = /\[[ xX]\] [^\p{L}\d]|(?:^|[ >])> *(?:>|[-+*] |\d+[.)] )|\\[./:@]|&[\w#]+;/mu

/** Whether everything in the lines is of a usual form, in usual company. */
export function hasPlainSigns(text: string): boolean {
  if (strange.test(text) || strangeHost.test(text)) return false
  return !bareAddress.test(text) || hasPlainBrackets(text)
}

/** Whether also the positions are alike. */
export function hasPlacedSigns(text: string): boolean {
  return !bareAddress.test(text) && !displaced.test(text)
}

/** A bracket that stays open, or one around an address, keeps remark-parse from seeing addresses at first. */
function hasPlainBrackets(text: string): boolean {
  return !/[[\]]/.test(text.replace(brackets, '').replace(brackets, ''))
}

function anyOf(...expressions: readonly RegExp[]): RegExp {
  return new RegExp(expressions.map(({source}) => source).join('|'), 'm')
}

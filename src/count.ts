/** Numbers of things as people say them. */

/** `1 post`, `2 posts`, `2 addresses`, `2 copies`. */
export function count(number: number, noun: string): string {
  if (number === 1) return `1 ${noun}`
  if (/[^aeiou]y$/.test(noun)) return `${number} ${noun.slice(0, -1)}ies`
  return `${number} ${noun}${noun.endsWith('s') ? 'es' : 's'}`
}

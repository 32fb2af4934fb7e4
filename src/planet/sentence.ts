/** Clauses (`the host answered 404`) and sentences (`The host answered 404.`), each made of the other. */

/** A clause as a sentence: with a capital and a full stop, unless it ends as one already. */
export function toSentence(clause: string): string {
  const begun = /^[a-z]+(?:[ ’]|$)/.test(clause) ? clause[0]!.toUpperCase() + clause.slice(1) : clause
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`
}

/** A sentence as it goes on after a colon: without its capital, unless that belongs to its first word. */
export function afterColon(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? sentence[0]!.toLowerCase() + sentence.slice(1) : sentence
}

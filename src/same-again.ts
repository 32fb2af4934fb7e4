/** Answers that stand as long as the question is the same: what a loop asks again and again mostly did not change. */

/** The function, with its last answer at hand: asked with the same objects again, it gives the same one. A promise that was broken is none. */
export function sameAgain<Given extends readonly unknown[], Value>(
  make: (...given: Given) => Value,
): (...given: Given) => Value {
  let last: {readonly given: Given; readonly value: Value} | undefined
  return (...given) => {
    if (last?.given.every((value, index) => value === given[index])) return last.value
    const answer = {given, value: make(...given)}
    last = answer
    if (answer.value instanceof Promise)
      answer.value.catch(() => {
        if (last === answer) last = undefined
      })
    return answer.value
  }
}

/** The same for a function that is given nothing: what it gave first, it gives from then on. */
export function once<Value>(make: () => Value): () => Value {
  return sameAgain(make)
}

/** Keeps a list as long as all in it stay the same objects: what was made of the whole list can stay, too. */
export function keepList<Value>(): (list: readonly Value[]) => readonly Value[] {
  let last: readonly Value[] = []
  return (list) => {
    if (last.length !== list.length || !last.every((value, index) => value === list[index])) last = list
    return last
  }
}

/** `$x^2$` in a line and `$$` around a block, as the parser sees them. */
import type {Extension as FromMarkdown} from 'mdast-util-from-markdown'
import type {Code, Construct, State, Extension as Syntax, TokenType} from 'micromark-util-types'

const dollar = 36
const mathText = 'mathText' as TokenType
const mathBlock = 'mathBlock' as TokenType
const chunk = 'mathData' as TokenType

function isEnd(code: Code): boolean {
  return code === null || code < -2
}

function isBlank(code: Code): boolean {
  return code === null || code < 0 || code === 32
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57
}

/** One or two dollars, with no blank on their inner sides and, for one, no digit behind: `$5 and $10` is money. */
const inText: Construct = {
  name: 'mathText',
  previous: (code) => code !== dollar,
  tokenize(effects, ok, nok) {
    let [size, closing] = [0, 0]
    let last: Code = null
    const open: State = (code) => {
      if (code === dollar && size < 2) {
        effects.consume(code)
        size++
        return open
      }
      if (code === dollar || (size === 1 && isBlank(code))) return nok(code)
      effects.enter(chunk)
      return inside(code)
    }
    const inside: State = (code) => {
      if (code === null) return nok(code)
      if (isEnd(code)) return lineEnd(code)
      if (code === dollar) {
        closing = 0
        return close(code)
      }
      effects.consume(code)
      last = code
      return code === 92 ? escaped : inside
    }
    const escaped: State = (code) => {
      if (isEnd(code)) return inside(code)
      effects.consume(code)
      last = code
      return inside
    }
    const lineEnd: State = (code) => {
      effects.exit(chunk)
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      last = code
      return (next) => {
        effects.enter(chunk)
        return inside(next)
      }
    }
    const close: State = (code) => {
      if (code === dollar) {
        effects.consume(code)
        closing++
        return close
      }
      if (size === 2 && closing !== 2) return inside(code)
      if (closing !== size || (size === 1 && (isBlank(last) || isDigit(code)))) return nok(code)
      effects.exit(chunk)
      effects.exit(mathText)
      return ok(code)
    }
    return (code) => {
      effects.enter(mathText)
      return open(code)
    }
  },
}

/** The end of a line after which the same block goes on. */
const nextLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      if (code === null) return nok(code)
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      return (next) => (this.parser.lazy[this.now().line] ? nok(next) : ok(next))
    }
  },
}

/** A line of two dollars, up to three blanks before it. */
const fence: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let [blanks, dollars] = [0, 0]
    const read: State = (code) => {
      if (dollars === 0 && code === 32 && blanks++ < 3) return take(code)
      if (code === dollar && dollars++ < 2) return take(code)
      if (dollars === 2 && (code === 32 || code === -2 || code === -1)) return take(code)
      if (dollars !== 2 || !isEnd(code)) return nok(code)
      effects.exit(chunk)
      return ok(code)
    }
    const take: State = (code) => {
      effects.consume(code)
      return read
    }
    return (code) => {
      if (isEnd(code)) return nok(code)
      effects.enter(chunk)
      return read(code)
    }
  },
}

const inFlow: Construct = {
  name: 'mathBlock',
  concrete: true,
  tokenize(effects, ok, nok) {
    const done: State = (code) => {
      effects.exit(mathBlock)
      return ok(code)
    }
    const line: State = (code) => effects.attempt(fence, done, content)(code)
    const content: State = (code) => {
      if (code === null) return done(code)
      if (isEnd(code)) return effects.attempt(nextLine, line, done)(code)
      effects.enter(chunk)
      return rest(code)
    }
    const rest: State = (code) => {
      if (isEnd(code)) {
        effects.exit(chunk)
        return content(code)
      }
      effects.consume(code)
      return rest
    }
    const opened: State = (code) => (this.interrupt ? done(code) : effects.attempt(nextLine, line, done)(code))
    return (code) => {
      effects.enter(mathBlock)
      return effects.attempt(fence, opened, nok)(code)
    }
  },
}

/** Lets the parser see maths. */
export const mathSyntax: Syntax = {text: {[dollar]: inText}, flow: {[dollar]: inFlow}}

/** Puts maths into the tree, as code in the language `math`: what renders it looks for that. */
export const mathNodes: FromMarkdown = {
  enter: {
    [mathText](token) {
      const source = this.sliceSerialize(token)
      const display = source.startsWith('$$')
      const value = source.replace(/^\${1,2}|\${1,2}$/g, '').trim()
      const hProperties = {className: ['language-math', ...(display ? ['math-display'] : [])]}
      this.enter({type: 'inlineCode', value, data: {hProperties}}, token)
    },
    [mathBlock](token) {
      const value = this.sliceSerialize(token)
        .replace(/^ *\$\$[ \t]*|\s*\$\$[ \t]*$/g, '')
        .trim()
      this.enter({type: 'code', lang: 'math', value}, token)
    },
  },
  exit: {
    [mathText](token) {
      this.exit(token)
    },
    [mathBlock](token) {
      this.exit(token)
    },
  },
}

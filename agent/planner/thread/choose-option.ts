import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import { keyOf, type Token } from '../reading/tokenise.js'
import { asksOrShows } from '../words/asking-words.js'
import { NUMBER_WORDS, ORDINALS } from '../words/period-words.js'
import { VOCABULARY } from '../words/vocabulary.js'
import { type Offer, type Option, offerOf, optionsOf } from './offer.js'
import type { ThreadMemory } from './thread-memory.js'

/**
 * "do the second one", "option 2", "take the last": the calls that the last answer offered under that number. Null where
 * the message is about something else; asks which where the number is missing.
 */
export function chosenOption(tokens: Token[], memory: ThreadMemory): ToolCall[] | null {
  const offer = offerOf(memory)
  if (!offer) return null
  const { options } = offer
  const words = tokens.map((t) => t.norm)
  if (!offer.fresh) return laterChoice(tokens, words, offer)
  // "is the first one any good?" asks about it.
  if (asksOrShows(words) || (words.at(-1) === '?' && !words.some((w) => TAKES.test(w)))) return null
  const numbers = numbersIn(tokens)
  const named = numbers.length === 0 ? byName(tokens, options) : undefined
  if (named) return named.calls
  if (!words.every((word, at) => isChoosing(word, tokens[at]!))) return null
  if (words.includes('last') || words.includes('final')) return options[options.length - 1]!.calls
  if (words.includes('all') || words.includes('both'))
    return numbers.length === 0 && words.includes('both') && options.length === 2
      ? options.flatMap((o) => o.calls)
      : null
  const chosen = numbers.map((n) => options.find((o) => o.number === n))
  if (numbers.length === 1 && chosen[0]) return chosen[0].calls
  if (numbers.length > 1 && chosen.every((o) => o !== undefined)) return chosen.flatMap((o) => o!.calls)
  const verb = words.some((w) =>
    /^(do|apply|take|choose|pick|go|use|select|accept|implement|yes|ok|okay|sure|approve|try|fix|proceed|yep|yeah|please)$/.test(
      w,
    ),
  )
  if (numbers.length === 0 && options.length === 1 && verb) return options[0]!.calls
  if (numbers.length === 0 && !words.some((w) => /^(it|that|this|one|option|apply|yes|ok|do)$/.test(w))) return null
  if (!verb && numbers.length === 0) return null
  return ask(
    numbers.length > 0
      ? `There is no option ${numbers[chosen.findIndex((o) => o === undefined)]}. Which one?`
      : 'Which one?',
    options.slice(0, 6).map((o) => ({ label: `${o.number}. ${o.text}`, message: `Apply option ${o.number}` })),
  )
}

/**
 * A choice some questions after the options: only one that names its number. After another of them was taken, "the
 * second one instead" takes that back, "and the other one too" adds to it.
 */
function laterChoice(tokens: Token[], words: string[], { options, taken, stands }: Offer): ToolCall[] | null {
  if (asksOrShows(words) || words.at(-1) === '?') return null
  const joins = /^(and|also|too|as|well|instead|rather|not|other|but|hm|hmm|actually|wait|sorry|after|anyway)$/
  if (!words.every((word, at) => joins.test(word) || isChoosing(word, tokens[at]!))) return null
  if (words.includes('not') && !/^(no|not) /.test(words.join(' '))) return null
  const left = options.filter((o) => !taken.includes(o))
  const numbers = numbersIn(tokens)
  const other = words.includes('other') && taken.length > 0 && left.length === 1 ? left[0] : undefined
  if (numbers.length !== 1 && !other && !words.includes('last')) return null
  const option = other ?? (numbers.length === 0 ? options.at(-1) : options.find((o) => o.number === numbers[0]))
  if (!option) return null
  const instead = words.some((w) => /^(instead|rather|not|no|wait|sorry|actually)$/.test(w))
  return instead && stands && !taken.includes(option)
    ? [{ tool: 'undo_change', input: {} }, ...option.calls]
    : option.calls
}

/** Verbs of a choice: "and 2?" without one asks about it. */
const TAKES = /^(do|apply|take|choose|pick|use|select|accept|implement|approve|try|go|make|can|could|please|yes)$/

/** "the second, but only half time": more about the option, no second request. */
const NO_REQUEST = /^(but|only|just|at|for|with|though|full|half|not|too|as|also|instead|\d+)$/

/** "the second one and export the report": the option, and where the rest of the message starts. */
export function chosenFirst(tokens: Token[], memory: ThreadMemory): { calls: ToolCall[]; rest: number } | null {
  const at = tokens.findIndex((t) => /^(and|then|,)$/.test(t.norm))
  if (at < 1 || at === tokens.length - 1 || numbersIn(tokens.slice(0, at)).length !== 1) return null
  if (NO_REQUEST.test(tokens[at + 1]!.norm)) return null
  const options = optionsOf(memory)
  const [number] = numbersIn(tokens.slice(0, at))
  const option = options.find((o) => o.number === number)
  if (asksOrShows(tokens.slice(0, at).map((t) => t.norm))) return null
  const chooses = tokens.slice(0, at).every((t) => isChoosing(t.norm, t))
  return option && chooses ? { calls: option.calls, rest: tokens[at + 1]!.start } : null
}

function numbersIn(tokens: Token[]): number[] {
  const found: number[] = []
  tokens.forEach((token, at) => {
    if (token.kind === 'number' && /^\d{1,2}$/.test(token.norm)) found.push(Number(token.norm))
    else if (Object.hasOwn(ORDINALS, token.norm)) found.push(ORDINALS[token.norm]!)
    else if (
      Object.hasOwn(NUMBER_WORDS, token.norm) &&
      !(
        token.norm === 'one' &&
        (at === tokens.length - 1 ||
          /^(the|that|this|which|second|first|third|last|fourth)$/.test(tokens[at - 1]?.norm ?? '')) &&
        tokens[at - 1]?.norm !== 'option' &&
        tokens[at - 1]?.norm !== 'number'
      )
    )
      found.push(NUMBER_WORDS[token.norm]!)
  })
  return found
}

function isChoosing(word: string, token: Token): boolean {
  if (token.kind === 'number' || Object.hasOwn(ORDINALS, word) || Object.hasOwn(NUMBER_WORDS, word)) return true
  if (
    /^(st|nd|rd|th|the|with|last|final|both|all|for|and|please|it|that|this|one|ones|go|ahead|yes|ok|okay|sure|i|ll|id|ill|lets|let|us|want|would|like|prefer|choose|pick|select|id|to|them|no|nr|then|candidate|person|sounds|looks|is|good|fine|great|best|better|works|me|prefer|preferred|rather|choice|mine|be|my|d|s|think|we|should|can|you)$/.test(
      word,
    )
  )
    return true
  const classes = VOCABULARY.phrases.get(word)
  return classes !== undefined && ['choose', 'option', 'filler', 'ok', 'that'].some((name) => classes.has(name))
}

/** "go with Mark", "hand it to Mark", "shift it to July", "reduce Beta": an option whose text alone has that name. */
function byName(tokens: Token[], options: Option[]): Option | undefined {
  if (tokens.length > 8 || tokens.some((t) => /^(not|no|never|why|who|what|how|if)$/.test(t.norm))) return undefined
  const verb = DOES.find(({ verbs }) => tokens.some((t) => verbs.test(t.norm)))
  if (
    !verb &&
    !/^(go|take|choose|pick|use|select|assign|staff|book|lets|ill|id|i|with|put|ok|yes|do|the)$/.test(
      tokens[0]?.norm ?? '',
    )
  )
    return undefined
  const names = tokens.filter(
    (t, at) => t.kind === 'word' && !isChoosing(t.norm, t) && !verb?.verbs.test(t.norm) && !isSmall(t.norm, at, tokens),
  )
  if (names.length === 0 || names.length > 3) return undefined
  const fitting = options.filter((o) => names.every((n) => ` ${keyOf(o.text)} `.includes(` ${n.norm} `)))
  const option = fitting.length === 1 ? fitting[0] : undefined
  return option && (!verb || option.calls.some((c) => verb.tools.test(c.tool))) ? option : undefined
}

/** What an option must do so that a verb may choose it. */
const DOES = [
  {
    verbs: /^(reduce|reducing|cut|cutting|trim|trimming|lower|lowering|drop|dropping)$/,
    tools: /^(set_hours|move_hours)$/,
  },
  {
    verbs: /^(move|moving|hand|handing|give|giving|pass|passing|shift|shifting|push|pushing|postpone|transfer)$/,
    tools: /^(move_hours|change_plan)$/,
  },
]

/** "over to", "hours", "work": nothing that tells options apart. */
const isSmall = (word: string, at: number, tokens: Token[]): boolean =>
  /^(it|them|those|over|on|into|from|of|hours|work|his|her|their)$/.test(word) ||
  (word === 'one' && at === tokens.length - 1)

// What every intent has: when it applies, which words and kinds of items it can explain, the calls it makes, and
// examples that the tests run and the documentation shows.

import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Accepted, Clause } from '../reading/clause.js'
import type { Item } from '../reading/items.js'

export interface Example {
  ask: string
  calls: ToolCall[]
}

export interface Intent {
  name: string
  /** Heading of the documentation page. */
  title: string
  accepts: Accepted
  /** Items that are explained whatever they say: the text searched for. */
  free?(clause: Clause): Item[]
  when(clause: Clause, planning: Planning): boolean
  /** Fills the slots. Throws Unanswered where something is open; null where it does not apply after all. */
  plan(clause: Clause, planning: Planning): ToolCall[] | null
  examples: Example[]
  /** Changes the plan: what is vague, conditional or relative in the request is asked about first. */
  writes?: true
  /** Understands parts of the hours that stand there ("half of her hours"), or several of them, so these need no question. */
  shares?: true | 'several'
  /** Understands what is left of somebody's time ("her unused hours"). */
  fills?: true
}

/** Words that open a question, in every reading intent. */
export const QUESTION_WORDS = [
  'show',
  'count',
  'who',
  'what',
  'which',
  'how',
  'where',
  'when',
  'make',
  'whoModal',
  'pastTense',
  'totalWord',
  'personPronoun',
  'projectPronoun',
  'completely',
] as const

/** Words for hours and plans, in every reading intent. */
export const PLAN_NOUNS = [
  'hoursNoun',
  'allocation',
  'work',
  'people',
  'projectNoun',
  'roleNoun',
  'clientNoun',
  'lcatNoun',
] as const

const QUESTION_STARTS = new Set(
  'who whos whose whom what whats which how why when where is are am was were does did has had should do will would could can may might shall isnt arent doesnt didnt whats wheres hows'.split(
    ' ',
  ),
)

/** A change may only be read from a command or a polite request, never from a question ("Was Jane moved to Alpha?"). */
export function isCommand(clause: Clause): boolean {
  for (const item of clause.items) {
    const words = item.text.toLowerCase().replace(/['’]/g, '')
    const first = words.split(/\s+/)[0] ?? ''
    // "In December, what is ...": the month before the question decides nothing.
    if (item.kind === 'period' || (item.kind === 'words' && /^(in|for|during|on|from|over)$/i.test(item.text))) continue
    if (item.kind === 'words' && item.classes.has('filler')) {
      if (words.split(/\s+/).length === 1 && QUESTION_STARTS.has(first)) return false
      continue
    }
    return !(item.kind === 'words' && QUESTION_STARTS.has(first) && !item.classes.has('choose'))
  }
  return true
}

/** Leaves out keys without a value, so that calls carry only what was said. */
export function input<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, v]) => v !== undefined && !(Array.isArray(v) && v.length === 0)),
  ) as T
}

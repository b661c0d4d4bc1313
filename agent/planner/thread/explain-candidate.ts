import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { type Clause, unexplained } from '../reading/clause.js'
import type { EntityItem } from '../reading/items.js'
import { offerOf } from './offer.js'

const WORDS = [
  'why',
  'not',
  'explainWord',
  'about',
  'recommend',
  'that',
  'free',
  'how',
  'what',
  'top',
  'option',
  'choose',
  'pastTense',
  'show',
  'search',
]

const ASKS_WHY =
  /^((and|but|so|ok|then) )*(why|how come|what (speaks|is|s|would speak|is there) (against|wrong with)|whats (wrong with|against)|what (about|keeps)|what do you have against)\b/

const TALK =
  /^(why|not|isnt|isn't|wasnt|wasn't|arent|didnt|didn't|doesnt|doesn't|is|are|was|were|did|does|do|come|how|what|about|and|but|so|ok|then|she|he|they|her|him|it|you|on|in|at|of|to|off|the|that|this|list|top|first|second|third|last|place|position|number|rank|ranked|ranking|higher|lower|better|best|worse|further|up|down|above|below|before|behind|ahead|over|only|just|one|listed|candidate|candidates|proposed|suggested|recommended|recommend|suggest|picked|chosen|there|included|considered|missing|left|out|get|got|came|put|instead|rather|than|no|a|an|for|good|fit|match|option|choice|exactly|reason|reasons|whats|what's|wrong|with|against|speaks|would|speak|·|,|\?|!|\.|'s|s)$/

/** "why isn't she top?", "why Ana and not Carlos?", "and what about Aisha, why isn't she first?": everyday words about a place in the list. */
const asksPlace = (clause: Clause): boolean =>
  /\b(why|how come|what (about|speaks|is wrong|s wrong|would speak)|reasons?)\b/.test(clause.plain) &&
  clause.words.length <= 16 &&
  clause.words.every((word) => TALK.test(word)) &&
  clause.items.every((i) => i.kind === 'person' || i.kind === 'words' || i.kind === 'amount' || i.kind === 'unknown')

/** Of two people the one who is not taken: "why Ana and not Carlos", "why is Ana ahead of Carlos", "why isn't Carlos before Ana". */
function personAsked({ people, plain }: Clause): EntityItem | undefined {
  const names = people.filter((p, at) => people.findIndex((o) => o.refs[0]?.index === p.refs[0]?.index) === at)
  if (names.length !== 2) return names.length === 1 ? names[0] : undefined
  return /\b(isnt|isn't|wasnt|wasn't|not) ·|· instead of ·/.test(plain.replace(/^.*? and not ·/, '')) &&
    !/ and not ·/.test(plain)
    ? names[0]
    : names[1]
}

/** "Why not Lee?" after a list of candidates: the same request with that person explained. */
export function explainCandidate(clause: Clause, planning: Planning): ToolCall[] | null {
  const offer = planning.memory.last.some((c) => c.tool === 'recommend_candidates')
    ? planning.memory.last.findLast((c) => c.tool === 'recommend_candidates')
    : offerOf(planning.memory)?.call
  if (offer?.tool !== 'recommend_candidates') return null
  const person = personAsked(clause)
  if (!person) return null
  if (!asksPlace(clause)) {
    if (clause.people.length !== 1 || !planning.memory.last.includes(offer)) return null
    if (
      !clause.has('why', 'about') &&
      !ASKS_WHY.test(clause.plain) &&
      !clause.says('explain', 'reason', 'reasons', 'not')
    )
      return null
    if (!clause.has('why') && !ASKS_WHY.test(clause.plain) && clause.says('without', 'except')) return null
    if (unexplained(clause, { words: WORDS, kinds: ['words', 'person', 'project', 'role'] }).length > 0) return null
  }
  const { explain: _before, ...input } = offer.input as Record<string, unknown>
  return [{ tool: 'recommend_candidates', input: { ...input, explain: planning.person(person) } }]
}

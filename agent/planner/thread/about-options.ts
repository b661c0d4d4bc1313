// Offered options are asked about ("what would the second one mean for Mark?") or taken in part ("the second, but only half").
import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import { type Planning, unique } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { ORDINALS } from '../words/period-words.js'
import { asked } from './about-answer.js'
import { type Option, offerOf } from './offer.js'
import { periodOf, slotsOf, type ThreadMemory } from './thread-memory.js'

type Fields = Record<string, unknown>

const ORDER = '(?<which>first|second|third|fourth|fifth|sixth|last|\\d|1st|2nd|3rd|4th|5th)'
const NTH = new RegExp(
  `\\b(?:the|option|number|nr|no|would|does|did|is|about|with)(?: (?:option|number|nr|no))? ${ORDER}\\b`,
)

const named = (said: string, options: readonly Option[]): Option | undefined => {
  if (/^last$/.test(said)) return options.at(-1)
  const number = Object.hasOwn(ORDINALS, said) ? ORDINALS[said] : Number.parseInt(said, 10)
  return options.find((o) => o.number === number)
}

const ASKS = /^(why|how|what|whats|which|who|whom|would|will|does|do|can|could|is|are|explain|tell|show|more|and)\b/
const MEANS =
  /^(why|how|come|what|whats|which|who|whom|would|will|does|do|can|could|is|are|explain|tell|show|more|and|me|about|not|mean|means|for|to|the|first|second|third|fourth|fifth|sixth|last|option|number|nr|no|one|\d|1st|2nd|3rd|4th|5th|st|nd|rd|th|leave|leaves|put|affect|affects|change|work|overload|overbook|it|that|this|·|he|him|his|she|her|they|them|their|anyone|anybody|somebody|someone|ok|okay|fine|load|hours|time|at|by|of|on|with|in|then|too|much|many|be|have|has|free|enough|room|capacity|possible|realistic|better|best|say|exactly|happen|happens|looks?|like|involved|take|takes|s|over|still|fit|so|now|get|gets|manage|cope|still|available|busy|full|overloaded|overbooked|room)$/

/**
 * A question about one of the options just offered: how the people whom it gives hours stand in its months, or the
 * options once more, which say what each does. Null where no option is asked about.
 */
export function aboutOption(clause: Clause, planning: Planning): ToolCall[] | null {
  if (clause.periods.length + clause.projects.length + clause.comparisons.length > 0) return null
  const said = asked(clause).replace(/ +/g, ' ')
  if (!ASKS.test(said)) return null
  const which = NTH.exec(said)?.groups?.which
  if (!which && !OVERLOADS.test(said)) return null
  if (!said.split(/\s+/).every((w) => MEANS.test(w))) return null
  const offer = offerOf(planning.memory)
  if (!offer || (!which && offer.taken.length > 0)) return null
  const option = which ? named(which, offer.options) : undefined
  if (which && !option) return null
  const people = clause.people.filter((p) => p.refs.length === 1).map((p) => planning.personName(p.refs[0]!.index))
  const months = option?.calls.flatMap((c) => periodOf(c.input as Fields) ?? []) ?? []
  const span = periodOf(offer.call.input as Fields) ?? months[0]
  const takers =
    /\b(anyone|anybody|somebody|someone|who|whom|overload|overbook|they|them)\b/.test(said) && option
      ? slotsOf(option.calls).people.map((name) => planning.nameOf(name))
      : []
  const employees = unique(people.length > 0 ? people : takers)
  if (employees.length === 0 || !span) {
    if (!option || offer.call.tool === 'recommend_candidates') return null
    return [{ tool: offer.call.tool, input: offer.call.input }]
  }
  const first = months[0] ?? span
  const [from, to] = [isoMonth(first.from), isoMonth(first.to)]
  if (employees.length > 1) return [{ tool: 'find_employees', input: { employees, from, to, sort: '-load' } }]
  return [{ tool: 'query_allocations', input: { employees, from, to } }]
}

/** "would that overload her?", "can Mark take that?", "does he have time for it?" */
const OVERLOADS =
  /^(and |but |ok )*((would|will|does|could|might) (that|it|this) (overload|overbook|be too much for|be ok for|work for|fit|put|leave)\b|(can|could|would|will|does|do) (·|he|she|they) (take|have (the )?(time|room|capacity|hours)|fit|manage|cope|still (take|have)|be (over|overloaded|overbooked|too full|ok|fine))\b|(is|are|would) (·|he|she|they) (be )?(still )?(free|over|overloaded|overbooked|too busy|ok|fine|full|available)\b.*\b(then|with (that|it)|for (that|it))$)/

const TALK =
  '(?:(?:ok|okay|yes|then|well|hm+|so|i think|id|id like|i would|ill|i will|lets|let us|do|take|apply|go with|go for|use|pick|choose|try|the|option|number|nr|no|like|prefer|rather) )*'
const LIKED = '(?: (?:one|option|sounds (?:good|fine|right)|looks (?:good|fine)|is (?:good|fine|ok)|works))*'
const AMOUNT = '(?<amount>half|\\d+(?:\\.\\d+)?)'
const UNIT = '(?: ?(?:h|hrs|hours|hour))?'
const TAIL = '(?: (?:of it|of that|of them|of those|of the hours|the hours|that|only|please|though|for now|then))*'
const PART = [
  new RegExp(
    `^${TALK}${ORDER}(?:st|nd|rd|th)?${LIKED}(?: (?:but|with|for|just|only|at|by|please|make it|then|however))+ ${AMOUNT}${UNIT}${TAIL}$`,
  ),
  new RegExp(
    `^${TALK}(?:(?:only|just) )?${AMOUNT}${UNIT}(?: (?:of|from|for|as in))+ (?:the |option |number )*${ORDER}(?: (?:one|option))?${TAIL}$`,
  ),
]

/**
 * "the second, but only half", "option 1 but just 10 hours": the calls of that option with other hours. Null where the
 * message says something else; asks which hours where an option holds several.
 */
export function chosenPart(text: string, memory: ThreadMemory): ToolCall[] | null {
  if (text.length > 80 || text.includes('?')) return null
  const offer = offerOf(memory)
  if (!offer || offer.call.tool === 'recommend_candidates') return null
  const { options } = offer
  const said = text
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .replace(/[^\p{L}\p{N}.]+|\.(?!\d)/gu, ' ')
    .trim()
  const found = PART.map((p) => p.exec(said)?.groups).find((g) => g !== undefined)
  const option = found && named(found.which!, options)
  if (!option) return null
  const half = found.amount === 'half'
  const hours = half ? undefined : Number(found.amount)
  const counts = option.calls.flatMap(({ tool, input }) =>
    tool === 'staff_employee' ? [] : quantities(input as Fields),
  )
  const whole = unique(counts.map(Math.abs))
  if (whole.length === 0) return null
  if (hours !== undefined && (whole.length > 1 || hours > whole[0]!))
    ask(`Option ${option.number} is about ${whole.join(' and ')} h. Which hours shall it be?`, [
      { label: `As offered: ${option.text}`, message: `Apply option ${option.number}` },
    ])
  const factor = half ? 0.5 : hours! / whole[0]!
  const scaled = (n: number) => Math.round(n * factor * 4) / 4
  return option.calls.map(({ tool, input }) => ({ tool, input: withHours(input as Fields, scaled) }))
}

const quantities = (input: Fields): number[] => [
  ...(typeof input.hours === 'number' ? [input.hours] : []),
  ...((input.changes as { hours: number; mode: string }[] | undefined) ?? []).flatMap((c) =>
    c.mode === 'add' ? [c.hours] : [],
  ),
]

function withHours(input: Fields, scaled: (n: number) => number): Fields {
  const next: Fields = { ...input }
  for (const key of ['hours', 'fundedHours'] as const)
    if (typeof next[key] === 'number') next[key] = scaled(next[key] as number)
  if (Array.isArray(next.changes))
    next.changes = (next.changes as { hours: number; mode: string }[]).map((c) =>
      c.mode === 'add' ? { ...c, hours: scaled(c.hours) } : c,
    )
  return next
}

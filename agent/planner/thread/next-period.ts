import type { PlannerRequest } from '../planner-types.js'
import { spanTitle } from '../reading/month-arithmetic.js'
import type { Reading } from '../reading/read-items.js'
import { type ThreadMemory, WRITE_TOOLS } from './thread-memory.js'

const OPENERS = '(?:(?:and|so|ok|okay|now|what about|how about|then|what is it|how is it|what is there|what comes) )*'
const AFTER =
  '(?:next|next one|then|after|after that|after this|afterwards|following|the next|the next one|the following|the following one|the one after|the one after that|one later|later|thereafter|subsequently)'
const BEFORE =
  '(?:before|before that|previous|previously|the previous|the previous one|the one before|the one before that|one earlier|earlier|prior|the prior one|last one|the last one)'
const NEXT = new RegExp(`^${OPENERS}${AFTER}$`)
const LAST = new RegExp(`^${OPENERS}${BEFORE}$`)
const YEAR = new RegExp(
  `^${OPENERS}(?:for |in )?(last|next|this|the previous|the coming|the following|the current) year$`,
)
/** "a month later", "two quarters earlier": the months before, that much further on or back. */
const STEP = new RegExp(
  `^${OPENERS}(?:(?<count>a|an|one|two|three|four|six|[1-9]|1[0-2]|another) )(?<unit>month|quarter|year)s? (?<way>later|after|after that|after this|afterwards|on|further on|further|ahead|more|before|before that|earlier|back|prior|previously|sooner)$`,
)
const COUNTS: Record<string, number> = { a: 1, an: 1, one: 1, another: 1, two: 2, three: 3, four: 4, six: 6 }
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 }

const OVER =
  /^((?:and|so|ok|what about|how about)\W+)?(over|across|throughout) (?=the (next|coming|following|last|past) )/i

const FREE_WHEN =
  /^(and )?((free|available) (from )?when|from when( (free|available))?|when (free|available)( again)?|next free)$/

/**
 * "and next?", "and before that?" after an answer about some months: "and in December 2026?", as long as the months
 * before. "and next year?" after a fiscal year is a fiscal year. Undefined where nothing of the kind is said, or a change
 * was made last.
 */
export function withNextPeriod(request: PlannerRequest, memory: ThreadMemory): string | undefined {
  const { text, lexicon } = request
  const { period, last } = memory
  const [person] = memory.people
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  if (person && FREE_WHEN.test(words)) return `when is ${person} free?`
  if (!period || last.length === 0 || last.some((c) => WRITE_TOOLS.has(c.tool)) || text.length > 60) return undefined
  if (OVER.test(text)) return text.replace(OVER, '$1for ')
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  const start = lexicon.fiscalYearStart - 1
  const fiscal = start > 0 && period.to - period.from === 11 && period.from % 12 === start
  const year = fiscal && YEAR.exec(said)?.[1]
  if (year) return `and in ${year} fiscal year?`.replace('the ', '').replace('following', 'next')
  if (said.length > 50 || /^(and|so|ok|okay|now|what about|how about)$/.test(said)) return undefined
  const further = STEP.exec(
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )?.groups
  if (further) {
    const back = /^(before|earlier|back|prior|previously|sooner)/.test(further.way!) ? -1 : 1
    const months = (COUNTS[further.count!] ?? Number(further.count)) * MONTHS[further.unit!]! * back
    return `and in ${spanTitle(period.from + months, period.to + months)}?`
  }
  const step = NEXT.test(said) ? 1 : LAST.test(said) ? -1 : 0
  if (step === 0) return undefined
  const length = (period.to - period.from + 1) * step
  return `and in ${spanTitle(period.from + length, period.to + length)}?`
}

/** "show me Daniel again": in the months spoken of. Undefined where months are named, or it is no question. */
export function withMonthsAgain({ text, items }: Reading, { period }: ThreadMemory): string | undefined {
  if (!period || !/^(and |now |ok |so |please )*(show|list|what|how|who|display|give me|tell me|see)\b/i.test(text))
    return undefined
  if (!/\bagain\W*$/i.test(text) || items.some((i) => i.kind === 'period' || i.kind === 'amount')) return undefined
  if (!items.some((i) => i.kind === 'person' || i.kind === 'project')) return undefined
  return text.replace(/\bagain\W*$/i, `in ${spanTitle(period.from, period.to)}`)
}

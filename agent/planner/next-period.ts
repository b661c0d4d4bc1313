import { spanTitle } from './month-arithmetic.js'
import { type ThreadMemory, WRITE_TOOLS } from './thread-memory.js'

const OPENERS = '(?:(?:and|so|ok|okay|now|what about|how about|then|what is it|how is it|what is there|what comes) )*'
const AFTER =
  '(?:next|next one|then|after|after that|after this|afterwards|following|the next|the next one|the following|the following one|the one after|the one after that|one later|later|thereafter|subsequently)'
const BEFORE =
  '(?:before|before that|previous|previously|the previous|the previous one|the one before|the one before that|one earlier|earlier|prior|the prior one|last one|the last one)'
const NEXT = new RegExp(`^${OPENERS}${AFTER}$`)
const LAST = new RegExp(`^${OPENERS}${BEFORE}$`)

/**
 * "and next?", "and before that?" after an answer about some months: "and in December 2026?", as long as the months
 * before. Undefined where nothing of the kind is said, or a change was made last.
 */
export function withNextPeriod(text: string, memory: ThreadMemory): string | undefined {
  const { period, last } = memory
  if (!period || last.length === 0 || last.some((c) => WRITE_TOOLS.has(c.tool))) return undefined
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  if (said.length > 50 || /^(and|so|ok|okay|now|what about|how about)$/.test(said)) return undefined
  const step = NEXT.test(said) ? 1 : LAST.test(said) ? -1 : 0
  if (step === 0) return undefined
  const length = (period.to - period.from + 1) * step
  return `and in ${spanTitle(period.from + length, period.to + length)}?`
}

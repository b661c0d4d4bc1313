// "make that 30 %", "and below 70?", "only those with more than 50 hours": the limits of a list of people said anew.
import type { FindInput } from '../intents/find.js'
import { levelsOf } from '../intents/people-levels.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'

type Fields = Record<string, unknown>

export const LEVEL_KEYS = [
  'hoursBelow',
  'hoursAtLeast',
  'hoursAbove',
  'hoursAtMost',
  'freeHoursBelow',
  'freeHoursAtLeast',
  'freeHoursAbove',
  'freeHoursAtMost',
  'fteBelow',
  'fteAtLeast',
  'fteAbove',
  'fteAtMost',
  'loadBelow',
  'loadAtLeast',
  'loadAbove',
  'loadAtMost',
]

/**
 * The limits that a follow-up sets on the list before it: a bare number is of what was limited or shown there. Null where
 * it sets none.
 */
export const limitsAgain = (clause: Clause, before: Fields, tool: string, planning: Planning): Fields | null =>
  sameLimit(clause, before) ?? freeAsBefore(limitsOf(clause, before, tool, planning), clause, before, tool, planning)

/** "make that 30 %": the limit asked for before, with another number. */
function sameLimit(clause: Clause, fields: Fields): Fields | null {
  const amount = clause.amounts[0]
  const keys = Object.keys(fields).filter((k) => LEVEL_KEYS.includes(k))
  if (!amount || clause.amounts.length > 1 || clause.comparisons.length > 0 || keys.length !== 1) return null
  if (amount.amount.unit !== 'percent' && amount.amount.unit !== 'fte') return null
  return { [keys[0]!]: amount.amount.value }
}

/** "and below 70?" after people under 50 % FTE: FTE again; after hours, hours. */
function limitsOf(clause: Clause, before: Fields, tool: string, planning: Planning): FindInput | null {
  const bare = clause.comparisons.some((c) => c.amount.unit === 'none')
  const keys = Object.keys(before).filter((key) => LEVEL_KEYS.includes(key))
  const hours = tool === 'query_allocations' || before.sort === '-free' || keys.some((key) => /ours/.test(key))
  if (!bare || (!hours && keys.length === 0) || clause.has('fteWord', 'loadWord', 'hoursNoun'))
    return levelsOf(clause, planning)
  const items = clause.items.map((item) => {
    if (item.kind !== 'comparison' || item.amount.unit !== 'none') return item
    const { value } = item.amount
    const amount = hours
      ? { ...item.amount, unit: 'hours' as const }
      : { ...item.amount, unit: 'percent' as const, value: value > 1.5 ? value / 100 : value }
    return { ...item, amount }
  })
  const limits = levelsOf(new Clause(clause.text, items, clause.words, clause.offset), planning)
  if (!limits || hours || !keys.every((key) => key.startsWith('load'))) return limits
  return Object.fromEntries(Object.entries(limits).map(([key, value]) => [key.replace(/^fte/, 'load'), value]))
}

/** "only those with more than 50 hours" of a list of free people: 50 hours free. */
function freeAsBefore(
  limits: FindInput | null,
  clause: Clause,
  before: Fields,
  tool: string,
  planning: Planning,
): Fields | null {
  const asked = /\b(free|available|availability|capacity|spare|bench)\b/i.test(planning.memory.lastText)
  const free =
    before.sort === '-free' ||
    Object.keys(before).some((key) => key.startsWith('freeHours')) ||
    before.loadBelow === 0.25 ||
    (asked && tool === 'query_allocations' && !before.project)
  if (!limits || !free || clause.has('allocation')) return limits as Fields | null
  const asFree = Object.fromEntries(
    Object.entries(limits).map(([key, value]) => [key.replace(/^hours(?=[A-Z])/, 'freeHours'), value]),
  )
  // "how about 30 hours?" behind "at least 60": at least, still.
  if (clause.comparisons.length === 0 && before.freeHoursAtLeast !== undefined) delete asFree.freeHoursAtMost
  return asFree
}

import { takesOut } from '../changes/takes-out.js'
import { effectOf } from '../intents/amount-effect.js'
import { ask } from '../outcomes.js'
import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { AmountItem } from '../reading/items.js'
import { isoMonth, monthNumber, spanTitle } from '../reading/month-arithmetic.js'
import { isoSpan, type Span } from '../reading/resolve-period.js'

type Fields = Record<string, unknown>

/**
 * What follows "put Ann on Beta with 200 funded hours": "40 hours a month from June to August" are hours and no budget,
 * "a budget of 240" is the budget alone, "10 more in August" changes what was planned. Asks how many hours a month where
 * only months are named behind a budget.
 */
export function staffingAgain(
  clause: Clause,
  fields: Fields,
  project: LexiconProject | undefined,
  span: Span | undefined,
  planning: Planning,
): ToolCall {
  const [amount] = clause.amounts
  const planned = fields.hoursPerMonth !== undefined || fields.fte !== undefined
  if (!amount) {
    if (span && !planned && fields.fundedHours !== undefined) askHoursPerMonth(fields, span)
    return { tool: 'staff_employee', input: fields }
  }
  const { value, unit } = amount.amount
  const { mode, sign: said } = effectOf(clause, clause, amount)
  const adds = mode === 'add' || takesOut(clause)
  const sign = takesOut(clause) ? -1 : said
  const budgetOnly = !planned && fields.fundedHours !== undefined && !span && !clause.has('monthlyWord')
  if (clause.has('fundedWord', 'budget') || (budgetOnly && (unit === 'hours' || unit === 'none'))) {
    const before = typeof fields.fundedHours === 'number' ? fields.fundedHours : undefined
    if (adds && before === undefined) ask('How many funded hours shall it be in all?', [])
    const fundedHours = adds ? Math.max(0, before! + sign * value) : value
    // Hours that stand there already are not planned again.
    const { from: _from, to: _to, hoursPerMonth: _hours, fte: _fte, ...who } = fields
    const waits = planning.memory.lastCells?.applied === false
    return { tool: 'staff_employee', input: { ...(waits ? fields : who), fundedHours } }
  }
  const months = span ?? spanOf(fields) ?? monthsSpokenOf(fields, planning)
  if (adds && months)
    return { tool: 'set_hours', input: { changes: added(amount, sign, fields, months, project, planning) } }
  if (unit === 'percent' || unit === 'fte') {
    const { hoursPerMonth: _hours, ...rest } = fields
    return {
      tool: 'staff_employee',
      input: { ...rest, ...(months && !spanOf(fields) ? isoSpan(months) : {}), fte: value },
    }
  }
  // "make that 60" after "50 %" is 60 %.
  if (unit === 'none' && fields.fte !== undefined && value <= 100)
    return { tool: 'staff_employee', input: { ...fields, fte: value <= 1 ? value : value / 100 } }
  if (unit === 'none' && fields.fte !== undefined)
    ask(
      `${value} % or ${value} hours a month?`,
      [`${value}%`, `${value} hours`].map((label) => ({ label, message: planning.rewritten(amount, label) })),
    )
  const { fte: _fte, ...rest } = fields
  const hoursPerMonth = planning.hours(amount, project ?? null, months?.from ?? planning.today)
  return {
    tool: 'staff_employee',
    input: { ...rest, ...(months && !spanOf(fields) ? isoSpan(months) : {}), hoursPerMonth },
  }
}

/** "put her on Atlas" behind who is free in November, then "at 50 %": in the months that were looked at. */
function monthsSpokenOf(fields: Fields, { memory: { period } }: Planning): Span | undefined {
  if (fields.hoursPerMonth !== undefined || fields.fte !== undefined || !period) return undefined
  return period.to - period.from < MOST_MONTHS ? period : undefined
}
const MOST_MONTHS = 6

const spanOf = ({ from, to }: Fields): Span | undefined =>
  typeof from === 'string' && typeof to === 'string' ? { from: monthNumber(from), to: monthNumber(to) } : undefined

function added(
  amount: AmountItem,
  sign: number,
  { employee, project: name }: Fields,
  { from, to }: Span,
  project: LexiconProject | undefined,
  planning: Planning,
) {
  return Array.from({ length: to - from + 1 }, (_, at) => ({
    project: name,
    employee,
    month: isoMonth(from + at),
    hours: sign * planning.hours(amount, project ?? null, from + at),
    mode: 'add',
  }))
}

function askHoursPerMonth({ employee, project }: Fields, { from, to }: Span): never {
  return ask(
    'How many hours a month?',
    [20, 40, 80].map((hours) => ({
      label: `${hours} hours a month`,
      message: `Put ${employee} on ${project} for ${hours} hours a month, ${spanTitle(from, to)}`,
    })),
  )
}

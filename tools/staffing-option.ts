// The schemas that tools with options share: calls that apply an option, and what it does to everybody.
import { z } from 'zod'
import { addMonths, type MonthNumber, monthName, monthOfDate, toMonthNumber } from '../services/calendar.js'
import type { OptionEffect } from '../services/staffing-option.js'
import { formatHours, formatPercent } from '../services/units.js'
import type { AnswerTable } from './answer.js'

export const callSchema = z.strictObject({
  tool: z.string().describe('Name of the tool'),
  input: z.record(z.string(), z.unknown()).describe('Its input'),
})

export const effectSchema = z.strictObject({
  employee: z.string().describe('Name'),
  month: z.string().describe('Month, YYYY-MM'),
  hoursBefore: z.number().describe('Hours in the month before'),
  hoursAfter: z.number().describe('Hours in the month after'),
  fteBefore: z.number().describe('FTE before, a fraction'),
  fteAfter: z.number().describe('FTE after, a fraction'),
  fullTimeHours: z.number().describe('What FTE divides by'),
  capacityHours: z.number().describe('Hours that the person can work in the month'),
  overBefore: z.number().describe('Hours above capacity before'),
  overAfter: z.number().describe('Hours above capacity after'),
})

export const cellSchema = z.strictObject({ assignmentId: z.string(), month: z.string() })

export const optionSchema = z.strictObject({
  number: z.int().describe('Number of the option, from 1'),
  text: z.string().describe('What the option does, in words'),
  calls: z.array(callSchema).describe('The tool calls that apply exactly this option, in order'),
  effects: z.array(effectSchema).describe('Everybody whose month changes'),
  unplacedHours: z.number().describe('Hours that nobody does any more'),
  remainingOverHours: z.number().describe('Hours above capacity that stay'),
  needs: z.string().optional().describe('Whose agreement it needs; the asker cannot apply it'),
})

/** The period asked for; default: `count` months from the month of today. */
export function periodOf(
  input: { from?: string; to?: string },
  today: string,
  count: number,
): { from: MonthNumber; to: MonthNumber } {
  const now = monthOfDate(today)
  const to = input.to === undefined ? undefined : toMonthNumber(input.to, 'to')
  const from = input.from === undefined ? (to !== undefined && to < now ? to : now) : toMonthNumber(input.from, 'from')
  return { from, to: to ?? addMonths(from, count - 1) }
}

/** "Mark Chen March 2027: 50 % -> 70 % of 160 h". */
export function effectText(effect: OptionEffect): string {
  return `${effect.employee} ${monthName(toMonthNumber(effect.month))}: ${formatPercent(effect.fteBefore)} -> ${formatPercent(effect.fteAfter)} of ${formatHours(effect.fullTimeHours)} h`
}

/** Effects of several options as one table of an answer. */
export function effectsTable(title: string, options: { number: number; effects: OptionEffect[] }[]): AnswerTable {
  return {
    title,
    columns: [
      { key: 'option', label: 'Option', unit: 'count' },
      { key: 'employee', label: 'Name', unit: 'text' },
      { key: 'month', label: 'Month', unit: 'month' },
      { key: 'hoursBefore', label: 'Hours before', unit: 'hours' },
      { key: 'hoursAfter', label: 'Hours after', unit: 'hours' },
      { key: 'fteBefore', label: 'FTE before', unit: 'fte' },
      { key: 'fteAfter', label: 'FTE after', unit: 'fte' },
      { key: 'fullTimeHours', label: 'Of full-time hours', unit: 'hours' },
    ],
    rows: options.flatMap((o) =>
      o.effects.map((e) => ({
        option: o.number,
        employee: e.employee,
        month: e.month,
        hoursBefore: e.hoursBefore,
        hoursAfter: e.hoursAfter,
        fteBefore: e.fteBefore,
        fteAfter: e.fteAfter,
        fullTimeHours: e.fullTimeHours,
      })),
    ),
  }
}

import { z } from 'zod'
import { monthOfDate, toMonthNumber } from '../../services/calendar.js'
import { readPortfolio } from '../../services/portfolio.js'
import { formatPercent } from '../../services/units.js'
import { defineReadTool, monthArgument } from '../define-tool.js'

const share = z.strictObject({ code: z.string(), name: z.string(), fte: z.number(), hours: z.number() })
const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  lcat: z.string(),
  fte: z.number().describe('FTE of the month, a fraction'),
  load: z.number().nullable().describe('FTE / capacity; null without capacity'),
  capacityHours: z.number().describe('Hours of capacity'),
  overHours: z.number().describe('Hours above capacity'),
  projects: z.array(share).describe('FTE and hours by project'),
})

export const getPortfolio = defineReadTool({
  name: 'get_portfolio',
  title: 'Read the portfolio dashboard',
  description:
    'One month of the whole portfolio: FTE by role, the projects and people of one role, people above capacity, the bench, budgets, utilisation by month. For the page.',
  effect: 'read',
  screenOnly: true,
  input: z.strictObject({
    month: monthArgument('Month; default the current one').optional(),
    role: z.string().optional().describe('Role whose people are listed'),
  }),
  output: z.strictObject({
    month: z.string(),
    fullTimeHours: z.number().describe('Hours of full time in the month'),
    people: z.int().describe('People with capacity in the month'),
    utilisation: z.number().nullable().describe('Sum of FTE x F / sum of capacity x F'),
    roles: z.array(
      z.strictObject({
        role: z.string(),
        people: z.int(),
        fte: z.number(),
        capacityFte: z.number(),
        utilisation: z.number().nullable(),
        projects: z.array(share).optional().describe('Projects of the role that was asked for'),
        members: z.array(person).optional().describe('People of the role that was asked for'),
      }),
    ),
    over: z.array(person).describe('People above capacity'),
    bench: z.array(person).describe('People with a load below 25 %'),
    months: z.array(
      z.strictObject({
        month: z.string(),
        utilisation: z.number().nullable(),
        fte: z.number(),
        capacityFte: z.number(),
        over: z.int().describe('People above capacity'),
      }),
    ),
    projects: z.array(
      z.strictObject({
        id: z.string(),
        code: z.string(),
        name: z.string(),
        client: z.string(),
        status: z.string(),
        manager: z.string(),
        funded: z.number().describe('Hours'),
        allocated: z.number().describe('Hours'),
        remaining: z.number().describe('Hours'),
        monthHours: z.number().describe('Hours in the month'),
      }),
    ),
  }),
  example: { month: '2026-10' },
  run: (input, { db, actor, today }) =>
    readPortfolio(db, actor, input.month ? toMonthNumber(input.month) : monthOfDate(today), input.role),
  say: (output) =>
    `${output.people} people are at ${output.utilisation === null ? 'no' : formatPercent(output.utilisation)} utilisation in ${output.month}; ${output.over.length} are above capacity, ${output.bench.length} on the bench.`,
})

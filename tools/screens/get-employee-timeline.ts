import { z } from 'zod'
import { addMonths, monthOfDate, toMonthNumber } from '../../services/calendar.js'
import { readEmployeeTimeline } from '../../services/employee-timeline.js'
import { Fault } from '../../services/fault.js'
import { resolveEmployee } from '../../services/names.js'
import { readScope } from '../../services/policy.js'
import { formatHours, formatPercent } from '../../services/units.js'
import { defineReadTool, monthArgument } from '../define-tool.js'

const block = z.strictObject({
  assignmentId: z.string(),
  projectId: z.string(),
  code: z.string(),
  project: z.string(),
  status: z.string().describe('Planning = tentative'),
  role: z.string(),
  lcat: z.string(),
  hours: z.number().describe('Hours of the block'),
  fullTimeHours: z.number().describe('What its FTE divides by'),
  fte: z.number().describe('FTE of the block, a fraction'),
})

export const getEmployeeTimeline = defineReadTool({
  name: 'get_employee_timeline',
  title: 'Read an employee timeline',
  description:
    "One employee's months with a block per project: hours, FTE, capacity, days off, heat band. Default: 12 months from the current one. For the page.",
  effect: 'read',
  screenOnly: true,
  input: z.strictObject({
    employee: z.string().max(200).describe('Name, e-mail or id'),
    from: monthArgument('First month').optional(),
    to: monthArgument('Last month, included').optional(),
  }),
  output: z.strictObject({
    employeeId: z.string(),
    name: z.string(),
    role: z.string(),
    lcat: z.string(),
    contractPct: z.number().describe('Contract in per cent'),
    from: z.string(),
    to: z.string(),
    period: z.string().describe('The period in words'),
    fte: z.number().describe('FTE over the period, a fraction'),
    utilisation: z.number().nullable().describe('Load over the period; null without capacity'),
    projects: z
      .array(z.strictObject({ projectId: z.string(), code: z.string(), name: z.string() }))
      .describe('Projects in order of appearance'),
    months: z.array(
      z.strictObject({
        month: z.string(),
        hours: z.number().describe('Allocated hours'),
        fullTimeHours: z.number().describe('What FTE divides by'),
        capacityHours: z.number().describe('Hours of capacity'),
        fte: z.number().describe('FTE of the month, a fraction'),
        load: z.number().nullable().describe('FTE / capacity; null without capacity'),
        band: z.string().describe('Heat band: none, low, medium, high, full or over'),
        overHours: z.number().describe('Hours above capacity'),
        daysOff: z.number().describe('Days of time off'),
        blocks: z.array(block).describe('The largest first'),
      }),
    ),
  }),
  example: { employee: 'Sarah Jones', from: '2027-04', to: '2027-06' },

  async run(input, { db, actor, today }) {
    const scope = await readScope(db, actor)
    const { id } = await resolveEmployee(db, scope, input.employee)
    const from = input.from ? toMonthNumber(input.from, 'from') : monthOfDate(today)
    const to = input.to ? toMonthNumber(input.to, 'to') : addMonths(from, 11)
    const timeline = await readEmployeeTimeline(db, scope, id, from, to)
    if (!timeline) throw new Fault('not_found', `No employee '${input.employee}'.`)
    return timeline
  },

  say: (t) =>
    `${t.name} in ${t.period}: ${t.months
      .map((m) => {
        const blocks = m.blocks.map((b) => `${formatPercent(b.fte)} ${b.project}`).join(' and ')
        return `${m.month} ${blocks || 'nothing'} of ${formatHours(m.fullTimeHours)} h`
      })
      .join('; ')}.`,
})

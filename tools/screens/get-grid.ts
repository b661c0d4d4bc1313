import { z } from 'zod'
import { monthOfDate, monthRange, projectEnd, toMonthNumber } from '../../services/calendar.js'
import { defaultWindow, readGrid } from '../../services/grid.js'
import { resolveEmployee, resolveProject } from '../../services/names.js'
import { readScope } from '../../services/policy.js'
import { defineReadTool, monthArgument } from '../define-tool.js'

const byMonth = <T extends z.ZodType>(item: T, what: string) => z.array(item).describe(`${what}, by month`)

export const getGrid = defineReadTool({
  name: 'get_grid',
  title: 'Read the allocation grid',
  description:
    'People x projects x months as the grid shows them: hours and versions of cells, full-time hours, capacity, FTE, load and heat band of people, budgets. For the page; not for questions.',
  effect: 'read',
  screenOnly: true,
  input: z.strictObject({
    from: monthArgument('First month; default two months before today, or the start of the project').optional(),
    to: monthArgument('Last month, included; default a year in all, or the end of the project').optional(),
    project: z.string().max(200).optional().describe('Only the team of this project: id, code or name'),
    employee: z.string().max(200).optional().describe('Only this person: id, e-mail or name'),
  }),
  output: z.strictObject({
    today: z.string().describe('The business day, YYYY-MM-DD'),
    months: z
      .array(
        z.strictObject({
          month: z.string(),
          fullTimeHours: z.number(),
          businessDays: z.int(),
          holidays: z.array(z.strictObject({ date: z.string(), name: z.string() })).describe('On weekdays'),
        }),
      )
      .describe('Months of the window'),
    employees: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        role: z.string(),
        lcat: z.string(),
        contractPct: z.number().describe('Contract in whole per cent of full time'),
        capacityHours: byMonth(z.number(), 'Hours of capacity'),
        fte: byMonth(z.number(), 'FTE over all projects, a fraction'),
        load: byMonth(z.number().nullable(), 'FTE / capacity; null where capacity is 0'),
        band: byMonth(z.int(), 'Heat band: 0 none, 1 to 3 below 100 %, 4 exactly, 5 above'),
        overHours: byMonth(z.number(), 'Hours above capacity'),
        daysOff: byMonth(z.number(), 'Days off, halves allowed'),
      }),
    ),
    projects: z.array(
      z.strictObject({
        id: z.string(),
        code: z.string(),
        name: z.string(),
        client: z.string(),
        manager: z.string(),
        status: z.enum(['Planning', 'Active', 'On Hold', 'Closed']),
        startsOn: z.string(),
        endsOn: z.string(),
        sprints: z.int(),
        fullTimeHours: byMonth(z.number(), 'Full-time hours with override'),
        overridden: byMonth(z.boolean(), 'Whether an override holds'),
        open: byMonth(z.boolean(), 'Whether a business day lies inside the project'),
        editable: z.boolean().describe('Whether the reader may write its cells'),
        whyNot: z.string().describe('Why not, in a sentence'),
      }),
    ),
    assignments: z.array(
      z.strictObject({
        id: z.string(),
        projectId: z.string(),
        employeeId: z.string(),
        role: z.string(),
        lcat: z.string(),
        note: z.string(),
        funded: z.number().describe('Budget in hours'),
        allocated: z.number().describe('Hours over all months'),
        remaining: z.number().describe('Funded less allocated'),
        version: z.int(),
        hours: byMonth(z.number(), 'Hours'),
        versions: byMonth(z.int(), 'Version of the cell; 0 = no such row yet'),
      }),
    ),
  }),
  example: { from: '2026-08', to: '2027-07' },

  async run(input, { db, actor, today }) {
    const scope = await readScope(db, actor)
    const project = input.project && (await resolveProject(db, scope, input.project))
    const employee = input.employee && (await resolveEmployee(db, scope, input.employee))
    const usual = project ? await projectWindow(db, project.id) : defaultWindow(today)
    const from = input.from ? toMonthNumber(input.from, 'from') : usual.from
    const to = input.to ? toMonthNumber(input.to, 'to') : input.from ? monthRangeEnd(from) : usual.to
    return readGrid(db, actor, today, {
      from,
      to,
      projectId: project ? project.id : undefined,
      employeeId: employee ? employee.id : undefined,
    })
  },

  say: (output) =>
    `${output.assignments.length} assignments of ${output.employees.length} people on ${output.projects.length} projects, ${output.months[0]?.month} to ${output.months.at(-1)?.month}.`,
})

const monthRangeEnd = (from: number) => (from % 100 === 1 ? from + 11 : from + 99)

async function projectWindow(db: Parameters<typeof readScope>[0], id: string) {
  const { startsOn, sprints } = await db
    .selectFrom('project')
    .select(['startsOn', 'sprints'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const from = monthOfDate(startsOn)
  return { from, to: Math.max(from, monthRange(from, monthOfDate(projectEnd(startsOn, sprints))).at(-1)!) }
}

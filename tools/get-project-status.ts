import { z } from 'zod'
import { monthName, monthOfDate, toMonthNumber } from '../services/calendar.js'
import { Fault } from '../services/fault.js'
import { resolveEmployee, resolveProject } from '../services/names.js'
import { readScope } from '../services/policy.js'
import { type ProjectStatus, getProjectStatus as readStatus } from '../services/project-status.js'
import { formatHours, formatPercent } from '../services/units.js'
import { defineReadTool, monthArgument } from './define-tool.js'
import { listArguments, listedProjects, projectListOutput } from './project-list.js'
import { sayProjects, showProjects } from './project-list-words.js'

const burnMonth = z.strictObject({
  month: z.string().describe('Month, YYYY-MM'),
  plannedHours: z.number().describe('Hours planned in the month'),
  cumulativeHours: z.number().describe('Hours planned up to its end'),
  remainingHours: z.number().describe('Funded less everything planned up to its end; below 0 = overrun'),
  fullTimeHours: z.number().describe('Full-time hours of the month on this project'),
  fte: z.number().describe('Full-time equivalents of the project in the month'),
  past: z.boolean().describe('True before the month of today'),
})

const staffed = z.strictObject({
  assignmentId: z.string().describe('Id of the assignment'),
  employeeId: z.string().describe('Id of the employee'),
  name: z.string().describe('Name'),
  role: z.string().describe('Role on the project'),
  lcat: z.string().describe('LCAT on the project'),
  fundedHours: z.number().describe('Budget in hours'),
  allocatedHours: z.number().describe('Hours planned over all months'),
  remainingHours: z.number().describe('Funded less allocated'),
  overMonths: z
    .array(z.strictObject({ month: z.string(), overHours: z.number() }))
    .describe('Coming months in which the person is above capacity over all projects'),
})

/** What is planned and left at the end of a month; before the first month nothing is planned, behind the last all is. */
function atEndOf(status: Pick<ProjectStatus, 'months' | 'fundedHours'>, month: string) {
  const row = status.months.findLast((m) => m.month <= month)
  return {
    month,
    cumulativeHours: row?.cumulativeHours ?? 0,
    remainingHours: row?.remainingHours ?? status.fundedHours,
  }
}

/** One person's budget on the project, two assignments added up. Fault for somebody who is not on it. */
function personOf(status: ProjectStatus, employee: { id: string; name: string }) {
  const own = status.people.filter((p) => p.employeeId === employee.id)
  const [first] = own
  if (!first) throw new Fault('invalid', `${employee.name} is not on ${status.name}.`)
  const sum = (of: 'fundedHours' | 'allocatedHours' | 'remainingHours') => own.reduce((all, p) => all + p[of], 0)
  return {
    ...first,
    fundedHours: sum('fundedHours'),
    allocatedHours: sum('allocatedHours'),
    remainingHours: sum('remainingHours'),
  }
}

export const getProjectStatus = defineReadTool({
  name: 'get_project_status',
  title: 'Project status',
  description:
    'One project: manager, sprints, status, funded, allocated and remaining hours, burn-down by month, people with their budgets, overloads, open positions. Without `project` a list: client, manager, status, dates, budget. Use it for "how is Alpha doing", "which projects have the least left", "who manages what". For hours in a period use query_allocations.',
  effect: 'read',
  input: z.strictObject({
    project: z.string().max(200).optional().describe('Name, code or id; left out: a list'),
    employee: z.string().max(200).optional().describe('The budget of this person on the project'),
    month: monthArgument('The budget at the end of this month').optional(),
    ...listArguments,
  }),
  output: z.strictObject({
    projectId: z.string().optional().describe('Id; like code and name, absent for a list'),
    code: z.string().optional().describe('Code'),
    name: z.string().optional().describe('Name'),
    client: z.string().optional().describe('Client; like what follows, absent where you see your own part only'),
    status: z.string().optional().describe('Planning, Active, On Hold or Closed'),
    tentative: z.boolean().optional().describe('True while in planning'),
    probability: z.number().optional().describe('Probability, a fraction'),
    manager: z.string().optional().describe('Manager'),
    startsOn: z.string().optional().describe('First day'),
    endsOn: z.string().optional().describe('Last day'),
    sprints: z.int().optional().describe('Sprints of 14 days'),
    weeks: z.int().optional().describe('Weeks'),
    fundedHours: z.number().describe('Sum of the budgets in hours'),
    allocatedHours: z.number().describe('Hours planned over all months'),
    remainingHours: z.number().describe('Funded less allocated; below 0 = overrun'),
    plannedToDateHours: z.number().describe('Hours planned up to the end of the current month'),
    person: staffed.optional().describe('The assignment of the person asked for; several are added up'),
    atEnd: z
      .strictObject({ month: z.string(), cumulativeHours: z.number(), remainingHours: z.number() })
      .optional()
      .describe('Planned so far and left at the end of the month asked for'),
    months: z.array(burnMonth).describe('Planned burn-down'),
    people: z.array(staffed),
    openPositions: z
      .array(z.strictObject({ month: z.string(), position: z.string(), hours: z.number(), count: z.int() }))
      .describe('Open demand: hours of one position in one month'),
    assumptions: z.array(z.string()).describe('How it was computed'),
    ...projectListOutput,
  }),
  example: { project: 'PHX' },

  async run(input, { db, actor, today }) {
    if (input.project === undefined) return listedProjects(input, db, actor, monthOfDate(today))
    const scope = await readScope(db, actor)
    const { id } = await resolveProject(db, scope, input.project)
    const status = await readStatus(db, scope, id, monthOfDate(today))
    const employee = input.employee === undefined ? undefined : await resolveEmployee(db, scope, input.employee)
    const person = employee && personOf(status, employee)
    return {
      ...status,
      ...(person ? { person } : {}),
      ...(input.month === undefined ? {} : { atEnd: atEndOf(status, input.month) }),
      ...(input.tell ? { tell: input.tell } : {}),
    }
  },

  say(s) {
    if (s.list) return sayProjects(s)
    if (s.person) {
      const { name, fundedHours, allocatedHours, remainingHours } = s.person
      return `${name} on ${s.name}: funded ${formatHours(fundedHours)} h / allocated ${formatHours(allocatedHours)} h, ${remainingHours < 0 ? `${formatHours(-remainingHours)} h above budget` : `remaining ${formatHours(remainingHours)} h`}.`
    }
    if (s.atEnd) {
      const { month, cumulativeHours, remainingHours } = s.atEnd
      const left = `${formatHours(remainingHours)} of ${formatHours(s.fundedHours)} funded hours left`
      return `${s.name} has ${left} at the end of ${monthName(toMonthNumber(month))}: ${formatHours(cumulativeHours)} h are planned up to then, ${formatHours(s.allocatedHours)} h over all months.`
    }
    const share = s.fundedHours > 0 ? ` (${formatPercent(s.allocatedHours / s.fundedHours)} of funded)` : ''
    const tentative = s.tentative ? ` In planning, probability ${formatPercent(s.probability ?? 0)}.` : ''
    const project =
      s.status === undefined
        ? `Your part of ${s.name} (${s.code}).`
        : `${s.name} (${s.code}${s.client ? `, ${s.client}` : ''}) is ${s.status}, managed by ${s.manager}, ${s.startsOn} to ${s.endsOn} (${s.sprints} sprints, ${s.weeks} weeks).${tentative}`
    const overrun = s.people.filter((p) => p.remainingHours < 0)
    const over = s.people.flatMap((p) =>
      p.overMonths.map((o) => `${p.name} ${formatHours(o.overHours)} h in ${monthName(toMonthNumber(o.month))}`),
    )
    const open = new Set(s.openPositions.map((o) => o.position))
    return [
      project,
      `Funded ${formatHours(s.fundedHours)} h / Allocated ${formatHours(s.allocatedHours)} h${share}, remaining ${formatHours(s.remainingHours)} h; ${formatHours(s.plannedToDateHours)} h planned up to now.`,
      `${s.people.length} ${s.people.length === 1 ? 'assignment' : 'assignments'}.`,
      overrun.length > 0
        ? `Above budget: ${overrun.map((p) => `${p.name} by ${formatHours(-p.remainingHours)} h`).join(', ')}.`
        : '',
      over.length > 0
        ? `Over-allocated: ${over.slice(0, 5).join(', ')}${over.length > 5 ? `, and ${over.length - 5} more` : ''}.`
        : '',
      open.size > 0 ? `Open: ${[...open].join(', ')}.` : '',
    ]
      .filter(Boolean)
      .join(' ')
  },

  show(s) {
    if (s.list) return showProjects(s)
    return {
      tables: [
        {
          title: `Planned burn-down of ${s.name}`,
          columns: [
            { key: 'month', label: 'Month', unit: 'month' },
            { key: 'plannedHours', label: 'Planned', unit: 'hours' },
            { key: 'cumulativeHours', label: 'Planned so far', unit: 'hours' },
            { key: 'remainingHours', label: `Remaining of ${formatHours(s.fundedHours)} h`, unit: 'hours' },
          ],
          rows: s.months.map(({ month, plannedHours, cumulativeHours, remainingHours }) => ({
            month,
            plannedHours,
            cumulativeHours,
            remainingHours,
          })),
          cells: s.months.map((m) =>
            m.plannedHours > 0 ? s.people.map((p) => ({ assignmentId: p.assignmentId, month: m.month })) : [],
          ),
        },
        {
          title: `People on ${s.name}`,
          columns: [
            { key: 'name', label: 'Name', unit: 'text' },
            { key: 'role', label: 'Role', unit: 'text' },
            { key: 'lcat', label: 'LCAT', unit: 'text' },
            { key: 'fundedHours', label: 'Funded', unit: 'hours' },
            { key: 'allocatedHours', label: 'Allocated', unit: 'hours' },
            { key: 'remainingHours', label: 'Remaining', unit: 'hours' },
          ],
          rows: s.people.map(({ name, role, lcat, fundedHours, allocatedHours, remainingHours }) => ({
            name,
            role,
            lcat,
            fundedHours,
            allocatedHours,
            remainingHours,
          })),
        },
      ],
    }
  },
})

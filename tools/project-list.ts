// The list that get_project_status answers where no project is named: its arguments, its output, and the reading.
import { z } from 'zod'
import type { Db } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import { fromMonthNumber, type MonthNumber, periodName, toMonthNumber } from '../services/calendar.js'
import { Fault } from '../services/fault.js'
import { resolveClient } from '../services/names.js'
import { readScope, requirePortfolio } from '../services/policy.js'
import { type ListedProject, listProjects } from '../services/project-list.js'
import { monthArgument } from './define-tool.js'

const STATUSES = ['Planning', 'Active', 'On Hold', 'Closed'] as const
const TELLS = ['budget', 'dates', 'manager', 'count'] as const
const GROUPS = ['client', 'manager'] as const
const SORTS = ['left', '-left', 'leftShare', 'funded', '-funded', 'end'] as const

const names = (what: string) => z.array(z.string().max(200)).max(99).optional().describe(what)

export const listArguments = {
  clients: names('List: of clients'),
  managers: names('List: of managers'),
  statuses: z.array(z.enum(STATUSES)).optional().describe('List: default not Closed'),
  turn: z.enum(['starts', 'ends']).optional().describe('List: edge in from..to'),
  from: monthArgument('First month').optional(),
  to: monthArgument('Last month').optional(),
  leftBelow: z.number().optional().describe('List: less than this fraction left; 0 = overrun'),
  leftHoursBelow: z.number().optional().describe('List: fewer than these hours left'),
  sort: z.enum(SORTS).optional().describe('- = highest first'),
  groupBy: z.enum(GROUPS).optional().describe('List: sums'),
  limit: z.int().min(1).max(500).optional().describe('List'),
  tell: z.enum(TELLS).optional().describe('What the sentence tells'),
}

const listed = z.strictObject({
  projectId: z.string().describe('Id'),
  code: z.string().describe('Code'),
  name: z.string().describe('Name'),
  client: z.string().describe('Client'),
  status: z.string().describe('Planning, Active, On Hold or Closed'),
  manager: z.string().describe('Manager'),
  startsOn: z.string().describe('First day'),
  endsOn: z.string().describe('Last day'),
  people: z.int().describe('People with an assignment'),
  fundedHours: z.number().describe('Sum of the budgets in hours'),
  allocatedHours: z.number().describe('Hours planned over all months'),
  remainingHours: z.number().describe('Funded less allocated; below 0 = overrun'),
  plannedToDateHours: z
    .number()
    .describe('Hours planned up to the end of the current month, or of the month asked for'),
  overruns: z
    .array(z.strictObject({ name: z.string(), hours: z.number() }))
    .describe('People above their own budget on the project, by so many hours'),
})

const group = z.strictObject({
  label: z.string().describe('Client, manager or status'),
  projects: z.int().describe('How many projects'),
  fundedHours: z.number().describe('Sum of the budgets in hours'),
  allocatedHours: z.number().describe('Hours planned over all months'),
  remainingHours: z.number().describe('Funded less allocated'),
})

export const projectListOutput = {
  list: z.array(listed).optional().describe('Projects side by side, where none was named alone'),
  groups: z.array(group).optional().describe('Budgets of the list by client, manager or status'),
  total: z.int().optional().describe('How many projects fit, before the limit'),
  considered: z.int().optional().describe('How many there are before what is asked of their budget'),
  closedLeftOut: z.int().optional().describe('Closed projects left out of the list'),
  which: z.string().optional().describe('Which projects the list holds, in words'),
  upTo: z.string().optional().describe('The month up to whose end plannedToDateHours count, YYYY-MM'),
  above: z
    .array(z.strictObject({ name: z.string(), project: z.string(), hours: z.number() }))
    .optional()
    .describe('People above their own budget on a project of the list, where overruns were asked for'),
  leftBelow: z.number().optional().describe('The bound asked for, a fraction'),
  leftHoursBelow: z.number().optional().describe('The bound asked for, hours'),
  sort: z.enum(SORTS).optional().describe('The order asked for'),
  limited: z.boolean().optional().describe('Whether a number of projects was asked for'),
  tell: z.enum(TELLS).optional().describe('What the sentence tells'),
}

type ListInput = { [K in keyof typeof listArguments]?: z.output<(typeof listArguments)[K]> } & {
  employee?: string | undefined
  month?: string | undefined
}

/** Reads the list. Faults: forbidden for an Employee; invalid for a turn without months or a person without a project. */
export async function listedProjects(input: ListInput, db: Db, actor: Actor, thisMonth: MonthNumber) {
  requirePortfolio(actor)
  if (input.employee !== undefined)
    throw new Fault('invalid', 'The budget of a person is told on one project.', 'Name the project.')
  if (input.turn && !(input.from && input.to))
    throw new Fault('invalid', 'turn needs from and to.', 'Give the first and the last month.')
  const scope = await readScope(db, actor)
  const clients = input.clients && (await Promise.all(input.clients.map((c) => resolveClient(db, scope, c))))
  const ofClients = clients?.flatMap((c) => c.projectIds)
  const turn = input.turn && {
    edge: input.turn,
    from: toMonthNumber(input.from!, 'from'),
    to: toMonthNumber(input.to!, 'to'),
  }
  const upTo = input.month ? toMonthNumber(input.month) : thisMonth
  const filter = {
    ...(ofClients ? { projectIds: ofClients } : {}),
    ...(input.managers ? { managers: input.managers } : {}),
    ...(input.statuses ? { statuses: input.statuses } : {}),
    ...(turn ? { turn } : {}),
    ...(input.sort
      ? { sort: input.sort }
      : turn
        ? { sort: turn.edge === 'ends' ? ('end' as const) : ('start' as const) }
        : {}),
  }
  const { projects, closedLeftOut } = await listProjects(db, filter, upTo)
  const { leftBelow, leftHoursBelow } = input
  const fitting = projects.filter(
    (p) =>
      (leftBelow === undefined || p.remainingHours < leftBelow * p.fundedHours) &&
      (leftHoursBelow === undefined || p.remainingHours < leftHoursBelow),
  )
  const sum = (of: (p: ListedProject) => number) => fitting.reduce((all, p) => all + of(p), 0)
  return {
    fundedHours: sum((p) => p.fundedHours),
    allocatedHours: sum((p) => p.allocatedHours),
    remainingHours: sum((p) => p.remainingHours),
    plannedToDateHours: sum((p) => p.plannedToDateHours),
    months: [],
    people: [],
    openPositions: [],
    assumptions: ['Funded and allocated count all months of a project; nothing is booked time, everything is plan.'],
    list: fitting.slice(0, input.limit ?? 50),
    ...(input.groupBy ? { groups: groupsOf(fitting, input.groupBy) } : {}),
    total: fitting.length,
    considered: projects.length,
    closedLeftOut,
    which: whichWords(
      input,
      clients?.map((c) => c.client),
    ),
    upTo: fromMonthNumber(upTo),
    ...(leftBelow === undefined ? {} : { leftBelow }),
    ...(leftBelow !== undefined && leftBelow <= 0 ? { above: aboveOwnBudget(projects) } : {}),
    ...(leftHoursBelow === undefined ? {} : { leftHoursBelow }),
    ...(input.sort ? { sort: input.sort } : {}),
    ...(input.limit ? { limited: true } : {}),
    tell: input.tell ?? (turn ? 'dates' : 'budget'),
    ...(input.month ? { atEnd: atEnd(input.month, fitting) } : {}),
  }
}

const aboveOwnBudget = (projects: ListedProject[]) =>
  projects.flatMap((p) => p.overruns.map((o) => ({ ...o, project: p.name }))).sort((a, b) => b.hours - a.hours)

const atEnd = (month: string, list: ListedProject[]) => {
  const cumulativeHours = list.reduce((all, p) => all + p.plannedToDateHours, 0)
  return { month, cumulativeHours, remainingHours: list.reduce((all, p) => all + p.fundedHours, 0) - cumulativeHours }
}

function groupsOf(list: ListedProject[], by: (typeof GROUPS)[number]) {
  const groups = new Map<string, z.output<typeof group>>()
  for (const p of list) {
    const label = p[by] || 'no client'
    const sum = groups.get(label) ?? { label, projects: 0, fundedHours: 0, allocatedHours: 0, remainingHours: 0 }
    sum.projects += 1
    sum.fundedHours += p.fundedHours
    sum.allocatedHours += p.allocatedHours
    sum.remainingHours += p.remainingHours
    groups.set(label, sum)
  }
  return [...groups.values()].sort((a, b) => b.fundedHours - a.fundedHours || a.label.localeCompare(b.label))
}

const STATUS_WORDS = { Planning: 'in planning', Active: 'active', 'On Hold': 'on hold', Closed: 'closed' }

/** "active", "of NOAA", "managed by Grace Liu", "ending in 2026". */
function whichWords(input: ListInput, clients: string[] | undefined): string {
  const period = input.turn && periodName(toMonthNumber(input.from!), toMonthNumber(input.to!))
  return [
    input.statuses ? input.statuses.map((s) => STATUS_WORDS[s]).join(' or ') : '',
    clients ? `for ${clients.join(' and ')}` : '',
    input.managers ? `managed by ${input.managers.join(' or ')}` : '',
    input.turn ? `${input.turn === 'ends' ? 'ending' : 'starting'} in ${period}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

import { z } from 'zod'
import { toMonthNumber } from '../services/calendar.js'
import { type EmployeeQuery, listEmployees } from '../services/find-employees.js'
import { resolveEmployee, resolveListed, resolveProject } from '../services/names.js'
import { readScope } from '../services/policy.js'
import { formatHours } from '../services/units.js'
import { defineReadTool, monthArgument } from './define-tool.js'
import { FREE_TIME, limitsOf } from './employee-limits.js'
import { nearby } from './near-employees.js'
import { sayEmployees } from './say-employees.js'

const fraction = (what: string) => z.number().min(0).max(100).optional().describe(what)

const hours = (what: string) => z.number().min(0).max(100_000).optional().describe(what)

const person = z.strictObject({
  id: z.string().describe('Id of the employee'),
  name: z.string().describe('Full name'),
  email: z.string().describe('E-mail'),
  role: z.string().describe('Home role'),
  lcat: z.string().describe('Home LCAT'),
  skills: z.array(z.string()).describe('Skills'),
  fte: z.number().describe('FTE over the period, a fraction of full time'),
  load: z.number().describe('FTE / capacity, a fraction'),
  hours: z.number().describe('Allocated hours'),
  capacityHours: z.number().describe('Hours that the person can work'),
  freeHours: z.number().describe('Capacity less allocated hours, never below 0'),
  fullTimeHours: z.number().describe('What the FTE divides by'),
  projects: z
    .array(z.strictObject({ code: z.string(), name: z.string(), hours: z.number() }))
    .describe('Projects with hours in the period'),
  turns: z
    .array(z.strictObject({ project: z.string(), month: z.string() }))
    .optional()
    .describe('Projects that begin or end for the person in the period, where asked for'),
  months: z
    .array(z.strictObject({ month: z.string(), load: z.number(), freeHours: z.number() }))
    .optional()
    .describe('The months in which the limits hold, where any month of the period is enough'),
  cells: z.array(z.strictObject({ assignmentId: z.string(), month: z.string() })).describe('The cells of the figures'),
})

export const findEmployees = defineReadTool({
  name: 'find_employees',
  title: 'Find people',
  description:
    'People by role, LCAT, skills, project and by FTE or load in a period, with FTE, free hours and projects. Use it for "who is free", "who has less than 50 % FTE", "who has 40 hours free", "how many Cyber Analysts", the bench (loadBelow 0.25). Not for sums of hours (query_allocations) nor for ranking people for an open position (recommend_candidates).',
  effect: 'read',
  input: z.strictObject({
    roles: z.array(z.string().max(200)).max(50).optional().describe('Home roles; any of them'),
    lcats: z.array(z.string().max(200)).max(50).optional().describe('Home LCATs; any of them'),
    skills: z.array(z.string().max(200)).max(50).optional().describe('Skills; all of them'),
    notSkills: z.array(z.string().max(200)).max(50).optional().describe('Skills not had'),
    project: z.string().max(200).optional().describe('On this project: name, code or id'),
    notOnProject: z.string().max(200).optional().describe('Without hours on this project'),
    onProjects: z.array(z.string().max(200)).max(20).optional().describe('With hours on each of these'),
    projectsAtLeast: z.int().min(0).max(100).optional().describe('Projects with hours, at least'),
    projectsAtMost: z.int().min(0).max(100).optional().describe('Projects with hours, at most'),
    turn: z
      .enum(['on', 'off'])
      .optional()
      .describe('off: last hours on a project in the period (rolls off); on: the first'),
    employees: z.array(z.string().max(200)).max(50).optional().describe('Only these: names, e-mails or ids'),
    worksWith: z.string().max(200).optional().describe('Shares a project with this person'),
    contract: z.enum(['part', 'full']).optional().describe('part: less than full time'),
    exclude: z.array(z.string().max(200)).max(50).optional().describe('People to leave out'),
    from: monthArgument('First month').optional(),
    to: monthArgument('Last month, included').optional(),
    fteBelow: fraction('FTE below, 0.5 = 50 %'),
    fteAtLeast: fraction('FTE at least'),
    fteAbove: fraction('FTE above'),
    fteAtMost: fraction('FTE at most'),
    loadBelow: fraction('Load (FTE / capacity) below, 0.5 = 50 %'),
    loadAtLeast: fraction('Load at least'),
    loadAbove: fraction('Load above'),
    loadAtMost: fraction('Load at most'),
    hoursBelow: hours('Allocated hours (on the project, where one is given) below'),
    hoursAtLeast: hours('Allocated hours at least'),
    hoursAbove: hours('Allocated hours above'),
    hoursAtMost: hours('Allocated hours at most'),
    freeHoursBelow: hours('Free hours (capacity less allocated) below'),
    freeHoursAtLeast: hours('Free hours at least'),
    freeHoursAbove: hours('Free hours above'),
    freeHoursAtMost: hours('Free hours at most'),
    monthly: z
      .enum(['each', 'any'])
      .optional()
      .describe('Limits hold in each month or in any; default: over the period'),
    sort: z
      .enum(['name', 'fte', '-fte', 'load', '-load', 'free', '-free', 'projects', '-projects'])
      .optional()
      .describe('- = highest first'),
    tell: z.enum(['group', 'skills']).optional().describe('Sentence: load of the whole group, or skills of each'),
    limit: z.int().min(1).max(500).optional().describe('Default 50'),
  }),
  output: z.strictObject({
    from: z.string().describe('First month, YYYY-MM'),
    to: z.string().describe('Last month, YYYY-MM'),
    period: z.string().describe('The period in words'),
    who: z.string().describe('Whom the list holds, in words'),
    group: z.string().describe('The same without limits of FTE, load or hours'),
    limits: z.string().describe('These limits, in words; empty for none'),
    order: z.string().optional().describe('How the list is sorted, in words'),
    fullTimeHours: z.number().describe('What FTE divides by: full-time hours of the period'),
    employees: z.array(person),
    total: z.number().describe('How many fit, before the limit'),
    considered: z.number().describe('How many fit role, LCAT, skills and project'),
    utilisation: z.number().describe('Load of those who fit, taken together, a fraction'),
    hours: z.number().describe('Allocated hours of those who fit, added up'),
    capacityHours: z.number().describe('Hours that they can work, added up'),
    freeHours: z.number().describe('Hours that they have free, added up'),
    measure: z.enum(['fte', 'load']).describe('The share that the sentence gives of each person'),
    byFree: z.boolean().describe('Whether the sentence gives free hours'),
    tell: z.enum(['projects', 'group', 'skills']).describe('What the sentence tells'),
    withoutCapacity: z.number().describe('People without capacity in the period, left out'),
    next: z
      .array(z.strictObject({ name: z.string(), project: z.string(), month: z.string() }))
      .optional()
      .describe('Whose hours begin or end next after the period, where nobody does in it'),
    nextFree: z
      .array(z.strictObject({ name: z.string(), month: z.string(), hours: z.number() }))
      .optional()
      .describe('Who has free hours first after the period, where nobody has in it'),
    others: z
      .array(z.strictObject({ skill: z.string(), people: z.array(z.string()) }))
      .optional()
      .describe('Who knows the skills, whatever the role, where nobody fits all that was asked for'),
    nearest: z
      .array(z.strictObject({ name: z.string(), fte: z.number(), load: z.number(), freeHours: z.number() }))
      .describe('Who came nearest when nobody fits'),
  }),
  example: { roles: ['Cyber Analyst'], fteBelow: 0.5, from: '2026-11', to: '2026-11' },

  async run(input, { db, actor, today }) {
    const scope = await readScope(db, actor)
    const roles = input.roles && (await Promise.all(input.roles.map((r) => resolveListed(db, 'role', r))))
    const lcats = input.lcats && (await Promise.all(input.lcats.map((l) => resolveListed(db, 'lcat', l))))
    const project = input.project === undefined ? undefined : await resolveProject(db, scope, input.project)
    const notOn = input.notOnProject === undefined ? undefined : await resolveProject(db, scope, input.notOnProject)
    const each = await Promise.all((input.onProjects ?? []).map((p) => resolveProject(db, scope, p)))
    const among = input.employees && (await Promise.all(input.employees.map((e) => resolveEmployee(db, scope, e))))
    const beside = input.worksWith === undefined ? undefined : await resolveEmployee(db, scope, input.worksWith)
    const except = await Promise.all((input.exclude ?? []).map((e) => resolveEmployee(db, scope, e)))
    const from = input.from ?? input.to ?? today.slice(0, 7)
    const query: EmployeeQuery = {
      scope,
      roles: roles?.map((r) => r.name),
      lcats: lcats?.map((l) => l.name),
      skills: input.skills,
      notSkills: input.notSkills,
      monthly: input.monthly,
      projectId: project?.id,
      notOnProjectId: notOn?.id,
      onProjectIds: each.map((p) => p.id),
      projects: { atLeast: input.projectsAtLeast, atMost: input.projectsAtMost },
      turn: input.turn,
      employeeIds: among?.map((e) => e.id),
      exceptIds: except.map((e) => e.id),
      besideId: beside?.id,
      contract: input.contract,
      from: toMonthNumber(from, 'from'),
      to: toMonthNumber(input.to ?? from, 'to'),
      fte: { below: input.fteBelow, atMost: input.fteAtMost, atLeast: input.fteAtLeast, above: input.fteAbove },
      load: { below: input.loadBelow, atMost: input.loadAtMost, atLeast: input.loadAtLeast, above: input.loadAbove },
      hours: {
        below: input.hoursBelow,
        atMost: input.hoursAtMost,
        atLeast: input.hoursAtLeast,
        above: input.hoursAbove,
      },
      freeHours: {
        below: input.freeHoursBelow,
        atMost: input.freeHoursAtMost,
        atLeast: input.freeHoursAtLeast,
        above: input.freeHoursAbove,
      },
      sort: input.sort,
      limit: input.limit,
    }
    const list = await listEmployees(db, query)
    const group = [
      [
        input.contract ? `${input.contract}-time` : '',
        lcats && !roles
          ? `people at ${lcats.map((l) => l.name).join(' or ')} level`
          : lcats?.map((l) => l.name).join(' or '),
        roles ? someOf(roles.map((r) => plural(r.name))) : lcats ? '' : 'people',
      ]
        .filter(Boolean)
        .join(' '),
      input.skills?.length ? `with ${input.skills.join(' and ')}` : '',
      input.notSkills?.length ? `without ${input.notSkills.join(' or ')}` : '',
      input.turn ? TURNS[input.turn](project?.name) : project ? `on ${project.name}` : '',
      each.length > 0 ? `on ${EACH[each.length] ?? 'each of '}${each.map((p) => p.name).join(' and ')}` : '',
      beside ? `on a project with ${beside.name}` : '',
      notOn ? `not on ${notOn.name}` : '',
      except.length > 0 ? `except ${except.map((e) => e.name).join(' and ')}` : '',
    ].filter(Boolean)
    const limits = [
      numberOfProjects(input.projectsAtLeast, input.projectsAtMost),
      limitsOf(input),
      input.monthly === 'each' ? 'in each month' : input.monthly === 'any' ? 'in at least one month' : '',
    ]
      .filter(Boolean)
      .join(' ')
    const said = [...group, limits].filter(Boolean).join(' ')
    const named = among && said !== 'people' ? ` ${amongNames(among.map((e) => e.name))}` : ''
    const byLoad = /\bload\b|^fully booked/.test(limits) || limits.startsWith(FREE_TIME) || input.sort?.endsWith('load')
    const byFree = /free (time|hours)/.test(limits) || (input.sort?.endsWith('free') ?? false)
    return {
      ...list,
      who: said + named,
      group: group.join(' ') + named,
      limits,
      ...(input.sort && ORDERS[input.sort] ? { order: ORDERS[input.sort] } : {}),
      measure: byLoad ? ('load' as const) : ('fte' as const),
      tell: input.tell ?? ('projects' as const),
      byFree,
      ...(list.total > 0 ? {} : await nearby(db, query, list)),
    }
  },

  say: sayEmployees,

  show(list) {
    if (list.employees.length === 0) return {}
    return {
      tables: [
        {
          title: `${list.who}, ${list.period}`,
          columns: [
            { key: 'name', label: 'Name', unit: 'text' },
            { key: 'fte', label: `FTE of ${formatHours(list.fullTimeHours)} h`, unit: 'fte' },
            { key: 'load', label: 'Load', unit: 'percent' },
            { key: 'hours', label: 'Hours', unit: 'hours' },
            { key: 'freeHours', label: 'Free', unit: 'hours' },
            { key: 'projects', label: 'Projects', unit: 'text' },
            { key: 'skills', label: 'Skills', unit: 'text' },
            { key: 'role', label: 'Role', unit: 'text' },
            { key: 'lcat', label: 'LCAT', unit: 'text' },
          ],
          rows: list.employees.map((e) => ({
            name: e.name,
            role: e.role,
            lcat: e.lcat,
            fte: e.fte,
            load: e.load,
            hours: e.hours,
            freeHours: e.freeHours,
            projects: e.projects.map((p) => `${p.name} (${formatHours(p.hours)})`).join(', '),
            skills: e.skills.join(', '),
          })),
          cells: list.employees.map((e) => e.cells),
        },
      ],
    }
  },
})

/** More roles than three are told as their number. */
const someOf = (roles: readonly string[]): string =>
  roles.length > 3 ? `people of ${roles.length} roles` : roles.join(' or ')

const amongNames = (names: readonly string[]): string =>
  names.length > 4 ? `among the ${names.length} asked about` : `among ${names.join(', ')}`

const plural = (role: string) => (/[^s]$/.test(role) ? `${role}s` : role)

/** How a sorted list is told. */
const ORDERS: Record<string, string> = {
  '-fte': 'highest FTE first',
  fte: 'lowest FTE first',
  '-load': 'busiest first',
  load: 'least busy first',
  '-free': 'most free time first',
  free: 'least free time first',
}

/** Whom a list of turns holds; who comes onto a project and who leaves it. */
const TURNS = {
  on: (project?: string) => `whose hours on ${project ?? 'a project'} begin`,
  off: (project?: string) => `whose hours on ${project ?? 'a project'} end`,
}

const EACH: Record<number, string> = { 1: '', 2: 'both ' }

function numberOfProjects(atLeast?: number, atMost?: number): string {
  if (atLeast === undefined && atMost === undefined) return ''
  const count =
    atLeast === atMost ? `exactly ${atLeast}` : atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`
  return `on ${count} ${(atMost ?? atLeast) === 1 && atLeast !== undefined ? 'project' : 'projects'}`
}

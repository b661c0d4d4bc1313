import { z } from 'zod'
import { addMonths, monthName, monthsBetween, toMonthNumber } from '../services/calendar.js'
import { readGroupUtilisation } from '../services/group-utilisation.js'
import { resolveClient, resolveEmployee, resolveListed, resolveProject } from '../services/names.js'
import { readScope } from '../services/policy.js'
import { type AllocationGroup, sumAllocations } from '../services/query-allocations.js'
import { formatHours, formatPercent } from '../services/units.js'
import { defineReadTool, monthArgument } from './define-tool.js'

const row = z.strictObject({
  key: z.string().describe('Id of the group'),
  label: z.string().describe('Name of the group'),
  hours: z.number().describe('Allocated hours in the period'),
  fte: z.number().describe('Full-time equivalents over the period, 0.5 = half time'),
  tentative: z.boolean().describe('True when all its projects are still in planning'),
  people: z.int().describe('How many people have hours'),
  capacityHours: z
    .number()
    .optional()
    .describe('What the person, or the people of the month or home role, can work; absent within a project or client'),
  utilisation: z.number().nullable().optional().describe('How full these people are, a fraction of their capacity'),
  cells: z
    .array(z.strictObject({ assignmentId: z.string(), month: z.string() }))
    .describe('The cells it was summed from'),
})

interface Column {
  key: 'label' | 'hours' | 'fte' | 'people' | 'capacityHours' | 'utilisation'
  label: string
  unit: string
}

const PEOPLE: Column = { key: 'people', label: 'People', unit: 'count' }

const FULLNESS: Column[] = [
  { key: 'capacityHours', label: 'Capacity', unit: 'hours' },
  { key: 'utilisation', label: 'Utilisation', unit: 'percent' },
]

export const queryAllocations = defineReadTool({
  name: 'query_allocations',
  title: 'Sum allocated hours',
  description:
    'Allocated hours and FTE of people, projects, clients or roles in a period, in total and by group. Use it for "how many hours", "total allocation", "what is X working on". Not for finding people by how busy they are: find_employees does that.',
  effect: 'read',
  input: z.strictObject({
    employees: z.array(z.string().max(200)).max(100).optional().describe('Names, e-mails or ids of people'),
    projects: z.array(z.string().max(200)).max(100).optional().describe('Names, codes or ids of projects'),
    clients: z.array(z.string().max(200)).max(100).optional().describe('Names of clients'),
    roles: z.array(z.string().max(200)).max(50).optional().describe('Roles held on the project'),
    from: monthArgument('First month'),
    to: monthArgument('Last month, included'),
    groupBy: z
      .enum(['employee', 'project', 'month', 'quarter', 'role', 'client'])
      .optional()
      .describe('How to break the sum down; default: by project for people, by employee for one project'),
  }),
  output: z.strictObject({
    from: z.string().describe('First month, YYYY-MM'),
    to: z.string().describe('Last month, YYYY-MM'),
    period: z.string().describe('The period in words'),
    subject: z.string().describe('Who or what was asked for, in words'),
    groupBy: z.enum(['employee', 'project', 'month', 'quarter', 'role', 'client']).describe('How rows are grouped'),
    totalHours: z.number().describe('Allocated hours'),
    fte: z.number().describe('Full-time equivalents over the period'),
    fullTimeHours: z.number().describe('What the FTE divides by: full-time hours of the period'),
    people: z.number().describe('How many people have hours'),
    projects: z.number().describe('How many projects have hours'),
    asked: z.number().describe('How many people, projects, clients or roles were asked for'),
    capacityHours: z
      .number()
      .optional()
      .describe('What one person can work in the period, where only that person was asked for'),
    freeHours: z.number().optional().describe('Of these not yet allocated, never below 0'),
    firstFree: z
      .strictObject({ month: z.string(), hours: z.number(), capacityHours: z.number() })
      .optional()
      .describe('The first month of the period in which the person has free hours, where months were asked for'),
    idleFrom: z.string().optional().describe('The month from which on the person has no hours at all in the period'),
    group: z
      .strictObject({
        people: z.number().describe('People with capacity in the period'),
        capacityHours: z.number().describe('What they can work in the period'),
        utilisation: z.number().nullable().describe('How full they are, a fraction of their capacity'),
      })
      .optional()
      .describe('The firm or the people of the roles, where no person, project or client was asked for'),
    nearest: z
      .strictObject({ month: z.string(), hours: z.number() })
      .optional()
      .describe('The nearest month with hours where the period has none'),
    rows: z.array(row),
  }),
  example: { employees: ['John Smith'], from: '2026-10', to: '2026-12' },

  async run(input, { db, actor }) {
    const scope = await readScope(db, actor)
    const employees = input.employees && (await Promise.all(input.employees.map((e) => resolveEmployee(db, scope, e))))
    const projects = input.projects && (await Promise.all(input.projects.map((p) => resolveProject(db, scope, p))))
    const clients = input.clients && (await Promise.all(input.clients.map((c) => resolveClient(db, scope, c))))
    const roles = input.roles && (await Promise.all(input.roles.map((r) => resolveListed(db, 'role', r))))
    const projectIds =
      projects || clients
        ? [...(projects ?? []).map((p) => p.id), ...(clients ?? []).flatMap((c) => c.projectIds)]
        : undefined
    const groupBy: AllocationGroup =
      input.groupBy ??
      (employees?.length === 1 ? 'project' : projectIds?.length === 1 || employees ? 'employee' : 'project')
    const query = {
      scope,
      employeeIds: employees?.map((e) => e.id),
      projectIds,
      roles: roles?.map((r) => r.name),
      from: toMonthNumber(input.from, 'from'),
      to: toMonthNumber(input.to, 'to'),
      groupBy,
    }
    const summed = await sumAllocations(db, query)
    // People set beside each other are all told, those without hours too.
    const beside = groupBy === 'employee' && !projectIds && !roles && (employees?.length ?? 0) > 1 ? employees! : []
    const idle = beside.filter((e) => summed.rows.every((r) => r.key !== e.id))
    const answer = {
      ...summed,
      rows: [
        ...summed.rows,
        ...idle.map((e) => ({ key: e.id, label: e.name, hours: 0, fte: 0, tentative: false, people: 0, cells: [] })),
      ],
    }
    const names = [
      listUpTo(
        4,
        'people',
        employees?.map((e) => e.name),
      ),
      listUpTo(4, 'projects', [...(projects?.map((p) => p.name) ?? []), ...(clients?.map((c) => c.client) ?? [])]),
      listUpTo(
        4,
        'roles',
        roles?.map((r) => r.name),
      ),
    ].filter(Boolean)
    const whole = projectIds || (employees && roles) ? undefined : await readGroupUtilisation(db, query)
    return {
      ...answer,
      subject: names.join(' on '),
      groupBy,
      asked: Math.max(...[employees, projects, clients, roles].map((l) => l?.length ?? 0)),
      ...(whole ? { rows: withFullness(whole, groupBy, answer.rows) } : {}),
      ...(whole && !employees ? { group: groupOf(whole) } : {}),
      ...(whole && employees?.length === 1 ? ownTime(whole, groupBy) : {}),
      ...(answer.totalHours === 0 ? await nearestMonth(db, query) : {}),
    }
  },

  say(answer) {
    const who = answer.subject || 'The portfolio'
    const has = answer.asked > 1 ? 'have' : 'has'
    const capacity = answer.capacityHours === undefined ? '' : formatHours(answer.capacityHours)
    if (answer.totalHours === 0) {
      const near = answer.nearest
        ? ` Nearest: ${formatHours(answer.nearest.hours)} h in ${answer.nearest.month}.`
        : ' There are none within two years of it either.'
      return `${who} ${has} no hours in ${answer.period}${capacity ? `: all of ${capacity} h free` : ''}.${near}`
    }
    const { group } = answer
    const full = group?.utilisation
      ? `; utilisation ${formatPercent(group.utilisation)} of ${formatHours(group.capacityHours)} h, the capacity of ${group.people} ${group.people === 1 ? 'person' : 'people'}`
      : ''
    const first = answer.firstFree
    const next = first
      ? `, the first of them in ${first.month} (${formatHours(first.hours)} of ${formatHours(first.capacityHours)} h)`
      : ''
    const idle = answer.idleFrom ? `; no hours at all from ${answer.idleFrom} on` : ''
    const booked = answer.groupBy === 'month' && answer.freeHours === 0 ? ', fully booked throughout' : ''
    const free = capacity
      ? `; ${formatHours(answer.freeHours ?? 0)} of ${capacity} h free${booked}${next}${idle}`
      : full
    const of = `of ${formatHours(answer.fullTimeHours)} full-time hours`
    const share = answer.people > 1 ? `${answer.fte.toFixed(1)} FTE` : `${formatPercent(answer.fte)} FTE`
    const people = answer.groupBy === 'employee' && answer.rows.length > 1
    const named = answer.rows.map((r) => {
      const own = r.capacityHours !== undefined && (people || r.utilisation === null || r.utilisation === undefined)
      const of = own ? ` of ${formatHours(r.capacityHours!)} h` : ''
      const many = answer.groupBy === 'project' || answer.groupBy === 'client'
      const by = many && answer.group ? `, ${r.people} ${r.people === 1 ? 'person' : 'people'}` : ''
      const full = typeof r.utilisation === 'number' && (people ? own : r.utilisation > 0 && answer.group)
      const share = full ? `, ${formatPercent(r.utilisation!)}` : ''
      return `${r.label} (${formatHours(r.hours)}${of}${share}${by}${r.tentative ? ', tentative' : ''})`
    })
    const all = answer.groupBy === 'month' && named.length <= 12
    const shown = named.length > 6 && !all ? [...named.slice(0, 5), `${named.length - 5} more`] : named
    const months = answer.groupBy === 'month' && named.length > 12
    const across =
      people && answer.asked < 2
        ? `${answer.rows.length} people, ${list(shown)}`
        : months
          ? `${named.length} months, ${named[0]} to ${named.at(-1)}`
          : list(shown)
    const itself = answer.rows.length === 1 && answer.subject.includes(answer.rows[0]!.label)
    const split = itself ? '' : ` across ${across}`
    return `${who} ${has} ${formatHours(answer.totalHours)} hours in ${answer.period}${split}: ${share} ${of}${free}${mostFree(answer)}.`
  },

  show(answer) {
    const columns: Column[] = [
      { key: 'label', label: HEADINGS[answer.groupBy], unit: 'text' },
      { key: 'hours', label: 'Hours', unit: 'hours' },
      { key: 'fte', label: `FTE of ${formatHours(answer.fullTimeHours)} h`, unit: 'fte' },
      ...(answer.groupBy === 'employee' || answer.people < 2 ? [] : [PEOPLE]),
      ...(answer.rows.some((r) => r.capacityHours !== undefined) ? FULLNESS : []),
    ]
    const cells = answer.rows.flatMap((r) => r.cells)
    return {
      tables:
        answer.rows.length > 1
          ? [
              {
                title: `${answer.subject || 'Portfolio'}, ${answer.period}`,
                columns,
                rows: answer.rows.map((r) => Object.fromEntries(columns.map(({ key }) => [key, r[key] ?? null]))),
                cells: answer.rows.map((r) => r.cells),
              },
            ]
          : [],
      figures: [
        { text: formatHours(answer.totalHours), cells },
        ...answer.rows.map((r) => ({ text: formatHours(r.hours), cells: r.cells })),
      ],
    }
  },
})

/** Of people set beside each other: who has most time, or that all are equally full. */
function mostFree({
  asked,
  groupBy,
  rows,
}: {
  asked: number
  groupBy: AllocationGroup
  rows: readonly Beside[]
}): string {
  if (groupBy !== 'employee' || asked < 2 || rows.length < 2 || rows.some((r) => r.capacityHours === undefined))
    return ''
  const free = (r: Beside) => Math.max(0, r.capacityHours! - r.hours)
  const [first, second] = [...rows].sort((a, b) => free(b) - free(a))
  if (free(first!) === 0) return '; no time left'
  if (free(first!) > free(second!)) return `; most time left: ${first!.label} (${formatHours(free(first!))} h)`
  return rows.every((r) => free(r) === free(first!)) ? `; each has ${formatHours(free(first!))} h left` : ''
}

interface Beside {
  label: string
  hours: number
  capacityHours?: number | undefined
}

type Whole = Awaited<ReturnType<typeof readGroupUtilisation>>

const groupOf = ({ people, capacityHours, utilisation }: Whole) => ({ people, capacityHours, utilisation })

/** The rows of months, home roles and people with what these can work. */
function withFullness<Row extends { key: string; label: string }>(
  whole: Whole,
  groupBy: AllocationGroup,
  rows: readonly Row[],
) {
  const of = {
    month: whole.byMonth,
    role: whole.byRole,
    employee: whole.byEmployee,
    project: undefined,
    client: undefined,
    quarter: undefined,
  }
  return rows.map((row) => {
    const own = of[groupBy]?.get(row.key) ?? of[groupBy]?.get(row.label)
    return own ? { ...row, capacityHours: own.capacityHours, utilisation: own.utilisation } : row
  })
}

/** What one person can work and has free; by month, the first month with free hours too. */
function ownTime(whole: Whole, groupBy: AllocationGroup) {
  const { capacityHours, freeHours } = whole
  const months = groupBy === 'month' ? [...whole.byMonth].sort(([a], [b]) => a.localeCompare(b)) : []
  const first = months.find(([, m]) => m.freeHours > 0)
  const firstFree = first && {
    month: monthName(toMonthNumber(first[0])),
    hours: first[1].freeHours,
    capacityHours: first[1].capacityHours,
  }
  const busy = months.findLastIndex(([, m]) => m.utilisation !== null && m.utilisation > 0)
  const idle = months[busy + 1]
  const idleFrom = idle && idle !== first ? { idleFrom: monthName(toMonthNumber(idle[0])) } : {}
  return { capacityHours, freeHours, ...(firstFree ? { firstFree } : {}), ...idleFrom }
}

/** Months looked at on both sides of an empty period. */
const NEAR = 24

/** The month with hours that is nearest to a period without any; the later one of two. */
async function nearestMonth(
  db: Parameters<typeof sumAllocations>[0],
  query: Parameters<typeof sumAllocations>[1],
): Promise<{ nearest?: { month: string; hours: number } }> {
  const around = {
    ...query,
    from: addMonths(query.from, -NEAR),
    to: addMonths(query.to, NEAR),
    groupBy: 'month' as const,
  }
  const { rows } = await sumAllocations(db, around)
  const distance = (key: string) => {
    const at = toMonthNumber(key)
    return at < query.from ? monthsBetween(at, query.from) : monthsBetween(query.to, at) - 0.5
  }
  const nearest = rows.sort((a, b) => distance(a.key) - distance(b.key))[0]
  return nearest ? { nearest: { month: nearest.label, hours: nearest.hours } } : {}
}

const listUpTo = (most: number, noun: string, names: readonly string[] | undefined): string =>
  names && names.length > most ? `${names.length} ${noun}` : list(names)

const HEADINGS = {
  employee: 'Employee',
  project: 'Project',
  month: 'Month',
  quarter: 'Quarter',
  role: 'Role',
  client: 'Client',
}

function list(names: readonly string[] | undefined): string {
  if (!names || names.length === 0) return ''
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}

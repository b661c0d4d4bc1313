import { Fault } from '../services/fault.js'
import {
  type Column,
  type Grid,
  type ResourceContent,
  type ResourceKind,
  readGridOf,
  readMonthOf,
  table,
} from './resource-kinds.js'

export const personResources: ResourceKind[] = [
  {
    name: 'people',
    title: 'People',
    description: 'Everybody with role, LCAT, contract and FTE of the current month.',
    uri: 'staffalloc://people',
    async read(ctx) {
      const grid = await readMonthOf(ctx)
      const [now = { month: '', fullTimeHours: 0 }] = grid.months
      const people = grid.employees.map(({ name, email, role, lcat, contractPct, fte, load }) => {
        return { name, email, role, lcat, contractPct, fte: fte[0] ?? 0, load: load[0] ?? null }
      })
      const columns: Column[] = [
        ['name', 'Name', 'text'],
        ['email', 'E-mail', 'text'],
        ['role', 'Role', 'text'],
        ['lcat', 'LCAT', 'text'],
        ['contractPct', 'Contract %', 'count'],
        ['fte', `FTE in ${now.month} of ${now.fullTimeHours} h`, 'fte'],
        ['load', 'Load', 'fte'],
      ]
      return { data: { month: now.month, people }, markdown: table('People', columns, people) }
    },
  },
  {
    name: 'person',
    title: 'One person',
    description: 'One person by e-mail: hours by project and month, FTE, load, hours above capacity.',
    uri: 'staffalloc://people/{person}',
    variable: 'person',
    async read(ctx, email) {
      const grid = await readGridOf(ctx)
      const person = grid.employees.find((e) => e.email.toLowerCase() === email.toLowerCase())
      if (!person) throw new Fault('not_found', `There is no person '${email.slice(0, 80)}'.`)
      return personContent(grid, person)
    },
  },
  {
    name: 'conflicts',
    title: 'Conflicts',
    description: 'Who is above capacity in which month of the coming year, by how many hours, on which projects.',
    uri: 'staffalloc://conflicts',
    read: async (ctx) => conflictContent(await readGridOf(ctx)),
  },
]

interface PersonMonth {
  month: string
  fullTimeHours: number
  capacityHours: number
  fte: number
  load: number | null
  overHours: number
  projects: { project: string; hours: number }[]
}

function monthsOf(grid: Grid, person: Grid['employees'][number]): PersonMonth[] {
  const names = new Map(grid.projects.map((p) => [p.id, p.name]))
  const own = grid.assignments.filter((a) => a.employeeId === person.id)
  return grid.months.map(({ month, fullTimeHours }, i) => ({
    month,
    fullTimeHours,
    capacityHours: person.capacityHours[i] ?? 0,
    fte: person.fte[i] ?? 0,
    load: person.load[i] ?? null,
    overHours: person.overHours[i] ?? 0,
    projects: own
      .filter((a) => (a.hours[i] ?? 0) > 0)
      .map((a) => ({ project: names.get(a.projectId) ?? '', hours: a.hours[i] ?? 0 })),
  }))
}

const hoursByProject = ({ projects }: PersonMonth) => projects.map((p) => `${p.project} ${p.hours}`).join(', ') || '–'

function personContent(grid: Grid, person: Grid['employees'][number]): ResourceContent {
  const { name, email, role, lcat, contractPct } = person
  const months = monthsOf(grid, person)
  const columns: Column[] = [
    ['month', 'Month', 'text'],
    ['on', 'Hours', 'text'],
    ['fte', 'FTE', 'fte'],
    ['fullTimeHours', 'of h', 'hours'],
    ['load', 'Load', 'fte'],
    ['overHours', 'Above capacity h', 'hours'],
  ]
  const rows = months.map(({ projects, ...month }) => ({ ...month, on: hoursByProject({ projects, ...month }) }))
  const head = `# ${name}\n\n${email}; ${[lcat, role].filter(Boolean).join(' ')}; contract ${contractPct} %.`
  return {
    data: { name, email, role, lcat, contractPct, months },
    markdown: `${head}\n\n${table('Month by month', columns, rows)}`,
  }
}

function conflictContent(grid: Grid): ResourceContent {
  const conflicts = grid.employees.flatMap((person) =>
    monthsOf(grid, person)
      .filter((month) => month.overHours > 0)
      .map((month) => ({ name: person.name, email: person.email, ...month })),
  )
  if (conflicts.length === 0) return { data: { conflicts }, markdown: 'Nobody is above capacity.' }
  const columns: Column[] = [
    ['name', 'Name', 'text'],
    ['month', 'Month', 'text'],
    ['overHours', 'Above capacity h', 'hours'],
    ['load', 'Load', 'fte'],
    ['on', 'Hours', 'text'],
  ]
  const rows = conflicts.map(({ projects, ...conflict }) => ({
    ...conflict,
    on: hoursByProject({ projects, ...conflict }),
  }))
  return { data: { conflicts }, markdown: table('Above capacity', columns, rows) }
}

import { Fault } from '../services/fault.js'
import type { ToolContext } from '../tools/define-tool.js'
import {
  type Column,
  type ResourceContent,
  type ResourceKind,
  readGridOf,
  readMonthOf,
  table,
} from './resource-kinds.js'

export const projectResources: ResourceKind[] = [
  {
    name: 'projects',
    title: 'Projects',
    description: 'All projects with client, manager, dates and status.',
    uri: 'staffalloc://projects',
    async read(ctx) {
      const { projects } = await readMonthOf(ctx)
      const rows = projects.map(({ code, name, client, manager, status, startsOn, endsOn }) => {
        return { code, name, client, manager, status, startsOn, endsOn }
      })
      const columns = Object.keys(rows[0] ?? { code: '' }).map((k): Column => [k, k, 'text'])
      return { data: { projects: rows }, markdown: table('Projects', columns, rows) }
    },
  },
  {
    name: 'project',
    title: 'One project',
    description: 'One project by code: dates, manager, and its team with roles and budgets.',
    uri: 'staffalloc://projects/{project}',
    variable: 'project',
    read: async (ctx, code) => projectContent(await projectGrid(ctx, code)),
  },
  {
    name: 'project-grid',
    title: 'Grid of a project',
    description: "One project's grid by code: hours per person and month over its whole time.",
    uri: 'staffalloc://projects/{project}/grid',
    variable: 'project',
    read: async (ctx, code) => gridContent(await projectGrid(ctx, code)),
  },
]

async function projectGrid(ctx: ToolContext, code: string) {
  const grid = await readGridOf(ctx, code)
  const project = grid.projects.find((p) => p.code.toLowerCase() === code.toLowerCase()) ?? grid.projects[0]
  if (!project) throw new Fault('not_found', `There is no project '${code.slice(0, 80)}'.`)
  const assignments = grid.assignments.filter((a) => a.projectId === project.id)
  const nameOf = new Map(grid.employees.map((e) => [e.id, e.name]))
  return { ...grid, project, assignments, employee: (id: string) => nameOf.get(id) ?? '' }
}
type ProjectGrid = Awaited<ReturnType<typeof projectGrid>>

function projectContent({ project, assignments, employee }: ProjectGrid): ResourceContent {
  const { code, name, client, manager, status, startsOn, endsOn, sprints } = project
  const team = assignments.map(({ employeeId, role, lcat, funded, allocated, remaining }) => {
    return { name: employee(employeeId), role, lcat, fundedHours: funded, allocatedHours: allocated, remaining }
  })
  const facts = `# ${name} (${code})\n\nClient ${client || '–'}; manager ${manager || '–'}; ${status}; ${startsOn} to ${endsOn}, ${sprints} sprints.`
  const columns: Column[] = [
    ['name', 'Name', 'text'],
    ['role', 'Role', 'text'],
    ['lcat', 'LCAT', 'text'],
    ['fundedHours', 'Funded h', 'hours'],
    ['allocatedHours', 'Allocated h', 'hours'],
    ['remaining', 'Remaining h', 'hours'],
  ]
  const data = { code, name, client, manager, status, startsOn, endsOn, sprints, team }
  return { data, markdown: `${facts}\n\n${table('Team', columns, team)}` }
}

function gridContent({ project, assignments, months, employee }: ProjectGrid): ResourceContent {
  const rows = assignments.map(({ id, employeeId, role, lcat, hours }) => ({
    assignmentId: id,
    name: employee(employeeId),
    role,
    lcat,
    hours: Object.fromEntries(months.map(({ month }, i) => [month, hours[i] ?? 0])),
  }))
  const columns: Column[] = [
    ['name', 'Name', 'text'],
    ['lcat', 'LCAT', 'text'],
    ...months.map(({ month }): Column => [month, month, 'hours']),
  ]
  const flat = rows.map(({ name, lcat, hours }) => ({ name, lcat, ...hours }))
  return {
    data: { code: project.code, name: project.name, months, rows },
    markdown: table(`${project.name} (${project.code}): hours by month`, columns, flat),
  }
}

// A small plan for the tests of the page's own logic: two projects, three people, three months.
import type { GridAssignment, GridData, GridEmployee, GridProject } from '../../services/grid-shape.js'

const months = [
  { month: '2026-04', fullTimeHours: 176, businessDays: 22, holidays: [] },
  { month: '2026-05', fullTimeHours: 160, businessDays: 20, holidays: [{ date: '2026-05-25', name: 'Memorial Day' }] },
  { month: '2026-06', fullTimeHours: 168, businessDays: 21, holidays: [{ date: '2026-06-19', name: 'Juneteenth' }] },
]

function employee(id: string, name: string, role: string, lcat: string, fte: number[], band: number[]): GridEmployee {
  return {
    id,
    name,
    email: `${name.split(' ')[0]!.toLowerCase()}@example.com`,
    role,
    lcat,
    contractPct: 100,
    capacityHours: months.map((month) => month.fullTimeHours),
    fte,
    load: fte,
    band,
    overHours: fte.map((share, i) => Math.max(0, (share - 1) * months[i]!.fullTimeHours)),
    daysOff: [0, 0, 2],
  }
}

function project(id: string, code: string, name: string, manager: string, editable: boolean): GridProject {
  return {
    id,
    code,
    name,
    client: 'Northwind',
    manager,
    status: 'Active',
    startsOn: '2026-04-01',
    endsOn: '2026-06-30',
    sprints: 6,
    fullTimeHours: months.map((month) => month.fullTimeHours),
    overridden: [false, false, false],
    open: [true, true, id === 'p1'],
    editable,
    whyNot: editable ? '' : `${name} is managed by ${manager}.`,
  }
}

function assignment(
  id: string,
  projectId: string,
  employeeId: string,
  hours: number[],
  funded: number,
): GridAssignment {
  const allocated = hours.reduce((sum, value) => sum + value, 0)
  return {
    id,
    projectId,
    employeeId,
    role: 'Analyst',
    lcat: 'Senior',
    note: '',
    funded,
    allocated,
    remaining: funded - allocated,
    version: 1,
    hours: [...hours],
    versions: hours.map(() => 1),
  }
}

/** Sarah Jones at 60 % Beta and 48 % Alpha in May 2026; Ben Ode without any project. */
export function fixtureGrid(): GridData {
  return {
    today: '2026-05-15',
    months,
    employees: [
      employee('e1', 'Sarah Jones', 'Analyst', 'Senior', [0.5, 1.08, 0], [2, 5, 0]),
      employee('e2', 'Ana Silva', 'Cyber Analyst', 'Mid', [0, 0.4, 0], [0, 1, 0]),
      employee('e3', 'Ben Ode', 'Cyber Analyst', 'Junior', [0, 0, 0], [0, 0, 0]),
    ],
    projects: [project('p1', 'ALPHA', 'Alpha', 'Maria Lopez', true), project('p2', 'BETA', 'Beta', 'Tom Reed', false)],
    assignments: [
      assignment('a1', 'p1', 'e1', [88, 76.75, 0], 500),
      assignment('a2', 'p2', 'e1', [0, 96, 0], 300),
      assignment('a3', 'p1', 'e2', [0, 64, 0], 64),
    ],
  }
}

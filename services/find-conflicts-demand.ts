// Open positions of the period, one conflict per position and run of months.
import type { Db } from '../db/open.js'
import { addMonths, fromMonthNumber, type MonthNumber, periodName } from './calendar.js'
import type { ConflictQuery, FoundConflict } from './find-conflicts.js'
import { seesProject } from './policy.js'
import { positionWords } from './position-words.js'
import type { ProjectFacts } from './staffing-snapshot.js'
import { formatHours, toHours } from './units.js'

export interface OpenDemand {
  id: string
  projectId: string
  roleId: string | null
  role: string
  lcatId: string | null
  lcat: string
  skills: string[]
  month: MonthNumber
  /** Of one position. */
  quarters: number
  count: number
}

/** Demand rows of the period on projects that still run (Planning and Active). */
export async function readDemand(db: Db, from: MonthNumber, to: MonthNumber): Promise<OpenDemand[]> {
  const rows = await db
    .selectFrom('demand as d')
    .innerJoin('project as p', 'p.id', 'd.projectId')
    .leftJoin('role as r', 'r.id', 'd.roleId')
    .leftJoin('lcat as l', 'l.id', 'd.lcatId')
    .select([
      'd.id',
      'd.projectId',
      'd.roleId',
      'r.name as role',
      'd.lcatId',
      'l.name as lcat',
      'd.skills',
      'd.month',
      'd.quarters',
      'd.count',
    ])
    .where('d.month', '>=', from)
    .where('d.month', '<=', to)
    .where('d.quarters', '>', 0)
    .where('p.status', 'in', ['Planning', 'Active'])
    .orderBy('d.month')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    role: row.role ?? '',
    lcat: row.lcat ?? '',
    skills: JSON.parse(row.skills) as string[],
  }))
}

/** Demand that nobody covers, consecutive months of one position as one line. */
export async function findDemandConflicts(
  db: Db,
  projects: ReadonlyMap<string, ProjectFacts>,
  query: ConflictQuery,
): Promise<FoundConflict[]> {
  const rows = (await readDemand(db, query.from, query.to)).filter(
    (d) => seesProject(query.scope, d.projectId) && (!query.projectId || d.projectId === query.projectId),
  )
  const runs = new Map<string, OpenDemand[][]>()
  for (const row of rows) {
    const key = JSON.stringify([row.projectId, row.roleId, row.lcatId, row.skills, row.count])
    const list = runs.get(key) ?? []
    const last = list.at(-1)?.at(-1)
    if (last && addMonths(last.month, 1) === row.month) list.at(-1)!.push(row)
    else list.push([row])
    runs.set(key, list)
  }
  return [...runs.values()].flat().map((run) => describe(projects, run))
}

function describe(projects: ReadonlyMap<string, ProjectFacts>, run: OpenDemand[]): FoundConflict {
  const [first] = run as [OpenDemand]
  const last = run.at(-1)!
  const project = projects.get(first.projectId)!
  const each = run.reduce((sum, d) => sum + d.quarters, 0)
  const who = positionWords(first.role, first.lcat, first.count)
  const skills = first.skills.length > 0 ? ` with ${first.skills.join(', ')}` : ''
  const all = first.count > 1 ? ` (${formatHours(toHours(each * first.count))} h in all)` : ''
  return {
    kind: 'uncovered_demand',
    text: `${project.name} has nobody yet for ${first.count} ${who}${skills} in ${periodName(first.month, last.month)}: ${formatHours(toHours(each))} h${first.count > 1 ? ' each' : ''}${all}.`,
    projectId: project.id,
    project: project.name,
    month: fromMonthNumber(first.month),
    hours: toHours(each * first.count),
    parts: [],
    calls: first.role
      ? [
          {
            tool: 'recommend_candidates',
            input: {
              role: first.role,
              ...(first.lcat ? { lcat: first.lcat } : {}),
              ...(first.skills.length > 0 ? { skills: first.skills } : {}),
              project: project.code,
              from: fromMonthNumber(first.month),
              to: fromMonthNumber(last.month),
              hours: toHours(each),
            },
          },
        ]
      : [],
  }
}

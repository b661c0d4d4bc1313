// Assignments with more hours than are funded (US005), or with hours in months that are not the project's.
import { sql } from 'kysely'
import type { Db } from '../db/open.js'
import { fromMonthNumber, type MonthNumber, monthName } from './calendar.js'
import type { ConflictFacts, ConflictQuery, FoundConflict } from './find-conflicts.js'
import { fteOf } from './load.js'
import { plainRows } from './plain-rows.js'
import { toNumber } from './ratio.js'
import { formatHours, toHours } from './units.js'

/** Hours of one assignment by month of the period, and over all months. */
export interface SuspectAssignment {
  assignmentId: string
  employeeId: string
  projectId: string
  /** Over all months. */
  quarters: number
  fundedQuarters: number
  period: { month: MonthNumber; quarters: number; override: number | null }[]
}

/**
 * Assignments with hours in the period that are above budget or may lie outside their project: SQL compares months
 * with a bound on the project's end that can only be too early, so that no date arithmetic of a dialect is needed.
 */
export async function readSuspectAssignments(db: Db, query: ConflictQuery): Promise<SuspectAssignment[]> {
  const start = sql<number>`cast(replace(substr(p.starts_on, 1, 7), '-', '') as integer)`
  const startCount = sql<number>`(cast(substr(p.starts_on, 1, 4) as integer) * 12 + cast(substr(p.starts_on, 6, 2) as integer))`
  const sums = db
    .selectFrom((eb) =>
      eb
        .selectFrom('allocation')
        .select((e) => [
          'assignmentId',
          e.fn.sum<number>('quarters').as('quarters'),
          e.fn.min('month').as('first'),
          e.fn.max('month').as('last'),
        ])
        .where('quarters', '>', 0)
        .groupBy('assignmentId')
        .as('s'),
    )
    .innerJoin('assignment as a', 'a.id', 's.assignmentId')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .select(['a.id as a', 'a.employeeId as e', 'a.projectId as p', 'a.fundedQuarters as f', 's.quarters as q'])
    .$if(query.employeeId !== undefined, (q) => q.where('a.employeeId', '=', query.employeeId!))
    .$if(query.projectId !== undefined, (q) => q.where('a.projectId', '=', query.projectId!))
    .where(
      sql<boolean>`(s.quarters > a.funded_quarters
        or s.first < ${start}
        or (s.first = ${start} and substr(p.starts_on, 9, 2) >= '20')
        or s.last / 100 * 12 + s.last % 100 > ${startCount} + (14 * p.sprints - 8) / 31)`,
    )
  const suspects = new Map<string, SuspectAssignment>()
  for (const { a, e, p, f, q } of await plainRows(db, sums))
    suspects.set(a, {
      assignmentId: a,
      employeeId: e,
      projectId: p,
      quarters: Number(q),
      fundedQuarters: f,
      period: [],
    })
  const ids = [...suspects.keys()]
  for (let i = 0; i < ids.length; i += 5000) {
    const hours = db
      .selectFrom('allocation as al')
      .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
      .leftJoin('monthOverride as o', (join) =>
        join.onRef('o.projectId', '=', 'a.projectId').onRef('o.month', '=', 'al.month'),
      )
      .select(['a.id as a', 'al.month as m', 'al.quarters as q', 'o.quarters as o'])
      .where('al.assignmentId', 'in', ids.slice(i, i + 5000))
      .where('al.month', '>=', query.from)
      .where('al.month', '<=', query.to)
      .where('al.quarters', '>', 0)
      .orderBy('al.month')
    for (const { a, m, q, o } of await plainRows(db, hours))
      suspects.get(a)!.period.push({ month: m, quarters: q, override: o })
  }
  return [...suspects.values()].filter((s) => s.period.length > 0)
}

/** Allocated over all months above funded, of assignments with hours in the period. */
export function budgetOverruns(facts: ConflictFacts, suspects: readonly SuspectAssignment[]): FoundConflict[] {
  return suspects
    .filter((s) => s.quarters > s.fundedQuarters)
    .map((s) => {
      const project = facts.projects.get(s.projectId)!
      const person = facts.people.get(s.employeeId)!
      const [funded, allocated] = [toHours(s.fundedQuarters), toHours(s.quarters)]
      return {
        kind: 'budget_overrun',
        text: `${person.name} on ${project.name}: ${formatHours(allocated)} h allocated of ${formatHours(funded)} h funded, remaining ${formatHours(funded - allocated)} h.`,
        employeeId: person.id,
        employee: person.name,
        projectId: project.id,
        project: project.name,
        hours: allocated - funded,
        parts: [{ assignmentId: s.assignmentId, project: project.name, hours: allocated, fullTimeHours: 0, fte: 0 }],
        calls: [],
      }
    })
}

/** Hours in months that no longer belong to the project, after its period was changed. */
export function outsideProjects(facts: ConflictFacts, suspects: readonly SuspectAssignment[]): FoundConflict[] {
  const found: FoundConflict[] = []
  for (const s of suspects) {
    const project = facts.projects.get(s.projectId)!
    const person = facts.people.get(s.employeeId)!
    const assignment = facts.assignments.get(s.assignmentId)!
    for (const { month, quarters, override } of s.period) {
      const whole = facts.calendar.fullTimeQuarters(month)
      if (whole === 0 || facts.calendar.belongsTo(month, project.startsOn, project.endsOn)) continue
      const fullTimeQuarters = override ?? whole
      const place = {
        ...(assignment.role ? { role: assignment.role } : {}),
        ...(assignment.lcat ? { lcat: assignment.lcat } : {}),
      }
      found.push({
        kind: 'outside_project',
        text: `${person.name} has ${formatHours(toHours(quarters))} h on ${project.name} in ${monthName(month)}, outside the project (${project.startsOn} to ${project.endsOn}).`,
        employeeId: person.id,
        employee: person.name,
        projectId: project.id,
        project: project.name,
        month: fromMonthNumber(month),
        hours: toHours(quarters),
        parts: [
          {
            assignmentId: s.assignmentId,
            project: project.name,
            hours: toHours(quarters),
            fullTimeHours: toHours(fullTimeQuarters),
            fte: toNumber(fteOf([{ quarters, fullTimeQuarters }])),
          },
        ],
        calls: [
          {
            tool: 'set_hours',
            input: {
              changes: [
                {
                  project: project.code,
                  employee: person.email,
                  month: fromMonthNumber(month),
                  hours: 0,
                  mode: 'set',
                  ...place,
                },
              ],
            },
          },
        ],
      })
    }
  }
  return found
}

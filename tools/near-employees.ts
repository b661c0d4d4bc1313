// What is near where a list of people is empty.
import type { Db } from '../db/open.js'
import { addMonths, fromMonthNumber } from '../services/calendar.js'
import { type EmployeeList, type EmployeeQuery, listEmployees } from '../services/find-employees.js'

/** What is near where nobody fits: who turns next, who is free next, who has the skills in another role. */
export async function nearby(db: Db, query: EmployeeQuery, list: EmployeeList) {
  if (query.turn) return { next: await nextTurns(db, query) }
  if (list.considered === 0 && query.skills?.length) return { others: await whoKnows(db, query) }
  if (list.considered > 0 && query.load?.below === 1) return { nextFree: await firstFree(db, query) }
  return {}
}

/** Who knows each of the skills, whatever the role; five names at most. */
async function whoKnows(db: Db, query: EmployeeQuery) {
  const { scope, from, to } = query
  return Promise.all(
    query.skills!.map(async (skill) => {
      const { employees } = await listEmployees(db, { scope, from, to, skills: [skill], limit: 5 })
      return { skill, people: employees.map((e) => `${e.name} (${[e.lcat, e.role].filter(Boolean).join(' ')})`) }
    }),
  )
}

/** The first month behind the period in which any of them has free hours, with the three who have most. */
async function firstFree(db: Db, query: EmployeeQuery) {
  for (let ahead = 1; ahead <= 12; ahead += 1) {
    const month = addMonths(query.to, ahead)
    const { employees } = await listEmployees(db, { ...query, from: month, to: month, sort: '-free', limit: 3 })
    if (employees.length > 0)
      return employees.map((e) => ({ name: e.name, month: fromMonthNumber(month), hours: e.freeHours }))
  }
  return []
}

/** Months looked at behind an empty period. */
const AHEAD = 24

/** Whose hours begin or end soonest after a period in which nobody's do; three at most. */
async function nextTurns(db: Db, query: EmployeeQuery) {
  const later = { ...query, from: addMonths(query.to, 1), to: addMonths(query.to, AHEAD), limit: 500 }
  const { employees } = await listEmployees(db, later)
  return employees
    .flatMap((e) => (e.turns ?? []).map((t) => ({ name: e.name, project: t.project, month: t.month })))
    .sort((a, b) => a.month.localeCompare(b.month) || a.name.localeCompare(b.name))
    .slice(0, 3)
}

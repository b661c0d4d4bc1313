// The sentence of find_employees: what a manager would write above the table. Nothing is computed here.
import { monthName, toMonthNumber } from '../services/calendar.js'
import type { EmployeeLine, EmployeeList } from '../services/find-employees.js'
import { formatHours, formatPercent } from '../services/units.js'

export interface ToldList extends EmployeeList {
  /** Whom the list holds, its limits included. */
  who: string
  /** The same without limits of FTE, load or hours. */
  group: string
  /** These limits: "with FTE below 50 %"; empty for none. */
  limits: string
  measure: 'fte' | 'load'
  byFree: boolean
  tell: 'projects' | 'group' | 'skills'
  /** How the list is sorted: "busiest first". */
  order?: string | undefined
  next?: { name: string; project: string; month: string }[] | undefined
  nextFree?: { name: string; month: string; hours: number }[] | undefined
  others?: { skill: string; people: string[] }[] | undefined
}

/** All names up to so many; of more, the first ones and how many follow. The table holds them all. */
const MOST_NAMES = 6
const FIRST_NAMES = 5

/** The answer as text: how many, who, with the share of FTE or load and its denominator; why, where it is nobody. */
export function sayEmployees(list: ToldList): string {
  const left = list.withoutCapacity > 0 ? ` ${list.withoutCapacity} without capacity in the period left out.` : ''
  if (list.total === 0) return `${sayNobody(list)}${left}`
  if (list.tell === 'group') return `${sayGroup(list)}${left}`
  const shown = list.employees
    .slice(0, list.employees.length > MOST_NAMES ? FIRST_NAMES : MOST_NAMES)
    .map((e) => sayOne(e, list))
  const cut = list.employees.length < list.total && list.employees.length <= MOST_NAMES
  const more = cut || list.total <= shown.length ? '' : `; ${list.total - shown.length} more`
  const outOf = list.limits ? ` of ${list.considered}` : ''
  const who = list.total === 1 && (!outOf || list.considered === 1) ? oneOf(list.who) : list.who
  // A list cut by its limit says so in front: "5 of 27 people".
  const head = cut ? `${shown.length} of ${list.total} ${list.who}` : `${list.total}${outOf} ${who}`
  const names = `${shown.join('; ')}${more}.`
  if (list.employees[0]?.turns || list.employees[0]?.months || isIdle(list))
    return `${head} in ${list.period}: ${names}${left}`
  const share =
    list.measure === 'load'
      ? `load; full time ${formatHours(list.fullTimeHours)} h`
      : `FTE of ${formatHours(list.fullTimeHours)} h`
  const order = list.order && list.total > 1 ? `, ${list.order}` : ''
  const all = list.total > 1 && !cut ? ` Together ${together(list)}.` : ''
  return `${head} in ${list.period}${order} (${share}): ${names}${all}${left}`
}

const isIdle = (list: ToldList): boolean => list.limits === 'without hours'

const together = (list: ToldList): string => {
  const booked = `${formatPercent(list.utilisation)} of their capacity (${formatHours(list.hours)} of ${formatHours(list.capacityHours)} h)`
  return list.byFree ? `${booked}, ${formatHours(list.freeHours)} h free` : booked
}

function sayGroup(list: ToldList): string {
  const { total, hours, capacityHours, freeHours } = list
  const are = total === 1 ? `The one ${oneOf(list.who)} is` : `The ${total} ${list.who} are`
  const each = total > 1 ? `, ${formatHours(Math.round((freeHours / total) * 4) / 4)} h each on average` : ''
  const booked = `${are} booked for ${formatPercent(list.utilisation)} of ${total === 1 ? 'the' : 'their'} capacity in ${list.period}: ${formatHours(hours)} of ${formatHours(capacityHours)} h; ${formatHours(freeHours)} h free${each}.`
  const named = list.employees.map((e) => `${e.name} ${formatPercent(e.load)}`)
  return total > 1 && total <= MOST_NAMES ? `${booked} ${named.join(', ')}.` : booked
}

function sayOne(e: EmployeeLine, list: ToldList): string {
  if (e.turns)
    return `${e.name} (${e.turns.map((t) => `${t.project}, ${monthName(toMonthNumber(t.month))}`).join('; ')})`
  if (e.months) {
    const share = (m: { load: number; freeHours: number }) =>
      list.byFree ? `${formatHours(m.freeHours)} h free` : percentBeside(m.load, list.who)
    return `${e.name} (${e.months.map((m) => `${monthName(toMonthNumber(m.month))} ${share(m)}`).join(', ')})`
  }
  if (isIdle(list)) return `${e.name} (${formatHours(e.freeHours)} h free)`
  const withHours = / on (both|each of|exactly|at least|at most) /.test(list.who) || / \d\S* hours$/.test(list.limits)
  const projects = e.projects.map((p) => (withHours ? `${p.name} (${formatHours(p.hours)} h)` : p.name)).join(', ')
  const on = projects ? ` on ${projects}` : ', no project'
  const free = list.byFree ? `, ${formatHours(e.freeHours)} of ${formatHours(e.capacityHours)} h free` : ''
  const skills = e.skills.length > 0 ? ` (${e.skills.join(', ')})` : ' (no skills on record)'
  return `${e.name}${list.tell === 'skills' ? skills : ''} ${percentBeside(e[list.measure], list.who)}${free}${on}`
}

/** Nobody: whom was looked at, and what is near. */
function sayNobody(list: ToldList): string {
  if (list.next) {
    const next = list.next.map((n) => `${n.name} (${n.project}, ${monthName(toMonthNumber(n.month))})`)
    return `Nobody in ${list.period} among ${list.who}.${next.length > 0 ? ` Next: ${next.join('; ')}.` : ''}`
  }
  if (list.considered === 0) {
    const others = (list.others ?? []).map(({ skill, people }) => `${skill}: ${people.join(', ') || 'nobody'}`)
    return `There are no ${list.group} on record.${others.length > 0 ? ` ${others.join('; ')}.` : ''}`
  }
  const near = list.nearest.map((n) =>
    list.byFree
      ? `${n.name} (${formatHours(n.freeHours)} h free)`
      : `${n.name} (${formatPercent(n.fte)} FTE, ${formatPercent(n.load)} load)`,
  )
  const later = (list.nextFree ?? []).map(
    (n) => `${n.name} (${formatHours(n.hours)} h in ${monthName(toMonthNumber(n.month))})`,
  )
  const looked = `${list.considered} ${list.considered === 1 ? oneOf(list.group) : list.group}`
  const nobody = list.limits
    ? `Nobody ${list.limits} in ${list.period} among ${looked}.`
    : `Nobody in ${list.period} among ${list.group}: ${list.considered} looked at.`
  return `${nobody}${near.length > 0 ? ` Nearest: ${near.join(', ')}.` : ''}${later.length > 0 ? ` Next free: ${later.join(', ')}.` : ''}`
}

/** One decimal where a whole per cent would read like the bound asked for: 49.8 % is below 50 %, "50 %" looks wrong. */
function percentBeside(fraction: number, bound: string): string {
  const whole = formatPercent(fraction)
  const exact = Math.abs(fraction * 100 - Math.round(fraction * 100)) < 1e-9
  return exact || !bound.includes(` ${whole}`) ? whole : `${(fraction * 100).toFixed(1)} %`
}

/** "Mid Developers on Alpha" of one person: "Mid Developer on Alpha". */
const oneOf = (who: string): string =>
  who.replace(
    /^(.*?)(people\b|s\b(?= on | with |$| not | except | without | or | fully | overbooked))/,
    (_, head, tail) => head + (tail === 'people' ? 'person' : ''),
  )

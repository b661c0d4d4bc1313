import { monthsOf } from '../changes/plan-hours.js'
import { ask, refuse } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'
import { isoMonth, monthTitle } from '../reading/month-arithmetic.js'
import { type Intent, isCommand } from './intent.js'
import { PLAN_KINDS } from './plan-scope.js'
import { type Cell, callsFor } from './staff-first.js'
import { CHANGE_WORDS, monthsToWrite } from './write-slots.js'

/** What is left of somebody's time, booked on a project: "fill Bob up in May with Alpha", "the rest of her time". */
export const fill: Intent = {
  name: 'fill',
  title: "Booking what is left of somebody's time",
  writes: true,
  fills: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'set',
      'staff',
      'add',
      'move',
      'give',
      'free',
      'full',
      'fill',
      'recommend',
      'capacity',
      'byCapacity',
      'loadWord',
      'choose',
      'status',
    ],
    kinds: [...PLAN_KINDS],
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.people.length > 0 &&
    clause.projects.length < 2 &&
    (clause.amounts.length === 0 ? says(clause) : isUpToFull(clause)),
  plan: (clause, planning) => {
    const [project] = planning.projectsOf(clause)
    if (!project) return planning.askProject('on', clause)
    const months = monthsToWrite(clause, planning, project)
    const people = planning.peopleOf(clause)
    const known = people.map((name) => monthsOf(name, months, planning))
    if (known.some((k) => k === undefined)) return null
    const on = planning.projectName(project)
    const cells = people.flatMap((employee, who) =>
      months.flatMap((month, at): Cell[] => {
        const there = known[who]![at]!
        const free = there.freeHours(project.code)
        const hours = (there.hours.get(project.code) ?? 0) + free
        return free > 0 ? [{ project: on, employee, month: isoMonth(month), hours, mode: 'set' }] : []
      }),
    )
    if (cells.length === 0)
      refuseFull(
        people,
        months,
        known[0]!.map((k) => k.capacityHours),
      )
    return callsFor(cells, clause, planning)
  },
  examples: [],
}

const LEFT = /\b(rest|remainder|remaining|spare|free|unused|leftover|left over|unbooked|unallocated|open|available)\b/
const TIME = /\b(time|capacity|availability|hours|month)\b/

/** "the rest of her time", "all his free capacity", "fill Ann up", "max out Ann". */
function says(clause: Clause): boolean {
  const text = clause.plain
  const gives =
    clause.has('set', 'give', 'staff', 'move', 'add') || /\b(use|fill|plan|book|max|gets?|spends?)\b/.test(text)
  if (/\b(fill|max|top|book|load)\b.*\b(up|out)\b/.test(text) && /\b(with|on)\b/.test(text) && !LEFT.test(text))
    return clause.items[0] !== undefined && clause.projects.length === 1 && !/\bwho\b/.test(text)
  return (
    gives &&
    LEFT.test(text) &&
    TIME.test(text) &&
    !/\b(take|move|shift|remove|clear|free up|release|carry|roll|copy|bring|push|transfer)\b/.test(text)
  )
}

/** "fill Ann up to 100 % with Alpha", "top Ann up to full time". */
function isUpToFull(clause: Clause): boolean {
  const [amount, more] = clause.amounts
  return (
    more === undefined &&
    amount!.amount.value === 1 &&
    (amount!.amount.unit === 'fte' || amount!.amount.unit === 'percent') &&
    /\b(fill|top)\b/.test(clause.plain) &&
    clause.items.some((i) => isWords(i, 'add', 'raise', 'set'))
  )
}

function refuseFull(people: string[], months: number[], capacity: number[]): ToolCall[] {
  const when = months.length === 1 ? ` in ${monthTitle(months[0]!)}` : ' in these months'
  if (months.length === 0) ask('For which month?', [])
  const all = people.length === 1 && months.length === 1 ? ` All ${capacity[0]} h are planned.` : ''
  return refuse(`${people.join(' and ')} ${people.length === 1 ? 'has' : 'have'} no time left${when}.${all}`, [
    `What is ${people[0]} working on${months.length === 1 ? when : ''}?`,
  ])
}

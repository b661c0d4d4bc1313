// The sentence and the table of a list of projects.
import { monthName, toMonthNumber } from '../services/calendar.js'
import type { ListedProject } from '../services/project-list.js'
import { formatHours, formatPercent } from '../services/units.js'
import type { AnswerTable } from './answer.js'

/** A row as the tool answers it. */
interface Listed extends Omit<ListedProject, 'projectId' | 'status'> {
  status: string
}

interface ProjectList {
  list?: Listed[] | undefined
  groups?:
    | { label: string; projects: number; fundedHours: number; allocatedHours: number; remainingHours: number }[]
    | undefined
  total?: number | undefined
  considered?: number | undefined
  closedLeftOut?: number | undefined
  which?: string | undefined
  leftBelow?: number | undefined
  leftHoursBelow?: number | undefined
  sort?: string | undefined
  limited?: boolean | undefined
  above?: { name: string; project: string; hours: number }[] | undefined
  tell?: string | undefined
  fundedHours: number
  allocatedHours: number
  remainingHours: number
  plannedToDateHours: number
  atEnd?: { month: string; remainingHours: number; cumulativeHours: number } | undefined
}

/** So many are named in the sentence; the table has all. */
const NAMED = 5

/** "6 projects for NOAA: 3,870 funded hours, 3,410 allocated (88 %), 460 left. Least left: Heron 210 of 2,320, ...". */
export function sayProjects(s: ProjectList): string {
  const list = s.list ?? []
  const total = s.total ?? list.length
  const closed = s.closedLeftOut ? ` ${count(s.closedLeftOut, 'closed project')} left out.` : ''
  const above = s.leftBelow !== undefined && s.leftBelow <= 0 ? aboveOwn(s.above ?? []) : ''
  if (total === 0) return `${noneOf(s)}${above}${closed}`
  const whole = wholeOf(total, s.which)
  if (s.tell === 'manager') return `${managersOf(list, s.total)}${closed}`
  if (s.tell === 'dates') return `${whole}: ${some(list, (p) => `${p.name} ${days(s, p)}`)}.${closed}`
  if (s.tell === 'count') return `${whole}: ${byStatus(list, s.which)}.${closed}`
  if (s.groups)
    return `${budgetOf(s, whole)} ${capital(
      s.groups
        .slice(0, NAMED)
        .map((g) => `${g.label} ${left(g)}`)
        .join(', '),
    )}${more(s.groups.length)}.${closed}`
  const bound = boundOf(s)
  if (bound)
    return `${total} of ${count(s.considered ?? total, 'project')}${s.which ? ` ${s.which}` : ''} ${total === 1 ? bound[0] : bound[1]}: ${some(list, (p) => `${p.name} ${left(p)}`)}.${above}${closed}`
  if (s.atEnd)
    return `${whole}: ${formatHours(s.atEnd.remainingHours)} of ${formatHours(s.fundedHours)} funded hours left at the end of ${monthName(toMonthNumber(s.atEnd.month))}. ${some(list, (p) => `${p.name} ${formatHours(p.fundedHours - p.plannedToDateHours)} of ${formatHours(p.fundedHours)}`)}.${closed}`
  const [first] = list
  if (s.sort && s.sort !== 'name' && first) return `${leading(s.sort, list, s.limited)} ${budgetOf(s, whole)}${closed}`
  const tight = list.filter((p) => p.fundedHours > 0 || p.allocatedHours > 0)
  tight.sort((a, b) => a.remainingHours - b.remainingHours)
  return total === 1
    ? `${whole}: ${first!.name} ${left(first!)}.${closed}`
    : `${budgetOf(s, whole)} Least left: ${some(tight, (p) => `${p.name} ${left(p)}`)}.${closed}`
}

/** "6 active projects for NOAA". */
function wholeOf(total: number, which = ''): string {
  const status = /^(active|on hold|closed|in planning)\b ?/.exec(which)
  const rest = which.slice(status?.[0].length ?? 0)
  const before = status && /^(active|closed)$/.test(status[1]!) ? status[1] : undefined
  return [total, before, total === 1 ? 'project' : 'projects', before ? '' : status?.[1], rest]
    .filter(Boolean)
    .join(' ')
}

const budgetOf = (s: ProjectList, whole: string): string =>
  `${whole}: ${formatHours(s.fundedHours)} funded hours, ${formatHours(s.allocatedHours)} allocated${s.fundedHours > 0 ? ` (${formatPercent(s.allocatedHours / s.fundedHours)})` : ''}, ${formatHours(s.remainingHours)} left.`

const left = (p: { fundedHours: number; remainingHours: number }): string =>
  `${formatHours(p.remainingHours)} of ${formatHours(p.fundedHours)}`

const LEADING: Record<string, [words: string, of: (p: Listed) => string]> = {
  left: ['Least left of the funded hours', left],
  '-left': ['Most left of the funded hours', left],
  leftShare: ['Smallest share of the funded hours left', (p) => `${shareOf(p)} (${left(p)})`],
  funded: ['Fewest funded hours', (p) => formatHours(p.fundedHours)],
  '-funded': ['Most funded hours', (p) => formatHours(p.fundedHours)],
  end: ['First to end', (p) => p.endsOn],
}

const shareOf = (p: Listed): string =>
  p.fundedHours > 0 ? formatPercent(p.remainingHours / p.fundedHours) : 'no budget'

function leading(sort: string, list: Listed[], limited: boolean | undefined): string {
  const [words, of] = LEADING[sort]!
  return `${words}: ${list
    .slice(0, limited ? NAMED : 3)
    .map((p) => `${p.name} ${of(p)}`)
    .join(', ')}.`
}

function managersOf(list: Listed[], total: number | undefined): string {
  const managers = [...new Set(list.map((p) => p.manager))]
  const told = managers.map((manager) => {
    const own = list.filter((p) => p.manager === manager)
    return `${capital(manager)} manages ${own
      .slice(0, NAMED * 2)
      .map((p) => p.name)
      .join(', ')}${more(own.length, NAMED * 2)}`
  })
  return `${told.slice(0, NAMED).join('; ')}${more(told.length)} (${count(total ?? list.length, 'project')}).`
}

function byStatus(list: Listed[], which: string | undefined): string {
  const statuses = [...new Set(list.map((p) => p.status))]
  const names = (of: Listed[]) =>
    of
      .slice(0, NAMED * 2)
      .map((p) => p.name)
      .join(', ') + more(of.length, NAMED * 2)
  if (statuses.length === 1 && /^(active|on hold|closed|in planning)/.test(which ?? '')) return names(list)
  return statuses
    .map((status) => {
      const own = list.filter((p) => p.status === status)
      return `${own.length} ${status.toLowerCase()} (${names(own)})`
    })
    .join(', ')
}

function days(s: ProjectList, p: Listed): string {
  if (/\bending in /.test(s.which ?? '')) return p.endsOn
  if (/\bstarting in /.test(s.which ?? '')) return p.startsOn
  return `${p.startsOn} to ${p.endsOn}`
}

function noneOf(s: ProjectList): string {
  const bound = boundOf(s)
  const which = s.which ? ` ${s.which}` : ''
  return bound && s.considered
    ? `None of ${count(s.considered, 'project')}${which} ${bound[0]}.`
    : `No project${which}.`
}

/** "is above budget", "has less than 10 % of the budget left": the bound asked for, of one project and of several. */
function boundOf({ leftBelow, leftHoursBelow }: ProjectList): [one: string, several: string] | undefined {
  if (leftBelow !== undefined && leftBelow <= 0) return ['is above budget', 'are above budget']
  const words =
    leftBelow !== undefined
      ? `less than ${formatPercent(leftBelow)} of the budget left`
      : leftHoursBelow !== undefined && `fewer than ${formatHours(leftHoursBelow)} hours left`
  return words ? [`has ${words}`, `have ${words}`] : undefined
}

/** " 2 people are above their own budget: Will Sterling on Lunar Relay by 40 h, ...". */
const aboveOwn = (list: { name: string; project: string; hours: number }[]): string =>
  list.length === 0
    ? ''
    : ` Above their own budget: ${some(list, (o) => `${o.name} on ${o.project} by ${formatHours(o.hours)} h`)}.`

const some = <T>(list: T[], word: (item: T) => string): string =>
  list.slice(0, NAMED).map(word).join(', ') + more(list.length)
const more = (length: number, named = NAMED): string => (length > named ? ` and ${length - named} more` : '')
const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** One row a project, or a group where budgets were grouped. */
export function showProjects(s: ProjectList): { tables: AnswerTable[] } {
  if (s.groups)
    return {
      tables: [
        {
          title: 'Budgets',
          columns: [
            { key: 'label', label: 'Group', unit: 'text' },
            { key: 'projects', label: 'Projects', unit: 'count' },
            { key: 'fundedHours', label: 'Funded', unit: 'hours' },
            { key: 'allocatedHours', label: 'Allocated', unit: 'hours' },
            { key: 'remainingHours', label: 'Remaining', unit: 'hours' },
          ],
          rows: s.groups,
        },
      ],
    }
  const at = s.atEnd
  return {
    tables: [
      {
        title: 'Projects',
        columns: [
          { key: 'name', label: 'Project', unit: 'text' },
          { key: 'client', label: 'Client', unit: 'text' },
          { key: 'manager', label: 'Manager', unit: 'text' },
          { key: 'status', label: 'Status', unit: 'text' },
          { key: 'startsOn', label: 'Start', unit: 'date' },
          { key: 'endsOn', label: 'End', unit: 'date' },
          { key: 'people', label: 'People', unit: 'count' },
          { key: 'fundedHours', label: 'Funded', unit: 'hours' },
          { key: 'allocatedHours', label: 'Allocated', unit: 'hours' },
          {
            key: 'plannedToDateHours',
            label: at ? `Planned to ${monthName(toMonthNumber(at.month))}` : 'Planned to date',
            unit: 'hours',
          },
          { key: 'remainingHours', label: 'Remaining', unit: 'hours' },
        ],
        rows: (s.list ?? []).map((p) => ({
          name: p.name,
          client: p.client,
          manager: p.manager,
          status: p.status,
          startsOn: p.startsOn,
          endsOn: p.endsOn,
          people: p.people,
          fundedHours: p.fundedHours,
          allocatedHours: p.allocatedHours,
          plannedToDateHours: p.plannedToDateHours,
          remainingHours: p.remainingHours,
        })),
      },
    ],
  }
}

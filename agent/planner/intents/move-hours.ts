import { hoursOn } from '../changes/plan-hours.js'
import { ask } from '../outcomes.js'
import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import { type AmountItem, type EntityItem, isWords } from '../reading/items.js'
import { isoMonth, projectMonths } from '../reading/month-arithmetic.js'
import { contains, isoSpan } from '../reading/resolve-period.js'
import { shareOfHours } from '../reading/share-of-hours.js'
import { type Intent, input, isCommand } from './intent.js'
import { monthsApart, monthsFromTo, moveMonth, partMoved } from './move-months.js'
import {
  givesRest,
  isList,
  isOfTheirs,
  namesBothEnds,
  putsElsewhere,
  takesOffAndPuts,
  takesPart,
} from './move-wordings.js'
import { isNew } from './staff-first.js'
import { CHANGE_WORDS, monthsToWrite } from './write-slots.js'

/** Hours handed from one project, person or month to another. */
export const moveHours: Intent = {
  name: 'move hours',
  title: 'Moving hours',
  writes: true,
  shares: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'move',
      'give',
      'subtract',
      'set',
      'add',
      'replace',
      'shift',
      'staff',
      'clear',
      'free',
      'budget',
      'off',
    ],
    kinds: ['words', 'person', 'project', 'period', 'amount'],
  },
  when: (clause) => {
    if (!isCommand(clause)) return false
    if (
      !clause.has('move', 'give') &&
      !/^(please )?let\b/i.test(clause.plain) &&
      !namesBothEnds(clause) &&
      !takesPart(clause) &&
      !isOfTheirs(clause) &&
      !takesOffAndPuts(clause)
    )
      return false
    if (clause.amounts.some((a) => a.amount.unit === 'months' || a.amount.unit === 'sprints')) return false
    const months =
      monthsFromTo(clause) !== null &&
      movesInTime(clause) &&
      !clause.amounts.some((a) => ['percent', 'fte'].includes(a.amount.unit) && a !== shareOfHours(clause)?.item)
    if (clause.people.length > 2 || clause.projects.length > 2) return false
    // "move Ann and Bill from Alpha to Beta": neither takes the other's.
    if (clause.people.every((p) => p.prep !== 'to') && isList(clause, clause.people) && !takesPart(clause)) return false
    // "take Ann down to 100 hours": hours that shall stand there do not move.
    if (clause.amounts.some((a) => a.amount.change === 'to' || a.prep === 'to') && !givesRest(clause)) return false
    const isMonthly = clause.has('monthlyWord') && clause.amounts.length > 0
    if (isMonthly && clause.people.length + clause.projects.length < 3) return false
    if (clause.amounts.some((a) => a.amount.value !== clause.amounts[0]!.amount.value)) return false
    const twoPlaces =
      clause.projects.length === 2 &&
      !isList(clause, clause.projects) &&
      (clause.projects.some((p) => p.prep === 'from' || p.prep === 'to' || p.prep === 'off') ||
        putsElsewhere(clause) ||
        takesOffAndPuts(clause) ||
        isOfTheirs(clause) ||
        // "move sarah beta alpha 20 hours": from the first to the second.
        (clause.says('move', 'transfer', 'shift', 'switch') &&
          clause.people.length === 1 &&
          clause.amounts.length === 1))
    const twoPeople = clause.people.length === 2 && !clause.items.some((i) => isWords(i, 'and') && between(clause, i))
    const toPerson =
      takesPart(clause) ||
      clause.people.length === 2 ||
      (clause.people.length === 1 &&
        clause.people[0]!.prep === 'to' &&
        clause.amounts.length > 0 &&
        clause.projects.some((p) => p.possessive || p.prep === 'of'))
    const away =
      clause.people.length === 1 &&
      clause.projects.length === 1 &&
      clause.projects[0]!.prep === 'to' &&
      clause.amounts.length === 0 &&
      /^(please )?(move|transfer|shift|switch|reassign)\b/i.test(clause.plain)
    return months || twoPlaces || away || (twoPeople && toPerson)
  },
  plan: (said, planning) => {
    const { clause, toMonth } = monthsApart(said, planning)
    const [giver, taker] = giverAndTaker(clause)
    const [source, target] = sourceAndTarget(clause)
    const employee = giver ? planning.person(giver) : planning.askPerson('Whose hours?', clause)
    const toEmployee = taker ? planning.person(taker) : undefined
    const from = source ? planning.project(source) : undefined
    const to = target ? planning.project(target) : undefined
    if (!from) return planning.askProject('from', withoutTaker(clause, taker))
    const base = { employee, project: planning.projectName(from) }
    const toMonthSpan = !toEmployee && !to ? monthsFromTo(clause) : null
    if (toMonthSpan) return [moveMonth(toMonthSpan, base, from, clause, planning)]
    const part = partMoved(clause)
    const named = monthsToWrite(clause, planning, from)
    const there = hoursOn(employee, from, named, planning)
    // "from August on": the months that have hours.
    const goesOn = clause.periods.some((p) => p.stretch.open)
    const full = named.filter((m, at) => (there?.[at] ?? 1) > 0 && !(goesOn && to && !contains(projectMonths(to), m)))
    const months = full.length > 0 ? full : named
    if (givesRest(clause)) return restGiven(base, toEmployee, from, months, clause, planning)
    const hours = part === undefined ? clause.amounts[0] : undefined
    if (toEmployee && !to && !hours && part === undefined && months.length > 1)
      return [replaceCall(base, toEmployee, clause, planning, from)]
    const place = to && { employee: toEmployee ?? employee, project: planning.projectName(to) }
    const first =
      place && isNew(place, planning)
        ? [
            staffBefore(
              place,
              hours,
              from,
              months,
              planning,
              (there ?? []).reduce((sum, h) => sum + h * (part ?? 1), 0),
            ),
          ]
        : []
    const moves = months.map((month) => ({
      tool: 'move_hours',
      input: input({
        ...base,
        month: isoMonth(month),
        hours: hours ? planning.hours(hours, from, month) : undefined,
        share: part,
        toEmployee,
        toProject: to ? planning.projectName(to) : undefined,
        toMonth,
      }),
    }))
    return [...first, ...moves]
  },
  examples: [
    {
      ask: "Move 40 hours of Sarah Jones's from Beta to Alpha in May",
      calls: [
        {
          tool: 'move_hours',
          input: {
            employee: 'Sarah Jones',
            project: 'Project Beta',
            month: '2027-05',
            hours: 40,
            toProject: 'Project Alpha',
          },
        },
      ],
    },
    {
      ask: "Hand 32 h of Jane's Alpha work in June to Bob Ode",
      calls: [
        {
          tool: 'move_hours',
          input: { employee: 'Jane Doe', project: 'Project Alpha', month: '2026-06', hours: 32, toEmployee: 'Bob Ode' },
        },
      ],
    },
    {
      ask: "Move Jane's Alpha hours from May to July",
      calls: [
        {
          tool: 'move_hours',
          input: { employee: 'Jane Doe', project: 'Project Alpha', month: '2026-05', toMonth: '2026-07' },
        },
      ],
    },
    {
      ask: 'Give Bob Ode 20 hours of Jane Doe on Alpha in June',
      calls: [
        {
          tool: 'move_hours',
          input: { employee: 'Jane Doe', project: 'Project Alpha', month: '2026-06', hours: 20, toEmployee: 'Bob Ode' },
        },
      ],
    },
  ],
}

/** Hours come from a project of the one who gives them. */
const withoutTaker = (clause: Clause, taker: EntityItem | undefined): Clause =>
  new Clause(
    clause.text,
    clause.items.filter((i) => i !== taker),
    clause.words,
    clause.offset,
  )

/** Who is not on the target project is put there first, funded with what moves where that is known. */
const staffBefore = (
  target: { employee: string; project: string },
  hours: AmountItem | undefined,
  from: LexiconProject,
  months: number[],
  planning: Planning,
  present: number,
): ToolCall => ({
  tool: 'staff_employee',
  input: input({
    ...target,
    fundedHours: hours
      ? months.reduce((sum, month) => sum + planning.hours(hours, from, month), 0)
      : Math.round(present * 4) / 4 || undefined,
  }),
})

/** What is above the hours that shall stay goes to the other one. Throws Unanswered where that is not known. */
function restGiven(
  base: { employee: string; project: string },
  toEmployee: string | undefined,
  from: LexiconProject,
  months: number[],
  clause: Clause,
  planning: Planning,
): ToolCall[] {
  const there = hoursOn(base.employee, from, months, planning)
  const moves = months.flatMap((month, at) => {
    const hours = (there?.[at] ?? 0) - planning.hours(clause.amounts[0]!, from, month)
    return hours > 0
      ? [{ tool: 'move_hours', input: input({ ...base, month: isoMonth(month), hours, toEmployee }) }]
      : []
  })
  return moves.length > 0 ? moves : ask('How many hours shall move?', [])
}

/** Verbs that carry hours from month to month; "put" and "give" do not. */
function movesInTime(clause: Clause): boolean {
  return clause.items.some(
    (i) =>
      isWords(i, 'move') &&
      /^(move|moves|moving|shift|transfer|reschedule|slide|carry|carry over|roll over|migrate|relocate|push|switch|reallocate|rebook|redeploy|bring|slide|roll|postpone|defer|delay|take|pull)/i.test(
        i.text,
      ),
  )
}

function between(clause: Clause, item: Clause['items'][number]): boolean {
  const [a, b] = clause.people
  return (
    a !== undefined &&
    b !== undefined &&
    item.from > a.to &&
    item.from < b.from &&
    clause.items.filter((i) => i.from > a.to && i.from < b.from).length === 1
  )
}

/** Who gives and who takes: "to Mark" takes; "give Mark ... of Sarah's" too; else the first named gives. */
function giverAndTaker(clause: Clause): [EntityItem | undefined, EntityItem | undefined] {
  const [a, b] = clause.people
  const taker = clause.people.find((p) => p.prep === 'to')
  if (taker) return [clause.people.find((p) => p !== taker), taker]
  if (!b) return [a, undefined]
  const giver = clause.people.find((p) => p.prep === 'from' || p.prep === 'of' || p.prep === 'off' || p.possessive)
  if (giver) return [giver, clause.people.find((p) => p !== giver)]
  return isWords(
    clause.items.find((i) => i.kind === 'words' && !i.classes.has('filler')),
    'give',
  )
    ? [b, a]
    : [a, b]
}

function sourceAndTarget(clause: Clause): [EntityItem | undefined, EntityItem | undefined] {
  const [a, b] = clause.projects
  if (!b) return a?.prep === 'to' && clause.people.length < 2 ? [undefined, a] : [a, undefined]
  const target = clause.projects.find((p) => p.prep === 'to')
  if (target) return [clause.projects.find((p) => p !== target), target]
  const source = clause.projects.find((p) => p.prep === 'from' || p.prep === 'off')
  return source ? [source, clause.projects.find((p) => p !== source)] : [a, b]
}

function replaceCall(
  base: { employee: string; project: string },
  replacement: string,
  clause: Clause,
  planning: Planning,
  project: LexiconProject,
): ToolCall {
  const spans = planning.spansOf(clause, 'write', project)!
  return {
    tool: 'change_plan',
    input: {
      operation: 'replace',
      employees: [base.employee],
      projects: [base.project],
      ...isoSpan({ from: spans[0]!.from, to: spans[spans.length - 1]!.to }),
      replacement,
    },
  }
}

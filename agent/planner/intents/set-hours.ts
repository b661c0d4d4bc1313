import { hoursOn } from '../changes/plan-hours.js'
import { ask } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import { type AmountItem, type Item, isWords } from '../reading/items.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { shareFor } from '../reading/part-time.js'
import { movesInTime } from '../thread/fill-from-thread.js'
import { effectOf } from './amount-effect.js'
import { carriedOver } from './carry.js'
import { inDirection } from './direction.js'
import { type Intent, input, isCommand } from './intent.js'
import { callsFor } from './staff-first.js'
import { assignmentWords, CHANGE_WORDS, monthsToWrite } from './write-slots.js'

/** Hours of one or more cells, set to a value or changed by one. */
export const setHours: Intent = {
  name: 'set hours',
  title: 'Setting and changing hours',
  writes: true,
  accepts: {
    words: [
      'off',
      ...CHANGE_WORDS,
      'set',
      'add',
      'subtract',
      'staff',
      'distribute',
      'evenly',
      'atMost',
      'orMore',
      'totalWord',
    ],
    kinds: ['words', 'person', 'project', 'period', 'amount', 'role', 'lcat', 'comparison'],
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.amounts.length > 0 &&
    clause.amounts.every((a) => a.amount.unit !== 'months' && a.amount.unit !== 'sprints') &&
    (clause.has('set', 'add', 'subtract', 'give', 'staff', 'lower') ||
      saysHours(clause) ||
      clause.amounts.every((a) => a.amount.signed)) &&
    !(clause.has('distribute') && !clause.has('set')) &&
    !(clause.says('move', 'transfer', 'shift', 'switch') && clause.projects.length > 1) &&
    projectsListed(clause) &&
    !(clause.periods.length === 1 && clause.periods[0]!.prep === 'to' && movesInTime(clause)) &&
    !clause.says('budget', 'funded') &&
    clause.comparisons.length === 0 &&
    (clause.people.length > 0 || clause.roles.length === 0),
  plan: (clause, planning) => {
    if (mayBeQuestion(clause))
      ask('Shall these hours be set?', [
        { label: 'Yes, set them', message: `Set ${planning.text.trim().replace(/\?+$/, '')}` },
      ])
    const carried = carriedOver(clause, planning)
    if (carried) return carried
    askWhetherMonthly(clause, planning)
    const parts = split(clause)
    const changes = parts.flatMap((part) => changesOf(part, clause, planning))
    const cells = changes
      .filter((c) => c.mode === 'set')
      .map((c) => [c.project, c.employee, c.month, c.role, c.lcat].join('|'))
    if (new Set(cells).size < cells.length) askWhichAmount(clause, planning)
    return changes.length > 0 ? callsFor(inDirection(changes, clause, planning), clause, planning) : null
  },
  examples: [
    {
      ask: 'Set Jane Doe to 80 hours on Project Alpha in September',
      calls: [
        {
          tool: 'set_hours',
          input: {
            changes: [{ project: 'Project Alpha', employee: 'Jane Doe', month: '2026-09', hours: 80, mode: 'set' }],
          },
        },
      ],
    },
    {
      ask: 'Add 20 hours to Bob Ode on Beta in January 2027',
      calls: [
        {
          tool: 'set_hours',
          input: {
            changes: [{ project: 'Project Beta', employee: 'Bob Ode', month: '2027-01', hours: 20, mode: 'add' }],
          },
        },
      ],
    },
    {
      ask: "Reduce Jane's hours on Alpha in May by 16",
      calls: [
        {
          tool: 'set_hours',
          input: {
            changes: [{ project: 'Project Alpha', employee: 'Jane Doe', month: '2026-05', hours: -16, mode: 'add' }],
          },
        },
      ],
    },
    {
      ask: 'Give Jane 10 days on Alpha in November and December',
      calls: [
        {
          tool: 'set_hours',
          input: {
            changes: [
              { project: 'Project Alpha', employee: 'Jane Doe', month: '2026-11', hours: 80, mode: 'set' },
              { project: 'Project Alpha', employee: 'Jane Doe', month: '2026-12', hours: 80, mode: 'set' },
            ],
          },
        },
      ],
    },
    {
      ask: 'Book Jane for 80 hours in November and 60 in December on Alpha',
      calls: [
        {
          tool: 'set_hours',
          input: {
            changes: [
              { project: 'Project Alpha', employee: 'Jane Doe', month: '2026-11', hours: 80, mode: 'set' },
              { project: 'Project Alpha', employee: 'Jane Doe', month: '2026-12', hours: 60, mode: 'set' },
            ],
          },
        },
      ],
    },
  ],
}

function changesOf(part: Clause, whole: Clause, planning: Planning) {
  const amount = part.amounts[0]!
  const project = planning.projectsOf(part)
  const named = project.length > 0 ? project : undefined
  if (!joined(part)) return planning.askPerson('Whose hours exactly?', part)
  const people = planning.peopleOf(part)
  if (people.length === 0 && whole.has('people')) askGroup(part, planning)
  if (people.length === 0) planning.askPerson('Whose hours?', part)
  if (!named) return planning.askProject('on', part)
  const { mode, sign } = effectOf(part, whole, amount)
  return named.flatMap((p) => {
    const months = monthsToWrite(part, planning, p)
    const takes = sign < 0 || amount.amount.value < 0
    const empty = takes && months.length > 1 ? emptyCells(people, p, months, planning) : new Set<string>()
    return months.flatMap((month) =>
      people.flatMap((employee) => {
        if (empty.has(`${employee} ${month}`)) return []
        const said = inShares(amount, employee, p, month, planning)
        const isShare = said.amount.unit === 'fte' || said.amount.unit === 'percent'
        return input({
          project: planning.projectName(p),
          employee,
          month: isoMonth(month),
          hours: sign * planning.hours(said, p, month),
          mode,
          ...assignmentWords(part, planning),
          fte: isShare && mode === 'set' ? said.amount.value : undefined,
        })
      }),
    )
  })
}

/** Months without hours, of people who have some in others: nothing can be taken there ("10 hours less from July on"). */
function emptyCells(people: string[], p: LexiconProject, months: number[], planning: Planning): Set<string> {
  const empty = people.flatMap((employee) => {
    const hours = hoursOn(employee, p, months, planning) ?? []
    return hours.some((h) => h > 0) ? months.filter((_, at) => hours[at] === 0).map((m) => `${employee} ${m}`) : []
  })
  return new Set(empty)
}

/** A share of time as what it is for this person; other amounts as they are. */
function inShares(
  amount: AmountItem,
  employee: string,
  p: LexiconProject,
  month: number,
  planning: Planning,
): AmountItem {
  if (amount.amount.unit !== 'fte' && amount.amount.unit !== 'percent') return amount
  return { ...amount, amount: { ...amount.amount, value: shareFor(amount, employee, p, month, planning) } }
}

const saysEveryone = (clause: Clause): boolean =>
  clause.says('everyone', 'everybody', 'the team', 'the whole team') &&
  clause.amounts.every((a) => a.amount.unit === 'hours')

/** "everyone on Alpha": hours are changed by name. */
function askGroup(clause: Clause, planning: Planning): never {
  const [project] = planning.projectsOf(clause)
  const month = clause.periods[0] ? ` in ${clause.periods[0].text}` : ''
  return ask(
    'I change hours of people by name. Whose?',
    project ? [{ label: 'Show who is on it', message: `Who works on ${planning.projectName(project)}${month}?` }] : [],
  )
}

/** A person and hours, without a verb or with "needs", say what the plan shall be: "Jane 80h Alpha May". */
function saysHours(clause: Clause): boolean {
  const reads = clause.has('show', 'who', 'what', 'which', 'how', 'count', 'find', 'recommend', 'resolve', 'overbooked')
  return (
    !reads &&
    !clause.isPast &&
    (clause.people.length > 0 || saysEveryone(clause)) &&
    clause.projects.length + clause.periods.length > 0 &&
    clause.amounts.every((a) => ['hours', 'days', 'weeks', 'percent', 'fte', 'none'].includes(a.amount.unit))
  )
}

/** "Jane has 80 hours on Alpha", "Jane 80 on Alpha?": without a verb of change these may only state or ask. */
function mayBeQuestion(clause: Clause): boolean {
  if (clause.has('set', 'add', 'subtract', 'give', 'staff', 'lower', 'need', 'modal')) return false
  return /\?\s*$/.test(clause.text) || clause.says('has', 'have', 'had', 'is', 'are')
}

/** Several people of one amount stand in a list; two names apart ("let Lee have 30 of Sarah's") mean something else. */
function joined(part: Clause): boolean {
  return part.people.slice(1).every((person, k) => {
    const before = part.people[k]!
    const gap = part.items.filter((i) => i.from > before.to && i.to < person.from)
    return (
      (gap.every((i) => isWords(i, 'and', 'filler', 'also', 'of')) && before.possessive === person.possessive) ||
      (gap.length > 0 && gap.some((i) => isWords(i, 'and')) && gap.length <= 2)
    )
  })
}

/** "20 of Ann's Beta hours for Gamma": two projects that stand in no list are not both set. */
const projectsListed = (clause: Clause): boolean =>
  clause.amounts.length > 1 ||
  clause.projects.slice(1).every((project, k) => {
    const before = clause.projects[k]!
    const gap = clause.items.filter((i) => i.from > before.to && i.to < project.from)
    return (
      gap.every((i) => isWords(i, 'and', 'filler', 'also', 'on', 'for', 'projectNoun')) &&
      gap.some((i) => isWords(i, 'and') || i.text === ',')
    )
  })

/** "120 hours between May and July": a month, or in all? */
function askWhetherMonthly(clause: Clause, planning: Planning): void {
  const [amount, more] = clause.amounts
  const [period] = clause.periods
  if (more || !amount || !period?.stretch.last || clause.periods.length > 1 || clause.people.length > 1) return
  if (!['hours', 'days', 'weeks', 'none'].includes(amount.amount.unit) || amount.amount.change || amount.amount.signed)
    return
  if (clause.has('monthlyWord', 'per', 'add', 'subtract') || !/\bbetween\b/.test(clause.plain)) return
  const place = { start: amount.start, end: amount.end }
  ask(`${amount.text} a month, or in all?`, [
    { label: 'A month', message: planning.rewritten(place, `${amount.text} a month`) },
    { label: 'In all', message: planning.rewritten(place, `a total of ${amount.text}`) },
  ])
}

/** "60 to 80 hours", "60 or 80": two amounts for one month. */
function askWhichAmount(clause: Clause, planning: Planning): never {
  const [first, last] = [clause.amounts[0]!, clause.amounts[clause.amounts.length - 1]!]
  return ask(
    'These are two amounts for one month. Which one?',
    clause.amounts.map((a) => {
      const said = a.amount.unit === 'none' ? `${a.text} ${last.text.replace(/^[\d.,\s-]+/, '')}`.trim() : a.text
      return { label: said, message: planning.rewritten({ start: first.start, end: last.end }, said) }
    }),
  )
}

/** "80 in May and 60 in June": one part for each amount; what a part does not say it takes from its neighbours. */
function split(clause: Clause): Clause[] {
  if (clause.amounts.length === 1) return [clause]
  const zipped = zip(clause)
  if (zipped) return zipped
  const cuts: number[] = []
  const at = clause.amounts.map((a) => clause.items.indexOf(a))
  const trails = clause.items.slice(0, at[0]).some((i) => ['person', 'project', 'period'].includes(i.kind))
  for (let k = 1; k < at.length; k += 1) {
    let cut = -1
    for (let i = at[k - 1]! + 1; i < at[k]!; i += 1) if (isSeparator(clause.items[i]!)) cut = i
    cuts.push(cut >= 0 ? cut : trails ? at[k - 1]! + 1 : at[k]!)
  }
  const groups = [0, ...cuts].map((from, k) => clause.items.slice(from, cuts[k] ?? clause.items.length))
  return groups.map((items) => inherit(items, groups, clause))
}

/** "40, 60 and 80 in May, June and July": as many amounts as months (people, projects), one to one. */
function zip(clause: Clause): Clause[] | null {
  const { amounts } = clause
  const first = clause.items.indexOf(amounts[0]!)
  const last = clause.items.indexOf(amounts[amounts.length - 1]!)
  const together = clause.items.slice(first, last + 1).every((i) => i.kind === 'amount' || isSeparator(i))
  if (!together) return null
  const lists = [clause.periods, clause.people, clause.projects].filter(
    (list) => list.length === amounts.length,
  ) as Item[][]
  if (lists.length !== 1) return null
  const others = clause.items.filter((i) => i.kind !== 'amount' && !lists[0]!.includes(i))
  return amounts.map(
    (amount, k) => new Clause(clause.text, [...others, lists[0]![k]!, amount], clause.words, clause.offset),
  )
}

const isSeparator = (item: Item): boolean => isWords(item, 'and') || item.text === ',' || item.text === ';'

function inherit(items: Item[], groups: Item[][], clause: Clause): Clause {
  const own = new Set(items.map((i) => i.kind))
  const extra: Item[] = []
  const at = groups.indexOf(items)
  const order = [...groups.slice(0, at).reverse(), ...groups.slice(at + 1)]
  for (const kind of ['person', 'project', 'period', 'role', 'lcat'] as const) {
    if (own.has(kind)) continue
    const donor = order.find((g) => g.some((i) => i.kind === kind))
    if (donor) extra.push(...donor.filter((i) => i.kind === kind))
  }
  return new Clause(clause.text, [...items, ...extra], clause.words, clause.offset)
}

import { monthsOf } from '../changes/plan-hours.js'
import { ask } from '../outcomes.js'
import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { type AmountItem, isFiller, isWords } from '../reading/items.js'
import { monthTitle, spanTitle } from '../reading/month-arithmetic.js'
import { shareFor } from '../reading/part-time.js'
import { isoSpan } from '../reading/resolve-period.js'
import { effectOf } from './amount-effect.js'
import { directionOf } from './direction.js'
import { type Intent, input, isCommand } from './intent.js'
import { CHANGE_WORDS, openPeriod } from './write-slots.js'

/** A person put on a project: role, LCAT, funded hours, period, hours per month or FTE. */
export const staff: Intent = {
  name: 'staff',
  title: 'Staffing people on projects',
  writes: true,
  accepts: {
    words: [...CHANGE_WORDS, 'staff', 'set', 'fundedWord', 'budget', 'add', 'subtract', 'roleNoun', 'fill'],
    kinds: ['words', 'person', 'project', 'period', 'amount', 'role', 'lcat'],
  },
  when: (clause) => {
    if (setsBudget(clause) || changesBudget(clause)) return true
    if (
      !isCommand(clause) ||
      !clause.has('staff') ||
      clause.people.length === 0 ||
      clause.has('replace', 'distribute', 'copy', 'overbooked', 'same')
    )
      return false
    if (clause.projects.length > 1 || clause.people.length > MOST_AT_ONCE || directionOf(clause) < 0) return false
    // "pull Ann's hours into January": hers are there already.
    if (clause.amounts.length === 0 && clause.has('hoursNoun') && clause.people.every((p) => p.possessive)) return false
    const target = clause.projects[0]
    if (target?.prep === 'from' || target?.prep === 'off' || clause.has('off')) return false
    const hours = clause.amounts.filter((a) => ['hours', 'days', 'weeks', 'none'].includes(a.amount.unit))
    const fixed = hours.some((a) => isFunded(clause, a) || isMonthly(clause, a))
    // "100 % in July and 50 % in August".
    if (clause.amounts.filter((a) => /^(percent|fte)$/.test(a.amount.unit)).length > 1) return false
    if (clause.amounts.some((a) => a.amount.change || a.amount.signed)) return false
    // "Ann has 60 there, add 20": hours, not the person.
    const behindAdd = clause.items
      .slice(clause.items.findIndex((i) => /^add$/i.test(i.text)) + 1)
      .find((i) => !isFiller(i))
    if (/\badd\b/.test(clause.plain) && behindAdd?.kind === 'amount' && personFirst(clause)) return false
    if (fixed || (clause.roles.length + clause.lcats.length > 0 && clause.says('as', 'role', 'for the role')))
      return true
    if (hours.length > 0)
      return (
        strongVerb(clause) &&
        !clause.says('put', 'get') &&
        (target?.prep === 'to' || target?.prep === 'on') &&
        personFirst(clause) &&
        !(hoursBeforeProject(clause, hours[0]!) && !clause.says('staff', 'onboard', 'join'))
      )
    if (clause.amounts.length > 0)
      return (strongVerb(clause) && !(clause.says('add') && !personFirst(clause))) || clause.periods.length !== 1
    return target !== undefined || strongVerb(clause)
  },
  plan: (clause, planning) => {
    const project = clause.projects[0] ? planning.project(clause.projects[0]) : planning.askProject()
    const people = planning.peopleOf(clause)
    if (changesBudget(clause)) return budgetChanged(clause, project, planning)
    const funded =
      clause.amounts.find((a) => setsBudget(clause) || isFunded(clause, a)) ?? wholeAmount(clause, planning, project)
    const rest = clause.amounts.filter((a) => a !== funded)
    const share = rest.find((a) => a.amount.unit === 'percent' || a.amount.unit === 'fte')
    const monthly = rest.find((a) => a !== share && a.amount.unit !== 'months')
    const length = rest.find((a) => a.amount.unit === 'months')
    const spans = planning.spansOf(clause, 'write', project)
    if (!spans && !length && (share ?? monthly) && !WHOLE_STAY.test(clause.plain)) askMonths(clause, planning, project)
    const from = spans?.[0]?.from ?? planning.today
    const to = spans ? spans[spans.length - 1]!.to : undefined
    const period =
      spans && to !== undefined
        ? isoSpan({ from, to: Math.max(from, to) })
        : length
          ? isoSpan({ from: planning.today, to: planning.today + length.amount.value - 1 })
          : {}
    return people.map((employee) => ({
      tool: 'staff_employee',
      input: input({
        employee,
        project: planning.projectName(project),
        role: planning.role(clause.roles),
        lcat: planning.lcat(clause.lcats),
        fundedHours: funded ? planning.hours(funded, project, from) : undefined,
        ...period,
        hoursPerMonth: monthly ? planning.hours(monthly, project, from) : undefined,
        fte: share && shareFor(share, employee, project, from, planning),
      }),
    }))
  },
  examples: [
    {
      ask: 'Staff Jane Doe on Project Beta as a Senior Developer with 500 funded hours',
      calls: [
        {
          tool: 'staff_employee',
          input: { employee: 'Jane Doe', project: 'Project Beta', role: 'Developer', lcat: 'Senior', fundedHours: 500 },
        },
      ],
    },
    {
      ask: "Set Jane Doe's funded hours on Alpha to 600",
      calls: [{ tool: 'staff_employee', input: { employee: 'Jane Doe', project: 'Project Alpha', fundedHours: 600 } }],
    },
    {
      ask: 'Add Bob Ode to Alpha from October to December at 50%',
      calls: [
        {
          tool: 'staff_employee',
          input: { employee: 'Bob Ode', project: 'Project Alpha', from: '2026-10', to: '2026-12', fte: 0.5 },
        },
      ],
    },
    {
      ask: 'Put Bob Ode on Beta half time from January 2027 onwards',
      calls: [
        {
          tool: 'staff_employee',
          input: { employee: 'Bob Ode', project: 'Project Beta', from: '2027-01', to: '2027-08', fte: 0.5 },
        },
      ],
    },
    {
      ask: 'Assign Bob Ode to Beta for 80 hours a month in Q1 2027',
      calls: [
        {
          tool: 'staff_employee',
          input: { employee: 'Bob Ode', project: 'Project Beta', from: '2027-01', to: '2027-03', hoursPerMonth: 80 },
        },
      ],
    },
  ],
}

/** Verbs of a new assignment, which runs as long as the project where no months are said. */
const WHOLE_STAY = /\b(staff|assign|onboard|join|joins|add|hire|deploy|appoint|attach|rest|end|whole|entire)\b/

/** "put Ann at 100 % on Beta": for which months? */
function askMonths(clause: Clause, planning: Planning, project: LexiconProject): void {
  const spoken = planning.spokenOf(clause)
  const window = openPeriod(planning, project)
  const first = [window.from, window.from + 1].filter((m) => m <= window.to)
  const text = planning.text.trim().replace(/[.!?,;\s]+$/, '')
  const months = spoken ? [spoken.from, ...first.filter((m) => m !== spoken.from)] : first
  ask('For which months?', [
    ...months.map((m) => ({ label: monthTitle(m), message: `${text} in ${monthTitle(m)}` })),
    {
      label: `To the end of the project (${spanTitle(window.from, window.to)})`,
      message: `${text} from ${monthTitle(window.from)} to ${monthTitle(window.to)}`,
    },
  ])
}

/** More people than this are a group that is on the project already: their hours are set. */
const MOST_AT_ONCE = 6

/** "raise Ann's budget on Alpha by 40 hours", "Ann needs 40 more funded hours on Alpha". */
function changesBudget(clause: Clause): boolean {
  const [amount, more] = clause.amounts
  return (
    isCommand(clause) &&
    (clause.has('fundedWord', 'budget') || /\bfunded\b/i.test(amount?.text ?? '')) &&
    clause.people.length === 1 &&
    clause.projects.length === 1 &&
    clause.periods.length === 0 &&
    more === undefined &&
    amount !== undefined &&
    ['hours', 'none', 'days', 'weeks'].includes(amount.amount.unit) &&
    amount.prep !== 'to' &&
    amount.amount.change !== 'to' &&
    !clause.has('monthlyWord', 'what', 'show', 'how', 'count', 'who', 'which') &&
    (amount.prep === 'by' ||
      amount.amount.change !== undefined ||
      (clause.has('add', 'subtract') && clause.people[0]!.possessive))
  )
}

/** null where the present budget is not known. */
function budgetChanged(clause: Clause, project: LexiconProject, planning: Planning): ToolCall[] | null {
  const employee = planning.person(clause.people[0]!)
  const amount = clause.amounts[0]!
  const present = monthsOf(employee, [planning.today], planning)?.[0]?.fundedHours?.get(project.code)
  if (present === undefined) return null
  const { sign } = effectOf(clause, clause, amount)
  const fundedHours = present + sign * planning.hours(amount, project, planning.today)
  return [{ tool: 'staff_employee', input: { employee, project: planning.projectName(project), fundedHours } }]
}

/** "set Ann's funded hours on Alpha to 200": the budget of her assignment and nothing else. */
function setsBudget(clause: Clause): boolean {
  const [amount, more] = clause.amounts
  return (
    isCommand(clause) &&
    clause.has('fundedWord', 'budget') &&
    clause.has('set', 'staff', 'give', 'lower', 'raise', 'fundedWord') &&
    clause.people.length > 0 &&
    clause.projects.length === 1 &&
    clause.periods.length === 0 &&
    amount !== undefined &&
    more === undefined &&
    ['hours', 'none', 'days', 'weeks'].includes(amount.amount.unit) &&
    !amount.amount.signed &&
    (amount.amount.change === 'to' || (amount.amount.change === undefined && amount.prep !== 'by')) &&
    !clause.has('monthlyWord', 'what', 'show', 'how', 'count', 'who', 'which') &&
    (!clause.has('add', 'subtract') || amount.prep === 'to' || amount.amount.change === 'to')
  )
}

/** Hours without "a month": a budget where no single month is named; asks where "for 60 hours" spans several. */
function wholeAmount(clause: Clause, planning: Planning, project: LexiconProject): AmountItem | undefined {
  const amount = clause.amounts.find((a) => ['hours', 'days', 'weeks'].includes(a.amount.unit) && !isMonthly(clause, a))
  if (!amount) return undefined
  const spans = planning.spansOf(clause, 'write', project)
  if (!spans) return amount
  const months = spans.reduce((sum, s) => sum + s.to - s.from + 1, 0)
  // "with 40 hours in each of April, May and June": in each of the months named.
  if (months === 1 || (spans.length === 1 && clause.periods.length === months) || EACH_OF.test(clause.plain))
    return undefined
  if (amount.prep === 'with' || amount.amount.value > 250) return amount
  return ask(`${amount.text} a month, or in all?`, [
    { label: 'A month', message: planning.rewritten(amount, `${amount.text} a month`) },
    {
      label: 'In all',
      message: planning.rewritten(
        amount,
        `${amount.text} funded hours`.replace(/(hours|hrs|h) funded hours$/, 'funded hours'),
      ),
    },
  ])
}

const EACH_OF = /\beach (of|month)\b/

const STRONG =
  /^(staff|staffs|staffing|onboard|on board|assign|assigning|add|place|bring on|bring onto|bring in|join|joins|joining|roll on|roll onto|enroll|enrol|attach|appoint|deploy|slot in|slot|include|bring|start|starts|should join|get|put|new assignment|second)$/i

function strongVerb(clause: Clause): boolean {
  return clause.items.some((i) => isWords(i, 'staff') && STRONG.test(i.text))
}

/** "Assign Jane to Alpha for 80 hours", not "assign 80 hours to Jane". */
function personFirst(clause: Clause): boolean {
  const person = clause.people[0]!
  return clause.amounts.every((a) => a.from > person.from)
}

/** "Assign Jane 80 hours on Alpha": hours right behind the person are a cell, not a new row. */
function hoursBeforeProject(clause: Clause, amount: AmountItem): boolean {
  const project = clause.projects[0]
  return project !== undefined && amount.from < project.from
}

function isFunded(clause: Clause, amount: AmountItem): boolean {
  return near(clause, amount, 'fundedWord', 'budget')
}

function isMonthly(clause: Clause, amount: AmountItem): boolean {
  return near(clause, amount, 'monthlyWord', 'monthNoun')
}

function near(clause: Clause, amount: AmountItem, ...names: string[]): boolean {
  const items = clause.items.filter((i) => (!isFiller(i) || isWords(i, ...names)) && i.text !== '/')
  const at = items.indexOf(amount)
  if (isWords(items[at + 1], ...names)) return true
  if (isWords(items[at + 1], 'of', 'hoursNoun', 'allHours', 'in') && isWords(items[at + 2], ...names)) return true
  return (
    isWords(items[at - 1], ...names) ||
    (isWords(items[at - 1], 'of', 'at', 'with', 'for', 'hoursNoun') && isWords(items[at - 2], ...names))
  )
}

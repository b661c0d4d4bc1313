import { pageText } from '../administration.js'
import { ask, refuse } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'
import { isoMonth, monthNumber, monthTitle, projectMonths } from '../reading/month-arithmetic.js'
import { slotsOf } from '../thread/thread-memory.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS, planScope } from './plan-scope.js'
import { CHANGE_WORDS, PUTS, planSpan } from './write-slots.js'

/** Hours taken out of the plan. */
export const clear: Intent = {
  name: 'clear',
  title: 'Clearing hours',
  writes: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'clear',
      'off',
      'subtract',
      'set',
      'without',
      'staff',
      'free',
      'move',
      'onwards',
      'roleNoun',
      'work',
      'idle',
    ],
    kinds: PLAN_KINDS,
  },
  when: (clause) => {
    if (!isCommand(clause) || clause.people.length + clause.projects.length === 0) return false
    if (clause.people.length === 0 && clause.periods.length === 0 && !clause.has('hoursNoun', 'allocation', 'allHours'))
      return false
    if (clause.amounts.some((a) => a.amount.value !== 0)) return false
    if (doesMore(clause)) return false
    if (leavesAtEnd(clause)) return true
    const zero = clause.amounts.length > 0 || /\bzero\b/i.test(clause.plain)
    if (clause.has('clear') && (clause.amounts.length === 0 || /\bzero\b/i.test(clause.amounts[0]!.text)))
      return strongClear(clause)
    return zero && !clause.has('set', 'add', 'subtract', 'give', 'staff')
  },
  plan: (clause, planning) => {
    if (/\b(take|cut|shave|trim|drop|knock) (some |the )?(hours|time|hrs) (off|from)\b/.test(clause.plain))
      askHowMany(clause, planning)
    if (isRecord(clause)) refuse(pageText('People'), [])
    if (clause.projects.length + clause.periods.length === 0 && !clause.has('hoursNoun', 'allocation', 'allHours'))
      planning.askProject('from', clause)
    const spoken =
      (clause.has('also') || takesBackOff(clause, planning)) && clause.projects.length === 0
        ? slotsOf(planning.memory.lastChange).projects
        : []
    const { employees, projects: named, project } = planScope(clause, planning)
    const projects = spoken.length === 1 ? spoken : named
    if (employees.length === 0 && clause.periods.length === 0) return planning.askMonth(project)
    if (projects.length + clause.periods.length === 0) askFrom(employees, planning)
    const said = planSpan(clause, planning, project)
    const atEnd = leavesAtEnd(clause) && clause.periods[0]!.stretch.open !== 'after'
    const period = atEnd && project ? behind(said.to, project) : said
    // "take Ann off Beta in May, give it to Bob": handed over, not cleared for both.
    if (employees.length === 2 && clause.people[1]?.prep === 'to') {
      const [from, replacement] = employees
      const handed = { operation: 'replace', employees: [from], projects, ...period, replacement }
      return [{ tool: 'change_plan', input: input(handed) }]
    }
    return [{ tool: 'change_plan', input: input({ operation: 'clear', employees, projects, ...period }) }]
  },
  examples: [
    {
      ask: "Clear Jane Doe's hours on Alpha in November",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-11',
            to: '2026-11',
          },
        },
      ],
    },
    {
      ask: 'Take Bob Ode off Beta from January 2027',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Bob Ode'],
            projects: ['Project Beta'],
            from: '2027-01',
            to: '2027-08',
          },
        },
      ],
    },
    {
      ask: 'Remove Jane Doe from Alpha',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-10',
            to: '2026-12',
          },
        },
      ],
    },
  ],
}

/** "take Ann off Beta and put her on Gamma", "take them off Bob": more, or something else, than clearing. */
function doesMore(clause: Clause): boolean {
  const at = clause.items.findIndex((i) => isWords(i, 'clear') && !isWords(i, 'filler'))
  const later = clause.items.slice(at + 1)
  const second = later.find((i) => i.kind === 'words' && PUTS.test(i.text) && !isWords(i, 'filler', 'clear'))
  const [a, b] = clause.projects
  const elsewhere =
    a && b && !clause.items.some((i) => i.from > a.to && i.to < b.from && isWords(i, 'and')) && b.prep !== a.prep
  if (elsewhere || (a?.prep === 'off' && /^(on|to)$/.test(b?.prep ?? ''))) return true
  const taken = later.slice(0, 2).some((i) => /^(them|it|that|those|these|the same)$/i.test(i.text))
  return (
    at >= 0 &&
    ((second !== undefined && clause.people.length + clause.projects.length > 1) || (taken && clause.has('off')))
  )
}

/** "Ann leaves Beta at the end of February", "stop Ann on Beta after February": from March on. */
const leavesAtEnd = (clause: Clause): boolean =>
  clause.people.length === 1 &&
  clause.projects.length === 1 &&
  clause.amounts.length === 0 &&
  /\b(leav(es?|ing)|finish(es|ing)?|stop(s|ping)?|ends?|is done|(comes?|coming|goes|going|gets|rolls|rolling) off)\b/.test(
    clause.plain,
  ) &&
  clause.periods.length === 1 &&
  (/^(the )?end of /i.test(clause.periods[0]!.text) || clause.periods[0]!.stretch.open === 'after')

/** The months behind one, to the end of the project. */
function behind(month: string, project: LexiconProject): { from: string; to: string } {
  const from = monthNumber(month) + 1
  return { from: isoMonth(from), to: isoMonth(Math.max(from, projectMonths(project).to)) }
}

/** "and take him off again in May" behind a change of his on one project: off that one. */
function takesBackOff(clause: Clause, planning: Planning): boolean {
  const { people } = slotsOf(planning.memory.lastChange)
  const named = planning.peopleOf(clause)
  const pronoun = clause.people.some((p) => /^(him|her|them)$/i.test(p.text)) || /\bagain\b/.test(clause.plain)
  return pronoun && clause.has('off') && named.length > 0 && named.every((name) => people.includes(name))
}

/** "take hours off Ann": not all of them. */
function askHowMany(clause: Clause, planning: Planning): never {
  const noun = /\b(?:some |the )?(?:hours|time|hrs)\b/i.exec(planning.text)!
  const place = { start: noun.index, end: noun.index + noun[0].length }
  const [person] = planning.peopleOf(clause)
  return ask('How many hours?', [
    ...[8, 20, 40].map((n) => ({ label: `${n} hours`, message: planning.rewritten(place, `${n} hours`) })),
    ...(person ? [{ label: 'Show the present hours', message: `What is ${person} working on?` }] : []),
  ])
}

/** "delete all of Ann's assignments": no month and no project is said. */
function askFrom(employees: string[], planning: Planning): never {
  const who = employees.join(' and ')
  const to = monthTitle(planning.today + 11)
  return ask(
    `From which month on, on all projects?`,
    [planning.today, planning.today + 1].map((m) => ({
      label: monthTitle(m),
      message: `Clear the hours of ${who} from ${monthTitle(m)} to ${to}`,
    })),
  )
}

/** "delete Jane" asks for the person's record, not for the hours. */
const isRecord = (clause: Clause): boolean =>
  clause.projects.length + clause.periods.length === 0 &&
  !clause.has('hoursNoun', 'allocation', 'allHours', 'off') &&
  /\b(delete|remove|erase|purge|eliminate|get rid of|dismiss|kick)\b/.test(clause.plain)

const WEAK =
  /^(take|pull|cut|drop|leaves?|leaving|finish(es|ing)|lift|free|roll|kick|off|ends?|stops?|relieve|release)$/i

/** "take" and "pull" clear only with "off", "from" or "out of". */
function strongClear(clause: Clause): boolean {
  return clause.items.some(
    (i) =>
      isWords(i, 'clear') &&
      (!WEAK.test(i.text) ||
        clause.has('off') ||
        clause.projects.some((p) => p.prep === 'from' || p.prep === 'off') ||
        /^(drop|release)$/i.test(i.text)) &&
      !(/^reset$/i.test(i.text) && !/\b(zero|0|hours)\b/.test(clause.plain)),
  )
}

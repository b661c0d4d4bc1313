import { ask, lack, refuse } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { type AmountItem, isWords } from '../reading/items.js'
import { monthTitle } from '../reading/month-arithmetic.js'
import { type Intent, isCommand, QUESTION_WORDS } from './intent.js'
import { CHANGE_WORDS } from './write-slots.js'

const VERBS = [
  'set',
  'add',
  'subtract',
  'lower',
  'raise',
  'move',
  'staff',
  'copy',
  'distribute',
  'shift',
  'replace',
  'clear',
  'give',
  'relative',
]

/** A change that lacks its person, project, month or hours: says what is missing. Never makes a call. */
export const incomplete: Intent = {
  name: 'incomplete',
  title: 'Changes that lack something',
  writes: true,
  accepts: {
    words: [
      ...CHANGE_WORDS,
      ...VERBS,
      ...QUESTION_WORDS,
      'off',
      'later',
      'earlier',
      'need',
      'free',
      'recommend',
      'changeNoun',
      'without',
    ],
    kinds: ['words', 'person', 'project', 'period', 'amount', 'comparison', 'role', 'lcat', 'skill'],
  },
  when: (clause) =>
    isCommand(clause) &&
    (isWords(
      clause.items.find((i) => i.kind !== 'words' || !i.classes.has('filler')),
      ...VERBS,
    ) ||
      needsHours(clause)) &&
    !clause.has('show', 'what', 'which', 'how', 'count'),
  plan: (clause, planning) => {
    const project = clause.projects[0] ? planning.project(clause.projects[0]) : undefined
    const on = project ? ` on ${planning.projectName(project)}` : ''
    const period = clause.periods[0] ? ` in ${clause.periods[0].text}` : ''
    const [person] = planning.peopleOf(clause)
    if (clause.has('replace') && person) {
      return ask(`Who shall replace ${person}?`, [
        { label: 'Recommend someone', message: `Who could replace ${person}${on}${period}?` },
      ])
    }
    if (person && project && clause.amounts.length === 1 && /^(please )?(extend|continue|prolong)\b/.test(clause.plain))
      askFrom(clause, planning, `${person} to ${clause.amounts[0]!.text} on ${planning.projectName(project)}`, project)
    if (clause.amounts.some((a) => a.amount.unit === 'weeks') && clause.has('shift', 'later', 'earlier')) {
      const text = planning.text.slice(0, clause.amounts[0]!.start)
      ask('Hours are planned by the month. By how many months?', [
        { label: 'One month', message: `${text}one month${planning.text.slice(clause.amounts[0]!.end)}` },
      ])
    }
    const sprints = clause.amounts.find((a) => a.amount.unit === 'sprints')
    if (person && sprints && clause.amounts.length === 1) askSprints(clause, planning, sprints)
    const [role] = planning.rolesOf(clause)
    if (role && !person) {
      return ask('Who? I can recommend people.', [
        { label: `Recommend a ${role}`, message: `Recommend a ${role}${on.replace(' on ', ' for ')}${period}` },
      ])
    }
    if (
      person &&
      clause.amounts.length + clause.skills.length === 0 &&
      !/capacity/.test(clause.plain) &&
      clause.has('add', 'subtract', 'lower', 'raise')
    ) {
      const text = planning.text.trim().replace(/[.!?,;\s]+$/, '')
      const hours = [8, 20, 40].map((n) => ({ label: `${n} hours`, message: `${text} by ${n} hours` }))
      return ask('By how many hours?', hours)
    }
    return askMissing(clause, planning, person, project)
  },
  examples: [],
}

/** Says what a change lacks, and offers what helps to find it; only what was named stands in the example. */
function askMissing(
  clause: Clause,
  planning: Planning,
  person: string | undefined,
  project: LexiconProject | undefined,
): never {
  const hours = clause.amounts.find((a) => a.amount.unit !== 'months')
  const missing = [
    ...(person ? [] : ['a person']),
    ...(project ? [] : ['a project']),
    ...(clause.periods.length > 0 ? [] : ['a month']),
    ...(hours ? [] : ['hours']),
  ]
  const name = project && planning.projectName(project)
  const month = clause.periods[0]?.text ?? monthTitle(planning.today + 1)
  if (missing.length === 0) return refuse('I did not understand which change is meant, so I did nothing.', [])
  const parts =
    missing.length > 1 ? `${missing.slice(0, -1).join(', ')} and ${missing[missing.length - 1]}` : missing[0]!
  return lack(
    `To change the plan I need ${missing.length === 4 ? 'a person, a project, a month and hours' : `${parts} as well`}.`,
    [
      ...(person && name ? [`Set ${person} to ${hours?.text ?? '80 hours'} on ${name} in ${month}`] : []),
      ...(person && !name ? [`What is ${person} working on in ${month}?`] : []),
      ...(!person && name ? [`Who works on ${name} in ${month}?`] : []),
    ],
    planning.text,
  )
}

/** "one sprint", "by two sprints": hours are planned by the month. */
function askSprints(clause: Clause, planning: Planning, item: AmountItem): never {
  const hours = item.amount.value * 80
  if (clause.has('shift')) return ask('Hours are planned by the month. By how many months?', [])
  return ask(
    `A sprint has 10 working days. How many hours?`,
    [hours, hours / 2].map((n) => ({ label: `${n} hours`, message: planning.rewritten(item, `${n} hours`) })),
  )
}

/** "extend Amy on Alpha through September at 60 hours": from which month on is not said. */
function askFrom(clause: Clause, planning: Planning, what: string, project: LexiconProject): void {
  const until = planning.spansOf(clause, 'write', project)?.[0]?.to
  if (until === undefined || until <= planning.today) return
  const months = [0, 1, 2].map((n) => planning.today + n).filter((m) => m <= until)
  ask('From which month on?', [
    ...months.map((m) => ({
      label: monthTitle(m),
      message: `Set ${what} from ${monthTitle(m)} to ${monthTitle(until)}`,
    })),
  ])
}

/** "Jane needs more hours on Alpha": no number, so nothing to set. */
const needsHours = (clause: Clause): boolean =>
  clause.people.length > 0 && clause.has('need') && clause.has('add', 'subtract')

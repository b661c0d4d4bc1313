import type { Clause } from '../clause.js'
import { type AmountItem, isWords } from '../items.js'
import { monthTitle } from '../month-arithmetic.js'
import { ask, refuse } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
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
    const { employees, projects } = planning.request.lexicon
    const example = `Set ${person ?? employees[0]?.name ?? 'Jane Doe'} to 80 hours on ${project?.name ?? projects[0]?.name ?? 'Alpha'} in ${clause.periods[0]?.text ?? 'November'}`
    return refuse('To change the plan I need a person, a project, a month and hours.', [example])
  },
  examples: [],
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

// What can be asked: in a sentence, and as requests that work on this organisation's own names.
import type { Lexicon } from './planner-types.js'
import type { Planning } from './planning.js'
import type { Clause } from './reading/clause.js'
import { monthTitle, spanTitle } from './reading/month-arithmetic.js'

const CAN =
  'I answer questions about staffing (hours, FTE, who is free, conflicts, candidates, forecasts, project status) and change plans after your approval.'
const CAN_FOR_EMPLOYEE = 'I answer questions about your own plan: your hours, FTE, free time, projects and conflicts.'

/** What can be asked at all, by what the asker may see. */
export const whatICan = (lexicon: Lexicon): string => (isEmployee(lexicon) ? CAN_FOR_EMPLOYEE : CAN)

export const isEmployee = ({ actor }: Lexicon): boolean => actor.systemRole === 'Employee'

/** Four requests that work on this organisation's own names. */
export function suggestionsFor(lexicon: Lexicon, today: number): string[] {
  const month = monthTitle(today + 1)
  if (isEmployee(lexicon))
    return [
      `What am I working on in ${month}?`,
      `How many hours do I have from ${monthTitle(today)} to ${monthTitle(today + 2)}?`,
      `Am I overbooked in ${month}?`,
      'When am I next free?',
    ]
  const person = lexicon.employees[0]?.name
  const project = lexicon.projects.find((p) => p.status === 'Active')?.name ?? lexicon.projects[0]?.name
  const role = lexicon.roles[0]
  return [
    person ? `What is ${person} working on in ${month}?` : `Total hours by project in ${month}`,
    role ? `Show me all ${role}s with less than 50% FTE in ${month}` : `Who is free in ${month}?`,
    project ? `How is ${project} doing?` : 'Who is on the bench?',
    `Who is overbooked in ${month}?`,
  ]
}

/** Requests about whom and what the words or the conversation name, then such as work for anybody; four in all. */
export function suggestionsNear(clause: Clause, planning: Planning): string[] {
  const { lexicon } = planning.request
  const general = suggestionsFor(lexicon, planning.today)
  if (isEmployee(lexicon)) return general
  const { memory } = planning
  const only = (kind: 'person' | 'project' | 'role') => {
    const named = clause.entities.filter((e) => e.kind === kind && e.refs.length === 1)[0]
    return named?.refs[0]?.index
  }
  const [personAt, projectAt, roleAt] = [only('person'), only('project'), only('role')]
  const [last] = memory.people
  const person = personAt !== undefined ? planning.personName(personAt) : last && planning.nameOf(last)
  const before = lexicon.projects.find((p) => [p.name, p.code].includes(memory.projects[0] ?? ''))
  const known = projectAt === undefined ? before : lexicon.projects[projectAt]
  const project = known && planning.projectName(known)
  const role = roleAt === undefined ? undefined : lexicon.roles[roleAt]
  const month = monthSaid(clause, planning) ?? monthTitle(memory.period?.from ?? planning.today + 1)
  const near = [
    person && `What is ${person} working on in ${month}?`,
    person && personAt !== undefined && `Is ${person} overbooked in ${month}?`,
    role && `Which ${role}s are free in ${month}?`,
    project && `How is ${project} doing?`,
    project && `Who is on ${project} in ${month}?`,
    clause.entities.length === 0 && clause.periods.length > 0 && `Who is free in ${month}?`,
  ].filter((text) => typeof text === 'string')
  return [...new Set([...near, ...general])].slice(0, 4)
}

/** The month or months that the clause names. */
function monthSaid(clause: Clause, planning: Planning): string | undefined {
  const named = clause.periods.every((p) => p.stretch.first.cycle ?? p.stretch.first.span)
  const span = named ? planning.spansOf(clause, 'read')?.[0] : undefined
  return span && spanTitle(span.from, span.to)
}

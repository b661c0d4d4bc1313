import { refuse } from '../outcomes.js'
import type { Intent } from './intent.js'

const WHO_MANAGES =
  /^who (manages|is managing|supervises|leads|runs|is in charge of|is responsible for|does) ·( report to| answer to)?\W*$|· (line )?(manager|boss|supervisor|team lead|superior)\b|\b(manager|boss|supervisor|superior) of ·/

/** "Who manages Ann?": projects have managers, people have not; says so, with the managers of the person's projects. */
export const lineManager: Intent = {
  name: 'line-manager',
  title: 'Who manages somebody',
  accepts: { words: [], kinds: [] },
  free: (clause) => clause.items,
  when: (clause) =>
    clause.people.length === 1 &&
    clause.entities.length === 1 &&
    clause.amounts.length === 0 &&
    WHO_MANAGES.test(clause.plain) &&
    clause.has('who', 'what', 'show', 'which', 'status') &&
    !(/^who does ·\W*$/.test(clause.plain) || clause.unknown.some((i) => /^\p{Lu}/u.test(i.text))),
  plan: (clause, planning) => {
    const { employees, projects, actor } = planning.request.lexicon
    const name = planning.peopleOf(clause)[0]!
    const id = employees.find((e) => e.name === name || e.email === name)?.id
    const codes = id === undefined ? [] : (planning.request.projectsOf?.(id) ?? [])
    const open = projects.filter((p) => codes.includes(p.code) && p.manager && p.status !== 'Closed')
    const managers = open.map((p) => `${p.name} (${p.manager})`)
    const theirs = managers.length > 0 ? ` ${name}'s are: ${managers.join(', ')}.` : ''
    return refuse(
      `People have no manager of their own here, projects have.${theirs}`,
      actor.systemRole === 'Employee' ? ['Which projects am I on?'] : [`What is ${name} working on this month?`],
    )
  },
  examples: [],
}

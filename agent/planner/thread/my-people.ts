import { ask } from '../outcomes.js'
import type { LexiconProject, PlannerOutcome, PlannerRequest } from '../planner-types.js'
import { type Item, isWords } from '../reading/items.js'
import { entityNamed, managedBy, ownPeople } from './pronouns.js'

/** More projects than this are not shown at once: which one, is asked. */
const MOST_AT_ONCE = 6

/**
 * "Dev's projects", "my team", "which of my people", "my developers": the people on the open projects that the asker manages. Where the
 * request cannot be answered for all of them at once, asks for which. Who manages none means everybody; undefined where
 * nothing of the kind is said, or a project is.
 */
export function planMyPeople(
  items: Item[],
  request: PlannerRequest,
  plan: (items: Item[]) => PlannerOutcome,
): PlannerOutcome | undefined {
  const managers = managersProjects(items, request)
  const my = managers?.item ?? ownPeople(items, request)
  if (!my) return undefined
  const projects = managers?.projects ?? managedBy(request)
  if (projects.length === 0) return plan(items.filter((i) => i !== my))
  const outcome = plan(withProjects(items, my, projects, request))
  if (outcome.kind === 'calls' && outcome.calls.length <= MOST_AT_ONCE) return outcome
  const alone = plan(withProjects(items, my, projects.slice(0, 1), request))
  if (alone.kind !== 'calls') return outcome.kind === 'calls' ? undefined : outcome
  const before = request.text.slice(0, my.start).replace(/\bof\s+$/i, '')
  const noun = request.text.slice(my.end)
  const choice = (on: string) => before + noun.replace(/^(\s*[\p{L}-]+(?: members?)?)/u, `$1${on}`).trimStart()
  return ask('The people of which project?', [
    ...projects.slice(0, 6).map((p) => ({ label: p.name, message: choice(` on ${p.code}`) })),
    { label: 'Everybody', message: choice('') },
  ])
}

/** "Dev's projects", "Colette's portfolio", of somebody who manages some: the open ones that are managed, not the own hours. */
function managersProjects(
  items: Item[],
  request: PlannerRequest,
): { item: Item; projects: LexiconProject[] } | undefined {
  if (items.some((i) => i.kind === 'project' || i.kind === 'client')) return undefined
  const people = items.filter((i) => i.kind === 'person')
  const [item] = people
  if (people.length !== 1 || item?.kind !== 'person' || !item.possessive || item.refs.length !== 1) return undefined
  const noun = items.slice(items.indexOf(item) + 1).find((i) => !isWords(i, 'filler', 'loadWord'))
  if (!/^(open |active |running )?(projects|portfolio|engagements|programmes|programs)$/i.test(noun?.text ?? ''))
    return undefined
  const manager = request.lexicon.employees[item.refs[0]!.index]!.name
  const projects = request.lexicon.projects.filter((p) => p.manager === manager && p.status !== 'Closed')
  return projects.length > 0 ? { item, projects } : undefined
}

function withProjects(items: Item[], my: Item, projects: LexiconProject[], request: PlannerRequest): Item[] {
  const noun = items[items.indexOf(my) + 1]
  // "which of my projects has the most hours" compares projects; "overbooked people on my projects" looks for people.
  const compares = items.some((i) => isWords(i, 'busiest', 'leastBusy'))
  return items.flatMap((item) => {
    if (item === my)
      return projects.flatMap((p) => entityNamed({ ...my, prep: 'on' }, 'project', p.code, request) ?? [])
    return item === noun && !compares && isWords(item, 'projectNoun') ? [] : [item]
  })
}

import { type Item, isWords } from './items.js'
import { ask } from './outcomes.js'
import type { LexiconProject, PlannerOutcome, PlannerRequest } from './planner-types.js'
import { entityNamed, managedBy, ownPeople } from './pronouns.js'

/** More projects than this are not shown at once: which one, is asked. */
const MOST_AT_ONCE = 6

/**
 * "my team", "which of my people", "my developers": the people on the open projects that the asker manages. Where the
 * request cannot be answered for all of them at once, asks for which. Who manages none means everybody; undefined where
 * nothing of the kind is said, or a project is.
 */
export function planMyPeople(
  items: Item[],
  request: PlannerRequest,
  plan: (items: Item[]) => PlannerOutcome,
): PlannerOutcome | undefined {
  const my = ownPeople(items, request)
  if (!my) return undefined
  const projects = managedBy(request)
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

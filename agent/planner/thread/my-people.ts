import { ask } from '../outcomes.js'
import type { LexiconProject, PlannerOutcome, PlannerRequest } from '../planner-types.js'
import { type Item, isWords } from '../reading/items.js'
import { entityNamed, managedBy, ownPeople } from './pronouns.js'
import { slotsOf } from './thread-memory.js'

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
  // A manager's name of two words: the first goes with the second.
  if (managers?.first)
    return planMyPeople(
      items.filter((i) => i !== managers.first),
      request,
      plan,
    )
  const my = managers?.item ?? ownPeople(items, request)
  if (!my) return undefined
  const projects = managers?.projects ?? managedBy(request)
  if (projects.length === 0) return plan(items.filter((i) => i !== my))
  const outcome = plan(withProjects(items, my, projects, request))
  if (outcome.kind === 'calls' && outcome.calls.length <= MOST_AT_ONCE) return outcome
  if (outcome.kind === 'refuse' && /^No project /.test(outcome.text)) return outcome
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

const OF_MANAGER =
  /^((open |active |running |current )?(projects?|portfolio|engagements|programmes|programs)|people|team|staff|crew|folks)$/i

/**
 * "Dev's projects", "Colette's team", of somebody who manages some, with or without a place in the lists of people: the
 * open ones that are managed, not the own hours. Behind an answer about a manager's projects the name alone is enough.
 */
function managersProjects(
  items: Item[],
  request: PlannerRequest,
): { item: Item; first: Item | undefined; projects: LexiconProject[] } | undefined {
  if (items.some((i) => i.kind === 'project' || i.kind === 'client')) return undefined
  const named = items.filter((i) => i.kind === 'person' || i.kind === 'unknown')
  const item = named.at(-1)
  const first = named.length === 2 ? named[0] : undefined
  if (!item || named.length > 2 || (named.length === 2 && items.indexOf(item) !== items.indexOf(named[0]!) + 1))
    return undefined
  const text = named.map((i) => i.text.trim()).join(' ')
  const noun = items.slice(items.indexOf(item) + 1).find((i) => !isWords(i, 'filler', 'loadWord'))
  const isBare = items.every((i) => named.includes(i) || isWords(i, 'filler', 'and', 'about', 'on', 'for', 'only'))
  if (noun ? !OF_MANAGER.test(noun.text) : !isBare || !spokeOfManager(request)) return undefined
  if (noun && !/['’`]s?$/.test(text)) return undefined
  const said = text.replace(/['’`]s?\s*$/, '').toLowerCase()
  const { projects: all, employees } = request.lexicon
  const person = item.kind === 'person' && item.refs.length === 1 ? employees[item.refs[0]!.index]!.name : undefined
  const fits = (name: string) => name.toLowerCase() === said || name.toLowerCase().split(' ').includes(said)
  const managers = new Set(all.flatMap((p) => p.manager ?? []).filter((n) => (person ? n === person : fits(n))))
  const projects = all.filter((p) => p.manager !== undefined && managers.has(p.manager) && p.status !== 'Closed')
  return managers.size === 1 && projects.length > 0 ? { item, first, projects } : undefined
}

const MANAGERS = /['’`]s?\W*$|\b(mine|my|['’`]s) |\bmanag|\bruns?\b|\bmine\b/i

/** Was the last answer about the projects of one manager, two at least? */
function spokeOfManager({ context, lexicon }: PlannerRequest): boolean {
  const turn = context.turns.findLast((t) => t.calls.length > 0)
  if (!turn || !MANAGERS.test(turn.text)) return false
  const names = slotsOf(turn.calls).projects
  const spoken = lexicon.projects.filter((p) => names.includes(p.name) || names.includes(p.code))
  return spoken.length > 1 && spoken.every((p) => p.manager !== undefined && p.manager === spoken[0]!.manager)
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

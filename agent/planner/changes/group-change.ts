import { isCommand } from '../intents/intent.js'
import { ask } from '../outcomes.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import { type EntityItem, type Item, isWords } from '../reading/items.js'
import { shareOfHours } from '../reading/share-of-hours.js'
import { entityNamed } from '../thread/pronouns.js'
import { teamOf } from './plan-hours.js'

/**
 * "take 10 hours off everyone on Alpha", "give all analysts on Beta 20 hours": the change with the names of the people
 * meant in the place of the words for them. Undefined where no group on a project is named, or where the change is one
 * for all of a project anyway ("clear Alpha"). Asks for the project where none is named; throws Unanswered.
 */
export function namedGroup(clause: Clause, planning: Planning): Clause | undefined {
  if (!isCommand(clause) || !planning.request.projectsOf) return undefined
  if (clause.items.some((i) => isWords(i, 'show') && !/^gets?$/i.test(i.text))) return undefined
  if (clause.has('top', 'busiest', 'leastBusy', 'free', 'overbooked', 'bench', 'sort', 'idle')) return undefined
  if (clause.has('which', 'what', 'how', 'count', 'find', 'recommend', 'export', 'resolve', 'balance', 'who'))
    return undefined
  const changes = clause.has('set', 'add', 'subtract', 'give', 'lower', 'raise', 'staff', 'clear', 'relative')
  if (!changes && !clause.amounts.some((a) => a.amount.change)) return undefined
  const kinds = clause.items.filter((i) => isPlural(i, clause))
  const all = clause.items.filter(
    (i) => (EVERYBODY.test(i.text) && isWords(i, 'people')) || isAllOn(i, clause) || isAllOf(i, clause),
  )
  const group = [...kinds, ...all]
  // "everyone except the juniors": whom that leaves is asked.
  if (kinds.some((i) => isBehindExcept(i, clause))) return undefined
  if (group.length === 0 || (clause.people.length > 0 && !isExcept(clause))) return undefined
  const hours = clause.amounts.length > 0 && shareOfHours(clause) === undefined
  if (kinds.length === 0 && !hours) return undefined
  const projects = planning.projectsOf(clause)
  if (projects.length === 0) return planning.askProject('on', clause)
  if (projects.length > 1) return undefined
  const [project] = projects
  const spans = planning.spansOf(clause, 'write', project)
  if (!spans) return planning.askMonth(project)
  const months = spans.flatMap((s) => Array.from({ length: s.to - s.from + 1 }, (_, at) => s.from + at))
  const roles = new Set(planning.rolesOf(clause))
  const lcats = new Set(planning.lcatsOf(clause))
  const spared = new Set(planning.peopleOf(clause))
  const names = teamOf(project!, months, planning).filter((name) => {
    const person = planning.request.lexicon.employees.find((e) => e.name === name || e.email === name)!
    const fits = (roles.size === 0 || roles.has(person.role)) && (lcats.size === 0 || lcats.has(person.lcat))
    return fits && !spared.has(name)
  })
  const on = planning.projectName(project!)
  if (names.length === 0)
    ask(`Nobody like that is on ${on}. Who is meant?`, [{ label: 'Show who is on it', message: `Who works on ${on}?` }])
  const at = group[0]!
  const place = (k: number) => ({ from: at.from + k / 1000, to: at.from + k / 1000 })
  const people = names.flatMap((name, k) => entityNamed({ ...at, ...place(k) }, 'person', name, planning.request) ?? [])
  const items = clause.items.flatMap((i): Item[] => {
    if (i === at) return people.flatMap((p, k) => (k === 0 ? [p] : [{ ...AND, ...place(k - 0.5) }, p]))
    return group.includes(i as EntityItem) || isSpared(i, clause) ? [] : [i]
  })
  return new Clause(clause.text, items, clause.words, clause.offset)
}

const EVERYBODY =
  /^(everyone|everybody|all (of )?(the )?(people|staff|employees)|(the )?(whole |entire )?(team|crew|squad)|everyone else|all staff|all employees|all people)$/i

/** "all on Beta". */
function isAllOn(item: Item, clause: Clause): boolean {
  const [next, project] = clause.items.slice(clause.items.indexOf(item) + 1)
  return /^all( of)?$/i.test(item.text) && isWords(next, 'on') && project?.kind === 'project'
}

/** "all Beta people", "every Beta person". */
function isAllOf(item: Item, clause: Clause): boolean {
  const [before, project] = clause.items.slice(0, clause.items.indexOf(item)).slice(-2)
  const quantified = /^(all|all of|all the|all our|every|each|whole|entire)$/i.test(before?.text ?? '')
  return quantified && project?.kind === 'project' && /^(people|persons?|staff|team|members?|folks)$/i.test(item.text)
}

/** "analysts", "the seniors": people, not the role that somebody is staffed as. */
function isPlural(item: Item, clause: Clause): item is EntityItem {
  if (item.kind !== 'role' && item.kind !== 'lcat') return false
  const next = clause.items[clause.items.indexOf(item) + 1]
  if (item.prep === 'as') return false
  if (item.kind === 'lcat' && next?.kind === 'role') return isPlural(next, clause)
  return /s$/i.test(item.text) || clause.says('every', 'each', 'all')
}

/** "everyone on Alpha except Kevin". */
const isExcept = (clause: Clause): boolean =>
  clause.people.length > 0 &&
  clause.items.some((i) => EXCEPT.test(i.text)) &&
  clause.people.every((p) => isSpared(p, clause))

const EXCEPT =
  /^(except|except for|but not|other than|apart from|excluding|besides|without|aside from|all but|everyone but|everybody but)$/i

/** "except", and the names behind it. */
function isSpared(item: Item, clause: Clause): boolean {
  return EXCEPT.test(item.text) || (item.kind === 'person' && isBehindExcept(item, clause))
}

function isBehindExcept(item: Item, clause: Clause): boolean {
  const from = clause.items.findIndex((i) => EXCEPT.test(i.text))
  return from >= 0 && clause.items.indexOf(item) > from
}

const AND: Item = {
  from: -1,
  to: -1,
  start: 0,
  end: 0,
  text: 'and',
  prep: '',
  mended: false,
  kind: 'words',
  classes: new Set(['and']),
}

import type { LexiconProject, PlannerRequest } from '../planner-types.js'
import { type EntityItem, type Item, isEntity, isWords } from '../reading/items.js'
import type { LexiconIndex } from '../reading/lexicon-index.js'
import type { ThreadMemory } from './thread-memory.js'

/**
 * Puts names where pronouns stand: "her hours" the person last spoken of, "that project" the last project, "my" the
 * asker. A pronoun that points to a name earlier in the same request is left alone.
 */
export function resolvePronouns(items: Item[], request: PlannerRequest, memory: ThreadMemory): Item[] {
  let person = false
  let project = false
  return items.flatMap((item, at) => {
    if (isEntity(item)) {
      person ||= item.kind === 'person'
      project ||= item.kind === 'project'
    }
    if (isWords(item, 'personPronoun') && !person) {
      const plural = /^(they|them|their|theirs|themselves)$/i.test(item.text)
      if (plural && items.some((i) => isWords(i, 'export'))) return item
      if (
        plural &&
        items.slice(0, at).some((i) => isWords(i, 'who', 'which', 'people') || i.kind === 'role' || i.kind === 'lcat')
      )
        return item
      const owned = /^(his|her|their)$/i.test(item.text) && items.some((i) => isWords(i, 'move', 'give', 'subtract'))
      const found = entityNamed(item, 'person', (owned && memory.giver) || memory.people[0], request)
      if (found) {
        person = true
        return { ...found, possessive: /^(his|her|hers|their|theirs)$/i.test(item.text) && !isLast(items, at) }
      }
    }
    if (
      (isWords(item, 'projectPronoun') || isWords(item, 'there') || isProjectIt(items, at)) &&
      !project &&
      items.every((i) => i.kind !== 'project')
    ) {
      const found = entityNamed(
        item,
        'project',
        memory.projects[0] ?? onlyProjectOf(memory.people[0], request),
        request,
      )
      if (found && (isWords(item, 'projectPronoun') || memory.projects.length > 0)) {
        project = true
        return found
      }
    }
    if (item.kind === 'words' && /^(my|mine|myself)$/i.test(item.text)) {
      const owned = items[at + 1]
      if (ownPeople(items, request) === item) return item
      // "my options", "my SW engineers on Alpha": not the asker's own hours.
      if (
        owned &&
        (owned.kind === 'role' ||
          owned.kind === 'lcat' ||
          isWords(owned, 'people') ||
          /^(options?|choices|alternatives|ideas|suggestions)$/i.test(owned.text))
      )
        return { ...item, kind: 'words', classes: new Set(['filler']) }
      return entityNamed(item, 'person', request.lexicon.actor.employee, request) ?? item
    }
    if (
      item.kind === 'words' &&
      (/^(i|am i|do i|have i|did i|i'm|me|can i|could i|will i)$/i.test(item.text)
        ? (/^(can|could|will) i$/i.test(item.text) ? takesHours(items, at) : isAboutAsker(items, at)) ||
          seesOwnPlanOnly(items, request)
        : /^for me$/i.test(item.text) && isLastButPeriod(items, at) && seesOwnPlanOnly(items, request))
    ) {
      const verb = questionVerb(item)
      const place = { ...item, from: item.from + verb.length }
      const asker = entityNamed(place, 'person', request.lexicon.actor.employee, request)
      return asker ? [...verb, asker] : item
    }
    return item
  })
}

/**
 * The "my" before a group of people, or before the projects of somebody who manages some; none where a project is named,
 * or somebody's own hours are meant.
 */
export function ownPeople(items: Item[], request: PlannerRequest): Item | undefined {
  if (items.some((i) => i.kind === 'project' || i.kind === 'client')) return undefined
  const at = items.findIndex((i) => i.kind === 'words' && /^(my|mine)$/i.test(i.text))
  const owned = items.slice(at + 1).find((i) => !isWords(i, 'filler'))
  if (at < 0) return undefined
  // "just mine": of what is listed, that on the asker's projects.
  const bare = items.every((i) => i === items[at] || isWords(i, 'filler', 'only', 'and', 'about', 'for'))
  if (managedBy(request).length > 0 && (/^mine$/i.test(items[at]!.text) ? bare : isWords(owned, 'projectNoun')))
    return items[at]
  if (!owned) return undefined
  return isWords(owned, 'people') || owned.kind === 'role' || owned.kind === 'lcat' ? items[at] : undefined
}

/** The projects that the asker manages, closed ones left out. */
export const managedBy = ({ lexicon }: PlannerRequest): LexiconProject[] =>
  lexicon.projects.filter((p) => p.manager === lexicon.actor.name && p.status !== 'Closed')

const isLast = (items: Item[], at: number): boolean => items.slice(at + 1).every((i) => isWords(i, 'filler'))

/** "that project" right after somebody who is on one alone. */
function onlyProjectOf(name: string | undefined, request: PlannerRequest): string | undefined {
  const employee = name && request.lexicon.employees.find((e) => e.name === name || e.email === name)
  const codes = employee ? [...new Set(request.projectsOf?.(employee.id))] : []
  return codes.length === 1 ? codes[0] : undefined
}

/** "who works on it", "how much does it have left". */
function isProjectIt(items: Item[], at: number): boolean {
  const item = items[at]!
  if (item.kind !== 'words' || !/^it(s)?$/i.test(item.text)) return false
  if (/^its$/i.test(item.text) && isWords(items[at + 1], ...OWNED)) return true
  return (
    isWords(items[at - 1], 'on', 'for', 'about') ||
    /\b(on|for)$/i.test(items[at - 1]?.text ?? '') ||
    items.some((i) => isWords(i, 'budget', 'overrun', 'status'))
  )
}

/** What a project has: "its hours by month", "its people". */
const OWNED = [
  'hoursNoun',
  'people',
  'byPerson',
  'monthNoun',
  'monthlyWord',
  'allocation',
  'fteWord',
  'conflict',
  'byRole',
]

/** "what am I working on", "do I have time": the asker; "can I see" is not. */
function isAboutAsker(items: Item[], at: number): boolean {
  const around = items.slice(Math.max(0, at - 2), at + 4)
  const questioned =
    /^(am|do|have|did) i$/i.test(items[at]!.text) &&
    items.some((i) => isWords(i, 'projectNoun', 'byProject', 'conflict', 'where', 'when')) &&
    !items.some((i) => isWords(i, 'who', 'resolve', 'recommend', 'forecast', 'option', 'need'))
  return (
    (questioned ||
      around.some((i) => isWords(i, 'work', 'free', 'full', 'overbooked', 'allocation', 'hoursNoun', 'bench'))) &&
    items.every((i) => i.kind !== 'person') &&
    !items.some((i) => isWords(i, 'set', 'move', 'staff') && /^(set|move|assign|book|staff)/i.test(i.text))
  )
}

/** "can I take 30 more hours in May": asks what there is room for. */
function takesHours(items: Item[], at: number): boolean {
  const [verb, ...rest] = items.slice(at + 1).filter((i) => !isWords(i, 'filler'))
  const more = rest.filter((i) => !/^(another|more|extra|on)$/i.test(i.text))
  return (
    /^(take|take on|do|work|manage|handle|absorb|fit|fit in|squeeze in|spare|give)$/i.test(verb?.text ?? '') &&
    more[0]?.kind === 'amount' &&
    items.every((i) => i.kind !== 'person' && i.kind !== 'project')
  )
}

/** "is there anything for me in December". */
const isLastButPeriod = (items: Item[], at: number): boolean =>
  at > 0 && items.slice(at + 1).every((i) => i.kind === 'period' || isWords(i, 'filler', 'in'))

/** The "do" of "do I": without it a question would read as an order. */
function questionVerb(item: Item): Item[] {
  const [verb, asker] = item.text.split(' ')
  if (!verb || !asker) return []
  return [{ ...item, to: item.from + 1, text: verb, kind: 'words', classes: new Set(['modal', 'filler']) }]
}

/** An Employee can mean nobody else. */
const seesOwnPlanOnly = (items: Item[], { lexicon }: PlannerRequest): boolean =>
  lexicon.actor.systemRole === 'Employee' && items.every((i) => i.kind !== 'person')

/** The person or project of this name (or e-mail, code, id) at the place of an item. */
export function entityNamed(
  item: Omit<Item, 'kind'>,
  kind: 'person' | 'project',
  name: string | undefined,
  request: PlannerRequest,
): EntityItem | undefined {
  if (!name) return undefined
  const wanted = name.toLowerCase()
  const index =
    kind === 'person'
      ? request.lexicon.employees.findIndex(
          (e) => e.name.toLowerCase() === wanted || e.email.toLowerCase() === wanted || e.id === name,
        )
      : request.lexicon.projects.findIndex(
          (p) => p.name.toLowerCase() === wanted || p.code.toLowerCase() === wanted || p.id === name,
        )
  if (index < 0) return undefined
  const { from, to, start, end, text, prep, mended } = item
  return {
    from,
    to,
    start,
    end,
    text,
    prep,
    mended,
    kind,
    refs: [{ kind, index, strength: 'full' }],
    possessive: false,
  }
}

export type { LexiconIndex }

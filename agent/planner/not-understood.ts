import type { Choice, PlannerOutcome } from './planner-types.js'
import type { Planning } from './planning.js'
import type { Clause } from './reading/clause.js'
import { type Item, isEntity, isWords, type UnknownItem } from './reading/items.js'
import { MONTH_NAMES } from './reading/month-arithmetic.js'
import { monthOf } from './reading/read-cycle.js'
import { isEmployee, suggestionsNear, whatICan } from './suggestions.js'
import { VOCABULARY } from './words/vocabulary.js'

/** What to answer when words are left that nothing explains: the nearest names as choices, else what can be asked. */
export function notUnderstood(clause: Clause, left: Item[], planning: Planning): PlannerOutcome {
  const { lexicon } = planning.request
  const suggestions = suggestionsNear(clause, planning)
  const strangers = left.filter((i) => i.kind === 'unknown')
  if (left.length > 0 && left.every((i) => SHORTER.test(i.text)) && BY_WEEK.test(planning.text))
    return byMonth(planning)
  const address = strangers.find((i) => /\S@\S/.test(i.text))
  if (address && strangers.length === 1)
    return { kind: 'refuse', text: `Nobody has the e-mail address ${address.text}.`, suggestions }
  const month = strangers.find((i) => i.near.length > 1 && i.near.every((w) => monthOf(w) !== undefined))
  if (month && strangers.length === 1) return whichMonth(month, planning)
  const stranger =
    strangers.find(
      (i) => i.near.length > 0 && (i.near.some((w) => isName(w, planning)) || strangerNear(clause, i) !== undefined),
    ) ?? strangers.find((i) => strangerNear(clause, i))
  const staffing =
    clause.entities.length > 0 ||
    clause.periods.length > 0 ||
    clause.has('overbooked', 'fteWord', 'allocation', 'hoursNoun', 'projectNoun', 'people', 'set', 'move')
  if (stranger && staffing) return unknownName(clause, stranger, planning, suggestions)
  const named = strangers.filter(
    (i) => isCapital(i) && (i.start > clause.offset || !VOCABULARY.common.has(i.text.toLowerCase())),
  )
  const before = named[0] ? clause.items[clause.items.indexOf(named[0]) - 1] : undefined
  if (named.length > 0 && named.length === strangers.length && (staffing || isWords(before, 'projectNoun'))) {
    const written = named
      .map((i) => i.text)
      .join(' ')
      .replace(/['’`]s?$/, '')
    const kind = isWords(before, 'projectNoun') ? 'project' : 'person, project or skill'
    const where = isEmployee(lexicon) ? 'In your own plan, which is what you can see, there is' : 'I know'
    return { kind: 'refuse', text: `${where} no ${kind} called "${written}".`, suggestions }
  }
  if (isEmployee(lexicon) && clause.has('who'))
    return { kind: 'refuse', text: `You can see your own plan only. ${whatICan(lexicon)}`, suggestions }
  if (asksForOwnPlan(clause, planning))
    return {
      kind: 'refuse',
      text: `You have no plan of your own: ${lexicon.actor.name} signs in, but is no employee who can be staffed. Name the person you mean.`,
      suggestions,
    }
  const skill = strangers.find((i) => {
    const at = clause.items.indexOf(i)
    return isWords(clause.items[at - 1], 'skillNoun') || isWords(clause.items[at + 1], 'skillNoun')
  })
  if (skill && strangers.length === 1) return unknownSkill(skill, planning, suggestions)
  if (left.length > 0 && staffing) {
    const words = left.slice(0, 4).map((i) => `"${i.text}"`)
    return {
      kind: 'refuse',
      text: `I did not understand ${words.join(', ')}, so I did nothing. ${whatICan(lexicon)}`,
      suggestions,
      understood: false,
    }
  }
  return { kind: 'refuse', text: `That is outside what I can do. ${whatICan(lexicon)}`, suggestions, understood: false }
}

/** "my hours", "am I free", of a user who is no employee. */
const asksForOwnPlan = (clause: Clause, planning: Planning): boolean =>
  !planning.request.lexicon.actor.employee &&
  clause.entities.length + clause.unknown.length === 0 &&
  /\b(my|mine|am i|i am|i'm|do i|have i|i have|will i|i)\b/.test(clause.plain) &&
  clause.has(
    'hoursNoun',
    'allocation',
    'free',
    'full',
    'overbooked',
    'work',
    'fteWord',
    'loadWord',
    'skillNoun',
    'bench',
  ) &&
  !clause.has('set', 'move', 'staff', 'add', 'recommend', 'need', 'people')

/** "with cloud experience", where no record has that skill: the skills that hold the word as choices. */
function unknownSkill(item: Item, planning: Planning, suggestions: string[]): PlannerOutcome {
  const { lexicon } = planning.request
  const near = lexicon.skills.filter((s) => s.toLowerCase().includes(item.text.toLowerCase())).slice(0, 5)
  const sentence = `Nobody's record has a skill called "${item.text}".`
  if (near.length === 0) return { kind: 'refuse', text: sentence, suggestions, understood: false }
  const choices = near.map((skill) => ({ label: skill, message: planning.rewritten(item, skill) }))
  return { kind: 'ask', question: `${sentence} Closest: ${near.join(', ')}.`, choices, understood: false }
}

const SHORTER = /^(a |per |each |every |by )?(weeks?|weekly|days?|daily)$/i
const BY_WEEK = /\s*\b(?:(?:a|per|each|every|by) (?:week|day)|week by week|day by day|weekly|daily)\b/gi

/** "how many hours a week": plans are kept by month, so these are offered. */
function byMonth(planning: Planning): PlannerOutcome {
  const message = planning.text.replace(BY_WEEK, '').replace(/[\s?.!]*$/, ' by month')
  return {
    kind: 'ask',
    question: 'Plans are kept by month. Show it by month?',
    choices: [{ label: 'By month', message }],
  }
}

/** "Octember" is as near to October as to December. */
function whichMonth(item: UnknownItem, planning: Planning): PlannerOutcome {
  const names = item.near.map((w) => MONTH_NAMES[monthOf(w)!]!)
  return {
    kind: 'ask',
    question: `Which month is "${item.text}"?`,
    choices: names.map((name) => ({ label: name, message: planning.rewritten(item, name) })),
  }
}

const isCapital = (item: Item): boolean => /^\p{Lu}/u.test(item.text)

const isName = (word: string, planning: Planning): boolean => {
  const kinds = planning.index.words.get(word)
  return kinds !== undefined && (kinds.has('person') || kinds.has('project') || kinds.has('client'))
}

/** Everyday words are no names, unless written with a capital inside a sentence ("Jane Miller"). */
function mayBeName(clause: Clause, item: Item): boolean {
  const inside = item.start > clause.offset && /^\p{Lu}/u.test(item.text) && /\p{Ll}/u.test(clause.text.slice(0, 3))
  return inside || !VOCABULARY.common.has(item.text.toLowerCase())
}

/** A known name directly beside an unknown word: "Bob Miller" where only another Bob is known. */
function strangerNear(clause: Clause, item: Item): Item | undefined {
  const at = clause.items.indexOf(item)
  if (!mayBeName(clause, item)) return undefined
  const [before, after] = [clause.items[at - 1], clause.items[at + 1]]
  // "Ingrid Larsen flagged": behind a whole name a plain word is no third name.
  if (before && isEntity(before) && before.refs.some((r) => r.strength === 'full') && !isCapital(item)) return undefined
  if (before && isEntity(before) && !before.possessive && (before.kind === 'person' || before.kind === 'project'))
    return before
  return after && isEntity(after) && (after.kind === 'person' || after.kind === 'project') ? after : undefined
}

function unknownName(
  clause: Clause,
  item: Item & { near: string[] },
  planning: Planning,
  suggestions: string[],
): PlannerOutcome {
  const beside = strangerNear(clause, item)
  const first = beside && beside.start < item.start ? beside : item
  const last = beside && beside.start > item.start ? beside : item
  const place = { start: first.start, end: last.end }
  const written = planning.text.slice(place.start, place.end).replace(/['’`]s?$/, '')
  const at = clause.items.indexOf(first)
  const before = clause.items[at - 1]
  const isProject = isWords(before, 'projectNoun') || (isWords(before, 'on', 'onto') && beside?.kind !== 'person')
  const names = nearest(item, beside, planning, isProject)
  const what = isProject ? 'project' : beside?.kind === 'person' ? 'employee' : 'name'
  const choices: Choice[] = names.map((name) => ({ label: name, message: planning.rewritten(place, name) }))
  const sentence = `No ${what} "${written}".${names.length > 0 ? ` Closest: ${names.join(', ')}.` : ''}`
  return choices.length > 0
    ? { kind: 'ask', question: sentence, choices, understood: false }
    : { kind: 'refuse', text: sentence, suggestions, understood: false }
}

function nearest(
  item: Item & { near: string[] },
  beside: Item | undefined,
  planning: Planning,
  isProject: boolean,
): string[] {
  const { employees, projects } = planning.request.lexicon
  const names: string[] = []
  if (beside && isEntity(beside))
    for (const r of beside.refs)
      names.push(beside.kind === 'person' ? planning.personName(r.index) : planning.projectName(projects[r.index]!))
  for (const word of item.near)
    for (const ref of planning.index.phrases.get(word) ?? []) {
      if (ref.kind === 'person' && !isProject) names.push(planning.personName(ref.index))
      if (ref.kind === 'project') names.push(planning.projectName(projects[ref.index]!))
    }
  void employees
  return [...new Set(names)].slice(0, 5)
}

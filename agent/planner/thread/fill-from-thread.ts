import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import type { EntityItem, Item, PeriodItem } from '../reading/items.js'
import { isWords } from '../reading/items.js'
import type { Span } from '../reading/resolve-period.js'
import { entityNamed } from './pronouns.js'
import { periodOf, slotsOf, WRITE_TOOLS } from './thread-memory.js'

/**
 * A change that leaves out its person, project or month right after a turn about exactly one: "make it 60", "give her
 * another 10", "move 20 of that to Bob". Undefined where nothing is left out, or the thread does not say it.
 */
export function filledFromThread(clause: Clause, planning: Planning): Clause | undefined {
  const { last, lastChange } = planning.memory
  const calls = last.filter((c) => c.tool !== 'undo_change')
  if (calls.length === 0 && lastChange.length === 0) return undefined
  if (!leans(clause, calls) && !leansOnMonth(clause, calls, planning)) return undefined
  askWhichCleared(clause, calls, planning)
  const fill: Item[] = [
    ...(lacksPerson(clause) ? named('person', [calls, lastChange], planning) : []),
    ...(clause.projects.length === 0 ? named('project', [calls, lastChange], planning) : []),
    ...(lacksMonth(clause) ? monthsFrom([calls, lastChange]) : []),
  ]
  return fill.length > 0 ? new Clause(clause.text, [...fill, ...clause.items], clause.words, clause.offset) : undefined
}

/** "and clear the rest" after a move between two projects: left open, it would clear the person everywhere. */
function askWhichCleared(clause: Clause, calls: ToolCall[], planning: Planning): void {
  const { projects } = slotsOf(calls)
  if (!clause.has('clear') || clause.projects.length > 0 || projects.length < 2) return
  ask(
    'On which project?',
    projects.map((name) => ({ label: name, message: `${planning.text.replace(/[\s.!?]+$/, '')} on ${name}` })),
  )
}

/** A pronoun, no person at all, or neither project nor month right after another change. */
function leans(clause: Clause, last: ToolCall[]): boolean {
  const pronoun = clause.people.some((p) => PRONOUN.test(p.text)) || clause.has('that', 'personPronoun', 'there')
  const afterChange = last.some((c) => WRITE_TOOLS.has(c.tool))
  const then = clause.periods.length === 0 && /\bthen\W*$/.test(clause.plain)
  return then || pronoun || lacksPerson(clause) || (afterChange && clause.projects.length + clause.periods.length === 0)
}

/** "Chantal shall have 20 hours less there", "book Leila" right after a look at one month in which she is listed. */
function leansOnMonth(clause: Clause, last: ToolCall[], planning: Planning): boolean {
  const spans = last.map((c) => periodOf(c.input as Record<string, unknown>))
  if (clause.periods.length > 0 || !spans.every((s) => s !== undefined && s.from === s.to)) return false
  const { listed } = planning.memory
  return (
    clause.projects.some((p) => /^(there|it|on it|that project|this project|the same project)$/i.test(p.text)) ||
    (clause.people.length > 0 && planning.peopleOf(clause).every((name) => listed?.includes(name)))
  )
}

const PRONOUN = /^(he|him|his|she|her|hers|they|them|their|theirs|that person|this person|the same person)$/i

/** "move 20 of that to Bob" names who takes, not whose they are. */
const lacksPerson = (clause: Clause): boolean =>
  clause.people.length === 0 || (clause.people.length === 1 && clause.people[0]!.prep === 'to' && clause.has('that'))

/** "move it to December" names where to, not where from. */
const lacksMonth = (clause: Clause): boolean =>
  clause.periods.length === 0 ||
  (clause.periods.length === 1 && clause.periods[0]!.prep === 'to' && (clause.has('that') || movesInTime(clause)))

/** "move 20 of his hours from there to June". */
export const movesInTime = (clause: Clause): boolean =>
  clause.has('move', 'shift') &&
  /^(please |can you |could you |and |ok )*(move|shift|push|postpone|defer|slide|delay)\b/.test(clause.plain)

function named(kind: 'person' | 'project', sources: ToolCall[][], planning: Planning): EntityItem[] {
  for (const calls of sources) {
    const slots = slotsOf(calls)
    const names = kind === 'person' ? slots.people : slots.projects
    if (names.length > 1) return []
    const item = names[0] ? entityNamed(NOWHERE, kind, names[0], planning.request) : undefined
    if (item) return [item]
  }
  return []
}

function monthsFrom(sources: ToolCall[][]): PeriodItem[] {
  for (const calls of sources) {
    const spans = calls
      .map((c) => periodOf(c.input as Record<string, unknown>))
      .filter((s): s is Span => s !== undefined)
    const span = spans[0]
    if (!span) continue
    if (spans.some((s) => s.from !== span.from || s.to !== span.to)) return []
    return [{ ...NOWHERE, kind: 'period', stretch: { first: { span, yearSaid: true, start: 0, end: 0 } } }]
  }
  return []
}

/** Filled slots stand before the first word. */
const NOWHERE = { from: -1, to: -1, start: 0, end: 0, text: '', prep: '', mended: false }

/** Is this a change at all? Only then are its slots filled. */
export const isChange = (clause: Clause): boolean =>
  clause.items.some((i) =>
    isWords(i, 'set', 'add', 'subtract', 'lower', 'raise', 'clear', 'move', 'give', 'staff', 'shift', 'relative'),
  )

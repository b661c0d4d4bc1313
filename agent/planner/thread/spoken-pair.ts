import type { Planning } from '../planning.js'
import { monthTitle, spanTitle } from '../reading/month-arithmetic.js'
import type { Token } from '../reading/tokenise.js'
import { shownIn } from './shown.js'
import { periodOf, slotsOf, WRITE_TOOLS } from './thread-memory.js'

/** The two people, projects or months that the last two turns were about, one each, all else being alike. */
interface Pair {
  kind: 'people' | 'projects' | 'months'
  names: string[]
}

/** What "both" and "they" mean after two turns of one kind that differ in one thing; undefined after others. */
function pairSpokenOf(planning: Planning): Pair | undefined {
  const turns = planning.request.context.turns.filter((t) => t.calls.length > 0).slice(-2)
  const [before, last] = turns
  if (!before || !last) return undefined
  const writes = (calls: { tool: string }[]) => calls.some((c) => WRITE_TOOLS.has(c.tool))
  if (writes(before.calls) !== writes(last.calls) || last.calls.some((c) => c.tool === 'undo_change')) return undefined
  const [a, b] = [slotsOf(before.calls), slotsOf(last.calls)]
  const people = lastPeople(planning, writes(last.calls), 2)
  if (people) return { kind: 'people', names: people }
  if (JSON.stringify(a.people) !== JSON.stringify(b.people) || shownIn(last, planning).people.length > 1)
    return undefined
  if (a.projects.length === 1 && b.projects.length === 1 && a.projects[0] !== b.projects[0])
    return { kind: 'projects', names: [a.projects[0]!, b.projects[0]!] }
  const [m, n] = [before, last].map((t) => periodOf((t.calls.at(-1)?.input ?? {}) as Record<string, unknown>))
  if (!m || !n || m.from !== m.to || n.from !== n.to || m.from === n.from) return undefined
  return { kind: 'months', names: [monthTitle(m.from), monthTitle(n.from)] }
}

/** The people whom the newest turns of one kind were about, one a turn; undefined where these are not so many. */
function lastPeople(planning: Planning, writes: boolean, count: number): string[] | undefined {
  const found: string[] = []
  for (const turn of planning.request.context.turns
    .filter((t) => t.calls.length > 0)
    .slice(-8)
    .reverse()) {
    const { people } = slotsOf(turn.calls)
    if (people.length !== 1 || turn.calls.some((c) => WRITE_TOOLS.has(c.tool)) !== writes) break
    if (!found.includes(people[0]!)) found.unshift(people[0]!)
    if (found.length === count) return found
  }
  return undefined
}

const MORE = /\b((?:all|the|these|those|of the) (three|four|3|4)(?: of them| people)?)\b/i

/** "the three", "all four": the people whom the last questions were about, one each, and the words that mean them. */
export function severalSpokenOf(text: string, planning: Planning): { said: string; people: string[] } | undefined {
  const said = MORE.exec(text)
  const last = planning.request.context.turns.findLast((t) => t.calls.length > 0)
  if (!said || !last || NOT_PEOPLE.test(text.slice(said.index + said[0].length))) return undefined
  const writes = last.calls.some((c) => WRITE_TOOLS.has(c.tool))
  const people = lastPeople(planning, writes, /four|4/i.test(said[2]!) ? 4 : 3)
  return people && { said: said[0], people }
}
const NOT_PEOPLE = /^\W*(%|h\b|hours|months|weeks|quarters|projects)/i

/** A question in the months spoken of, where it names none. */
function withMonths(text: string, { memory: { period } }: Planning): string {
  if (!period || MONTH.test(text)) return text
  return text.replace(/\W*$/, ` in ${spanTitle(period.from, period.to)}?`)
}
const MONTH =
  /\b(in|for|during|next|this|last|q[1-4]|until|from) ?(\w+ )?(month|quarter|year|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i

/** "undo both" means changes. */
const TAKES_BACK = /^(undo|revert|reverse|back|cancel|scrap|withdraw|restore)$/

/** "both 40", "90 for both", "what do they have now in June": the pair in words; undefined where no pair is meant. */
export function withPair(text: string, tokens: Token[], planning: Planning): string | undefined {
  const several = severalSpokenOf(text, planning)
  if (several) {
    const names = `${several.people.slice(0, -1).join(', ')} and ${several.people.at(-1)}`
    return withMonths(text.replace(several.said, names), planning)
  }
  const at = tokens.findIndex((t) => /^(both|they|them|their)$/.test(t.norm))
  const word = tokens[at]?.norm
  if (at < 0 || tokens.length < 2 || tokens.some((t) => TAKES_BACK.test(t.norm))) return undefined
  const pair = pairSpokenOf(planning)
  if (!pair || (word !== 'both' && pair.kind !== 'people')) return undefined
  const noun = tokens[at + 1]?.norm ?? ''
  const last = /^(months?|projects?|people|both)$/.test(noun) ? at + 1 : at
  const before = tokens[at - 1]
  const joins = before && /^(in|on|for|of)$/.test(before.norm)
  const from = joins && pair.kind !== 'people' ? before.start : tokens[at]!.start
  const names = pair.names.join(' and ')
  const said = pair.kind === 'months' ? `in ${names}` : pair.kind === 'projects' ? `on ${names}` : names
  const whole = text.slice(0, from) + said + (word === 'their' ? "'s" : '') + text.slice(tokens[last]!.end)
  // "what are they both at then": in the months of the change.
  const { period } = planning.memory
  return period && /\b(what|how|where)\b/i.test(text)
    ? whole.replace(/\s(both)?\s*(at|now|then|at now|at then)?\W*$/i, ` in ${spanTitle(period.from, period.to)}?`)
    : whole
}

import { ask } from '../outcomes.js'
import type { PlannerOutcome, PlannerRequest } from '../planner-types.js'
import { Planning } from '../planning.js'
import { isWords } from '../reading/items.js'
import { joinItems } from '../reading/join-items.js'
import { indexOf } from '../reading/lexicon-index.js'
import { spanTitle } from '../reading/month-arithmetic.js'
import type { Reading } from '../reading/read-items.js'
import { readExtreme } from './about-extreme.js'
import { asksOfShown } from './about-shown.js'
import { SKILLS } from './follow-up-subject.js'
import { type ListReference, listReference } from './list-reference.js'
import { newestShown } from './shown.js'
import { withPair } from './spoken-pair.js'
import { slotsOf, type ThreadMemory, WRITE_TOOLS } from './thread-memory.js'

/** A list of months that a change without any of its own is put into: longer ones were not meant. */
const MOST_MONTHS = 3

/**
 * A message that points into a list shown before ("put the first one on Alpha", "what are they on?") as the request it
 * would be with the names and months written out. Undefined where it points to nothing.
 */
export function planWithNames(
  reading: Reading,
  request: PlannerRequest,
  memory: ThreadMemory,
  plan: (text: string) => PlannerOutcome,
): PlannerOutcome | undefined {
  if (request.context.turns.length === 0) return undefined
  const planning = new Planning(request, indexOf(request.lexicon), memory)
  const dated = reading.items.filter((i) => i.kind === 'period')
  const words = reading.tokens
    .filter((t) => !dated.some((p) => t.start >= p.start && t.end <= p.end))
    .map((t) => t.norm)
    .filter((w) => /[\p{L}\p{N}]/u.test(w) && !/^(and|so|ok|please)$/.test(w))
  if (readExtreme(words.join(' ')) || SKILLS.test(reading.text.toLowerCase())) return undefined
  if (asksOfShown(words.join(' ').replace(/ (in|for|at)$/, ''))) return undefined
  const pair = withPair(reading.text, reading.tokens, planning)
  if (pair) {
    const outcome = plan(pair)
    if (outcome.kind !== 'refuse' || outcome.understood !== false) return outcome
  }
  const items = joinItems(reading.items, reading.tokens)
  // "sorted by free hours, only the first three": an order and a length of the list, nobody picked out of it.
  if (items.some((i) => isWords(i, 'sort')) && !items.some((i) => isWords(i, 'set', 'staff', 'move', 'add')))
    return undefined
  const reference = listReference(reading.tokens, planning)
  // "which senior developers are free and what are they on": of those named before. "which of them is a senior": a limit.
  const named = items.some(
    (i) =>
      i.kind === 'person' || ((i.kind === 'role' || i.kind === 'lcat') && (!reference || i.start < reference.start)),
  )
  if (!reference || (reference.whole && (named || keepsQuestion(items, planning)))) {
    const gainer = named ? undefined : askWhoOfList(reading, request, planning)
    return gainer === undefined ? undefined : plan(gainer)
  }
  // One person or project is what a pronoun stands for anyway.
  if (
    !reference.rows ||
    (reference.whole && reference.rows.length < 2 && !/one$/i.test(reading.text.slice(reference.start, reference.end)))
  )
    return undefined
  const outcome = plan(written(reference, reading, items, planning))
  return outcome.kind === 'refuse' && outcome.understood === false ? undefined : outcome
}

/** "who of them knows Go": the same list asked for with one more limit, where months do not change who is in it. */
function keepsQuestion(items: ReturnType<typeof joinItems>, planning: Planning): boolean {
  const last = planning.memory.last.at(-1)
  if (last?.tool !== 'find_employees') return false
  const asks =
    items.some((i) => isWords(i, 'who', 'which', 'only', 'count', 'show')) &&
    !items.some((i) => isWords(i, 'work', 'projectNoun'))
  const changing = Object.keys(last.input).some((key) =>
    /^(load|fte|hours|freeHours|project|notOnProject|limit)/.test(key),
  )
  return asks && (!changing || !items.some((i) => i.kind === 'period'))
}

function written(
  reference: ListReference,
  { text }: Reading,
  items: ReturnType<typeof joinItems>,
  planning: Planning,
): string {
  const names = reference.rows!.map((row) => wholeName(row.name, planning))
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}` : names[0]!
  const said = text.slice(0, reference.start) + list + (reference.possessive ? "'s" : '') + text.slice(reference.end)
  return withMonths(onProject(said, reference, items, planning), reference, items)
}

/** "take 10 off each of them" behind the people of one project: there. */
function onProject(
  said: string,
  reference: ListReference,
  items: ReturnType<typeof joinItems>,
  planning: Planning,
): string {
  const { projects } = reference.shown
  const takes = items.some((i) => isWords(i, 'subtract', 'lower', 'off', 'clear', 'add', 'raise'))
  const last = planning.memory.last.at(-1)?.tool
  if (!takes || projects.length !== 1 || last !== 'query_allocations' || items.some((i) => i.kind === 'project'))
    return said
  return said.replace(/[\s.!?]*$/, (end) => ` on ${projects[0]!.name}${end.trim()}`)
}

/** A name of one word may be an everyday word: the e-mail is the person. */
function wholeName(name: string, { request }: Planning): string {
  return / /.test(name) ? name : (request.lexicon.employees.find((e) => e.name === name)?.email ?? name)
}

function withMonths(said: string, reference: ListReference, items: ReturnType<typeof joinItems>): string {
  const { period } = reference.shown
  const changes = items.some((i) => i.kind === 'amount' || isWords(i, 'staff', 'set', 'move', 'add'))
  if (items.some((i) => isWords(i, 'not', 'without'))) return said
  if (!period || items.some((i) => i.kind === 'period' || isWords(i, 'skillNoun', 'recorded', 'when', 'why')))
    return said
  if (/\b(speaks?|wrong|reasons?) (against|with|for)\b/i.test(said)) return said
  if (changes && period.to - period.from >= MOST_MONTHS) return said
  return said.replace(
    /(,? then)?[\s.!?]*$/i,
    (end) => ` in ${spanTitle(period.from, period.to)}${end.replace(/,? then/i, '').trim()}`,
  )
}

const ONE_PERSON = /^(he|him|his|she|her|hers|hes|shes)$/

/** "put her on Alpha" behind a list of several people: which of them, is asked. */
function askWhoOfList(reading: Reading, request: PlannerRequest, planning: Planning): string | undefined {
  const at = reading.tokens.findIndex((t) => ONE_PERSON.test(t.norm))
  const turn = request.context.turns.findLast((t) => t.calls.length > 0)
  if (at < 0 || !turn || !request.context.turns.slice(-2).includes(turn)) return undefined
  const shown = newestShown(planning, () => true)
  if (!shown || shown.people.length < 2 || slotsOf(turn.calls).people.length === 1) return undefined
  // "is that within his capacity?" after hours went to somebody: of the one who has more of them now.
  const { lastCells, last } = planning.memory
  const gained = (lastCells?.cells ?? []).filter((c) => c.after > c.before).map((c) => planning.nameOf(c.employee))
  const asks = /\?\s*$/.test(reading.text) && last.some((c) => WRITE_TOOLS.has(c.tool))
  const named = asks && new Set(gained).size === 1 ? shown.people.filter((p) => p.name === gained[0]) : shown.people
  const token = reading.tokens[at]!
  const possessive =
    /^(his|hers|her)$/.test(token.norm) &&
    !/^(on|to|in|into|for|at|off|from|,|with)$/.test(reading.tokens[at + 1]?.norm ?? 'on')
  const written = (name: string) =>
    reading.text.slice(0, token.start) + name + (possessive ? "'s" : '') + reading.text.slice(token.end)
  if (named.length === 1) return written(named[0]!.name)
  return ask(
    'Who do you mean?',
    named.slice(0, 6).map(({ name }) => ({ label: name, message: written(name) })),
  )
}

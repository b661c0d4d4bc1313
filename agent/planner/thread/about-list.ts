// "drop Ann", "add Bob", "ok him": a list of people made shorter or longer, and a candidate taken from one.

import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { type Clause, unexplained } from '../reading/clause.js'
import { isFiller } from '../reading/items.js'
import { offerOf } from './offer.js'

type Fields = Record<string, unknown>

const START = '(?:(?:and|ok|but|please|now|then|also) )*'
const PLACE =
  '(?: (?:to|in|into|from|off|of))?(?: (?:the|this|that|it|them|there|these|those))?(?: (?:list|comparison|table|picture|mix|view))?'
const DROPS = new RegExp(
  `^${START}(drop|remove|leave out|skip|exclude|take out|take|ignore|forget|without|minus|not|kick out|strike|leave|omit)( (out|off))?${PLACE}( again)?$`,
)
const ADDS = new RegExp(
  `^${START}(add|include|plus|with|also add|also include|put|throw in|bring in)( in)?${PLACE}( too| as well| again)*$`,
)

/** "drop Vikram" after a list of people: the list without him, never his hours. */
export function editList(clause: Clause, planning: Planning): ToolCall[] | null {
  const last = planning.memory.last.at(-1)
  if (last?.tool === 'query_allocations') return editSums(clause, last, planning)
  if (last?.tool !== 'find_employees') return null
  const only = (kind: 'person' | 'role') => clause.items.every((i) => i.kind === 'words' || i.kind === kind)
  if (clause.roles.length > 0 && only('role')) return addRoles(clause, last, planning)
  if (clause.people.length === 0 || !only('person')) return null
  const said = wordsOf(clause)
  const people = planning.peopleOf(clause)
  const input = last.input as Fields
  const known = (key: string) => (input[key] as string[] | undefined) ?? []
  if (DROPS.test(said) && !/^not$/.test(said)) {
    const listed = known('employees')
    if (listed.length > 0) {
      const employees = listed.filter((name) => !people.includes(name))
      return employees.length > 0 ? [{ tool: last.tool, input: { ...input, employees } }] : null
    }
    return [{ tool: last.tool, input: { ...input, exclude: [...new Set([...known('exclude'), ...people])] } }]
  }
  const listed = known('employees')
  if (!ADDS.test(said) || listed.length === 0) return null
  return [{ tool: last.tool, input: { ...input, employees: [...new Set([...listed, ...people])] } }]
}

const wordsOf = (clause: Clause): string =>
  clause.items
    .filter((i) => i.kind === 'words' && /[\p{L}]/u.test(i.text) && !/^(and|&)$/i.test(i.text))
    .map((i) => i.text.toLowerCase())
    .join(' ')

/** "add Jan to that", "now without Chase" after the hours of a few people: of these and him, of the others. */
function editSums(clause: Clause, last: ToolCall, planning: Planning): ToolCall[] | null {
  const fields = last.input as Fields
  const listed = fields.employees as string[] | undefined
  if (!listed || planning.memory.last.length > 1 || clause.people.length === 0) return null
  if (!clause.items.every((i) => i.kind === 'words' || i.kind === 'person')) return null
  const said = wordsOf(clause)
  const people = planning.peopleOf(clause)
  // "take Ann off" may be a change; "not Ann" another person.
  const drops = DROPS.test(said) && !/^(not|take|leave)$/.test(said.replace(new RegExp(START), ''))
  const employees = drops
    ? listed.filter((name) => !people.includes(name))
    : ADDS.test(said) && !/^(with|put)$/.test(said)
      ? [...new Set([...listed, ...people])]
      : []
  if (employees.length === 0 || employees.length === listed.length) return null
  const { groupBy, ...rest } = fields
  const by = employees.length > 1 ? { groupBy: 'employee' } : groupBy === 'employee' ? {} : { groupBy }
  return [{ tool: last.tool, input: { ...rest, employees, ...(by.groupBy ? by : {}) } }]
}

/** "add the security analysts" to a list of another role: both. */
function addRoles(clause: Clause, last: ToolCall, planning: Planning): ToolCall[] | null {
  const known = (last.input as Fields).roles as string[] | undefined
  const words = clause.items.filter((i) => i.kind === 'words' && /[\p{L}]/u.test(i.text) && !/^the$/i.test(i.text))
  const said = words.map((i) => i.text.toLowerCase()).join(' ')
  if (!known || !ADDS.test(said) || /^(and )?with$/.test(said)) return null
  return [{ tool: last.tool, input: { ...last.input, roles: [...new Set([...known, ...planning.rolesOf(clause)])] } }]
}

const TAKES = [
  'choose',
  'ok',
  'staff',
  'make',
  'option',
  'that',
  'personPronoun',
  'set',
  'give',
  'replace',
  'work',
  'projectPronoun',
  'modal',
]

/** "ok him", "let her take it" after candidates: the calls that the answer offered for that person. */
export function takeCandidate(clause: Clause, planning: Planning): ToolCall[] | null {
  if (clause.people.length !== 1) return null
  const offer = planning.memory.last.at(-1)
  const last = offer?.tool === 'recommend_candidates' ? offer : offerOf(planning.memory)?.call
  if (last?.tool !== 'recommend_candidates') return null
  const said = clause.plain.replace(/[^\p{L}]+/gu, ' ').trim()
  if (
    !/^(ok|okay|yes|yep|sure|good|great|fine|right|then|let|lets|take|use|go|pick|choose|so|book|put|assign|staff|alright)\b/.test(
      said,
    )
  )
    return null
  if (clause.items.some((i) => i.kind !== 'words' && i.kind !== 'person' && i.kind !== 'project')) return null
  if (clause.has('not', 'why', 'about', 'who', 'what', 'which', 'how')) return null
  if (
    unexplained(clause, { words: TAKES, kinds: ['person', 'project'] }).some(
      (i) => !isFiller(i) && !/^(let|have|take|do|it|use|go|with|then|on|in)$/i.test(i.text),
    )
  )
    return null
  const name = planning.person(clause.people[0]!)
  const candidates = ((last.output as Fields | undefined)?.candidates ?? []) as {
    name: string
    email: string
    calls: ToolCall[]
  }[]
  const chosen = candidates.find((c) => c.name === name || c.email === name)
  if (chosen && chosen.calls.length > 0) {
    askWhichExplained(clause, chosen.name, candidates, last.input as Fields, planning)
    return chosen.calls
  }
  if (candidates.length === 0 || chosen || last !== offer) return null
  return ask(
    `${name} is not among the candidates. Who shall it be?`,
    candidates.slice(0, 6).map((c, at) => ({ label: c.name, message: `Take option ${at + 1}` })),
  )
}

/** "fine, take him" after "why him and not Lee?": the one or the other. */
function askWhichExplained(
  clause: Clause,
  name: string,
  candidates: { name: string }[],
  { explain }: Fields,
  planning: Planning,
): void {
  const first = candidates[0]!.name
  const pronoun = /^(him|her|them|he|she|they)$/i.test(clause.people[0]!.text)
  if (!pronoun || name !== explain || name === first) return
  if (!/\b(him|her|he|she)\b|\band not\b|\binstead of\b/i.test(planning.memory.lastText)) return
  ask(
    'Who do you mean?',
    [first, name].map((n) => ({ label: n, message: `Take ${n}` })),
  )
}

import type { PlannerOutcome, PlannerRequest } from './planner-types.js'
import { Planning } from './planning.js'
import type { Item } from './reading/items.js'
import { isFiller, isWords } from './reading/items.js'
import { joinItems } from './reading/join-items.js'
import { indexOf } from './reading/lexicon-index.js'
import { monthNumber, spanTitle } from './reading/month-arithmetic.js'
import type { Reading } from './reading/read-items.js'
import { listReference } from './thread/list-reference.js'
import { listedPeople } from './thread/shown.js'
import type { ThreadMemory } from './thread/thread-memory.js'

const TAKES =
  /^(?:(?:ok|okay|then|so|yes|great|good|fine|please|lets|let's|now|and|i'll|we'll|i will|we will)\W+)*(?:take|book|put|staff|assign|use|pick|choose|go with|have|get)\b/i
const SMALL = [
  'choose',
  'staff',
  'set',
  'subtract',
  'monthlyWord',
  'on',
  'in',
  'to',
  'for',
  'with',
  'at',
  'there',
  'that',
  'projectPronoun',
  'hoursNoun',
  'personPronoun',
  'give',
  'and',
  'ok',
  'option',
  'top',
  'as',
  'per',
]

/**
 * "take number 1 with 60 hours a month", "put the first one on it for 40 hours" after candidates for a project: that
 * person staffed there, in the role and months that were asked for. Undefined where something else is said.
 */
export function candidateWithHours(
  reading: Reading,
  request: PlannerRequest,
  memory: ThreadMemory,
  plan: (text: string) => PlannerOutcome,
): PlannerOutcome | undefined {
  const last = memory.last.findLast((c) => c.tool === 'recommend_candidates')
  const fields = (last?.input ?? {}) as Record<string, string | undefined>
  const { project, role, from, to } = fields
  if (!project || !from || !TAKES.test(reading.text)) return undefined
  const planning = new Planning(request, indexOf(request.lexicon), memory)
  const offered = listedPeople(planning)
  const reference = listReference(reading.tokens, planning)
  const items = joinItems(reading.items, reading.tokens).filter(
    (i) => !reference || i.end <= reference.start || i.start >= reference.end,
  )
  const named = items.filter((i) => i.kind === 'person')
  const names = [...(reference?.rows ?? []).map((row) => row.name), ...named.flatMap((i) => personOf(i, planning))]
  const [name] = names
  const [amount, second] = items.filter((i) => i.kind === 'amount')
  if (names.length !== 1 || !offered.includes(name!) || !amount || second || amount.kind !== 'amount') return undefined
  if (!['hours', 'percent', 'fte', 'none'].includes(amount.amount.unit) || amount.amount.change) return undefined
  const [period, other] = items.filter((i) => i.kind === 'period')
  const [place] = items.filter((i) => i.kind === 'project')
  const there = place && 'refs' in place ? place.refs.map((r) => request.lexicon.projects[r.index]!) : undefined
  if (other || (there && !there.some((p) => p.name === project || p.code === project))) return undefined
  const rest = items.filter((i) => ![amount, period, place, ...named].includes(i))
  if (!rest.every((i) => isFiller(i) || isWords(i, ...SMALL) || /^(it|hers?|his|[,.!])$/i.test(i.text)))
    return undefined
  const many = from !== (to ?? from) && !period && amount.amount.unit !== 'percent' ? ' a month' : ''
  const hours = amount.amount.unit === 'none' ? `${amount.text} hours` : amount.text
  const when = period ? period.text : spanTitle(monthNumber(from), monthNumber(to ?? from))
  return plan(`Staff ${name} on ${project}${role ? ` as ${role}` : ''} for ${hours}${many} in ${when}`)
}

const personOf = (item: Item, planning: Planning): string[] =>
  'refs' in item && item.refs.length === 1 ? [planning.personName(item.refs[0]!.index)] : []

import type { PlannerOutcome, PlannerRequest, ToolCall } from './planner-types.js'
import { Planning } from './planning.js'
import type { Item } from './reading/items.js'
import { isEntity, isFiller, isWords } from './reading/items.js'
import { joinItems } from './reading/join-items.js'
import { indexOf } from './reading/lexicon-index.js'
import { monthNumber, spanTitle } from './reading/month-arithmetic.js'
import type { Reading } from './reading/read-items.js'
import { resolveStretch } from './reading/resolve-period.js'
import { listReference } from './thread/list-reference.js'
import { offerOf } from './thread/offer.js'
import { listedPeople } from './thread/shown.js'
import type { ThreadMemory } from './thread/thread-memory.js'

const TAKES =
  /^(?:(?:ok|okay|then|so|yes|great|good|fine|please|lets|let's|now|and|i'll|we'll|i will|we will)\W+)*(?:take|book|put|staff|assign|use|pick|choose|go with|have|get)\b/i
/** "the second, but only half time", "number 2 at 60 %", "yes, Ana, for 40 hours". */
const POINTS =
  /^(?:(?:ok|okay|then|so|yes|great|good|fine|please|and|no|well|sounds good|actually|rather|i'd say|i would say|i prefer|i'd prefer|i like|i'd like)\W+)*(?:(?:the )?(?:first|second|third|fourth|last|top)|(?:option|number|candidate|nr\.?|no\.?) \d|\p{Lu}\p{L}+)/u
const SMALL = [
  'only',
  'make',
  'instead',
  'monthNoun',
  'like',
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
  const last = memory.last.findLast((c) => c.tool === 'recommend_candidates') ?? offerOf(memory)?.call
  if (last?.tool !== 'recommend_candidates') return undefined
  const fields = last.input as Record<string, string | undefined>
  const { project, role, lcat, from, to } = fields
  if (!project || !from || reading.text.includes('?')) return undefined
  if (!TAKES.test(reading.text) && !POINTS.test(reading.text)) return undefined
  const planning = new Planning(request, indexOf(request.lexicon), memory)
  const offered = memory.last.includes(last) ? listedPeople(planning) : candidatesOf(last.output)
  const reference = listReference(reading.tokens, planning)
  const items = joinItems(reading.items, reading.tokens).filter(
    (i) => !reference || i.end <= reference.start || i.start >= reference.end,
  )
  const named = items.filter((i) => i.kind === 'person')
  const names = [...(reference?.rows ?? []).map((row) => row.name), ...named.flatMap((i) => personOf(i, planning))]
  const [name] = names
  const [amount, second] = items.filter((i) => i.kind === 'amount')
  if (names.length !== 1 || !offered.includes(name!) || second) return undefined
  const rest = items.filter((i) => i.kind === 'words' || i.kind === 'unknown')
  if (!rest.every((i) => isFiller(i) || isWords(i, ...SMALL) || /^(it|hers?|his|[,.!])$/i.test(i.text)))
    return undefined
  if (!amount) return onlyInMonths(items, name!, last.output, planning)
  if (amount.kind !== 'amount') return undefined
  if (!['hours', 'percent', 'fte', 'none'].includes(amount.amount.unit) || amount.amount.change) return undefined
  const [period, other] = items.filter((i) => i.kind === 'period')
  const [place] = items.filter((i) => i.kind === 'project')
  const there = place && 'refs' in place ? place.refs.map((r) => request.lexicon.projects[r.index]!) : undefined
  if (other || (there && !there.some((p) => p.name === project || p.code === project))) return undefined
  if (items.some((i) => isEntity(i) && ![place, ...named].includes(i))) return undefined
  const many = from !== (to ?? from) && !period && amount.amount.unit !== 'percent' ? ' a month' : ''
  const hours = amount.amount.unit === 'none' ? `${amount.text} hours` : amount.text
  const when = period ? period.text : spanTitle(monthNumber(from), monthNumber(to ?? from))
  const staffed = (as: string) => plan(`Staff ${name} on ${project}${as} for ${hours}${many} in ${when}`)
  const whole = role && lcat ? staffed(` as ${lcat} ${role}`) : undefined
  return whole?.kind === 'calls' ? whole : staffed(role ? ` as ${role}` : '')
}

/** "take Lee, but only October": what the answer offered for that person, in these months alone. */
function onlyInMonths(items: Item[], name: string, output: unknown, planning: Planning): PlannerOutcome | undefined {
  const periods = items.filter((i) => i.kind === 'period')
  if (periods.length === 0 || items.some((i) => isEntity(i) && i.kind !== 'person')) return undefined
  const spans = periods.map((p) => resolveStretch(p.stretch, planning.rule('read')))
  const isNamed = (month: string) => {
    const at = monthNumber(month)
    return spans.some((s) => [0, 12, -12].some((years) => s.from + years <= at && at <= s.to + years))
  }
  const { candidates } = (output ?? {}) as { candidates?: { name: string; calls: ToolCall[] }[] }
  const calls = candidates?.find((c) => c.name === name)?.calls ?? []
  const cells = calls.flatMap((c) => (c.input as { changes?: { month: string; hours: number }[] }).changes ?? [])
  const kept = cells.filter((c) => isNamed(c.month))
  if (kept.length === 0 || kept.length === cells.length) return undefined
  const fundedHours = kept.reduce((sum, c) => sum + c.hours, 0)
  return {
    kind: 'calls',
    calls: calls.map(({ tool, input }) => ({
      tool,
      input: tool === 'set_hours' ? { ...input, changes: kept } : { ...input, fundedHours },
    })),
  }
}

const candidatesOf = (output: unknown): string[] =>
  ((output as { candidates?: { name: string }[] } | undefined)?.candidates ?? []).map((c) => c.name)

const personOf = (item: Item, planning: Planning): string[] =>
  'refs' in item && item.refs.length === 1 ? [planning.personName(item.refs[0]!.index)] : []

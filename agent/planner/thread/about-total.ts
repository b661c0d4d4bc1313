import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { asked, type Reader } from './about-answer.js'
import { periodOf } from './thread-memory.js'

type Fields = Record<string, unknown>

const TOGETHER =
  /^((how (much|many)( hours)?|what|whats) (is|are|s|does|do)?( )?(that|this|it|they|those|these|the two|both)?( (come|add up|amount|sum up) to)?( (together|in total|altogether|in all|combined|in sum|all together|all in all|added up|summed up|make|makes)){1,2}|(all )?(together|in all|all in all|in total for (both|the two|all of them)|combined|in total|altogether|both|both together|both of them|in sum|summed up|the sum|the total|total|add them up|sum them up|sum it up|whats the (total|sum))( then)?|(and )?(the two|both) (together|combined|in total)|(the )?(sum|total) (of|for) (them|both|those|these|the two|it|all)( together)?|(and )?in total for (both|all|them|the two)|(all |the )*(two|three|four|2|3|4)( of them| months| quarters| people| projects)?( together| combined| in total| side by side)|both together|(both |them |the two )?(side by side|next to each other|in comparison|compared|against each other|(all )?in (one|a|the same) (table|list))|and together|total of (both|them|those)|added)$/

const IN_TOTAL =
  /^(what about |how about )?((the )?(two|both|three)( of them)?|them|both)( (both|together|combined|in total|side by side))*( in| for)?$/

/** "the two of them together in Q2?": the sums of the last questions as one, in other months. */
export const togetherIn: Reader = (clause, last, planning) => {
  const said = clause.periods
    .reduce((text, { text: month }) => text.replace(month.toLowerCase(), ' '), asked(clause))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ (in|for)$/, '')
  if (last.tool !== 'query_allocations' || !(TOGETHER.test(said) || IN_TOTAL.test(said))) return undefined
  const calls = summed(last.input as Fields, planning)
  if (calls.times < 2) return undefined
  return planning.readSpans(clause, planning.thisMonth).map((span) => ({
    tool: last.tool,
    input: { ...calls.joined, ...span },
  }))
}

/** "how much is that together?": the sums of the last two or more questions as one, where they differ in one thing. */
export const together: Reader = (clause, last, planning) => {
  if (!TOGETHER.test(asked(clause))) return undefined
  if (last.tool === 'find_employees') return [{ tool: last.tool, input: last.input }]
  if (last.tool !== 'query_allocations') return undefined
  const { joined, times } = summed(last.input as Fields, planning)
  const calls = planning.memory.last.filter((c) => c.tool === last.tool)
  return times > 1 ? [{ tool: last.tool, input: joined }] : calls.map(({ tool, input }): ToolCall => ({ tool, input }))
}

/** The newest question joined with those before it that differ from it in one thing. */
function summed(last: Fields, planning: Planning): { joined: Fields; times: number } {
  const asks = planning.request.context.turns
    .filter((t) => t.calls.length > 0)
    .map((t) => t.calls)
    .reverse()
  let joined = last
  let times = 1
  let by: string | undefined
  for (const calls of asks.slice(1)) {
    const before =
      calls.length === 1 && calls[0]!.tool === 'query_allocations' ? (calls[0]!.input as Fields) : undefined
    const sum = before && joinedBy(joined, before)
    if (!sum || (by && sum.by !== by)) break
    by = sum.by
    joined = sum.input
    times += 1
  }
  return { joined, times }
}

const LISTS: [key: string, group: string][] = [
  ['employees', 'employee'],
  ['projects', 'project'],
  ['clients', 'client'],
  ['roles', 'role'],
]

/** Two sums that differ in one list of names, or in months that touch, as one. */
function joinedBy(now: Fields, before: Fields): { input: Fields; by: string } | undefined {
  const differing = LISTS.filter(([key]) => JSON.stringify(now[key]) !== JSON.stringify(before[key]))
  const [a, b] = [periodOf(now), periodOf(before)]
  if (!a || !b) return undefined
  const samePeriod = a.from === b.from && a.to === b.to
  if (samePeriod && differing.length === 1) {
    const [key, groupBy] = differing[0]!
    if (!Array.isArray(now[key]) || !Array.isArray(before[key])) return undefined
    const names = [...new Set([...(before[key] as string[]), ...(now[key] as string[])])]
    return { input: { ...now, [key]: names, groupBy }, by: key }
  }
  if (differing.length > 0 || samePeriod || Math.max(a.from, b.from) > Math.min(a.to, b.to) + 1) return undefined
  const span = { from: isoMonth(Math.min(a.from, b.from)), to: isoMonth(Math.max(a.to, b.to)) }
  return { input: { ...now, ...span, groupBy: 'month' }, by: 'months' }
}

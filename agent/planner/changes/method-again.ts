import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'

/** "evenly please" behind hours that were just spread over months: spread the other way. Undefined for anything else. */
export function methodAgain(clause: Clause, planning: Planning): ToolCall[] | undefined {
  const ways = ['evenly', 'businessDays', 'byCapacity']
  const said = clause.items.filter((i) => !isFiller(i) && !isWords(i, 'instead', 'make', 'that', 'and'))
  if (said.length !== 1 || !isWords(said[0], ...ways)) return undefined
  const spread = planning.memory.last.filter((c) => (c.input as { operation?: string }).operation === 'distribute')
  if (spread.length !== 1) return undefined
  const method = isWords(said[0], 'evenly') ? 'evenly' : isWords(said[0], 'businessDays') ? 'business_days' : 'capacity'
  const calls = planning.memory.lastCells?.applied ? spread : planning.memory.last
  return calls.map(({ tool, input }) => ({ tool, input: spread[0]!.input === input ? { ...input, method } : input }))
}

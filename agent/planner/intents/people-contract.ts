// Who works part-time and who full-time, by contract.
import type { Clause } from '../reading/clause.js'
import { type AmountItem, isFiller, isWords } from '../reading/items.js'

const PART =
  /\b(part ?time(rs?)?|half ?timers?|less than full ?time|below full ?time|not full ?time|reduced (hours|contracts?)|(a )?part time contracts?)\b/
const FULL = /\b(full ?timers?|full time contracts?)\b/

/** "the full-time developers", "who works full time": the contract, no hours. */
export function isFullTimer(clause: Clause, amount: AmountItem): boolean {
  if (!/^full[ -]?time$/i.test(amount.text)) return false
  const at = clause.items.indexOf(amount)
  const before = clause.items.slice(0, at).findLast((i) => !isFiller(i))
  const next = clause.items[at + 1]
  if (next?.kind === 'role' || next?.kind === 'lcat' || isWords(next, 'people')) return true
  return clause.amounts.length === 1 && /^(works?|employed|works? only|only)$/i.test(before?.text ?? '')
}

/** "who works part time", "our full-timers": asks by contract, not by load. */
export const hasContract = (clause: Clause): boolean => contractOf(clause).contract !== undefined

export function contractOf(clause: Clause): { contract?: 'part' | 'full' } {
  if (PART.test(clause.plain)) return { contract: 'part' }
  return FULL.test(clause.plain) || clause.amounts.some((a) => isFullTimer(clause, a)) ? { contract: 'full' } : {}
}

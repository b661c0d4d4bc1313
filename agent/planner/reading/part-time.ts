import { monthsOf } from '../changes/plan-hours.js'
import { ask } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { AmountItem } from './items.js'
import { isoMonth } from './month-arithmetic.js'

/**
 * The fraction of a full month that a share means for this person: "half of her time" is a quarter of it for a
 * half-timer. Asks where somebody part-time is put on more than the contract ("full time", "80 %"). Throws Unanswered.
 */
export function shareFor(
  item: AmountItem,
  employee: string,
  project: LexiconProject,
  month: number,
  planning: Planning,
): number {
  const { value } = item.amount
  const contract = monthsOf(employee, [month], planning)?.[0]?.contractFte ?? 1
  if (contract >= 1) return value
  if (/\b(time|capacity)$/i.test(item.text) && /\b(of|her|his|their)\b/i.test(item.text)) return value * contract
  if (value <= contract || value > 1) return value
  const full = planning.request.fullTimeHours?.(project.code, isoMonth(month))
  if (!full) return value
  const [all, said] = [contract, value].map((share) => Math.round(share * full * 4) / 4)
  return ask(`${employee} works ${Math.round(contract * 100)} %. ${all} hours, or ${said} hours?`, [
    { label: `${all} hours`, message: planning.rewritten(item, `${contract} FTE`) },
    { label: `${said} hours`, message: planning.rewritten(item, `${said} hours`) },
  ])
}

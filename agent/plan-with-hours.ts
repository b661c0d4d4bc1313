import type { PresentHours } from '../services/present-hours.js'
import type { PlannerOutcome } from './planner/planner-types.js'

/** People and months whose hours a request asked about. */
interface Wanted {
  employeeIds: string[]
  from: string
  to: string
}

/** More people or months than that are asked back about instead. */
const MOST_PEOPLE = 300
const MOST_READS = 4

/**
 * Plans a request that may lean on hours that stand in the plan ("the rest of her time"): what the planner looked for in
 * vain is read, then it plans again. Most requests look for nothing and are planned once.
 */
export async function planWithHours(
  plan: (monthOf: PresentHours) => PlannerOutcome,
  read: (wanted: Wanted) => Promise<PresentHours>,
): Promise<PlannerOutcome> {
  let known: PresentHours = () => undefined
  const people = new Set<string>()
  const months = new Set<string>()
  for (let reads = 0; ; reads += 1) {
    let missing = false
    const outcome = plan((employeeId, month) => {
      const found = known(employeeId, month)
      if (found) return found
      missing ||= !people.has(employeeId) || !months.has(month)
      people.add(employeeId)
      months.add(month)
      return undefined
    })
    if (!missing || reads === MOST_READS || people.size > MOST_PEOPLE) return outcome
    const sorted = [...months].sort()
    known = await read({ employeeIds: [...people], from: sorted[0]!, to: sorted[sorted.length - 1]! })
  }
}

// Repairs many over-allocated months at once, never using the same free hour twice.
import type { MonthLoad } from './load.js'
import { type DraftOption, monthOptions, type OptionContext } from './resolve-options.js'

export interface RepairOption {
  option: DraftOption
  about: MonthLoad[]
}

/** Placeholder strategy until the repair lands: the best option of each month by itself. */
export function repairOptions(context: OptionContext, overs: readonly MonthLoad[]): RepairOption[] {
  return overs.flatMap((load) =>
    monthOptions(context, load)
      .slice(0, 1)
      .map((option) => ({ option, about: [load] })),
  )
}

// Hours and their units: stored as whole quarter hours, spoken of as hours.
import { Fault } from './fault.js'

/** The longest month has 744 hours. */
export const MAX_CELL_HOURS = 744

export const toHours = (quarters: number): number => quarters / 4

/**
 * Hours -> quarter hours. Throws Fault invalid naming field, value and limit for anything that is not a
 * quarter hour between 0 and `max`.
 */
export function toQuarters(hours: number, field = 'hours', max = MAX_CELL_HOURS): number {
  if (!Number.isFinite(hours)) throw new Fault('invalid', `${field} must be a number of hours.`, 'Write 80 or 80.5.')
  if (hours < 0 || hours > max)
    throw new Fault('invalid', `${field} ${hours} is outside 0 to ${max}.`, `Give hours between 0 and ${max}.`, {
      field,
      value: hours,
      min: 0,
      max,
    })
  const quarters = hours * 4
  if (!Number.isInteger(quarters))
    throw new Fault(
      'invalid',
      `${field} ${hours} is not a whole quarter hour.`,
      `Nearest: ${Math.floor(quarters) / 4} or ${Math.ceil(quarters) / 4}.`,
      { field, value: hours },
    )
  return quarters
}

const hoursFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

/** 1706 -> '1,706'; 76.75 -> '76.75'. */
export function formatHours(hours: number): string {
  return hoursFormat.format(hours)
}

/**
 * A fraction as per cent for people, never rounded across 100: 1.003 -> '>100 %', 0.996 -> '<100 %'.
 * `side` is the exact comparison with 1 where the caller has it.
 */
export function formatPercent(fraction: number, side = Math.sign(fraction - 1)): string {
  const rounded = Math.round(fraction * 100)
  if (rounded === 100 && side > 0) return '>100 %'
  if (rounded === 100 && side < 0) return '<100 %'
  return `${rounded} %`
}

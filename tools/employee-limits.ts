// The limits of a list of people in words: "with FTE below 50 %", "with free time".
import { formatHours, formatPercent } from '../services/units.js'

export type EmployeeLimits = {
  [limit in `${'fte' | 'load' | 'hours' | 'freeHours'}${'Below' | 'AtLeast' | 'Above' | 'AtMost'}`]?: number | undefined
}

/** Not fully booked, and no other limit. */
export const FREE_TIME = 'with free time'

/** The limits of FTE, load and hours in words. */
export function limitsOf(input: EmployeeLimits): string {
  const { loadBelow, loadAtLeast, loadAbove, loadAtMost } = input
  const only = [loadBelow, loadAtLeast, loadAbove, loadAtMost].filter((bound) => bound !== undefined).length === 1
  const load =
    loadAtMost === 0
      ? 'without hours'
      : only && loadBelow === 1
        ? FREE_TIME
        : only && loadAtLeast === 1
          ? 'fully booked'
          : only && loadAbove === 1
            ? 'overbooked (above 100 % load)'
            : only && loadBelow === 0.25
              ? 'on the bench (below 25 % load)'
              : bounds('load', loadBelow, loadAtLeast, loadAbove, loadAtMost)
  return [
    bounds('FTE', input.fteBelow, input.fteAtLeast, input.fteAbove, input.fteAtMost),
    load,
    hoursOf('hours', input.hoursBelow, input.hoursAtLeast, input.hoursAbove, input.hoursAtMost),
    hoursOf('free hours', input.freeHoursBelow, input.freeHoursAtLeast, input.freeHoursAbove, input.freeHoursAtMost),
  ]
    .filter(Boolean)
    .join(' ')
}

/** "with FTE below 50 %", "with FTE from 50 % to 80 %". */
function bounds(what: string, below?: number, atLeast?: number, above?: number, atMost?: number): string {
  if (atLeast !== undefined && atMost !== undefined)
    return atLeast === atMost
      ? `with ${what} of exactly ${formatPercent(atLeast)}`
      : `with ${what} from ${formatPercent(atLeast)} to ${formatPercent(atMost)}`
  const parts = [
    below === undefined ? '' : `below ${formatPercent(below)}`,
    atLeast === undefined ? '' : `at least ${formatPercent(atLeast)}`,
    above === undefined ? '' : `above ${formatPercent(above)}`,
    atMost === undefined ? '' : `at most ${formatPercent(atMost)}`,
  ].filter(Boolean)
  return parts.length > 0 ? `with ${what} ${parts.join(' and ')}` : ''
}

/** "with at least 60 free hours", "with less than 100 hours". */
function hoursOf(what: string, below?: number, atLeast?: number, above?: number, atMost?: number): string {
  if (atLeast !== undefined && atMost !== undefined)
    return atLeast === atMost
      ? `with exactly ${formatHours(atLeast)} ${what}`
      : `with ${formatHours(atLeast)} to ${formatHours(atMost)} ${what}`
  const parts = [
    below === undefined ? '' : `less than ${formatHours(below)}`,
    atLeast === undefined ? '' : `at least ${formatHours(atLeast)}`,
    above === undefined ? '' : `more than ${formatHours(above)}`,
    atMost === undefined ? '' : `at most ${formatHours(atMost)}`,
  ].filter(Boolean)
  return parts.length > 0 ? `with ${parts.join(' and ')} ${what}` : ''
}

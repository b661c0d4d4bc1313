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
    bounds('hours', input.hoursBelow, input.hoursAtLeast, input.hoursAbove, input.hoursAtMost, inHours),
    bounds(
      'free time',
      input.freeHoursBelow,
      input.freeHoursAtLeast,
      input.freeHoursAbove,
      input.freeHoursAtMost,
      inHours,
    ),
  ]
    .filter(Boolean)
    .join(' ')
}

const inHours = (value: number) => `${formatHours(value)} h`

function bounds(
  what: string,
  below?: number,
  atLeast?: number,
  above?: number,
  atMost?: number,
  format: (value: number) => string = formatPercent,
): string {
  const parts = [
    below === undefined ? '' : `below ${format(below)}`,
    atLeast === undefined ? '' : `at least ${format(atLeast)}`,
    above === undefined ? '' : `above ${format(above)}`,
    atMost === undefined ? '' : `at most ${format(atMost)}`,
  ].filter(Boolean)
  return parts.length > 0 ? `with ${what} ${parts.join(' and ')}` : ''
}

// How full the people of a list shall be, and in which order it stands.
import { ask, refuse } from '../outcomes.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { AmountItem, ComparisonItem } from '../reading/items.js'
import type { FindInput } from './find.js'
import { input } from './intent.js'
import { isFullTimer } from './people-contract.js'
import { addLimit, isForProject, isHours, isLimit } from './people-limits.js'
import { saysWhichMonths } from './people-months.js'

/** "how full is everybody on Alpha": how much so is the question, not a limit. */
const HOW_FULL =
  /\bhow (very |heavily |badly )?(full|stretched|booked|booked up|loaded|loaded up|packed|swamped|tied up|occupied|overloaded|overbooked|maxed out)\b/

/** "free all of November": not a single hour. */
const ALL_OF =
  /\bfree (for |in |during |over )?(all|the whole|whole|the entire|entire) |\b(all|whole|entire) (month|quarter|year)\b/

/** "zero hours", "at 0 %". */
export const asksZero = (clause: Clause): boolean =>
  [...clause.amounts, ...clause.comparisons.filter((c) => c.operator === 'exactly' || c.operator === 'atMost')].some(
    (a) => a.amount.value === 0,
  )

/** "40 hours of Python work": what shall be done, not what is booked. */
const WORK_TO_DO = /\b(for|of|on|some|any|more|extra)( \S+){0,3} work\b/

/** "a day a week", said of what somebody has. */
export const isWeekly = (a: AmountItem): boolean =>
  /\b(days?|hours?|hrs?|h) ?(a|per|each|every|\/|weekly) ?(week|wk)?\b/i.test(a.text) && /w(ee)?k/i.test(a.text)

/** "more than 45 hours in calendar week 20": the hours of a month are not those of a week. */
function refuseWeeks(clause: Clause): void {
  const week = clause.periods.find((p) => /\b(week|wk|cw|kw) ?(no\.? ?)?\d/i.test(p.text))
  if (week && [...clause.amounts, ...clause.comparisons].some((a) => isHours(a.amount.unit)))
    refuse('Hours are planned by month, not by week, so I cannot list people by their hours of one week.', [
      'Who is overbooked this month?',
    ])
}

/** Words and comparisons as limits of FTE or load. Null where an amount has no place here. */
export function levelsOf(clause: Clause, planning: Planning): FindInput | null {
  const result: FindInput = {}
  refuseWeeks(clause)
  if (HOW_FULL.test(clause.plain) && clause.comparisons.length + clause.amounts.length === 0) return {}
  if (asksZero(clause)) return clause.has('free', 'mostFree') ? { loadAtLeast: 1 } : { loadAtMost: 0 }
  if (clause.has('free') && ALL_OF.test(clause.plain) && clause.comparisons.length + clause.amounts.length === 0)
    return { loadAtMost: 0 }
  if (clause.has('notOver')) result.loadAtMost = 1
  else if (clause.has('notBench')) result.loadAtLeast = 0.25
  else if (clause.has('notIdle')) result.loadAbove = 0
  else if (clause.has('idle')) result.loadAtMost = 0
  else if (clause.has('bench')) result.loadBelow = 0.25
  else if (clause.has('partly')) Object.assign(result, { loadAbove: 0, loadBelow: 1 })
  else if (
    /\b(most over(booked|loaded|allocated)?\b|overbooked (the )?(most|worst)|overloaded the most|over the most)/.test(
      clause.plain,
    )
  )
    result.loadAbove = 1
  else if (clause.has('overbooked') && clause.comparisons.length === 0) result.loadAbove = 1
  const amounts = clause.amounts.filter(
    (a) => !isLimit(clause, a.from) && !isFullTimer(clause, a) && !saysWhichMonths(clause, a),
  )
  const toSpare = !clause.has('allocation', 'work', 'full', 'exactly') || clause.has('free')
  const inHours = (a: AmountItem) => isHours(a.amount.unit)
  // "anyone with 50 hours in July": hours to give, unless booked ones are meant.
  const toGive =
    (clause.projects.length === 0 || isForProject(clause)) &&
    !clause.has('allocation', 'full', 'exactly', 'fteWord') &&
    (!clause.has('work') || WORK_TO_DO.test(clause.plain))
  const wanted = amounts.filter((a) => toGive && inHours(a) && !clause.has('free', 'takesOn', 'mostFree', 'idle'))
  const measured = [
    ...clause.comparisons,
    ...amounts
      .filter((a) => !wanted.includes(a) && !(isWeekly(a) && toSpare))
      .filter((a) => a.amount.unit === 'percent' || a.amount.unit === 'fte' || inHours(a))
      .map(
        (a): ComparisonItem => ({
          ...a,
          kind: 'comparison',
          operator: clause.has('free', 'takesOn', 'mostFree') ? 'atLeast' : 'exactly',
        }),
      ),
  ]
  if (amounts.some((a) => a.amount.unit !== 'percent' && a.amount.unit !== 'fte' && !inHours(a)))
    return hoursAreNoFilter(clause, planning)
  for (const { amount } of amounts.filter((a) => isWeekly(a) && toSpare)) result.loadAtMost = 1 - amount.value
  for (const { amount } of wanted)
    result.freeHoursAtLeast = amount.value * (amount.unit === 'days' ? 8 : amount.unit === 'weeks' ? 40 : 1)
  for (const item of measured) if (!addLimit(item, result, clause)) return hoursAreNoFilter(clause, planning)
  if (Object.keys(result).length > 0) return result
  if (clause.has('full') && !clause.has('free')) return { loadAtLeast: 1 }
  if (clause.has('full') && /\bnot\b|n't/i.test(clause.plain) === false && clause.has('full')) return { loadAtLeast: 1 }
  if (clause.has('free') && !clause.has('busiest', 'leastBusy', 'mostFree')) return { loadBelow: 1 }
  return result
}

export function orderOf(clause: Clause, levels: FindInput): Pick<FindInput, 'sort' | 'limit'> {
  const limit = clause.amounts.find((a) => isLimit(clause, a.from))?.amount.value
  const sort = sortOf(clause, levels)
  return input({ sort, limit })
}

/** Nothing behind "sorted" says by what: by what was asked for. */
const measureOf = (clause: Clause): string =>
  clause.has('free', 'mostFree')
    ? 'free'
    : clause.has('fteWord')
      ? 'fte'
      : clause.has('loadWord', 'full')
        ? 'load'
        : 'name'

const NAMED = /\b(sort(ed)?|order(ed)?|rank(ed)?)( them| it)? by \w/

function sortOf(clause: Clause, levels: FindInput): string | undefined {
  const down = clause.has('descending')
  if (clause.has('sort') || (clause.has('top') && clause.says('by'))) {
    const behind = clause.items.slice(
      Math.max(
        clause.at('sort'),
        clause.items.findIndex((i) => i.text.toLowerCase() === 'by'),
      ),
    )
    const names = (name: string) => behind.some((i) => i.kind === 'words' && i.classes.has(name))
    const key = names('fteWord')
      ? 'fte'
      : names('loadWord')
        ? 'load'
        : names('free') || names('mostFree') || names('byCapacity')
          ? 'free'
          : names('alphabetical') || /\bname/.test(clause.plain)
            ? 'name'
            : names('hoursNoun') || names('allocation')
              ? 'fte'
              : names('busiest')
                ? 'load'
                : !NAMED.test(clause.plain)
                  ? measureOf(clause)
                  : 'name'
    const ranked = /\b(rank|ranked|ranking|top)\b/.test(clause.plain) && key !== 'name' && !clause.has('ascending')
    const descending = down || ranked || (key === 'free' && !clause.has('ascending'))
    return descending && key !== 'name' ? `-${key}` : key
  }
  if (clause.says('by availability', 'by free time', 'by capacity', 'by free capacity')) return '-free'
  if (clause.has('alphabetical')) return 'name'
  if ((down || clause.has('ascending')) && clause.has('fteWord', 'loadWord'))
    return `${down ? '-' : ''}${clause.has('fteWord') ? 'fte' : 'load'}`
  if (clause.has('busiest')) return /\bfte\b/i.test(clause.plain) ? '-fte' : '-load'
  if (clause.has('overbooked') && clause.amounts.some((a) => isLimit(clause, a.from))) return '-load'
  if (clause.has('mostFree')) return '-free'
  if (clause.has('leastBusy')) return /\bfte\b/i.test(clause.plain) ? 'fte' : 'load'
  if (clause.has('free') && levels.loadBelow === 1 && Object.keys(levels).length === 1) return '-free'
  if (levels.loadAtMost !== undefined && clause.amounts.some(isWeekly)) return '-free'
  if (levels.freeHoursAtLeast !== undefined || levels.freeHoursAbove !== undefined) return '-free'
  return undefined
}

/** People cannot be filtered by hours: offers the list with the most free hours first. */
function hoursAreNoFilter(clause: Clause, planning: Planning): never {
  if (clause.has('projectNoun'))
    refuse('I cannot list people by the number of their projects. I can list them by FTE, load, hours or free time.', [
      'Who is fully booked this month?',
    ])
  const period = clause.periods.map((p) => p.text).join(' and ')
  const who = clause.roles.map((r) => r.text).join(' and ')
  const when = period ? ` in ${period}` : ''
  const bare = [...clause.comparisons, ...clause.amounts].find(
    (a) => a.amount.unit === 'none' && a.amount.value > 1 && a.amount.value <= 100,
  )
  const number = bare ? String(bare.amount.value) : ''
  const share = bare
    ? [{ label: `${number} % FTE`, message: planning.text.replace(new RegExp(`\\b${number}\\b`), `${number}% FTE`) }]
    : []
  return ask('I list people by FTE, load or free time, not by a number of hours. Which list?', [
    ...share,
    { label: 'Most free time first', message: `Which ${who || 'people'} have the most free time${when}?` },
    { label: 'Not fully booked', message: `Which ${who || 'people'} are free${when}?` },
  ])
}

import { ask, refuse } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import {
  isoMonth,
  MONTH_NAMES,
  monthNumber,
  monthOfYear,
  monthTitle,
  projectMonths,
  spanTitle,
  yearOf,
} from './month-arithmetic.js'
import type { Point, Stretch } from './period.js'

export interface Span {
  from: number
  to: number
}

export interface PeriodRule {
  today: string
  /** past: the verb is in the past, so a month without a year is the last one. */
  mode: 'read' | 'past' | 'write'
  /** The request as written, for a question that puts the year in. */
  text: string
  /** For a write: the project whose period decides an unsaid year; also where open ends end. */
  project?: LexiconProject
  /** A follow-up: the thread's period. */
  thread?: Span
  /** The thread's year holds for months without one. */
  keepYear?: boolean
  /** Another month of the same list, of which only one can be meant. */
  near?: number | undefined
  /** A write that leads up to this point ("until August"): it lies ahead. */
  ahead?: boolean
}

/** A stretch as month numbers, years put in by the rules for reading and writing. Asks where a write could mean several. */
export function resolveStretch(stretch: Stretch, rule: PeriodRule): Span {
  const today = monthNumber(rule.today)
  const window = rule.project ? projectMonths(rule.project) : undefined
  if (stretch.last) return between(stretch, stretch.last, rule)
  const leadsUp = stretch.open === 'until' || stretch.open === 'before'
  const first = resolvePoint(stretch.first, leadsUp ? { ...rule, ahead: true } : rule, stretch.open === 'since')
  if (stretch.months) return { from: first.from, to: first.from + Math.max(1, stretch.months) - 1 }
  // A change as of July holds from July on; a question asks about July.
  const open = stretch.open === 'asOf' && rule.mode === 'write' ? 'onwards' : stretch.open
  switch (open) {
    case 'onwards':
      return { from: first.from, to: Math.max(first.to, window?.to ?? yearOf(first.from) * 12 + 11) }
    case 'after':
      return { from: first.to + 1, to: Math.max(first.to + 1, window?.to ?? yearOf(first.to + 1) * 12 + 11) }
    case 'to':
      return rule.mode === 'write' ? first : { from: Math.min(first.to, today), to: first.to }
    case 'until':
      return {
        from: Math.min(first.to, rule.mode === 'write' && window ? Math.max(today, window.from) : today),
        to: first.to,
      }
    case 'before':
      if (END.test(rule.text.slice(stretch.first.start, stretch.first.end)))
        return resolveStretch({ ...stretch, open: 'until' }, rule)
      return {
        from: Math.min(first.from - 1, rule.mode === 'write' && window ? Math.max(today, window.from) : today),
        to: first.from - 1,
      }
    case 'since':
      return { from: first.from, to: Math.max(first.from, today) }
    default:
      return first
  }
}

/** "before the end of May", "before year end": that month still counts. */
const END = /\b(end|close|eoy|eoq|eom)\b/i

function between(stretch: Stretch, last: Point, rule: PeriodRule): Span {
  const first = stretch.first
  if (first.cycle && !last.cycle) {
    const end = resolvePoint(last, rule)
    const from = lastBefore(first.cycle.start, end.to)
    return { from, to: end.to }
  }
  if (first.cycle && last.cycle && rule.mode === 'write' && rule.project && !first.lean) {
    const window = projectMonths(rule.project)
    const starts = occurrences(first.cycle, window)
    const both = starts.filter((from) => endAfter(from, last) <= window.to)
    const from = only(stillAhead(both.length > 0 ? both : starts, first.cycle.length, rule), first, rule)
    return { from, to: endAfter(from, last) }
  }
  const start = resolvePoint(first, rule, false, last)
  const to = last.cycle ? endAfter(start.from, last) : resolvePoint(last, rule).to
  return { from: start.from, to: Math.max(start.from, to) }
}

function endAfter(from: number, last: Point): number {
  const cycle = last.cycle!
  let start = yearOf(from) * 12 + cycle.start
  if (start + cycle.length - 1 < from) start += 12
  return start + cycle.length - 1
}

const lastBefore = (start: number, month: number): number => {
  const value = yearOf(month) * 12 + start
  return value > month ? value - 12 : value
}

/** One point as months. */
function resolvePoint(point: Point, rule: PeriodRule, isPast = false, last?: Point): Span {
  const today = monthNumber(rule.today)
  if (point.wholeYear && rule.keepYear && rule.thread)
    return { from: yearOf(rule.thread.from) * 12, to: yearOf(rule.thread.from) * 12 + 11 }
  if (point.span) return point.span
  // What a change shall touch is never guessed.
  if (point.thread && !rule.thread && rule.mode === 'write') return ask('Which month do you mean?', [])
  if (point.thread) return rule.thread ?? { from: today, to: today }
  if (point.sprint) return sprintMonths(point, rule)
  const cycle = point.cycle!
  const year = yearOf(today) * 12
  const at = (from: number): Span => ({ from, to: from + cycle.length - 1 })
  if (point.lean === 'this') {
    const runsOn = year - 12 + cycle.start + cycle.length - 1 >= today
    return at(runsOn ? year - 12 + cycle.start : year + cycle.start)
  }
  if (point.lean === 'next') return at(year + cycle.start > today ? year + cycle.start : year + cycle.start + 12)
  if (point.lean === 'last')
    return at(year + cycle.start + cycle.length - 1 < today ? year + cycle.start : year + cycle.start - 12)
  if (rule.keepYear && rule.thread && rule.mode !== 'past') return at(threadYear(cycle, rule.thread, today))
  if (rule.mode === 'write' && rule.project) {
    return at(only(stillAhead(occurrences(cycle, projectMonths(rule.project)), cycle.length, rule), point, rule))
  }
  if (rule.mode === 'past' || isPast)
    return at(year + cycle.start <= today ? year + cycle.start : year + cycle.start - 12)
  const end = last?.cycle ? ((last.cycle.start + last.cycle.length - 1 - cycle.start + 12) % 12) + 1 : cycle.length
  const before = year + cycle.start - 12
  if (before + Math.max(end, cycle.length) - 1 >= today) return at(before)
  return at(
    year + cycle.start + Math.max(end, cycle.length) - 1 >= today ? year + cycle.start : year + cycle.start + 12,
  )
}

/** A follow-up keeps the thread's year, unless that would slide from the present into the past. */
function threadYear(cycle: { start: number; length: number }, thread: Span, today: number): number {
  const same = yearOf(thread.from) * 12 + cycle.start
  const slides = thread.to >= today && same + cycle.length - 1 < today && same + cycle.length - 1 < thread.from
  return slides ? same + 12 : same
}

/** Every start of the cycle whose months touch the window; a quarter that begins before the project still counts. */
export function occurrences(cycle: { start: number; length: number }, window: Span): number[] {
  const starts: number[] = []
  for (let year = yearOf(window.from) - 1; year <= yearOf(window.to); year += 1) {
    const start = year * 12 + cycle.start
    if (start <= window.to && start + cycle.length - 1 >= window.from) starts.push(start)
  }
  return starts
}

/** A month that comes within so many months is meant, not the same one of the year before. */
const SOON = 4

/**
 * Which of these a write can mean: the one beside another month of its list; what lies ahead where it leads up to a
 * month, or where the coming one is near and the others are long over. See docs/decisions/months-long-past.md.
 */
function stillAhead(starts: number[], length: number, { today, ahead, near }: PeriodRule): number[] {
  if (near !== undefined && starts.length > 1)
    return [...starts].sort((a, b) => Math.abs(a - near) - Math.abs(b - near)).slice(0, 1)
  const now = monthNumber(today)
  const coming = starts.filter((start) => start + length - 1 >= now)
  const soon = coming.some((start) => start - now <= SOON)
  return ahead || soon ? (coming.length > 0 ? coming : starts) : starts
}

function only(starts: number[], point: Point, rule: PeriodRule): number {
  const project = rule.project!
  const cycle = point.cycle!
  const name =
    cycle.length === 1
      ? MONTH_NAMES[cycle.start]!
      : spanTitle(cycle.start, cycle.start + cycle.length - 1).replace(/ 0$/, '')
  if (starts.length === 1) return starts[0]!
  const window = projectMonths(project)
  if (starts.length === 0) {
    refuse(`${project.name} runs from ${monthTitle(window.from)} to ${monthTitle(window.to)} and has no ${name}.`, [])
  }
  return ask(
    `Which ${name}? ${project.name} runs from ${monthTitle(window.from)} to ${monthTitle(window.to)}.`,
    starts.map((start) => {
      const title = spanTitle(start, start + cycle.length - 1)
      return { label: title, message: rule.text.slice(0, point.start) + title + rule.text.slice(point.end) }
    }),
  )
}

/** Sprints last 14 days from the project's start; without a project only "this" and "next" can be placed. */
function sprintMonths(point: Point, rule: PeriodRule): Span {
  const sprint = point.sprint!
  const day = 86_400_000
  const time = Date.parse(`${rule.today}T00:00:00Z`)
  const start = rule.project ? Date.parse(`${rule.project.startsOn.slice(0, 10)}T00:00:00Z`) : time
  const current = Math.floor((time - start) / (14 * day))
  if (sprint.number !== undefined && !rule.project) {
    ask('Sprint numbers belong to a project. Which project?', [])
  }
  const count = sprint.count ?? 1
  const offset = sprint.offset ?? 0
  const first = sprint.number !== undefined ? sprint.number - 1 : offset < 0 ? current - count : current + offset
  const from = start + first * 14 * day
  const to = from + count * 14 * day - day
  return { from: monthNumber(new Date(from).toISOString()), to: monthNumber(new Date(to).toISOString()) }
}

/** Spans in order, touching ones joined. */
export function joinSpans(spans: Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from)
  const result: Span[] = []
  for (const span of sorted) {
    const last = result[result.length - 1]
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to)
    else result.push({ ...span })
  }
  return result
}

export const isoSpan = (span: Span): { from: string; to: string } => ({
  from: isoMonth(span.from),
  to: isoMonth(span.to),
})

/** Is the month number inside? */
export const contains = (span: Span, month: number): boolean => month >= span.from && month <= span.to

export { monthOfYear }

// Hours that move from month to month, and the months in which hours move elsewhere.
import { ask } from '../outcomes.js'
import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import type { PeriodItem } from '../reading/items.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { contains, resolveStretch, type Span } from '../reading/resolve-period.js'
import { shareOfHours } from '../reading/share-of-hours.js'
import { input } from './intent.js'
import { takesOffAndPuts } from './move-wordings.js'

/**
 * "take Ann off Beta at the end of May and put her on Gamma from June": what moves is June's and later. "off Beta in May
 * and on Gamma in July": the hours of May move to July.
 */
export function monthsApart(clause: Clause, planning: Planning): { clause: Clause; toMonth?: string } {
  const [first, second] = clause.periods
  const target = clause.projects[1]
  if (!first || !second || clause.periods.length > 2 || !target || !takesOffAndPuts(clause)) return { clause }
  if (first.from > target.from || second.from < target.from) return { clause }
  const without = (gone: PeriodItem) =>
    new Clause(
      clause.text,
      clause.items.filter((i) => i !== gone),
      clause.words,
      clause.offset,
    )
  if (/^(the )?end of /i.test(first.text) || second.stretch.open) return { clause: without(first) }
  const spans = planning.spansApart(clause)
  if (!spans.every((s) => s.from === s.to)) return ask('From which month to which month?', [])
  return { clause: without(second), toMonth: isoMonth(spans[1]!.from) }
}

/** "half of her hours": the fraction that moves. */
export function partMoved(clause: Clause): number | undefined {
  const part = shareOfHours(clause)
  if (!part) return undefined
  if (part.share > 1) ask('How many hours shall move?', [])
  return Math.round(part.share * 10_000) / 10_000
}

interface FromTo {
  first: PeriodItem
  last?: PeriodItem
}

/** "from May to July", "May's ... to July". */
export function monthsFromTo(clause: Clause): FromTo | null {
  const [a, b] = clause.periods
  if (
    clause.projects.some((p) => p.prep === 'to') ||
    clause.people.some((p) => p.prep === 'to') ||
    clause.people.length > 1 ||
    clause.projects.length > 1
  )
    return null
  if (a?.stretch.last && !b) return { first: a }
  if (!a || !b || clause.periods.length !== 2) return null
  if (b.prep === 'to' || (b.prep === 'on' && a.prep !== 'on') || (a.prep === 'from' && b.prep === 'until'))
    return { first: a, last: b }
  if (b.prep === 'from' && (a.prep === 'to' || a.prep === 'on')) return { first: b, last: a }
  return null
}

export function moveMonth(
  fromTo: FromTo,
  base: { employee: string; project: string },
  project: LexiconProject,
  clause: Clause,
  planning: Planning,
): ToolCall {
  const rule = planning.rule('write', project)
  const { first, last } = fromTo
  const { open: _open, ...months } = first.stretch
  const span: Span = resolveStretch(last ? months : { first: first.stretch.first }, rule)
  const month = span.from
  const point = last ? last.stretch.first : first.stretch.last!
  const target =
    /following|next/i.test(last?.text ?? first.text) && point.span
      ? { from: month + 1, to: month + 1 }
      : nearestTo(month, point.cycle?.start, () => resolveStretch({ first: point }, rule))
  if (span.to !== span.from || target.to !== target.from) ask('From which month to which month?', [])
  const part = partMoved(clause)
  const hours = part === undefined ? clause.amounts[0] : undefined
  return {
    tool: 'move_hours',
    input: input({
      ...base,
      month: isoMonth(month),
      hours: hours ? planning.hours(hours, project, month) : undefined,
      share: part,
      toMonth: isoMonth(target.from),
    }),
  }
}

/** The month of that name nearest to the one the hours come from. */
function nearestTo(month: number, start: number | undefined, otherwise: () => Span): Span {
  if (start === undefined) return otherwise()
  const year = Math.floor(month / 12)
  const best = [year - 1, year, year + 1]
    .map((y) => y * 12 + start)
    .sort((a, b) => Math.abs(a - month) - Math.abs(b - month) || b - a)[0]!
  return contains({ from: best, to: best }, best) ? { from: best, to: best } : otherwise()
}

import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isWords, type PeriodItem } from '../reading/items.js'
import { isoMonth, monthTitle, spanTitle } from '../reading/month-arithmetic.js'
import { isoSpan, joinSpans, resolveStretch } from '../reading/resolve-period.js'
import { type Intent, input, isCommand } from './intent.js'
import { PLAN_KINDS, planScope } from './plan-scope.js'
import { CHANGE_WORDS, openPeriod } from './write-slots.js'

/** Hours of one month carried into others. */
export const copy: Intent = {
  name: 'copy',
  title: 'Copying months',
  writes: true,
  accepts: {
    words: [...CHANGE_WORDS, 'copy', 'set', 'later', 'earlier', 'shift', 'move', 'as', 'staff', 'add'],
    kinds: PLAN_KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    ((clause.has('copy') && strongCopy(clause)) || sameAs(clause)) &&
    clause.amounts.length === 0 &&
    clause.periods.length > 0 &&
    (clause.people.length === 1 || clause.has('hoursNoun', 'allocation', 'allHours') || !clause.says('extend')) &&
    clause.people.length < 2,
  plan: (clause, planning) => {
    const { employees, projects, project } = planScope(clause, planning)
    const rule = planning.rule('write', project)
    const [first, second] = clause.periods
    if (!first) return null
    const again = employees.length + projects.length === 0 ? spokenHours(clause, planning) : undefined
    if (again) return again
    const joined = first.stretch.last !== undefined && first.prep !== 'for'
    const later = second && (second.prep === 'from' || isLike(clause, second)) && first.prep !== 'from'
    const source = joined
      ? resolveStretch({ first: first.stretch.first }, rule)
      : resolveStretch({ first: (later ? second : first).stretch.first }, rule)
    if (source.from !== source.to) ask('Which one month shall be copied?', [])
    const target = joined ? first.stretch.last! : undefined
    const period = later ? first : second
    if (!target && !period) return askSource(clause, planning, first)
    const targets = [
      ...(target ? [{ first: target }] : []),
      ...clause.periods
        .filter((p) => p !== (later ? second : first))
        .map((p) => (p.stretch.open ? { first: p.stretch.first } : p.stretch)),
    ]
    const spans = joinSpans(targets.map((t) => resolveStretch(t, { ...rule, near: source.from })))
    const span = { from: spans[0]!.from, to: spans[spans.length - 1]!.to }
    const onwards =
      clause.says('forward', 'until', 'through', 'till', 'up to', 'carry', 'extend', 'continue') ||
      period?.stretch.open === 'until'
    const open =
      period?.stretch.open === 'onwards' && !clause.people.some(() => false)
        ? openPeriod(planning, project).to
        : undefined
    const holdsSource = span.from <= source.from && span.to > source.to
    const from = (onwards && span.from > source.from) || holdsSource ? source.from + 1 : span.from
    return [
      {
        tool: 'change_plan',
        input: input({
          operation: 'copy',
          employees,
          projects,
          sourceMonth: isoSpan(source).from,
          ...isoSpan({ from, to: Math.max(span.to, later && open ? open : span.to) }),
        }),
      },
    ]
  },
  examples: [
    {
      ask: "Copy Jane Doe's October hours on Alpha to November and December",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'copy',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            sourceMonth: '2026-10',
            from: '2026-11',
            to: '2026-12',
          },
        },
      ],
    },
    {
      ask: 'Carry the September plan of Alpha forward to December',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'copy',
            projects: ['Project Alpha'],
            sourceMonth: '2026-09',
            from: '2026-10',
            to: '2026-12',
          },
        },
      ],
    },
  ],
}

/** "the same hours in December as in November". */
const sameAs = (clause: Clause): boolean =>
  clause.has('same', 'set', 'staff') &&
  clause.periods.length > 1 &&
  clause.periods.slice(1).some((p) => isLike(clause, p))

/** Does "as" or "like" stand before these months ("as in January")? */
function isLike(clause: Clause, period: PeriodItem): boolean {
  const at = clause.items.indexOf(period)
  return clause.items
    .slice(0, at)
    .filter((i) => !isWords(i, 'personPronoun') && !/^(had|has|have|did)$/i.test(i.text))
    .slice(-3)
    .some((i) => LIKE.test(i.text))
}

const LIKE =
  /^(as|like|as in|like in|same as|the same as|same hours as|to what (she|he|they|it|we) (had|has|have|was|were))$/i

/** "extend Jane through December": as in which month? */
function askSource(clause: Clause, planning: Planning, months: PeriodItem): never {
  const person = planning.peopleOf(clause)[0]
  const [project] = planning.projectsOf(clause)
  const on = project ? ` on ${planning.projectName(project)}` : ''
  const to = resolveStretch({ first: months.stretch.first }, planning.rule('write', project)).to
  const sources = [planning.today, planning.today + 1].filter((m) => m < to)
  return ask(
    'With the hours of which month?',
    sources.map((m) => ({
      label: monthTitle(m),
      message: `Copy ${person ? `${person}'s ` : 'the '}${monthTitle(m)} hours${on} to ${spanTitle(m + 1, to)}`,
    })),
  )
}

const strongCopy = (clause: Clause): boolean =>
  clause.items.some(
    (i) =>
      isWords(i, 'copy') &&
      /^(to what .+|copy|copying|copy over|copy forward|carry|carry forward|carry over|carry on|repeat|replicate|duplicate|roll forward|roll over|roll|clone|extend|continue|mirror|same hours as|the same hours as|same as|the same as|propagate|reuse|fill forward|fill right|replicating|copy paste|keep the same|keep|use|like in|as in|mimic)$/i.test(
        i.text,
      ),
  )

/** "copy that to January" right after hours of one month were set: these hours, in the months named. */
function spokenHours(clause: Clause, planning: Planning): ToolCall[] | undefined {
  const { last } = planning.memory
  const cells = last.flatMap((c) => (c.input as { changes?: SetCell[] }).changes ?? [])
  const set = last.length > 0 && last.every((c) => c.tool === 'set_hours') && cells.every((c) => c.mode === 'set')
  if (!set || new Set(cells.map((c) => c.month)).size !== 1 || !['to', 'in', 'for'].includes(clause.periods[0]!.prep))
    return undefined
  const rule = { ...planning.rule('write'), mode: 'read' as const }
  const spans = joinSpans(clause.periods.map((p) => resolveStretch(p.stretch, rule)))
  const months = spans.flatMap((s) => Array.from({ length: s.to - s.from + 1 }, (_, at) => isoMonth(s.from + at)))
  if (months.length > 24) return undefined
  const changes = cells.flatMap((cell) => months.map((month) => ({ ...cell, month })))
  return [{ tool: 'set_hours', input: { changes } }]
}

interface SetCell {
  month: string
  mode: string
}

import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import type { Item } from '../reading/items.js'
import { isoSpan, type Span } from '../reading/resolve-period.js'
import { find } from './find.js'
import { asksLoadOfGroup, loadOfGroup } from './group-load.js'
import { type Intent, input, isCommand } from './intent.js'
import { defaultSpan, groupOf, query } from './query.js'

/** Words that set two things beside each other. */
const COMPARES =
  /\b(compar(e|es|ed|ing|ison)|versus|vs|against|than|differ(s|ence|ent)?|up or down|higher|lower|busier|heavier|lighter|quieter|fuller|emptier|freer|bigger|smaller|the (most|least)|busiest|biggest|highest|lowest|heaviest|(more|less|fewer)\b(?! than \d)|change[sd]?|grow[ns]?|grew|growth|rise[sn]?|fall(s|en)?|dropp?(s|ed|ing)?|increase[sd]?|decrease[sd]?|develop(s|ed|ment)?|trends?)\b/
const WORDS =
  /^(compare|compared|compares|comparing|comparison|versus|vs|against|than|differ|differs|difference|different|difference between|up|down|or|higher|lower|busier|heavier|lighter|quieter|fuller|emptier|freer|freest|(bigger|smaller|larger|higher|lower|more|less|fewer)( than)?|takes?|eats?|uses?|needs?|costs?|most|least|the most|the least|more time|more hours|more work|changed?|changes|grown?|grows|grew|growth|rises?|risen|falls?|fallen|drops?|dropped|dropping|increased?|increases|decreased?|decreases|develops?|developed|development|trends?|relative|terms|on|between|same|as much|as many|as|instead|rather|with|to|from|biggest|busiest|less busy|more busy)$/i

/** Periods, people, projects, clients or roles set beside each other: each has its own figure, nothing is added up. */
export const compare: Intent = {
  name: 'compare',
  title: 'Comparing',
  accepts: {
    words: [...new Set([...query.accepts.words, ...find.accepts.words, 'top', 'comparative'])],
    kinds: ['words', 'person', 'project', 'client', 'role', 'lcat', 'period'],
  },
  free: (clause) => clause.items.filter((i) => isComparing(i)),
  when: (clause) =>
    COMPARES.test(clause.plain) &&
    asks(clause) &&
    !clause.has('budget', 'overrun', 'overbooked', 'conflict', 'export', 'forecast', 'balance') &&
    !(clause.has('status') && clause.projects.length > 0 && clause.periods.length === 0) &&
    clause.skills.length === 0 &&
    (clause.periods.length > 1 ||
      (CHANGES.test(clause.plain) && clause.periods[0]?.stretch.last !== undefined) ||
      Math.max(clause.people.length, clause.projects.length, clause.clients.length, clause.roles.length) > 1),
  plan: (clause, planning) => {
    const spans =
      clause.periods.length > 0
        ? planning.spansApart(clause)
        : [planning.spokenOf(clause) ?? defaultSpan(clause, planning)]
    const develops = clause.periods.length === 1 && spans[0]!.to > spans[0]!.from && CHANGES.test(clause.plain)
    const named = clause.people.length + clause.projects.length + clause.clients.length
    if (develops && named + clause.lcats.length === 0 && !clause.has('free', 'idle', 'bench'))
      return spans.map((span) => ({
        tool: 'query_allocations',
        input: input({ roles: planning.rolesOf(clause), ...isoSpan(span), groupBy: 'month' }),
      }))
    if (named === 0 && !clause.has('hoursNoun')) return comparePeople(clause, planning, spans)
    const filter = {
      employees: planning.peopleOf(clause),
      projects: planning.projectsOf(clause).map((p) => planning.projectName(p)),
      clients: planning.clientsOf(clause),
      roles: planning.rolesOf(clause),
    }
    const range = clause.periods.length === 1 && clause.periods[0]!.stretch.last && CHANGES.test(clause.plain)
    const group = range ? 'month' : groupOf(clause)
    const months = group === undefined || group === 'month' ? asMonths(spans) : undefined
    if (months)
      return [{ tool: 'query_allocations', input: input({ ...filter, ...isoSpan(months), groupBy: 'month' }) }]
    // "Alpha vs Beta month by month": each has its own months, nothing is added up.
    const each =
      group === 'month' && filter.projects.length > 1 && filter.employees.length === 0
        ? filter.projects.map((project) => ({ ...filter, projects: [project] }))
        : [filter]
    return spans.flatMap((span) =>
      each.map((one) => ({
        tool: 'query_allocations',
        input: input({ ...one, ...isoSpan(span), groupBy: group }),
      })),
    )
  },
  examples: [
    {
      ask: 'How does Jane Doe look in November compared with October?',
      calls: [
        {
          tool: 'query_allocations',
          input: { employees: ['Jane Doe'], from: '2026-10', to: '2026-11', groupBy: 'month' },
        },
      ],
    },
    {
      ask: 'Is Q1 heavier than Q4 for Beta?',
      calls: [
        { tool: 'query_allocations', input: { projects: ['Project Beta'], from: '2027-01', to: '2027-03' } },
        { tool: 'query_allocations', input: { projects: ['Project Beta'], from: '2026-10', to: '2026-12' } },
      ],
    },
    {
      ask: 'Jane Doe or Bob Ode, who has more on in May?',
      calls: [
        {
          tool: 'query_allocations',
          input: { employees: ['Jane Doe', 'Bob Ode'], from: '2027-05', to: '2027-05', groupBy: 'employee' },
        },
      ],
    },
  ],
}

const CHANGES =
  /\b(chang(e|es|ed|ing)|grow(s|n|ing|th)?|grew|rises?|rising|falls?|falling|fallen|drop(s|ped|ping)?|increas(e|es|ed|ing)|decreas(e|es|ed|ing)|develop(s|ed|ment)?|trends?)\b/
const VERBS = /\b(move|set|put|add|cut|give|let|make|keep|bring)\b/

/** A question or "compare ..."; "Ann or Bob, who has more on?" asks too, "drop Ann in May and June" does not. */
const asks = (clause: Clause): boolean =>
  !isCommand(clause) ||
  /^(please |can you |could you )?(compare|comparison|show|give me|list|difference)\b/.test(clause.plain) ||
  (!VERBS.test(clause.plain) &&
    !CHANGES.test(clause.plain) &&
    (/\b(vs|versus|compared)\b/.test(clause.plain) || clause.has('who', 'which', 'what', 'how')))

const isComparing = (item: Item): boolean => item.kind !== 'period' && WORDS.test(item.text.trim())

/** Nobody is named: how full the firm or the roles are in each period; lists where these are asked for. */
function comparePeople(clause: Clause, planning: Planning, spans: Span[]): ToolCall[] | null {
  if (clause.has('bench', 'idle', 'partly', 'mostFree') || (clause.has('free') && !asksLoadOfGroup(clause)))
    return clause.periods.flatMap((period) => find.plan(only(clause, period), planning) ?? [])
  const filter = { roles: planning.rolesOf(clause), lcats: planning.lcatsOf(clause) }
  if (filter.lcats.length > 0 && filter.roles.length === 0 && spans.length === 1) return null
  return loadOfGroup(clause, planning, filter, spans.map(isoSpan))
}

/** The request about one of its periods. */
const only = (clause: Clause, period: Item): Clause =>
  new Clause(
    clause.text,
    clause.items.filter((i) => (i.kind !== 'period' || i === period) && !isComparing(i)),
    clause.words,
    clause.offset,
  )

/** Single months that stand in a row, as one span; undefined for anything else. */
function asMonths(spans: Span[]): Span | undefined {
  const months = spans.map((s) => s.from).sort((a, b) => a - b)
  const inRow = spans.every((s) => s.from === s.to) && months.every((m, at) => m === months[0]! + at)
  return months.length > 1 && inRow ? { from: months[0]!, to: months[months.length - 1]! } : undefined
}

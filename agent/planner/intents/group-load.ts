import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isoSpan } from '../reading/resolve-period.js'
import type { FindInput } from './find.js'
import { fromNow } from './from-now.js'
import { input } from './intent.js'

const LOAD = /\b(utili[sz](ation|ed)|util|load|loads|loaded|workloads?|busy|stretched|occupied)\b/
/** "how full are the testers", "what share of the developers' time is booked". */
const FULLNESS =
  /\bhow (full|booked up|tied up|well used|well utili[sz]ed|stretched|overstretched|overloaded|swamped|packed|maxed out)\b|\b(share|percentage|percent|proportion|part|fraction|%) of .{0,60}\b(capacity|time)\b/

const GROUPED = ['byClient', 'byProject', 'byPerson', 'monthNoun', 'hoursNoun', 'report', 'export']

/**
 * "How busy are the testers", "utilisation of the developers", "our utilisation in May": what a group of people carries
 * of what it can, not the hours of a role. Nobody and no project is named.
 */
export const asksLoadOfGroup = (clause: Clause): boolean =>
  countsByRole(clause) ||
  asksFreeTotal(clause) ||
  asksFreeByRole(clause) ||
  ((LOAD.test(clause.plain) ||
    FULLNESS.test(clause.plain) ||
    (clause.has('average') && clause.has('loadWord', 'fteWord'))) &&
    clause.people.length + clause.clients.length === 0 &&
    (clause.projects.length === 0 || isAverageOnProject(clause)) &&
    clause.comparisons.length + clause.amounts.length + clause.skills.length === 0 &&
    !clause.has(...GROUPED, 'busiest', 'leastBusy', 'sort', 'top', 'balance', 'who', 'idle') &&
    (FULLNESS.test(clause.plain) || !clause.has('overbooked')) &&
    (FULLNESS.test(clause.plain) || !clause.has('free', 'full')) &&
    (clause.roles.length + clause.lcats.length > 0 ||
      /\butili[sz]/.test(clause.plain) ||
      FULLNESS.test(clause.plain) ||
      clause.has('average')))

/** "the average load of the testers on Alpha": one role, one project. */
const isAverageOnProject = (clause: Clause): boolean =>
  clause.has('average') && clause.projects.length === 1 && clause.roles.length === 1

/** "how many free hours have we got", "how much capacity do the stewards have left": one figure of all. */
const FREE_TOTAL =
  /\b(total|overall|combined|average|mean|avg|sum of( the)?|all the|aggregate) (number of |amount of )?(free|spare|available|unused|remaining|unallocated|unbooked|open) (capacity|hours|time|availability)\b|\bhow (many|much) (more )?((free|spare|open|available|unused|unallocated|unbooked|remaining|total) )?(hours|time|capacity|availability|headroom|slack)\b/

/** "hours booked vs available". */
const AGAINST =
  /\b(booked|allocated|planned|used)( hours| time)? (vs|versus|against|compared (to|with)|and) (available|free|capacity|unbooked|open)\b|\b(available|free|capacity)( hours| time)? (vs|versus|against|compared (to|with)) (booked|allocated|planned|used)\b/

export const asksFreeTotal = (clause: Clause): boolean =>
  (FREE_TOTAL.test(clause.plain) || AGAINST.test(clause.plain)) &&
  (clause.has('free') || /\b(left|remaining|unused|unallocated)\b/.test(clause.plain)) &&
  clause.people.length + clause.projects.length + clause.clients.length === 0 &&
  clause.comparisons.length + clause.amounts.length + clause.skills.length === 0 &&
  (!clause.has('who', 'which', 'byPerson') || /\b(average|mean|avg)\b/.test(clause.plain)) &&
  !clause.has('monthNoun', 'bench', 'idle', 'full', 'takesOn')

/** "which roles have free capacity": a figure for each of them. */
const asksFreeByRole = (clause: Clause): boolean =>
  clause.has('free') &&
  (clause.has('byRole') ||
    (clause.has('roleNoun') &&
      clause.has('which', 'what', 'where') &&
      /\b(role|discipline|function)s?\b/.test(clause.plain)) ||
    /\b(which|what) teams\b/.test(clause.plain)) &&
  clause.entities.length + clause.comparisons.length + clause.amounts.length === 0 &&
  (!clause.has('people') || /\b(which|what) teams\b/.test(clause.plain)) &&
  !clause.has('who', 'busiest', 'leastBusy')

/** "headcount by role", "how many people in each role". */
const COUNTED =
  /\b(headcounts?|head counts?|(how many|number of) (people|persons|employees|staff|heads|of us|colleagues))\b/

export const countsByRole = (clause: Clause): boolean =>
  clause.has('byRole') &&
  COUNTED.test(clause.plain) &&
  clause.people.length + clause.projects.length + clause.clients.length + clause.comparisons.length === 0 &&
  !clause.has('free', 'idle', 'bench', 'overbooked')

/** "average load of the testers", "how busy is the team": the group as a whole, then its people. */
const asksOneFigure = (clause: Clause): boolean =>
  clause.has('average') ||
  /\bhow (very |well )?\w+( up)? (is|are|will|was|were) |\b(overall|as a whole|together|in total|combined)\b/.test(
    clause.plain,
  )

/** "utilisation by role", "compare developers and testers": a figure for each of them. */
export const asksByRole = (clause: Clause): boolean =>
  clause.has('byRole') || asksFreeByRole(clause) || clause.roles.length > 1

/** More roles than this are not told one by one. */
const MOST_ROLES = 12

/** The load of the group as one figure, for each role where several are asked for. */
export function loadOfGroup(
  clause: Clause,
  planning: Planning,
  filter: FindInput,
  spans = clause.periods.length > 1 &&
  !asksFreeByRole(clause) &&
  !/\b(total|together|combined|overall|altogether)\b/.test(clause.plain)
    ? planning.spansApart(clause).map(isoSpan)
    : planning.readSpans(clause, planning.thisMonth),
): ToolCall[] {
  const named = filter.roles ?? []
  if (asksFreeTotal(clause)) spans = spans.map((span) => fromNow(span, clause, planning))
  const roles = asksByRole(clause) ? (named.length > 0 ? named : planning.request.lexicon.roles) : []
  const several = roles.length > 1 && roles.length <= MOST_ROLES
  const groups = several ? roles.map((role) => ({ ...filter, roles: [role] })) : [filter]
  const tell =
    several || asksFreeTotal(clause) || asksOneFigure(clause) || named.length + (filter.lcats?.length ?? 0) === 0
      ? { tell: 'group' }
      : {}
  if (roles.length > MOST_ROLES)
    return spans.map((span) => ({ tool: 'query_allocations', input: input({ ...span, groupBy: 'role' }) }))
  return spans.flatMap((span) =>
    groups.map((group) => ({ tool: 'find_employees', input: input({ ...group, ...span, ...tell }) })),
  )
}

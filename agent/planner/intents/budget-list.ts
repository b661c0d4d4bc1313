import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'

import { isoMonth } from '../reading/month-arithmetic.js'
import { BUDGET_LIST, type BudgetListWord } from '../words/budget-list-words.js'
import { type Intent, input } from './intent.js'
import { groupMeant } from './project-group.js'

/** Budgets of all projects, of a client or of a manager side by side: totals, least left, nearest to the limit. */
export const budgetList: Intent = {
  name: 'budget-list',
  title: 'Budgets of all projects',
  accepts: { words: [], kinds: [] },
  free: (clause) => clause.items,
  when: (clause, planning) => askedOf(clause, planning) !== undefined,
  plan: (clause, planning) => [{ tool: 'get_project_status', input: askedOf(clause, planning)! }],
  examples: [
    {
      ask: 'Which projects have the least budget left?',
      calls: [{ tool: 'get_project_status', input: { sort: 'left' } }],
    },
    { ask: 'What is our total budget?', calls: [{ tool: 'get_project_status', input: { tell: 'budget' } }] },
    { ask: 'Funded hours by client', calls: [{ tool: 'get_project_status', input: { groupBy: 'client' } }] },
    {
      ask: 'Which projects are close to their budget?',
      calls: [{ tool: 'get_project_status', input: { leftBelow: 0.1, sort: 'leftShare' } }],
    },
    {
      ask: 'which projects have less than 20% of their budget left',
      calls: [{ tool: 'get_project_status', input: { leftBelow: 0.2, sort: 'leftShare' } }],
    },
  ],
}

/** What counts as close to the limit: less than a tenth of the funded hours left. */
const CLOSE = 0.1

type Fields = Record<string, unknown>

/** The call's input; undefined where a word says something else or it is not about several budgets. */
function askedOf(clause: Clause, planning: Planning): Fields | undefined {
  const { items } = clause
  const group = groupMeant(clause, planning)
  if (clause.projects.length > 0 && !group) return undefined
  if (clause.roles.length + clause.lcats.length + clause.skills.length > 0) return undefined
  if (clause.unknown.length > 3 || clause.has('export', 'who', 'not') || clause.periods.length > 1) return undefined
  const manager = managerOf(clause, planning)
  if (clause.people.length > 0 && !manager) return undefined
  const words = items
    .filter((i) => i.kind === 'words' || i.kind === 'unknown')
    .flatMap((i) => i.text.toLowerCase().match(/[\p{L}]+(?:['’]\p{L}+)?/gu) ?? [])
    .map((word) => word.replace('’', "'"))
  if (!words.every((word) => ALL.has(word.replace(/'s$/, '')))) return undefined
  const says = (...names: BudgetListWord[]) => names.some((name) => words.some((word) => BUDGET_LIST[name].has(word)))
  const about = group || manager || clause.clients.length > 0 || says('projects', 'clients', 'all', 'managers')
  const own =
    /\b(our|the|total|overall|whole|entire) (total |overall |whole |combined |remaining )?(budgets?|funding|funded)\b/
  if (!about && !own.test(clause.plain)) return undefined
  const budget =
    says('funds') ||
    (says('budget') && says('left') && /\b(left|remain\w*|unspent|unused|headroom|slack)\b/.test(clause.plain))
  const near = says('near') && says('over', 'near') && (says('funds') || says('budget') || says('over'))
  if (!budget && !near) return undefined
  const overrun = !near && (says('over') || clause.has('overrun'))
  if (overrun && !group && !manager) return undefined
  const bound = boundOf(clause, says('left'))
  if (bound === null) return undefined
  const month = monthOf(clause, planning, says('left', 'used'))
  if (month === null) return undefined
  const mine =
    /\b(my|mine|i)\b/.test(clause.plain) && managesAny(planning) ? planning.request.lexicon.actor.name : undefined
  const top = items.find((i) => i.kind === 'amount' && i.amount.unit === 'none')
  const groupBy = groupOf(clause)
  const sort = groupBy ? undefined : sortOf(says, near || bound !== undefined)
  const fields = input({
    clients: group && 'clients' in group ? group.clients : planning.clientsOf(clause),
    managers: group && 'managers' in group ? group.managers : [manager ?? mine].flatMap((name) => name ?? []),
    month: month,
    leftBelow:
      bound?.leftBelow ??
      (overrun ? 0 : undefined) ??
      (near && !bound && !says('most') && !/closest|nearest|tightest/.test(clause.plain) ? CLOSE : undefined),
    leftHoursBelow: bound?.leftHoursBelow,
    sort,
    groupBy,
    limit: top && sort && top.kind === 'amount' ? top.amount.value : undefined,
  })
  return Object.keys(fields).length > 0 ? fields : { tell: 'budget' }
}

const ALL: ReadonlySet<string> = new Set(Object.values(BUDGET_LIST).flatMap((words) => [...words]))

function sortOf(says: (...names: BudgetListWord[]) => boolean, near: boolean): string | undefined {
  if (near) return 'leftShare'
  if (!says('least', 'most')) return undefined
  if (says('left')) return says('least') ? 'left' : '-left'
  if (says('used') && !says('least')) return 'leftShare'
  return says('least') ? 'funded' : '-funded'
}

/** "less than 10 % left", "more than 90 % used", "under 200 hours left"; null for another bound. */
function boundOf(clause: Clause, left: boolean): { leftBelow?: number; leftHoursBelow?: number } | undefined | null {
  const [bound] = clause.comparisons
  const plain = clause.amounts.filter((a) => a.amount.unit !== 'none')
  if (clause.comparisons.length > 1 || plain.length > 0 || clause.amounts.length > 1) return null
  if (!bound) return undefined
  const { unit, value } = bound.amount
  const below = bound.operator === 'below' || bound.operator === 'atMost'
  const above = bound.operator === 'above' || bound.operator === 'atLeast'
  if (unit === 'percent' && left && below) return { leftBelow: value }
  if (unit === 'percent' && !left && above && value < 1) return { leftBelow: Math.round((1 - value) * 1000) / 1000 }
  if ((unit === 'hours' || unit === 'none') && left && below) return { leftHoursBelow: value }
  return null
}

/** "left at the end of June"; null where a period says something else. */
function monthOf(clause: Clause, planning: Planning, left: boolean): string | undefined | null {
  if (clause.periods.length === 0) return undefined
  const span = left ? planning.spansOf(clause, 'read')?.[0] : undefined
  return span ? isoMonth(span.to) : null
}

function groupOf(clause: Clause): 'client' | 'manager' | undefined {
  const by = /\b(?:by|per|for each|each|every|for every) (client|customer|manager|pm)s?\b/.exec(clause.plain)?.[1]
  if (by) return by === 'customer' ? 'client' : by === 'pm' ? 'manager' : (by as 'client')
  return /\bwhich (client|customer)s?\b/.test(clause.plain) ? 'client' : undefined
}

/** "Grace's projects", "projects managed by Drew": a person who manages some. */
function managerOf(clause: Clause, planning: Planning): string | undefined {
  if (clause.people.length !== 1) return undefined
  const name = planning.request.lexicon.employees[clause.people[0]!.refs[0]!.index]?.name
  const known = planning.request.lexicon.projects.some((p) => p.manager === name)
  return clause.people[0]!.refs.length === 1 && known ? name : undefined
}

const managesAny = (planning: Planning): boolean =>
  planning.request.lexicon.projects.some((p) => p.manager === planning.request.lexicon.actor.name)

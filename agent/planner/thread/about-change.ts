import { isoMonth } from '../reading/month-arithmetic.js'
import { asked, type Reader } from './about-answer.js'
import { slotsOf, WRITE_TOOLS } from './thread-memory.js'

/**
 * "what does that leave him at?", "is she over now?" right after a change: the load of the people whose hours it changed,
 * in its months.
 */
export const afterChange: Reader = (clause, last, planning) => {
  const said = asked(clause)
  if (!WRITE_TOOLS.has(last.tool) || !LEAVES.test(said)) return undefined
  // "is she overbooked?" asks for conflicts.
  const asksOver = / (now|then|over|above|full)$|^(is (that|it|this) )?(a bit |way |far )?too (much|many|high)\b/
  if (clause.has('overbooked') && !asksOver.test(said)) return undefined
  const named = planning.peopleOf(clause)
  const people = named.length > 0 ? named : slotsOf(planning.memory.last).people.map((name) => planning.nameOf(name))
  const cells = planning.memory.lastCells?.cells ?? []
  const period = planning.memory.period
  const months =
    cells.length > 0 ? cells.map((c) => c.month).sort() : period ? [isoMonth(period.from), isoMonth(period.to)] : []
  const employees = people.length > 0 ? people : [...new Set(cells.map((c) => c.employee))]
  if (employees.length === 0 || months.length === 0) return undefined
  const [from, to] = [months[0]!, months.at(-1)!]
  if (employees.length > 1) return [{ tool: 'find_employees', input: { employees, from, to, sort: '-load' } }]
  const groupBy =
    from === to ? undefined : /\b(in total|altogether|in all|in sum|together)\b/.test(said) ? 'project' : 'month'
  return [{ tool: 'query_allocations', input: { employees, from, to, ...(groupBy ? { groupBy } : {}) } }]
}

const SOLVED =
  /^((is|was|will) (that|it|this) (be )?(enough|sufficient|solved|fixed|resolved|all)|(does|did|will|would) (that|it|this) (be enough|help|fix|solve|resolve|do)( (it|that|the problem|the overload|everything))?|(is )?(the )?(problem|overload|conflict|issue) (is )?(solved|fixed|gone|resolved)|(is|are) (he|she|they|everyone|everybody|all) (ok|okay|fine|within capacity|under|below 100) (now|then|again)|all (good|fine|ok) now)( (now|then|already))*$/

/** "is that enough?" after a way out was taken: whether anybody whom it was about is still over in its months. */
export const solved: Reader = (clause, last, planning) => {
  if (!WRITE_TOOLS.has(last.tool) || !SOLVED.test(asked(clause))) return undefined
  const cells = planning.memory.lastCells?.cells ?? []
  const less = [...new Set(cells.filter((c) => c.after < c.before).map((c) => planning.nameOf(c.employee)))]
  const months = cells
    .filter((c) => less.length === 0 || c.after < c.before)
    .map((c) => c.month)
    .sort()
  if (months.length === 0) return undefined
  const whom = less.length > 0 ? less : [...new Set(cells.map((c) => planning.nameOf(c.employee)))]
  const employee = whom.length === 1 ? { employee: whom[0] } : {}
  return [{ tool: 'find_conflicts', input: { ...employee, about: 'people', from: months[0], to: months.at(-1) } }]
}

/** "is she still ok in December?" after a change: the people it changed, in that month. */
export const inMonthAfterChange: Reader = (clause, last, planning) => {
  if (!WRITE_TOOLS.has(last.tool) || clause.amounts.length > 0) return undefined
  // "how does that leave Jan?"
  if (!clause.periods.every((p) => p.prep !== '')) return undefined
  const said = clause.periods
    .reduce((text, period) => text.replace(period.text.toLowerCase(), ' '), asked(clause))
    .replace(/\b(in|for|during|until|till)\s+(?=$|then|now|\s)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const named = planning.peopleOf(clause)
  const employees = named.length > 0 ? named : slotsOf(planning.memory.last).people.map((name) => planning.nameOf(name))
  if (!LEAVES.test(said) || employees.length === 0 || clause.has('overbooked')) return undefined
  const spans = planning.readSpans(clause, planning.thisMonth)
  if (employees.length > 1)
    return spans.map((span) => ({ tool: 'find_employees', input: { employees, ...span, sort: '-load' } }))
  return spans.map((span) => ({ tool: 'query_allocations', input: { employees, ...span } }))
}

const BACK =
  /^((please|just) )*((go|put|set|change|turn|take|bring|switch)( (it|that|this|him|her|them))? )?back( (please|again|to (before|normal|the old (one|value|hours|figure|number)|(what|how) it was( before)?|(what|how) (he|she) had( before)?|the way it was)))*$/

/** "back please" right after a change. */
export const undoneAgain: Reader = (clause, last) =>
  WRITE_TOOLS.has(last.tool) && BACK.test(asked(clause)) ? [{ tool: 'undo_change', input: {} }] : undefined

const BUDGET =
  /^((is|are|was) (that|it|this|he|she|they) (still )?(within|in|inside|under|above|over|below|ok with|fine with|covered by)( (his|her|their|the|its|my))* (budget|funding|funded hours)|(does|do|did|will|would) (that|this|it|he|she) (go|goes|fit|run|stay|exceed|break|blow|get|be|push us|take us|bring us)?( (over|above|within|in|into|under|exceed))?( (his|her|their|the|its))* (budget|funding|funded hours)|((how|what) (much|many|about|is) )?(his |her |the |its )?(budget|funding|funded hours)( (is|are))?( (left|remaining|still left))?( (on it|there|for (him|her|it|that)))?|what (does|did) that do to (the|his|her) budget|over budget)( (now|then))?$/

/** "does that go over her budget?" after a change: the budgets of its project. */
export const budgetAfterChange: Reader = (clause, last, planning) => {
  if (!WRITE_TOOLS.has(last.tool) || !BUDGET.test(asked(clause))) return undefined
  const { projects } = slotsOf(planning.memory.last)
  return projects.length > 0 && projects.length <= 3
    ? projects.map((project) => ({ tool: 'get_project_status', input: { project } }))
    : undefined
}

/** Names and pronouns are left out of what is read here, or stand as written. */
const PRONOUN = '(he|she|they|him|her|them|his|their|it)'
const STATE =
  '(over|over the limit|over capacity|overbooked|over booked|overallocated|over allocated|overloaded|too (much|full|busy|many)|above (100|capacity|full time)|full|fully booked|maxed out|ok|okay|fine|still (ok|okay|fine|free|available|under|below|within)( (100|capacity))?|free|available|within capacity|under capacity|below 100|at the limit|at capacity|busy)'
const LEAVES = new RegExp(
  `^((what|where|how|how much) (does|do|did|will|would) (that|this|it) (leave|put|bring|take|get|make|do to|leaves)( ${PRONOUN})?( (with|at|to|on|free|in total|overall|left))*` +
    `|(what|how|where|whats|hows|wheres)( is| are| s| re)?( ${PRONOUN})? (at|on|load|total|utilisation|utilization|fte|loaded|booked|busy|full|doing|look|looking|standing)( (at|like|total|hours))?` +
    `|(is|are|s)( ${PRONOUN})? ${STATE}( (with that|by that|in that month))?` +
    `|(does|did|will|would) (that|this|it) (overbook|overload|overallocate|push|put|take|bring)( ${PRONOUN})?( (over|above|over the limit|over capacity|above capacity|over 100))?` +
    `|(any|is there (a|any)) (problem|problems|conflict|conflicts|issue|issues)( (with that|from that|because of that))?` +
    `|(how much|how many hours|how many) (does|do|has|have)( ${PRONOUN})? (have |got )?(in total|in all|altogether|left|free|still free)` +
    `|(how much|how many|how many hours) (does|do|has|have)( ${PRONOUN})?( have| got)?` +
    `|(how much|how many hours|what) (does|did|would|will) (that|this|it) (free up|free|give us|give back|save|cost|add)( ${PRONOUN})?` +
    `|(how (much|many)( hours)?|what|whats)( (is|are|s|would be|does|do))? (that|this|it|they|those)( (now|then|make|come to|add up to|sum up to))*( (in total|altogether|in all|together|in sum|all together|all in all|overall))+` +
    `|(is|would|will) (that|this|it) (be )?(still )?(within|in|under|below|inside|above|over|beyond)( ${PRONOUN})? (capacity|limit|contract|hours|load|full time)` +
    `|(does|do|will|would|did) (he|she|they)? ?(still )?(have|got|has) (the |enough |any )?(time|room|capacity|hours|space)( left)?( for (that|this|it|them))?` +
    `|(can|could|will|would) (he|she|they)? ?(do|take|manage|handle|fit|cope with|absorb) (that|this|it|them|the hours)( in)?` +
    `|(is|would|will) (that|this|it) (be )?(realistic|possible|doable|feasible|ok|okay|fine|alright|too much)( for ${PRONOUN}?)?` +
    `|(does|would|will|did) (that|this|it) (fit|work|go)( in)?( (for|with))?( ${PRONOUN})?( (plan|schedule|calendar|other projects|other work|projects))?` +
    `|(is|are) (he|she|they)? ?(still )?(fine|ok|okay|alright|good) with that` +
    `|${STATE}` +
    `|(his|her|their|the new|new|the)? ?(load|total|utilisation|utilization|total load)` +
    `)( (now|then|after that|afterwards|there|with that))*$`,
)

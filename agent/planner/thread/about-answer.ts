import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { EntityItem } from '../reading/items.js'
import { isoMonth, projectMonths } from '../reading/month-arithmetic.js'
import { afterChange, budgetAfterChange, inMonthAfterChange, solved, undoneAgain } from './about-change.js'
import { extremeIn, extremeShown, firstToEnd } from './about-extreme.js'
import { fixIt } from './about-fix.js'
import { budgetsOfPerson, recordOfPerson, whoIsOnIt } from './about-one.js'
import { openOnIt } from './about-openings.js'
import { theRest } from './about-rest.js'
import { monthAfterChange } from './about-shown-month.js'
import { together, togetherIn } from './about-total.js'
import { listedPeople } from './shown.js'
import { type RememberedCall, slotsOf, WRITE_TOOLS } from './thread-memory.js'

type Fields = Record<string, unknown>
/** A short question about the answer before it: the call that tells more, or undefined where the question is another. */
export type Reader = (clause: Clause, last: RememberedCall, planning: Planning) => ToolCall[] | undefined

/**
 * "who's causing it?", "budget left?", "who else?", "until when?": questions that name nothing, about what the last
 * answer was about. Undefined where the message names something or asks for something else.
 */
export function askAboutAnswer(clause: Clause, planning: Planning): ToolCall[] | undefined {
  const last = planning.memory.last.at(-1)
  // "who's the project manager?" may name a role of the organisation as well.
  const roles = last?.tool === 'get_project_status' ? ['role'] : []
  const changedPeople = WRITE_TOOLS.has(last?.tool ?? '')
    ? slotsOf(planning.memory.last).people.map((name) => planning.nameOf(name))
    : []
  const spokenOf = (i: EntityItem) =>
    (i.kind === 'person' && i.refs.length === 1 && changedPeople.includes(planning.personName(i.refs[0]!.index))) ||
    /^(it|its|there|that project|the project|they|them|their|he|him|his|she|her|hers|that person)$/i.test(i.text)
  const named = clause.entities.filter((i) => !roles.includes(i.kind) && !spokenOf(i))
  // "is she over now?" right after a change: as it has become.
  const changed = WRITE_TOOLS.has(last?.tool ?? '')
  const months = clause.periods.filter((p) => !(changed && /^(right )?now$/i.test(p.text)))
  if (!last || named.length + clause.comparisons.length > 0) return undefined
  if (months.length > 0)
    return (
      monthAfterChange(clause, last, planning) ??
      inMonthAfterChange(clause, last, planning) ??
      extremeIn(clause, last, planning) ??
      togetherIn(clause, last, planning)
    )
  for (const read of READERS) {
    const calls = read(clause, last, planning)
    if (calls) return calls
  }
  return undefined
}

/** "budget left?", "remaining hours?", "who's the PM?": the project's state says it. */
const stateOfProject: Reader = (clause, last, planning) => {
  if (last.tool !== 'get_project_status' || !SAYS_STATE.test(asked(clause))) return undefined
  if (!TWO.test(clause.plain)) return same(planning)
  const projects = planning.memory.projects.slice(0, 2)
  return projects.length === 2 ? projects.map((project) => call('get_project_status', { project })) : undefined
}
const SAYS_STATE =
  /^((how|what) (much|many|is|s|about) )?(the |its |there )?(hours |funded |money |budget |of the budget )?((is |are |do we have |does it have |have we got |has it got )?(the |still )?(budget|funding|funded hours|hours left|hours remaining|remaining hours|remaining budget|budget remaining|left|remaining|remains|left over))( (hours|budget|is|are))?( (left|remaining|remains))?( in it| on it| there)?$|^(who is|who s|whos|and who is|who) (the )?(pm|project manager|manager|lead|delivery manager|in charge|responsible|managing it|its manager|running it)( of it| for it| there)?$|^which (one )?(of (the )?(two|them|both) )?has (more|less|the most|the least) (hours )?(left|remaining|budget|budget left)$/
const TWO = /\b(two|them|both|which)\b/

/** "who's causing it?", "why is it over?": the overruns of the project, the parts of a person's load. */
const cause: Reader = (clause, last, planning) => {
  if (!CAUSE.test(asked(clause))) return undefined
  const fields = last.input as Fields
  if (last.tool === 'get_project_status') return [call('find_conflicts', { project: fields.project, about: 'budgets' })]
  if (last.tool === 'query_allocations') {
    const { groupBy: _by, ...rest } = fields
    const { employees, from, to } = fields as { employees?: string[]; from?: string; to?: string }
    if (employees?.length === 1 && /\bover\b/.test(asked(clause)))
      return [call('find_conflicts', { employee: employees[0], about: 'people', from, to })]
    return [call('query_allocations', { ...rest, groupBy: fields.employees ? 'project' : 'employee' })]
  }
  if (last.tool !== 'find_conflicts' && last.tool !== 'resolve_over_allocation') return undefined
  if (fields.about === 'budgets') return same(planning)
  const months = pick(fields, ['from', 'to'])
  if (fields.employee && months.from)
    return [call('query_allocations', { employees: [fields.employee], ...months, groupBy: 'project' })]
  return last.tool === 'find_conflicts' ? same(planning) : undefined
}
const CAUSE =
  /^(but )?(why|how come|(why( s| is)?|whys) (that|it|this|he|she) (over|above|so high|so much)|why so|why that|why is (that|it|this|he|she|that so)( (so|over|above|too)( much| budget| high| busy)?)?|(who|what) ?(is|s|are)? ?(causing|causes|caused|behind|driving|responsible for) (it|this|that|the overrun|the overspend|the problem|the overload)|whos causing (it|this|that)|(who|what) is (to blame|the cause|the reason|the problem)|whose fault( is (it|that))?|since when|when did (it|that|this) (start|begin|happen)|who did (it|that|this)|who caused (it|that)|(because of|due to) (what|who|which project|which projects)|which projects?( are to blame| cause it| is it| are they)?|where does (it|that) come from|what makes it up|(who|what|which project) makes (it|that|this) so (high|low|big|full|much)|why (is (it|that) )?so (high|low|big|much|many|full))$/

const SPREAD =
  /^how (?:is|are|does|do) (?:that|it|this|they|the hours|those)(?: hours)? (?:distributed|spread|split|divided|shared|broken down|split up)(?: up)?(?: (?:over|across|among|between|by|on))?(?: (?:the|its|all|each))*(?: (people|persons|team|staff|months?|projects|roles|clients))?$/

/** "how is that distributed over the people?": the same hours by person. */
const spreadOver: Reader = (clause, last, planning) => {
  const said = SPREAD.exec(asked(clause))
  if (!said || last.tool !== 'query_allocations') return undefined
  const noun = (said[1] ?? 'people').replace(/s$/, '')
  const groupBy = ['month', 'project', 'role', 'client'].includes(noun) ? noun : 'employee'
  return same(planning).map(({ tool, input }) => call(tool, { ...input, groupBy }))
}

/** "who is then?", "who else?": the same conflicts of everybody; further candidates. */
const others: Reader = (clause, last, planning) => {
  if (!OTHERS.test(asked(clause))) return undefined
  const { employee, explain: _explain, ...rest } = last.input as Fields
  if (last.tool === 'find_conflicts') return employee ? [call('find_conflicts', rest)] : undefined
  if (last.tool !== 'recommend_candidates') return undefined
  const listed = listedPeople(planning)
  if (listed.length === 0) return undefined
  const known = (rest.exclude as string[] | undefined) ?? []
  return [call('recommend_candidates', { ...rest, exclude: [...new Set([...known, ...listed])] })]
}
const OTHERS =
  /^((so |ok |and )*(who|anybody|anyone|somebody) (else )?(is )?(then|else|else then)( is( then)?)?|who else( could| can| is| would| might)?( (do|take|cover) (it|that|this))?|who is( it)? then|any (others|other options|more|alternatives)|(show me )?more( candidates| people| names)?|(what|who) other (candidates|people|options)( are there)?|next ones)$/

/** "until when?": month by month from now to the end of what is spoken of. */
const untilWhen: Reader = (clause, last, planning) => {
  if (!UNTIL.test(asked(clause))) return undefined
  if (last.tool === 'get_project_status') return same(planning)
  const listed = last.tool === 'find_employees' ? listedPeople(planning) : []
  if (last.tool !== 'query_allocations' && (listed.length === 0 || listed.length > 4)) return undefined
  const asks = last.input as { employees?: string[]; projects?: string[] }
  const { employees, projects } = listed.length > 0 ? { employees: listed, projects: undefined } : asks
  if (listed.length > 1)
    return listed.flatMap(
      (name) => untilWhen(clause, { tool: 'query_allocations', input: { employees: [name] } }, planning) ?? [],
    )
  if (!employees && !projects) return undefined
  const ends = projectsOf(planning, employees, projects).map((p) => projectMonths(p).to)
  const to = Math.max(planning.today + 11, ...ends)
  const scope = { ...(employees ? { employees } : {}), ...(projects ? { projects } : {}) }
  return [call('query_allocations', { ...scope, from: isoMonth(planning.today), to: isoMonth(to), groupBy: 'month' })]
}
const UNTIL =
  /^((and |so )?(until|till|to|up to) when|for how long|how long( for)?|how much longer|when does (it|that|this) (end|stop|finish|run out)|when (is|are|am) (he|she|they|i) (done|off it|free again)|when (does|do|will) (he|she|they|i)?( )?(finish|end|stop|leave|roll off|roll|come off|get off)( off)?( there| on it| it| of it)?|how long (is|are|does|will) (he|she|they)?( )?(there|on it|on that|stay|stay there|be there|be on it))$/

const projectsOf = (planning: Planning, employees: string[] = [], projects: string[] = []): LexiconProject[] => {
  const { lexicon, projectsOf: assigned } = planning.request
  const ids = lexicon.employees.filter((e) => employees.includes(e.name) || employees.includes(e.email))
  const codes = new Set(ids.flatMap((e) => assigned?.(e.id) ?? []))
  return lexicon.projects.filter((p) =>
    projects.length > 0 ? projects.includes(p.name) || projects.includes(p.code) : codes.has(p.code),
  )
}

/** "how much time is left?" of the people whose hours were shown. */
const timeLeft: Reader = (clause, last, planning) =>
  last.tool === 'query_allocations' &&
  (last.input as Fields).employees &&
  (LEFT.test(asked(clause)) ||
    (ENOUGH.test(asked(clause)) && /\b(free|available|time|room)\b/i.test(planning.memory.lastText)))
    ? same(planning)
    : undefined
/** "for 60 hours?" after "is he free in April?". */
const ENOUGH = /^(for|with|at least) \d{1,3} ?(h|hours|hrs)?$/
const LEFT =
  /^((how (much|many)( hours| time| room| capacity)?|any|anything|any (time|hours|room|capacity)|hours|time|room)( is| are| does| do| has| have)?( (he|she|they|i))?( have| got)? (left|free|available|remaining|spare|to spare)( (for (him|her|them|me)|then|there))?|(is|are) (he|she|they) (free|available|full)( then)?|(free|available|room|capacity|availability)( then)?)$/

/** "and on everything?" after somebody's hours on one project: on all of them. */
const everywhere: Reader = (clause, last) => {
  const { projects, groupBy: _by, ...rest } = last.input as Fields
  if (last.tool !== 'query_allocations' || !projects || !rest.employees || !EVERYWHERE.test(asked(clause)))
    return undefined
  return [call('query_allocations', rest)]
}
const EVERYWHERE =
  /^((on|across|over|for|in) )?(everything|all projects|all of them|every project|the other projects too|all the projects|overall|in total|altogether)( together)?$/

/** "too much?", "overloaded?" after one person's hours. */
const tooMuch: Reader = (clause, last) => {
  const { employees, from, to } = last.input as { employees?: string[]; from?: string; to?: string }
  if (last.tool !== 'query_allocations' || employees?.length !== 1 || !TOO_MUCH.test(asked(clause))) return undefined
  // "fine" answers, "fine?" asks.
  if (/^(ok|okay|fine|alright)$/.test(asked(clause)) && !clause.text.includes('?')) return undefined
  return [call('find_conflicts', { employee: employees[0], about: 'people', from, to })]
}
const TOO_MUCH =
  /^(is (that|it|this|he|she) )?(too (much|loaded|busy|full|high|many)|overloaded|overbooked|over the limit|over|ok|okay|fine|alright|realistic|doable)( for (him|her|them|me))?$/

/** "how many hours is that in total?" after a look whether somebody is over. */
const hoursOfOne: Reader = (clause, last) => {
  const { employee, from, to } = last.input as { employee?: string; from?: string; to?: string }
  if (last.tool !== 'find_conflicts' || !employee || !from || !HOURS_OF_ONE.test(asked(clause))) return undefined
  return [call('query_allocations', { employees: [employee], from, to })]
}
const HOURS_OF_ONE =
  /^(how (many|much)( hours)?|what)( (is|are|s|does|do|has|have|would be|makes?))?( (that|it|he|she|they))?( (make|have|got|get|come to|add up to|be))?( (in total|altogether|in all|in sum|together|overall|now|then|hours|left|free|the total|all in all))*$/

/** "who are they?" after the load of a group, the hours of a project, an empty list: the people behind it. */
const whoTheyAre: Reader = (clause, last, planning) => {
  if (!WHO_ARE.test(asked(clause))) return undefined
  const { tell: _tell, ...rest } = last.input as Fields
  if (last.tool === 'find_employees') return [call('find_employees', rest)]
  if (last.tool !== 'query_allocations' || (rest.employees as string[] | undefined)?.length === 1) return undefined
  return same(planning).map(({ tool, input }) => call(tool, { ...input, groupBy: 'employee' }))
}
const WHO_ARE =
  /^(who|(and )?by whom|who (works|is working) (on|for) (it|that|them|this)|(who|which people|which ones) (are|is) (they|those|these|that|it|in it|in that group|that exactly)|who exactly|names|(show|list|name|give me|tell me)( me)?( all( of)?)? (them|those|these|the names|their names|names)( all)?( by name)?|who (is|are) (that|they|it) exactly|who is that|which people)$/

/** "everyone together" after the load of one group: of all. */
const everybody: Reader = (clause, last) => {
  const { from, to, tell, employees } = last.input as Fields
  if (last.tool !== 'find_employees' || tell !== 'group' || employees || !EVERYBODY.test(asked(clause)))
    return undefined
  return [call('find_employees', { from, to, tell })]
}
const EVERYBODY =
  /^(and )?(everyone|everybody|all|all of (us|them)|all people|the whole (firm|company|team|organisation|organization)|in total|overall|altogether|the firm|the company)( together| in total| combined)?$/

/** "when?", "who could be trained?" after a forecast, "largest first" after sums: the answer says it. */
const moreOfForecast: Reader = (clause, last, planning) => {
  const said = asked(clause)
  const forecast = last.tool === 'forecast_staffing' && OF_FORECAST.test(said)
  const sums = last.tool === 'query_allocations' && (last.input as Fields).groupBy !== 'month' && SORTED.test(said)
  return forecast || sums ? same(planning) : undefined
}
const OF_FORECAST =
  /^(when|in which months?|which months?|from when|when (is|does) (that|it)( start| begin)?|(who|whom) (could|can|should|might|would) (we |i |you )?(be )?(train|trained|reskilled|upskilled|retrain|retrained)|who to train)$/
const SORTED =
  /^((sort|order|sorted|ordered|rank|ranked)( it| them| that| this)?( in)? (descending|desc|by (hours|size|total)( descending| desc)?|(highest|largest|biggest|most) (hours )?first)|(highest|largest|biggest|most) (hours )?first|((sort|order|rank)(ed)?( it| them)? )?(from )?(big|large|high|most|top|biggest|largest|highest|heaviest)( hours)? to (the )?(small|low|least|bottom|smallest|lowest|lightest)|descending)( order)?$/

/** "who does that concern?", "by month", "from when?" after conflicts or open positions: each line says it. */
const linesOfConflicts: Reader = (clause, last, planning) =>
  last.tool === 'find_conflicts' && LINES.test(asked(clause)) ? same(planning) : undefined
const LINES =
  /^((grouped |sorted |split |ordered )?(by|per) (month|person|project|role|employee|date|start|size|hours|severity|overrun|amount)|(from|since|until|till) when|when (does|do|is|are|did) (that|it|they|those)( start| begin| end| needed| needed from)?|when|(in )?(which|what) (months?|roles?|projects?|people|levels?|skills?)( (is|are) (that|they|those|affected|concerned))?|(who|whom|which people|which projects) (does|do|is|are) (that|it|this|they|those|these)? ?(concern|affect|concerned|affected|hit|about|involved)|who|((and|by) )?how (much|many|long)( hours)?( (is|are) (it|that|those|they))?( (in all|in total|altogether|in sum|together))?|(in all|in total|altogether|the total)|how bad( is (it|that))?)$/

/** "any conflicts?" right after one person or project: there, in the months shown. */
const conflictsThere: Reader = (clause, last) => {
  if (!CONFLICTS.test(asked(clause))) return undefined
  const { employees, projects, project, from, to } = last.input as Fields & Record<'employees' | 'projects', string[]>
  if (last.tool === 'get_project_status') return [call('find_conflicts', { project })]
  if (last.tool !== 'query_allocations') return undefined
  if (employees?.length === 1) return [call('find_conflicts', { employee: employees[0], from, to })]
  return projects?.length === 1 && !employees ? [call('find_conflicts', { project: projects[0], from, to })] : undefined
}
const CONFLICTS =
  /^(is there|are there|do we have|does (he|she|it|that) have|have we got)?( ?(a|any|some))? ?(conflicts?|problems?|issues?|over ?allocations?|overlaps?|clash(es)?)( there| on it| in it| with (it|that|him|her)| for (him|her|it)| then)?$/

/** "just the names", "how many is that?", "show me the list again": the answer before it says it. */
const again: Reader = (clause, last, planning) =>
  ['find_employees', 'find_conflicts', 'query_allocations', 'recommend_candidates', 'forecast_staffing'].includes(
    last.tool,
  ) && AGAIN.test(asked(clause))
    ? same(planning)
    : undefined
const AGAIN =
  /^((just|only) (the )?(names|name)( please)?|(give me |show me |list )?(just |only )?(their |the )names( only)?|names only|who exactly|which ones|who precisely|who then|each|(for )?each( of them)?|one by one|show (me )?(that|it|them|the list) again|how many hours|how much|by how (much|many|many hours)|how many (is|are) (that|they|those|it|there)( in all| altogether| in total)?|once more|again|hire or train|train or hire|hire|train|what then|anything (left|else|more)|(what|whats) left|(as |in )?(a )?(percent|percentage|per cent|fte|ftes|hours)( terms)?|what (percentage|percent|share|fte) is (that|it)|in (percent|fte|hours))$/

const READERS: Reader[] = [
  extremeShown,
  firstToEnd,
  budgetAfterChange,
  solved,
  afterChange,
  together,
  fixIt,
  stateOfProject,
  openOnIt,
  moreOfForecast,
  cause,
  spreadOver,
  undoneAgain,
  hoursOfOne,
  whoIsOnIt,
  recordOfPerson,
  budgetsOfPerson,
  theRest,
  others,
  untilWhen,
  timeLeft,
  everybody,
  everywhere,
  tooMuch,
  linesOfConflicts,
  conflictsThere,
  whoTheyAre,
  again,
]

/** The calls of the last turn as they were, of the kind of its last one. */
const same = (planning: Planning): ToolCall[] => {
  const { last } = planning.memory
  return last.filter((c) => c.tool === last.at(-1)!.tool).map(({ tool, input }) => ({ tool, input }))
}

export const asked = (clause: Clause): string =>
  clause.plain
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:(?:and|so|ok|okay|then|but|well|hm+|please|great|thanks) )+/, '')
    .replace(/ (?:please|then|now|exactly|again)$/, (word) => (word === ' then' || word === ' again' ? word : ''))

const call = (tool: string, fields: Fields): ToolCall => ({
  tool,
  input: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
})
const pick = (fields: Fields, keys: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => keys.includes(key)))

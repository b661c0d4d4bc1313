// Short follow-ups on the subject of the last answer: "budget left?", "what are the options?", "book the first one".

import { isCommand } from '../intents/intent.js'
import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import { monthTitle, spanTitle } from '../reading/month-arithmetic.js'
import { isoSpan } from '../reading/resolve-period.js'
import { aboutShown } from './about-shown.js'
import { managedBy } from './pronouns.js'
import { slotsOf, WRITE_TOOLS } from './thread-memory.js'

/** More projects than this are not told one by one. */
const MOST_TOLD = 4

type Fields = Record<string, unknown>

/** The calls that answer a few words about what the last answer was about. Null where the words say something else. */
export function aboutSubject(clause: Clause, planning: Planning): ToolCall[] | null {
  const last = planning.memory.last.filter((c) => !WRITE_TOOLS.has(c.tool))
  if (last.length === 0 || clause.items.length > 14) return null
  const shown = aboutShown(clause, last, planning)
  if (shown || clause.unknown.length > 0) return shown
  for (const rule of [bookFromList, theOptions, ofTheirProjects, theirSkills]) {
    const calls = rule(clause, last, planning)
    if (calls) return calls
  }
  return null
}

type Rule = (clause: Clause, last: ToolCall[], planning: Planning) => ToolCall[] | null

const MANAGER =
  /\b(who|whos)\b( is| s)?( the| its)? (pm|project manager|program manager|programme manager|manager|lead)\b/

/** "budget left?", "which of the two has more left?", "who's the PM?" after one project or a few. */
const ofTheirProjects: Rule = (clause, last, planning) => {
  const manager = MANAGER.test(clause.plain)
  if (clause.people.length + clause.projects.length + clause.clients.length + clause.periods.length > 0) return null
  const two = /\b(the two|them|those|both|these)\b/.test(clause.plain)
  if (
    clause.amounts.some((a) => !two || a.amount.value !== 2) ||
    clause.comparisons.length > 0 ||
    (clause.roles.length > 0 && !manager)
  )
    return null
  if (!manager && (!clause.has('budget', 'fundedWord') || clause.has('export', 'projectNoun') || changesIt(clause)))
    return null
  const said = slotsOf(last).projects
  const projects = two && said.length < 2 ? planning.memory.projects.slice(0, 2) : said
  if (projects.length === 0 || projects.length > MOST_TOLD) return null
  const { lexicon } = planning.request
  const names = projects.map((name) => {
    const found = lexicon.projects.find((p) => p.code === name || planning.projectName(p) === name)
    return found ? planning.projectName(found) : name
  })
  return names.map((project) => ({ tool: 'get_project_status', input: { project } }))
}

/** "set the budget to 80" is a change. */
const changesIt = (clause: Clause): boolean =>
  isCommand(clause) &&
  isWords(
    clause.items.find((i) => !isFiller(i)),
    'set',
    'add',
    'subtract',
    'move',
  )

export const SKILLS =
  /^(and |ok |show |list |give me |also |them |me |please )*((with|plus|including|and) (the |their )?skills|(what|which) skills (do|have|has|does) (they|these|those|these people|those people|each of them|all of them|everyone|everybody)( have| got)?( each)?|what are their skills|their skills|skills|what can they do|what do they know|skills of (them|these|those)( all)?)( too| as well| please)?\W*$/

/** "with skills", "what skills do they have?" after a list of people. */
const theirSkills: Rule = (clause, last) => {
  if (!SKILLS.test(clause.plain)) return null
  const lists = last.filter((c) => c.tool === 'find_employees')
  return lists.length > 0 ? lists.map((c) => ({ tool: c.tool, input: { ...c.input, tell: 'skills' } })) : null
}

const OPTIONS =
  /^(ok |so |and )*((what|which)( are| s| re)?( the| my| our)? (options|choices|alternatives|ways out)|(what|which) options)( are there| do (we|i) have| have (we|i)( got)?)?\W*$/

/** "what are the options?" where nothing was in conflict yet: of the one person spoken of, else asks for what. */
const theOptions: Rule = (clause, last, planning) => {
  if (!OPTIONS.test(clause.plain) || last.some((c) => ['find_conflicts', 'resolve_over_allocation'].includes(c.tool)))
    return null
  const { people } = slotsOf(last)
  const { period } = planning.memory
  const span = period ? isoSpan(period) : {}
  if (people.length === 1) return [{ tool: 'resolve_over_allocation', input: { employee: people[0], ...span } }]
  const when = period ? ` in ${spanTitle(period.from, period.to)}` : ''
  return ask('Options for what?', [
    { label: 'Over-allocations', message: `How can we resolve the over-allocations${when}?` },
    { label: 'A more even workload', message: `How could we balance the workload${when}?` },
    { label: 'Open positions', message: `Which positions are open${when}?` },
  ])
}

const BOOKS =
  /^(ok |yes |please |lets |let s |then )*(do|book|take|staff|assign|use|pick|choose|go with|go for|select|put)( (the|option|number|candidate|no))* ?(?<which>\d|first|second|third|fourth|fifth|last|top)( (one|option|candidate|person))?( please)?\W*$/

/** "book the first one" of a list of people: the list does not say where, so the project is asked for. */
const bookFromList: Rule = (clause, last, planning) => {
  const said = BOOKS.exec(clause.plain)
  const call = planning.memory.last.find((c) => last.includes(c) && (c.output as Fields | undefined))
  const output = call?.output as { candidates?: { name: string }[]; employees?: { name: string }[] } | undefined
  const people = output?.candidates ?? output?.employees
  if (!said || !call || !people || people.length === 0) return null
  const which = said.groups!.which!
  const order = ['first', 'second', 'third', 'fourth', 'fifth'].indexOf(which)
  const at = which === 'last' ? people.length - 1 : which === 'top' ? 0 : order >= 0 ? order : Number(which) - 1
  const name = people[at]?.name
  if (!name) return null
  const fields = call.input as { role?: string; from?: string; to?: string }
  const period = planning.memory.period
  const when = period ? ` from ${monthTitle(period.from)} to ${monthTitle(period.to)}` : ''
  const open = planning.request.lexicon.projects.filter((p) => p.status === 'Active')
  const mine = managedBy(planning.request).filter((p) => open.includes(p))
  return ask(
    `On which project shall ${name} be staffed?`,
    (mine.length > 0 ? mine : open).slice(0, 6).map((p) => ({
      label: p.name,
      message: `Staff ${name} on ${planning.projectName(p)}${fields.role ? ` as ${fields.role}` : ''}${when}`,
    })),
  )
}

// "which roles are still open?", "who could fill the first one?", "someone less senior": an open position and its level.

import { ask, refuse } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { ORDINALS } from '../words/period-words.js'
import { asked, type Reader } from './about-answer.js'

type Fields = Record<string, unknown>

const OPEN =
  /^((which|what) (roles?|positions?|seats?|places?|jobs?)?( are| is)?( still)? (open|missing|unfilled|vacant|empty|unstaffed|to fill|needed)|(are there )?(any|which) (open|unfilled|vacant) (roles|positions|seats)( are there)?|open (roles|positions|seats)|(what|who) (are we|is|do we) (still )?(missing|need|lack(ing)?))( on it| there| left| for it)?$/

/** "which roles are still open?" after a project's state: its open positions. */
export const openOnIt: Reader = (clause, last) => {
  const project = (last.input as Fields).project
  if (last.tool !== 'get_project_status' || !project || !OPEN.test(asked(clause))) return undefined
  return [{ tool: 'find_conflicts', input: { project, about: 'demand' } }]
}

/** More positions than this are not filled at once. */
const MOST = 3
const FILLS =
  /^((and|ok|so|then) )*(do we have|have we( got)?|is there|are there|do we have got) (some(body|one)|any(body|one)|people|a person) for\b|^((and|ok|so|then) )*((who|which (one|person|people)|anyone|anybody|somebody)( else)?( of us)? )?(can|could|would|should|might|may|will|to|do you|do we)( we| i| you)?( be)?( have)?( to)? ?(fill|do|take|cover|staff|recommend|suggest|propose|best|right|suitable|good|take on|help with)\b|^((and|ok|so) )*(candidates|recommend (somebody|someone|people|candidates)|suggest (somebody|someone|people)) for\b/

/** "who could fill the first one?", "who would be best for the QA role?" after open positions: candidates for that one. */
export function fillOpening(clause: Clause, planning: Planning): ToolCall[] | null {
  const last = planning.memory.last.findLast((c) => c.tool === 'find_conflicts')
  const said = clause.plainWithNames
  if (!last || !FILLS.test(said) || clause.people.length + clause.periods.length + clause.skills.length > 0) return null
  const openings = (((last.output ?? {}) as Fields).conflicts as Fields[] | undefined)?.filter(
    (c) => c.kind === 'uncovered_demand' && (c.calls as ToolCall[]).length > 0,
  )
  if (!openings || openings.length === 0) return null
  const inputs = openings.map((c) => (c.calls as ToolCall[])[0]!.input as Fields)
  const roles = planning.rolesOf(clause)
  const levels = planning.lcatsOf(clause)
  const projects = planning.projectsOf(clause).flatMap((p) => [p.code, planning.projectName(p)])
  const numbered = said.split(' ').flatMap((w) => (Object.hasOwn(ORDINALS, w) ? [ORDINALS[w]!] : []))
  const number = numbered[0] ?? Number(/\b(?:number|position|role|nr|#) ?(\d)\b/.exec(said)?.[1] ?? Number.NaN)
  const points = /\b(it|that|this|them|these|those|they|one|role|roles|position|positions|gap|gaps|seat|seats)\b/.test(
    said,
  )
  const fitting = inputs.filter(
    (input, at) =>
      (roles.length === 0 || roles.includes(String(input.role))) &&
      (levels.length === 0 || levels.includes(String(input.lcat))) &&
      (projects.length === 0 || projects.includes(String(input.project))) &&
      (Number.isNaN(number) || at === number - 1),
  )
  if (roles.length + projects.length === 0 && Number.isNaN(number) && !points) return null
  if (fitting.length === 0) return null
  if (fitting.length <= MOST) return fitting.map((input) => ({ tool: 'recommend_candidates', input }))
  return ask(
    'Which position?',
    openings.slice(0, 6).map((c, at) => ({ label: String(c.text), message: `Who could fill number ${at + 1}?` })),
  )
}

const LEVEL =
  /^((and|or|ok|maybe|then|what about|how about|is there|do we have|show me|find me|better) )*(someone|somebody|anyone|anybody|people|a person|one|a)?( a)?( bit| little)? ?(?<how>less (senior|experienced)|more junior|lower level|less junior|more senior|more experienced|higher level)( (one|ones|person|people|someone|somebody))?$/

/** "someone less senior" after candidates: the next LCAT below the one asked for; asks where none is known. */
export function otherLevel(clause: Clause, planning: Planning): ToolCall[] | null {
  const last = planning.memory.last.findLast((c) => c.tool === 'recommend_candidates')
  const how = LEVEL.exec(asked({ plain: clause.plainWithNames } as Clause))?.groups?.how
  if (!last || !how) return null
  const { explain: _explain, ...input } = last.input as Fields
  const { lcats } = planning.request.lexicon
  const position = String(((last.output ?? {}) as Fields).position ?? '')
  const now = String(
    input.lcat ?? [...lcats].sort((a, b) => b.length - a.length).find((l) => position.startsWith(`${l} `)),
  )
  const at = lcats.indexOf(now)
  const down = /^(less senior|less exp|more junior|lower)/.test(how)
  if (at < 0)
    return ask(
      'Of which level?',
      lcats.map((label) => ({ label, message: `only ${label}` })),
    )
  const lcat = lcats[at + (down ? -1 : 1)]
  if (!lcat) return refuse(`There is no LCAT ${down ? 'below' : 'above'} ${now}.`, [])
  return [{ tool: 'recommend_candidates', input: { ...input, lcat } }]
}

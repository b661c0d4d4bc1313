import type { Clause } from '../reading/clause.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

const POSITIONS = '(?:positions?|roles?|seats?|slots?|posts?|vacanc(?:y|ies)|demand|reqs?|requisitions?)'
/** "open positions", "which roles are still unfilled", "positions we have still got to fill". */
const OPEN = new RegExp(
  `^(?:what|whats) (?:is )?(?:still )?open (?:on|for|at) ·|\\b(?:open|unfilled|vacant|uncovered|unstaffed|outstanding|empty) ${POSITIONS}\\b|\\b(?:vacancies|vacancy|openings)\\b|\\b${POSITIONS} (?:.{0,40} )?(?:open|unfilled|vacant|uncovered|unstaffed|empty|to fill|to be filled|to staff)\\b`,
)
/** "how many hours remain to be staffed on Ember". */
const UNSTAFFED = /\b(to be (staffed|filled)|left to (staff|fill)|unstaffed|unfilled)\b/
/** "which projects still need people". */
const NEEDY =
  /\bprojects? (?:.{0,20} )?(?:need|needs|needing|lack|lacks|short of|looking for|missing|without) (?:more |some |additional |enough )?(?:people|staff|somebody|someone|anybody|anyone|hands|resources)\b/
/** About one project, a shortage is what nobody is booked for yet. */
const SHORT =
  /\b(?:short of|short on|shortages?|lacking|lacks?|missing|gaps?|needs?|still need|hiring needs?|staffing needs?|positions?|roles?|vacanc(?:y|ies)|demand)\b/

/** "is Alpha fully staffed", "have we got the people for Alpha", "what does Alpha still need", "are we covered on Alpha". */
const STAFFED =
  /^(is|are|do|does|have|has|will|what|whats|how well) .{0,40}\b(staffed|manned|resourced|crewed|covered|complete|understaffed)\b|\b(have|has|got|is|are) .{0,20}\b(the|enough|all the|sufficient|everyone|everybody) ?(right |necessary |required )?(people|staff|team|resources|hands)?\b.{0,12}\b(for|on|we need on|we need for)$|\b(what|which)( skills?| people| roles?| else)? (does|do|will) .{0,20}\b(need|require|lack|miss)/

/** Open positions: what nobody is booked for yet, project by project. */
export const demand: Intent = {
  name: 'demand',
  title: 'Open positions',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'forecast',
      'recommend',
      'need',
      'open',
      'free',
      'that',
      'only',
      'also',
      'anything',
      'byProject',
      'status',
      'fill',
      'projectState',
      'without',
      'staff',
      'totalWord',
      'about',
      'asker',
      'full',
      'set',
      'conflict',
      'skillNoun',
      'recorded',
      'idle',
    ],
    kinds: ['words', 'project', 'period', 'role', 'lcat'],
  },
  when: (clause) => {
    const ofRole = clause.roles.length + clause.lcats.length > 0
    if (clause.people.length + clause.amounts.length > 0 || (ofRole && clause.projects.length === 0)) return false
    const missing = clause.projects.length > 0 && /\b(missing|lacking)\b/.test(clause.plain)
    if (missing && clause.people.length === 0) return true
    if (/\b(who|whom|candidates?|recommend|suggest|hire|recruit|anyone to|someone to)\b/.test(clause.plain))
      return false
    if (clause.has('export', 'report', 'overbooked', 'budget', 'overrun')) return false
    if (clause.has('hoursNoun')) return UNSTAFFED.test(clause.plain) && asks(clause)
    if (OPEN.test(clause.plain) || NEEDY.test(clause.plain)) return true
    if (clause.projects.length > 0 && !clause.has('conflict') && STAFFED.test(clause.plain.replace(/[\s?!.·]+$/, '')))
      return true
    if (ofRole) return clause.has('forecast') || (clause.has('when') && clause.has('need'))
    return clause.projects.length > 0 && clause.has('forecast') && SHORT.test(clause.plain) && asks(clause)
  },
  plan: (clause, planning) => {
    const projects: (string | undefined)[] = planning.projectsOf(clause).map((p) => planning.projectName(p))
    const spans = planning.spansOf(clause, 'read', planning.projectsOf(clause)[0])
    const isoSpans = spans ? planning.isoSpans(spans) : [{}]
    return (projects.length > 0 ? projects : [undefined]).flatMap((project) =>
      isoSpans.map((span) => ({ tool: 'find_conflicts', input: input({ project, about: 'demand', ...span }) })),
    )
  },
  examples: [
    { ask: 'Which positions are still open?', calls: [{ tool: 'find_conflicts', input: { about: 'demand' } }] },
    {
      ask: 'What open roles do we have on Beta?',
      calls: [{ tool: 'find_conflicts', input: { project: 'Project Beta', about: 'demand' } }],
    },
  ],
}

const asks = (clause: Clause): boolean =>
  !clause.has('set', 'add') || clause.has('what', 'which', 'show', 'how', 'count')

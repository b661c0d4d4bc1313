import { refuse } from '../outcomes.js'
import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'
import { monthNumber, monthTitle, spanTitle } from '../reading/month-arithmetic.js'
import { isoSpan, type Span } from '../reading/resolve-period.js'
import { projectsPointedAt } from '../thread/about-shown.js'
import { type Intent, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

const ENDS =
  /\b(ends?|ending|finish(es|ing)?|completes?|completing|wraps? up|wrapping up|closes?|closing|expires?|expiring|runs? out|running out|conclud(es?|ing)|due|over by|done by)\b/
const STARTS = /\b(starts?|starting|begins?|beginning|kicks? off|kicking off|launch(es|ing)?|commenc(es?|ing))\b/

const STATUS: [RegExp, string][] = [
  [/\b(on hold|paused|held|frozen|parked|suspended)\b/, 'On Hold'],
  [
    /\b(in planning|planning|being planned|planned|in the pipeline|pipeline|tentative|upcoming|not started)\b/,
    'Planning',
  ],
  [/\b(closed|finished|completed|done)\b/, 'Closed'],
  [/\b(active|running|ongoing|live|current|open)\b/, 'Active'],
]

/** Projects by status, or by when they start or end. */
export const projectList: Intent = {
  name: 'project-list',
  title: 'Which projects run, start or end',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'status',
      'projectState',
      'anything',
      'byProject',
      'portfolio',
      'clear',
      'staff',
      'forecast',
      'shift',
      'set',
      'open',
      'only',
      'up',
      'replace',
      'free',
      'that',
      'fundedWord',
      'export',
      'off',
    ],
    kinds: ['words', 'period', 'client', 'project'],
  },
  when: (clause) => {
    if (clause.people.length + clause.roles.length + clause.amounts.length > 0) return false
    if (clause.projects.length > 0 && !asksWhichOfThem(clause)) return false
    if (clause.has('hoursNoun', 'fteWord', 'budget', 'overrun', 'conflict', 'overbooked', 'search', 'export'))
      return false
    const named = clause.items.some((i) => isWords(i, 'projectNoun', 'byProject')) || isStatusOfClient(clause)
    const plain = clause.plain.replace(/^((and|so|ok) )+/, '')
    if (/\b(hours?|hrs|ftes?|total|allocated|booked)\b/.test(plain)) return false
    if (clause.projects.length > 0) return true
    if (ENDS.test(plain) || STARTS.test(plain))
      return clause.periods.length > 0 && (named || /^(what|whats|which|anything|does anything)\b/.test(plain))
    return named && (statusOf(clause) !== undefined || listsOfClient(clause))
  },
  plan: (clause, planning) => {
    const clients = planning.clientsOf(clause)
    const named = planning.projectsOf(clause)
    const pointed = named.length > 0 ? named : projectsPointedAt(clause, planning)
    const all = (pointed ?? planning.request.lexicon.projects).filter(
      (p) => clients.length === 0 || clients.includes(p.client),
    )
    const edge = ENDS.test(clause.plain) ? 'ends' : STARTS.test(clause.plain) ? 'starts' : undefined
    const ofClients = clients.length > 0 ? { clients } : {}
    const list = (projects: LexiconProject[], fields: object) =>
      pointed ? projects.flatMap((p) => told([p], planning, {})) : told(projects, planning, { ...ofClients, ...fields })
    if (!edge && statusOf(clause) === undefined)
      return list(
        isStatusOfClient(clause) ? all.filter((p) => p.status !== 'Closed') : all,
        isStatusOfClient(clause) ? {} : { tell: 'count' },
      )
    if (!edge) return byStatus(all, statusOf(clause)!, list)
    const span = planning.spansOf(clause, clause.isPast ? 'past' : 'read')?.[0]
    if (!span) return list(all, { tell: 'dates' })
    const month = (p: LexiconProject) => monthNumber(edge === 'ends' ? p.endsOn : p.startsOn)
    const fitting = all.filter((p) => month(p) >= span.from && month(p) <= span.to)
    if (fitting.length === 0) return nothing(all, span, edge, month)
    return list(fitting, { turn: edge, ...isoSpan(span) })
  },
  examples: [
    {
      ask: 'Which projects end in December?',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Alpha' } }],
    },
    {
      ask: 'what starts next quarter',
      calls: [{ tool: 'get_project_status', input: { project: 'Harbor Analytics' } }],
    },
    {
      ask: 'Which projects are still in planning?',
      calls: [{ tool: 'get_project_status', input: { project: 'Harbor Analytics' } }],
    },
  ],
}

/** "which of Alpha and Beta ends in 2027", "do my projects end this year", "which of them ends first". */
const asksWhichOfThem = (clause: Clause): boolean =>
  clause.projects.length > 1 &&
  clause.items.some((i) => i.kind === 'words' && (ENDS.test(i.text) || STARTS.test(i.text))) &&
  (clause.periods.length > 0 || clause.has('which')) &&
  !clause.has('set', 'move', 'shift', 'copy', 'staff')

/** "all projects of Acme", "how is the Acme work going". */
const listsOfClient = (clause: Clause): boolean =>
  clause.clients.length > 0 &&
  clause.periods.length === 0 &&
  (clause.has('status') || /^(please )?(list|show|name|which|what|give me|tell me|how many)\b/.test(clause.plain)) &&
  (isStatusOfClient(clause) || !clause.has('work')) &&
  !clause.has('busiest', 'leastBusy', 'allocation', 'need', 'sort', 'top')

/** "the status of the Acme work". */
const isStatusOfClient = (clause: Clause): boolean =>
  clause.clients.length > 0 && clause.has('status') && clause.has('work') && !clause.has('count')

const statusOf = (clause: Clause): string | undefined => STATUS.find(([words]) => words.test(clause.plain))?.[1]

function byStatus(
  all: LexiconProject[],
  status: string,
  list: (projects: LexiconProject[], fields: object) => ToolCall[],
): ToolCall[] {
  const fitting = all.filter((p) => p.status === status)
  if (fitting.length > 0) return list(fitting, { statuses: [status], tell: 'count' })
  const counts = [...new Set(all.map((p) => p.status))].map(
    (s) => `${all.filter((p) => p.status === s).length} ${s.toLowerCase()}`,
  )
  return refuse(`No project is ${status.toLowerCase()}: of ${all.length}, ${counts.join(', ')}.`, [
    'Total hours by project this year',
  ])
}

/** One project is told by itself, several are a list. */
function told(projects: LexiconProject[], planning: Planning, list: object): ToolCall[] {
  const [only] = projects
  const one = projects.length === 1 && { project: planning.projectName(only!) }
  return [{ tool: 'get_project_status', input: one || list }]
}

/** Nothing fits: says so, with the nearest one. */
function nothing(
  all: LexiconProject[],
  span: Span,
  edge: 'ends' | 'starts',
  month: (p: LexiconProject) => number,
): never {
  const far = (p: LexiconProject) => (month(p) < span.from ? span.from - month(p) : month(p) - span.to)
  const nearest = [...all].sort((a, b) => far(a) - far(b))[0]
  return refuse(
    `No project ${edge} in ${spanTitle(span.from, span.to)}.${nearest ? ` Nearest: ${nearest.name} ${edge} in ${monthTitle(month(nearest))}.` : ''}`,
    nearest ? [`How is ${nearest.name} doing?`] : [],
  )
}

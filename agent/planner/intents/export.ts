import { refuse } from '../outcomes.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { projectMonths, spanTitle } from '../reading/month-arithmetic.js'
import { isoSpan, type Span } from '../reading/resolve-period.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** Files: portfolio roll-up, project plan, utilisation by person, conflicts; Excel unless CSV is said. */
export const exportReport: Intent = {
  name: 'export',
  title: 'Reports as Excel or CSV',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'export',
      'totalWord',
      'set',
      'bench',
      'allocation',
      'report',
      'portfolio',
      'utilisation',
      'csv',
      'overbooked',
      'conflict',
      'overrun',
      'that',
      'same',
      'byProject',
      'byPerson',
      'byRole',
      'monthNoun',
      'budget',
      'status',
      'bench',
      'free',
      'need',
      'ok',
      'allHours',
      'about',
      'only',
      'also',
      'instead',
      'asker',
    ],
    kinds: ['words', 'period', 'project', 'person'],
  },
  when: (clause) =>
    clause.has('export') ||
    (clause.has('report') &&
      clause.has('make', 'report') &&
      !clause.has('who', 'which', 'count') &&
      (clause.has('make') || clause.has('show') || clause.items.length < 8)),
  plan: (clause, planning) => {
    // "Move 40 hours in May, then export the report": a report of the plan, not of May.
    planning.spokenBefore = undefined
    const projects = planning.projectsOf(clause)
    if (clause.people.length > 0 || (clause.has('asker') && projects.length === 0)) planOfOneHasNone(clause, planning)
    const memory =
      clause.has('that', 'same') || (projects.length === 0 && clause.periods.length === 0 && !namesReport(clause))
        ? remembered(planning)
        : undefined
    const report = kindOf(clause, projects.length, memory?.report)
    const format = clause.has('csv') ? 'csv' : 'xlsx'
    const targets =
      projects.length > 0 ? projects.map((p) => ({ name: planning.projectName(p), project: p })) : [undefined]
    return targets.flatMap((target) => {
      const fallback = target ? projectMonths(target.project) : (memory?.period ?? yearOf(planning))
      return planning.readSpans(clause, fallback, target?.project).map((span) => ({
        tool: 'export_report',
        input: input({
          report,
          project: report === 'project' ? (target?.name ?? memory?.project) : undefined,
          ...span,
          format,
        }),
      }))
    })
  },
  examples: [
    {
      ask: 'Export the portfolio for Q4 to Excel',
      calls: [
        { tool: 'export_report', input: { report: 'portfolio', from: '2026-10', to: '2026-12', format: 'xlsx' } },
      ],
    },
    {
      ask: 'Download the utilisation report for November as CSV',
      calls: [
        { tool: 'export_report', input: { report: 'utilisation', from: '2026-11', to: '2026-11', format: 'csv' } },
      ],
    },
    {
      ask: 'Create a spreadsheet of all conflicts next quarter',
      calls: [
        { tool: 'export_report', input: { report: 'conflicts', from: '2027-01', to: '2027-03', format: 'xlsx' } },
      ],
    },
    {
      ask: 'Export Project Alpha',
      calls: [
        {
          tool: 'export_report',
          input: { report: 'project', project: 'Project Alpha', from: '2026-01', to: '2026-12', format: 'xlsx' },
        },
      ],
    },
  ],
}

const CONFLICTS = /\b(conflicts?|clash(es)?|over ?allocations?|overbookings?) (report|list|sheet|file)s?\b/
const UTILISATION = /\butili[sz]ation (report|list|sheet|file)s?\b/

/** "Export my plan": a file holds whole projects. */
function planOfOneHasNone(clause: Clause, planning: Planning): never {
  const { lexicon } = planning.request
  const own = lexicon.projects.filter((p) => p.manager === lexicon.actor.name && p.status !== 'Closed')
  const quarter = spanTitle(planning.today, planning.today + 2)
  return refuse('A file holds a whole project or the portfolio, not the plan of one person. I can show that here.', [
    clause.has('asker') || clause.people.some((p) => /^(i|my|me)\b/i.test(p.text))
      ? `What am I working on in ${quarter}?`
      : `What is ${planning.peopleOf(clause)[0]!} working on in ${quarter}?`,
    ...own.slice(0, 2).map((p) => `Export ${p.name}`),
  ])
}

const namesReport = (clause: Clause): boolean =>
  clause.has('portfolio', 'overbooked', 'conflict', 'utilisation') || CONFLICTS.test(clause.plain)

function kindOf(clause: Clause, projects: number, before: string | undefined): string {
  if (clause.has('overbooked', 'conflict', 'overrun') || CONFLICTS.test(clause.plain)) return 'conflicts'
  if (projects > 0) return 'project'
  if (UTILISATION.test(clause.plain)) return 'utilisation'
  if (clause.has('portfolio', 'byProject')) return 'portfolio'
  if (clause.has('utilisation', 'byPerson', 'bench', 'free')) return 'utilisation'
  return before ?? 'portfolio'
}

function yearOf(planning: Planning): Span {
  const january = planning.today - (planning.today % 12)
  return { from: january, to: january + 11 }
}

/** "export that": the report nearest to what was last asked, over its period. */
function remembered(planning: Planning): { report: string; project?: string; period?: Span } | undefined {
  const last =
    planning.memory.last.find((c) => !['undo_change', 'export_report'].includes(c.tool)) ?? planning.memory.last[0]
  if (!last) return undefined
  const fields = last.input as { project?: string; projects?: string[]; report?: string; employees?: string[] }
  const period = planning.memory.period
  const base = period ? { period } : {}
  if (last.tool === 'export_report')
    return { report: fields.report ?? 'portfolio', ...(fields.project ? { project: fields.project } : {}), ...base }
  if (last.tool === 'find_conflicts' || last.tool === 'resolve_over_allocation') return { report: 'conflicts', ...base }
  const project = fields.project ?? (fields.projects?.length === 1 ? fields.projects[0] : undefined)
  if (
    (last.tool === 'get_project_status' && project) ||
    (last.tool === 'query_allocations' && project && !fields.employees)
  )
    return projectReport(planning, project, period)
  if (last.tool === 'find_employees' || fields.employees) return { report: 'utilisation', ...base }
  return { report: 'portfolio', ...(last.tool.startsWith('query') ? base : {}) }
}

function projectReport(planning: Planning, name: string | undefined, period: Span | undefined) {
  const project = planning.request.lexicon.projects.find((p) => planning.projectName(p) === name || p.code === name)
  const span = period ?? (project ? projectMonths(project) : undefined)
  return { report: 'project', ...(name ? { project: name } : {}), ...(span ? { period: span } : {}) }
}

export { isoSpan }

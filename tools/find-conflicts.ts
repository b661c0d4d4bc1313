import { z } from 'zod'
import { CONFLICT_KINDS, findConflicts as listConflicts } from '../services/find-conflicts.js'
import { resolveEmployee, resolveProject } from '../services/names.js'
import { readScope, requirePortfolio } from '../services/policy.js'
import { defineReadTool, monthArgument } from './define-tool.js'
import { callSchema, periodOf } from './staffing-option.js'

const part = z.strictObject({
  assignmentId: z.string().describe('Id of the assignment'),
  project: z.string().describe('Project'),
  hours: z.number().describe('Hours'),
  fullTimeHours: z.number().describe('Full-time hours of the month on that project; 0 for a budget'),
  fte: z.number().describe('hours / fullTimeHours'),
})

const conflict = z.strictObject({
  number: z.int().describe('Number, from 1'),
  kind: z.enum(CONFLICT_KINDS).describe('What is wrong'),
  text: z.string().describe('The conflict in a sentence'),
  employeeId: z.string().optional().describe('Id of the person'),
  employee: z.string().optional().describe('Name of the person'),
  projectId: z.string().optional().describe('Id of the project'),
  project: z.string().optional().describe('Name of the project'),
  month: z.string().optional().describe('Month, YYYY-MM; the first one of a demand'),
  hours: z.number().describe('Hours too many, or wanted and not covered'),
  fte: z.number().optional().describe('FTE of the person in the month, a fraction'),
  capacityHours: z.number().optional().describe('Hours that the person can work in the month'),
  fullTimeHours: z.number().optional().describe('What FTE divides by'),
  parts: z.array(part).describe('What adds up to it'),
  began: z
    .strictObject({
      changeSetId: z.string().describe('Id of the change set, for undo_change'),
      at: z.string().describe('When, ISO time'),
      by: z.string().describe('Who'),
      via: z.string().describe('Through which surface'),
    })
    .optional()
    .describe('The change that began it; absent where none is on record'),
  calls: z.array(callSchema).describe('The next call that helps: options, candidates, or the mending change'),
})

export const findConflicts = defineReadTool({
  name: 'find_conflicts',
  title: 'Find conflicts',
  description:
    'Everything in the plan that cannot or should not be, in a period (default: the next 12 months): people above capacity with the hours and projects that cause it and the change that began it, hours where somebody cannot work or outside a project, budget overruns, open demand. Use it for "who is over-allocated", "any conflicts in May". For ways out of an over-allocation use resolve_over_allocation.',
  effect: 'read',
  input: z.strictObject({
    employee: z.string().max(200).optional().describe('Only this person: name, e-mail or id'),
    project: z.string().max(200).optional().describe('Only people and demand of this project: name, code or id'),
    about: z
      .enum(['people', 'budgets', 'demand'])
      .optional()
      .describe('Only people above what they can work, only budget overruns, or only open demand; default: all'),
    from: monthArgument('First month; default: the current one').optional(),
    to: monthArgument('Last month, included; default: 12 months from the first').optional(),
  }),
  output: z.strictObject({
    from: z.string().describe('First month, YYYY-MM'),
    to: z.string().describe('Last month, YYYY-MM'),
    period: z.string().describe('The period in words'),
    subject: z.string().describe('Whose conflicts, in words'),
    about: z.enum(['all', 'people', 'budgets', 'demand']).describe('What was looked for'),
    conflicts: z.array(conflict),
    total: z.int().describe('How many there are; at most 100 are listed'),
    counts: z.record(z.enum(CONFLICT_KINDS), z.int()).describe('How many of each kind'),
    people: z.int().describe('How many people have one'),
    assumptions: z.array(z.string()).describe('How it was computed'),
  }),
  example: { from: '2026-10', to: '2027-09' },

  async run(input, { db, actor, today }) {
    const scope = await readScope(db, actor)
    const employee = input.employee === undefined ? undefined : await resolveEmployee(db, scope, input.employee)
    if (!employee) requirePortfolio(actor)
    const project = input.project === undefined ? undefined : await resolveProject(db, scope, input.project)
    const period = periodOf(input, today, 12)
    const about: keyof typeof KINDS = input.about ?? 'all'
    const ids = { employeeId: employee?.id, projectId: project?.id }
    const list = await listConflicts(db, { scope, ...period, ...ids, kinds: KINDS[about] })
    const subject = [employee?.name, project ? `on ${project.name}` : ''].filter(Boolean).join(' ')
    return { ...list, subject, about }
  },

  say(list) {
    const of = list.subject ? ` for ${list.subject.replace(/^on /, '')}` : ''
    // Budgets count all months, whatever period is named.
    const when = list.about === 'budgets' ? '' : ` in ${list.period}`
    const who = list.subject.startsWith('on ')
      ? `Nobody ${list.subject} is`
      : list.subject
        ? `${list.subject} is not`
        : 'Nobody is'
    if (list.total === 0)
      return list.about === 'people' ? `${who} over-allocated${when}.` : `No ${NOUNS[list.about]}${of}${when}.`
    const counts = CONFLICT_KINDS.filter((k) => list.counts[k] > 0).map(
      (k) => `${list.counts[k]} ${KIND[k](list.counts[k])}`,
    )
    const listed = list.conflicts.slice(0, 10)
    // After an import every line would say the same: it is said once then.
    const together = listed.length > 1 && new Set(listed.map((c) => c.began?.changeSetId)).size === 1
    const lines = listed.map((c) =>
      [`${c.number}. ${c.text}`, together ? '' : beginning(c.began)].filter(Boolean).join(' '),
    )
    if (list.total > lines.length) lines.push(`And ${list.total - lines.length} more.`)
    if (together && listed[0]?.began)
      lines.push(beginning(listed[0].began, lines.length === 2 ? 'Both' : 'All of these'))
    const many = `${list.total} ${list.total === 1 ? 'conflict' : 'conflicts'}${of}${when}: ${counts.join(', ')}.`
    const found = counts.length === 1 && list.about !== 'all' ? `${counts[0]}${of}${when}.` : many
    // What is asked for most often is said even where it is none.
    const unsaid = list.counts.over_allocation > 0 || list.about === 'budgets' || list.about === 'demand'
    const none = unsaid ? '' : `${who} over-allocated${when}. `
    return [none + found, ...lines].join('\n')
  },

  show(list) {
    if (list.conflicts.length === 0) return {}
    const cells = list.conflicts.map((c) =>
      c.month ? c.parts.map((p) => ({ assignmentId: p.assignmentId, month: c.month! })) : [],
    )
    return {
      tables: [
        {
          title: `Conflicts, ${list.period}`,
          columns: [
            { key: 'number', label: 'No.', unit: 'count' },
            { key: 'kind', label: 'Kind', unit: 'text' },
            { key: 'employee', label: 'Name', unit: 'text' },
            { key: 'project', label: 'Project', unit: 'text' },
            { key: 'month', label: 'Month', unit: 'month' },
            { key: 'hours', label: 'Hours', unit: 'hours' },
            { key: 'fte', label: 'FTE', unit: 'fte' },
            { key: 'fullTimeHours', label: 'Of full-time hours', unit: 'hours' },
            { key: 'began', label: 'Began with', unit: 'text' },
          ],
          rows: list.conflicts.map((c) => ({
            number: c.number,
            kind: KIND[c.kind](1),
            employee: c.employee ?? '',
            project: c.project ?? c.parts.map((p) => p.project).join(', '),
            month: c.month ?? null,
            hours: c.hours,
            fte: c.fte ?? null,
            fullTimeHours: c.fullTimeHours ?? null,
            began: c.began ? `${c.began.by}, ${c.began.at.slice(0, 10)}` : '',
          })),
          cells,
        },
      ],
    }
  },
})

const KINDS = {
  all: undefined,
  people: ['over_allocation', 'no_capacity', 'outside_employment'],
  budgets: ['budget_overrun'],
  demand: ['uncovered_demand'],
} as const

const NOUNS = { all: 'conflicts', budgets: 'budget overruns', demand: 'open positions' }

const KIND: Record<(typeof CONFLICT_KINDS)[number], (count: number) => string> = {
  over_allocation: (n) => (n === 1 ? 'over-allocation' : 'over-allocations'),
  no_capacity: () => 'with hours but no working time',
  outside_employment: () => 'with hours outside employment',
  outside_project: () => 'with hours outside the project',
  budget_overrun: (n) => (n === 1 ? 'budget overrun' : 'budget overruns'),
  uncovered_demand: (n) => (n === 1 ? 'open position' : 'open positions'),
}

/** Which change a conflict began with, as a sentence; nothing where none is on record. */
function beginning(began: { by: string; at: string; via: string } | undefined, which?: string): string {
  if (!began) return ''
  const what = began.via === 'import' ? 'an import' : 'a change'
  return `${which ? `${which} began` : 'Began'} with ${what} by ${began.by} on ${began.at.slice(0, 10)}.`
}

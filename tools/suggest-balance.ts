import { z } from 'zod'
import { suggestBalance as balance } from '../services/balance-workload.js'
import { monthOfDate } from '../services/calendar.js'
import { resolveListed, resolveProject } from '../services/names.js'
import { readScope, requirePortfolio } from '../services/policy.js'
import { formatHours } from '../services/units.js'
import { defineReadTool, monthArgument } from './define-tool.js'
import { effectsTable, optionSchema, periodOf } from './staffing-option.js'

const group = z.strictObject({
  name: z.string().describe('The group in words'),
  role: z.string().describe('Role'),
  project: z.string().optional().describe('Project; absent for everybody of the role'),
  people: z.int().describe('How many people'),
  utilisation: z.number().describe('Average load over all their projects, a fraction'),
  capacityHours: z.number().describe('What it divides by: hours of capacity'),
})

export const suggestBalance = defineReadTool({
  name: 'suggest_balance',
  title: 'Suggest balance',
  description:
    'Groups and people far apart in load who could exchange work, in a period (default: the current month): averages of roles on projects and of whole teams, and numbered hand-overs with their effect and the calls that apply them. Use it for "who could help", "even out the workload". For one person above capacity use resolve_over_allocation.',
  effect: 'read',
  input: z.strictObject({
    roles: z.array(z.string().max(200)).max(50).optional().describe('Only these roles'),
    projects: z
      .array(z.string().max(200))
      .max(100)
      .optional()
      .describe('Only work of these projects: names, codes or ids'),
    from: monthArgument('First month; default: the current one').optional(),
    to: monthArgument('Last month, included; default: the first').optional(),
  }),
  output: z.strictObject({
    from: z.string().describe('First month, YYYY-MM'),
    to: z.string().describe('Last month, YYYY-MM'),
    period: z.string().describe('The period in words'),
    fullTimeHours: z.number().describe('What FTE divides by: full-time hours of the period'),
    groups: z.array(group).describe('All groups of two or more people, busiest first'),
    contrasts: z
      .array(z.strictObject({ text: z.string().describe('The contrast in words'), busy: group, idle: group }))
      .describe('Busy groups on projects against teams with time'),
    suggestions: z.array(optionSchema),
    assumptions: z.array(z.string()).describe('How it was computed'),
  }),
  example: { from: '2026-10', to: '2026-10' },

  async run(input, { db, actor, today }) {
    requirePortfolio(actor)
    const scope = await readScope(db, actor)
    const roles = input.roles && (await Promise.all(input.roles.map((r) => resolveListed(db, 'role', r))))
    const projects = input.projects && (await Promise.all(input.projects.map((p) => resolveProject(db, scope, p))))
    return balance(db, {
      actor,
      roleIds: roles?.map((r) => r.id),
      projectIds: projects?.map((p) => p.id),
      ...periodOf(input, today, 1),
      thisMonth: monthOfDate(today),
    })
  },

  say(answer) {
    const contrasts = answer.contrasts.slice(0, 3).map((c) => `${c.text}.`)
    const head = contrasts.length > 0 ? contrasts : ['No groups are far apart.']
    const suggestions = answer.suggestions.map((s) => `${s.number}. ${s.text}`)
    const none = 'Nobody above 80 % load has work that somebody of the same role with time could take.'
    return [
      `Load in ${answer.period} (full time ${formatHours(answer.fullTimeHours)} h):`,
      ...head,
      ...(suggestions.length > 0 ? ['Suggestions:', ...suggestions] : [none]),
    ].join('\n')
  },

  show(answer) {
    return {
      tables: [
        {
          title: `Average load by group, ${answer.period}`,
          columns: [
            { key: 'name', label: 'Group', unit: 'text' },
            { key: 'people', label: 'People', unit: 'count' },
            { key: 'utilisation', label: 'Average load', unit: 'percent' },
            { key: 'capacityHours', label: 'Of capacity', unit: 'hours' },
          ],
          rows: answer.groups.map(({ name, people, utilisation, capacityHours }) => ({
            name,
            people,
            utilisation,
            capacityHours,
          })),
        },
        ...(answer.suggestions.length > 0
          ? [effectsTable(`Effects of the suggestions, ${answer.period}`, answer.suggestions)]
          : []),
      ],
    }
  },
})

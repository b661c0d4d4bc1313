import { z } from 'zod'
import { monthOfDate } from '../services/calendar.js'
import { resolveEmployee, resolveProject } from '../services/names.js'
import { readScope, requirePortfolio } from '../services/policy.js'
import { resolveOverAllocations } from '../services/resolve-over-allocation.js'
import { spokenProject } from '../services/staffing-snapshot.js'
import { defineReadTool, monthArgument } from './define-tool.js'
import { cellSchema, effectsTable, optionSchema, periodOf } from './staffing-option.js'

const over = z.strictObject({
  employeeId: z.string().describe('Id of the person'),
  employee: z.string().describe('Name'),
  month: z.string().describe('Month, YYYY-MM'),
  text: z.string().describe('The over-allocation in a sentence'),
  overHours: z.number().describe('Hours above capacity'),
  fte: z.number().describe('FTE over all projects, a fraction'),
  capacityHours: z.number().describe('Hours that the person can work in the month'),
  fullTimeHours: z.number().describe('What FTE divides by'),
  options: z.array(z.int()).describe('Numbers of the options about this month'),
  cells: z.array(cellSchema).describe('The cells of the figures'),
})

export const resolveOverAllocation = defineReadTool({
  name: 'resolve_over_allocation',
  title: 'Resolve over-allocations',
  description:
    'Numbered, concrete ways out of over-allocations of one person, or of everybody when no person is named, in a period (default: the next 12 months): reduce hours on a named project, hand hours to named people who can take them, move hours to other months, each with its effect on everybody touched and the calls that apply it. Changes nothing: applying an option means making its calls. To only list over-allocations use find_conflicts.',
  effect: 'read',
  input: z.strictObject({
    employee: z.string().max(200).optional().describe('Name, e-mail or id of the person; default: everybody'),
    project: z.string().max(200).optional().describe('Only people over-allocated with hours on this project'),
    from: monthArgument('First month; default: the current one').optional(),
    to: monthArgument('Last month, included; default: 12 months from the first').optional(),
  }),
  output: z.strictObject({
    from: z.string().describe('First month, YYYY-MM'),
    to: z.string().describe('Last month, YYYY-MM'),
    period: z.string().describe('The period in words'),
    subject: z.string().describe('Whose over-allocations'),
    overs: z.array(over),
    options: z.array(optionSchema),
    assumptions: z.array(z.string()).describe('How it was computed'),
  }),
  example: { employee: 'Sarah Jones', from: '2026-10', to: '2027-09' },

  async run(input, { db, actor, today }) {
    const scope = await readScope(db, actor)
    const employee = input.employee === undefined ? undefined : await resolveEmployee(db, scope, input.employee)
    if (!employee) requirePortfolio(actor)
    const project = input.project === undefined ? undefined : await resolveProject(db, scope, input.project)
    const answer = await resolveOverAllocations(db, {
      actor,
      scope,
      ...periodOf(input, today, 12),
      employeeId: employee?.id,
      projectId: project?.id,
      thisMonth: monthOfDate(today),
    })
    const on = project ? ` on ${spokenProject(project.name)}` : ''
    return { ...answer, subject: `${employee?.name ?? 'Everybody'}${on}` }
  },

  say(answer) {
    if (answer.overs.length === 0) {
      const nobody = answer.subject.replace(/^Everybody/, 'Nobody')
      return `${nobody} is ${nobody === answer.subject ? 'not ' : ''}over-allocated in ${answer.period}.`
    }
    const overs = answer.overs.slice(0, 10).map((o) => o.text)
    if (answer.overs.length > overs.length) overs.push(`And ${answer.overs.length - overs.length} more months.`)
    if (answer.options.length === 0) return [...overs, 'Your project managers can change this.'].join('\n')
    const options = answer.options.slice(0, 15).map((o) => `${o.number}. ${o.text}`)
    if (answer.options.length > options.length) options.push(`And ${answer.options.length - options.length} more.`)
    return [...overs, 'Options:', ...options].join('\n')
  },

  show(answer) {
    return {
      tables:
        answer.options.length > 0 ? [effectsTable(`Effects of the options, ${answer.period}`, answer.options)] : [],
      figures: answer.overs.map((o) => ({ text: String(o.overHours), cells: o.cells })),
    }
  },
})

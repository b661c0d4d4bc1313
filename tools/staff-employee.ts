import { z } from 'zod'
import { periodName, toMonthNumber } from '../services/calendar.js'
import { Fault } from '../services/fault.js'
import { resolveEmployee, resolveListed, resolveProject } from '../services/names.js'
import { readScope } from '../services/policy.js'
import { draftStaffing } from '../services/staff.js'
import { formatHours, formatPercent } from '../services/units.js'
import { defineWriteTool, monthArgument } from './define-tool.js'

export const staffEmployee = defineWriteTool({
  name: 'staff_employee',
  title: 'Staff a person',
  description:
    'Plans a new assignment of a person on a project with role, LCAT and funded hours, optionally with the same hours or FTE in every month from..to. Answers a plan that the user approves. Where the person is on the project already, the funded hours, hours or FTE given are set there.',
  effect: 'write',
  input: z.strictObject({
    employee: z.string().max(200).describe('Name, e-mail or id of the person'),
    project: z.string().max(200).describe('Name, code or id of the project'),
    role: z.string().max(200).optional().describe("Role on the project; default: the person's home role"),
    lcat: z.string().max(200).optional().describe("LCAT on the project; default: the person's home LCAT"),
    fundedHours: z.number().min(0).optional().describe('Budget in hours; default: the hours planned here'),
    from: monthArgument('First month with hours').optional(),
    to: monthArgument('Last month with hours').optional(),
    hoursPerMonth: z.number().min(0).optional().describe('Hours in each of these months'),
    fte: z.number().min(0).max(4).optional().describe('Instead: a fraction of each month, 0.5 = half time'),
  }),
  example: { employee: 'Mark', project: 'BETA', fundedHours: 200 },

  async plan(input, { db, actor, newId, today }) {
    const scope = await readScope(db, actor)
    const employee = await resolveEmployee(db, scope, input.employee)
    const project = await resolveProject(db, scope, input.project)
    const role = input.role ? await resolveListed(db, 'role', input.role) : undefined
    const lcat = input.lcat ? await resolveListed(db, 'lcat', input.lcat) : undefined
    if (input.hoursPerMonth !== undefined && input.fte !== undefined)
      throw new Fault('invalid', 'Give hoursPerMonth or fte, not both.')
    const { changes, warnings, plannedHours, from, to, isNew } = await draftStaffing(
      db,
      {
        employee,
        project,
        roleId: role?.id,
        lcatId: lcat?.id,
        fundedHours: input.fundedHours,
        from: input.from === undefined ? undefined : toMonthNumber(input.from, 'from'),
        to: input.to === undefined ? undefined : toMonthNumber(input.to, 'to'),
        today,
        hoursPerMonth: input.hoursPerMonth,
        fte: input.fte,
      },
      newId,
    )
    const as = [lcat?.name, role?.name].filter(Boolean).join(' ')
    const amount =
      input.fte !== undefined
        ? `, ${formatPercent(input.fte)} FTE in ${periodName(from, to)} (${formatHours(plannedHours)} h)`
        : input.hoursPerMonth !== undefined
          ? `, ${formatHours(input.hoursPerMonth)} h a month in ${periodName(from, to)}`
          : ''
    const funded = formatHours(input.fundedHours ?? plannedHours)
    if (!isNew) {
      const budget = input.fundedHours === undefined ? '' : `${funded} funded hours`
      const said = [budget, amount.replace(', ', '')].filter(Boolean).join(' and ')
      return { changes, warnings, summary: `Set ${employee.name} on ${project.name} to ${said}.` }
    }
    return {
      changes,
      warnings,
      summary: `Staff ${employee.name} on ${project.name}${as ? ` as ${as}` : ''} with ${funded} funded hours${amount}.`,
    }
  },
})

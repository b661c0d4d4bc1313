import { z } from 'zod'
import { draftReplace } from '../services/batch-plans.js'
import { monthName, toMonthNumber } from '../services/calendar.js'
import { draftCells } from '../services/cells.js'
import { Fault } from '../services/fault.js'
import { assignmentsByPair, chooseAssignment, resolveEmployee, resolveProject } from '../services/names.js'
import { selectAssignments } from '../services/plan-cells.js'
import { readScope } from '../services/policy.js'
import { formatHours, toQuarters } from '../services/units.js'
import { defineWriteTool, monthArgument } from './define-tool.js'

export const moveHours = defineWriteTool({
  name: 'move_hours',
  title: 'Move hours',
  description:
    'Plans to move hours of one person on one project in one month to another person (put on the project if needed), another project of theirs, or another month. Without hours all of that month move. Answers a plan that the user approves.',
  effect: 'write',
  input: z.strictObject({
    employee: z.string().max(200).describe('Whose hours: name, e-mail or id'),
    project: z.string().max(200).describe('On which project'),
    month: monthArgument('In which month'),
    hours: z.number().optional().describe('How many hours; default: all of that month'),
    share: z.number().min(0).max(1).optional().describe('Instead: a fraction of that month, 0.5 = half of its hours'),
    toEmployee: z.string().max(200).optional().describe('To whom; default: the same person'),
    toProject: z.string().max(200).optional().describe('To which project; default: the same'),
    toMonth: monthArgument('To which month; default: the same').optional(),
  }),
  example: {
    employee: 'Sarah Jones',
    project: 'ALPHA',
    month: '2026-11',
    hours: 8,
    toMonth: '2026-12',
  },

  async plan(input, { db, actor, newId }) {
    const scope = await readScope(db, actor)
    const employee = await resolveEmployee(db, scope, input.employee)
    const project = await resolveProject(db, scope, input.project)
    const toEmployee = input.toEmployee ? await resolveEmployee(db, scope, input.toEmployee) : employee
    const toProject = input.toProject ? await resolveProject(db, scope, input.toProject) : project
    const toMonth = input.toMonth ?? input.month
    if (toEmployee.id === employee.id && toProject.id === project.id && toMonth === input.month)
      throw new Fault(
        'invalid',
        'The hours would stay where they are.',
        'Say to whom, to which project or to which month.',
      )
    const byPair = await assignmentsByPair(db, [employee.id, toEmployee.id])
    const source = chooseAssignment(byPair, employee, project)
    const [cell] = await draftCells(db, [{ assignmentId: source.id, month: input.month, hours: 0 }])
    const available = cell!.before
    if (input.hours !== undefined && input.share !== undefined)
      throw new Fault('invalid', 'Give hours or share, not both.')
    const hours = input.hours ?? Math.round(available * (input.share ?? 1) * 4) / 4
    const from = monthName(toMonthNumber(input.month, 'month'))
    if (available === 0)
      throw new Fault(
        'invalid',
        `${employee.name} has no hours on ${project.name} in ${from}.`,
        'Name the month and project that the hours come from.',
      )
    if (hours <= 0 || toQuarters(hours) > toQuarters(available))
      throw new Fault(
        'invalid',
        `${employee.name} has ${formatHours(available)} h on ${project.name} in ${from}; ${formatHours(hours)} h cannot be moved.`,
        `Move at most ${formatHours(available)} h.`,
        { field: 'hours', value: hours, max: available },
      )
    const destination = [
      toEmployee.id === employee.id ? '' : ` to ${toEmployee.name}`,
      toProject.id === project.id ? '' : ` to ${toProject.name}`,
      toMonth === input.month ? '' : ` to ${monthName(toMonthNumber(toMonth, 'toMonth'))}`,
    ].join('')
    const summary = `Move ${formatHours(hours)} h of ${employee.name} on ${project.name} in ${from}${destination}.`

    if (toProject.id === project.id && !byPair.has(`${toEmployee.id}:${project.id}`)) {
      const { assignments } = await selectAssignments(db, actor, {
        employeeIds: [employee.id],
        projectIds: [project.id],
      })
      const part = { ...assignments.find((a) => a.id === source.id)! }
      part.quarters = new Map([[toMonthNumber(toMonth), toQuarters(hours)]])
      const handed = await draftReplace(db, [part], [toMonthNumber(toMonth)], toEmployee, newId)
      const given = handed.changes.filter((c) => c.kind === 'record' || c.assignmentId !== source.id)
      return { changes: [{ ...cell!, after: available - hours }, ...given], summary, warnings: handed.warnings }
    }
    const sameLcat = (byPair.get(`${toEmployee.id}:${toProject.id}`) ?? []).find((a) => a.lcat === source.lcat)
    const target = sameLcat ?? chooseAssignment(byPair, toEmployee, toProject)
    const [into] = await draftCells(db, [{ assignmentId: target.id, month: toMonth, hours: 0 }])
    return {
      changes: [
        { ...cell!, after: available - hours },
        { ...into!, after: into!.before + hours },
      ],
      summary,
    }
  },
})

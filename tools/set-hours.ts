import { z } from 'zod'
import { monthName, toMonthNumber } from '../services/calendar.js'
import { type CellEdit, draftCells } from '../services/cells.js'
import {
  assignmentsByPair,
  chooseAssignment,
  type NamedRow,
  resolveEmployee,
  resolveProject,
} from '../services/names.js'
import { readScope } from '../services/policy.js'
import { coverDemand } from '../services/recommend-cover.js'
import { formatHours } from '../services/units.js'
import { defineWriteTool, monthArgument } from './define-tool.js'

interface Named {
  change: { month: string; hours: number; mode: 'set' | 'add'; role?: string; lcat?: string }
  employee: NamedRow
  project: NamedRow
}

export const setHours = defineWriteTool({
  name: 'set_hours',
  title: 'Set hours',
  description:
    'Plans new hours for people already on a project, one entry per person, project and month; mode "set" replaces the hours, "add" adds to them (negative hours take away). Answers a plan that the user approves. Use staff_employee for somebody who is not on the project yet, move_hours to move hours, change_plan for whole ranges.',
  effect: 'write',
  input: z.strictObject({
    changes: z
      .array(
        z.strictObject({
          project: z.string().max(200).describe('Name, code or id of the project'),
          employee: z.string().max(200).describe('Name, e-mail or id of the person'),
          month: monthArgument('Month'),
          hours: z.number().describe('Hours: quarter hours, 0 to 744 after the change'),
          mode: z.enum(['set', 'add']).describe('set replaces, add adds'),
          role: z.string().max(200).optional().describe('Role, where the person has two assignments on the project'),
          lcat: z.string().max(200).optional().describe('LCAT, where the person has two assignments on the project'),
        }),
      )
      .min(1)
      .max(10_000)
      .describe('The cells to change'),
    coversDemand: z
      .array(z.string().max(64))
      .max(500)
      .optional()
      .describe('Ids of open positions that these hours fill, as recommend_candidates gives them'),
  }),
  example: {
    changes: [{ project: 'ALPHA', employee: 'jane@example.com', month: '2026-11', hours: 80, mode: 'set' }],
  },

  async plan(input, { db, actor, newId }) {
    const scope = await readScope(db, actor)
    const named: Named[] = []
    for (const change of input.changes)
      named.push({
        change,
        employee: await resolveEmployee(db, scope, change.employee),
        project: await resolveProject(db, scope, change.project),
      })
    const byPair = await assignmentsByPair(
      db,
      named.map((n) => n.employee.id),
    )
    const wanted = named.map((n) => ({ ...n, id: chooseAssignment(byPair, n.employee, n.project, n.change).id }))
    // Present hours, and below the hours as earlier entries of this batch leave them: "add" twice adds twice.
    const cells = await draftCells(
      db,
      wanted.map(({ id, change }) => ({ assignmentId: id, month: change.month, hours: 0 })),
    )
    const hoursOf = new Map(cells.map((c) => [`${c.assignmentId}:${c.month}`, c.before]))
    const edits = new Map<string, CellEdit>()
    const sentences: string[] = []
    for (const { id, change, employee, project } of wanted) {
      const key = `${id}:${change.month}`
      const hours = change.mode === 'add' ? (hoursOf.get(key) ?? 0) + change.hours : change.hours
      hoursOf.set(key, hours)
      edits.set(key, { assignmentId: id, month: change.month, hours })
      const month = monthName(toMonthNumber(change.month))
      sentences.push(`Set ${employee.name} to ${formatHours(hours)} h on ${project.name} in ${month}.`)
    }
    const shown = sentences.slice(0, 3)
    if (sentences.length > 3) shown.push(`And ${sentences.length - 3} more.`)
    const changes = await draftCells(db, [...edits.values()])
    if (!input.coversDemand?.length) return { changes, summary: shown.join(' ') }
    const projectOf = new Map(wanted.map(({ id, project }) => [id, project.id]))
    const onProjects = changes.map((c) => ({ ...c, projectId: projectOf.get(c.assignmentId)! }))
    const covered = await coverDemand(db, input.coversDemand, onProjects, newId)
    if (covered.length > 0) shown.push('Take these hours off the open demand.')
    return { changes: [...changes, ...covered], summary: shown.join(' ') }
  },
})

import { z } from 'zod'
import { resolveProject } from '../../services/names.js'
import { readScope } from '../../services/policy.js'
import { readSprintGrid } from '../../services/sprint-grid.js'
import { formatHours } from '../../services/units.js'
import { defineReadTool } from '../define-tool.js'

export const getSprints = defineReadTool({
  name: 'get_sprints',
  title: 'Sprint view of a project',
  description: "One project's hours by 14-day sprint instead of month; totals are conserved to the quarter hour.",
  effect: 'read',
  screenOnly: true,
  input: z.strictObject({ project: z.string().max(200).describe('Name, code or id of the project') }),
  output: z.strictObject({
    projectId: z.string(),
    project: z.string().describe('Name of the project'),
    sprints: z.array(
      z.strictObject({
        number: z.number().describe('Number of the sprint, from 1'),
        startsOn: z.string().describe('First day'),
        endsOn: z.string().describe('Last day'),
        hours: z.number().describe('Hours of everybody'),
      }),
    ),
    rows: z.array(
      z.strictObject({
        assignmentId: z.string(),
        employee: z.string(),
        role: z.string(),
        lcat: z.string(),
        hours: z.array(z.number()).describe('Hours by sprint'),
        totalHours: z.number().describe('Hours of all months'),
      }),
    ),
  }),
  example: { project: 'ALPHA' },

  async run(input, { db, actor }) {
    const scope = await readScope(db, actor)
    const project = await resolveProject(db, scope, input.project)
    return readSprintGrid(db, scope, project.id)
  },

  say: (grid) =>
    `${grid.project}: ${formatHours(grid.rows.reduce((sum, r) => sum + r.totalHours, 0))} hours over ${grid.sprints.length} sprints.`,
})

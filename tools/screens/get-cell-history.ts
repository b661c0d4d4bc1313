import { z } from 'zod'
import { monthName, toMonthNumber } from '../../services/calendar.js'
import { readCellHistory } from '../../services/history.js'
import { formatHours } from '../../services/units.js'
import { defineReadTool, monthArgument } from '../define-tool.js'

export const getCellHistory = defineReadTool({
  name: 'get_cell_history',
  title: 'History of a cell',
  description: 'Who set one cell to what, when and through which surface, newest first.',
  effect: 'read',
  screenOnly: true,
  input: z.strictObject({
    assignmentId: z.string().max(64).describe('Id of the assignment'),
    month: monthArgument('Month'),
  }),
  output: z.strictObject({
    employee: z.string().describe('Whose cell'),
    project: z.string().describe('On which project'),
    month: z.string().describe('Month, YYYY-MM'),
    hours: z.number().describe('Present hours'),
    events: z.array(
      z.strictObject({
        seq: z.number().optional().describe('Number of the change set in the feed; only for who sees every change'),
        changeSetId: z.string(),
        at: z.string().describe('ISO time'),
        by: z.string().describe('Name of the user'),
        via: z.string().describe('Surface'),
        before: z.number().describe('Hours before'),
        after: z.number().describe('Hours after'),
      }),
    ),
  }),
  example: { assignmentId: 'none', month: '2026-11' },

  async run(input, { db, actor }) {
    return readCellHistory(db, actor, input)
  },

  say(history) {
    const what = `${history.employee} on ${history.project} in ${monthName(toMonthNumber(history.month))}`
    const [last] = history.events
    if (!last) return `${what}: ${formatHours(history.hours)} h, never changed since the plan was set up.`
    return `${what}: ${last.by} set ${formatHours(last.after)} h (before: ${formatHours(last.before)} h) on ${last.at.slice(0, 10)} through ${last.via}.`
  },
})

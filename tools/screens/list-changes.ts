import { z } from 'zod'
import { listChangeSets } from '../../services/change-feed.js'
import { describeChanges } from '../apply-plan.js'
import { defineReadTool } from '../define-tool.js'

export const listChanges = defineReadTool({
  name: 'list_changes',
  title: 'List what was changed',
  description:
    'The newest change sets first, each with who made it, when, through which surface and what it changed, cut to what the reader may see. For history pages and resources; not for questions about hours.',
  effect: 'read',
  screenOnly: true,
  input: z.strictObject({
    before: z.string().min(1).max(64).optional().describe('Only change sets older than the one with this id'),
    limit: z.int().min(1).max(200).optional().describe('At most so many; default 30'),
    mine: z.boolean().optional().describe("Only the reader's own"),
  }),
  output: z.strictObject({
    changeSets: z.array(
      z.strictObject({
        changeSetId: z.string().describe('Id, as undo_change takes it'),
        seq: z.int().optional().describe('Number in the change feed; only for who sees every change'),
        at: z.string().describe('When, UTC'),
        by: z.string().describe('Who'),
        via: z.string().describe('Through which surface'),
        undoes: z.string().nullable().describe('The change set that it took back'),
        changes: z.int().describe('How many changes'),
        lines: z.array(z.string()).describe('The first of them in words'),
      }),
    ),
  }),
  example: { limit: 10 },

  async run({ before, limit = 30, mine }, { db, actor }) {
    const entries = await listChangeSets(db, actor, { before, limit, mine })
    return {
      changeSets: entries.map(({ changes, loads: _, ...entry }) => ({
        ...entry,
        changes: changes.length,
        lines: describeChanges(changes, 5),
      })),
    }
  },

  say: ({ changeSets }) =>
    changeSets.length === 0
      ? 'Nothing was changed yet.'
      : `The last ${changeSets.length} change sets, the newest by ${changeSets[0]?.by} at ${changeSets[0]?.at}.`,
})

import { z } from 'zod'
import { Fault } from '../services/fault.js'
import { draftUndo, lastOfThread, nextUndo } from '../services/undo.js'
import { formatHours } from '../services/units.js'
import { defineWriteTool } from './define-tool.js'

export const undoChange = defineWriteTool({
  name: 'undo_change',
  title: 'Undo a change',
  description:
    "Plans to take back a whole change set: by default the last one of this conversation, else the user's own last one. Undoing an undo brings the change back. Refused, with the reason, where a later change is in the way.",
  effect: 'write',
  input: z.strictObject({
    changeSetId: z.string().max(64).optional().describe('Id of the change set; default: the last one'),
  }),
  example: {},

  async plan(input, { db, actor, threadId }) {
    const id =
      input.changeSetId ?? (threadId && (await lastOfThread(db, actor, threadId))) ?? (await nextUndo(db, actor))
    if (!id) throw new Fault('not_found', 'There is nothing of yours to take back.', 'Make a change first.')
    const { changes, undoes } = await draftUndo(db, actor, id)
    const count = `${formatHours(changes.length)} ${changes.length === 1 ? 'change' : 'changes'}`
    return { changes, undoes, summary: `Take back ${count}.` }
  },
})

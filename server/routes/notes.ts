// Uploaded notes for the text search: Markdown, text, PDF, DOCX.
import multer from 'multer'
import { z } from 'zod'
import { readNote } from '../../files/read-note.js'
import { Fault } from '../../services/fault.js'
import type { KnowledgeSearch } from '../../services/knowledge/search.js'
import { addNote, listNotes, removeNote, requireNoteWriter } from '../../services/notes.js'
import { type Route, route } from '../route.js'

const MAX_BYTES = 20 * 1024 * 1024

const about = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  subjectTable: z.enum(['', 'project', 'employee']).default(''),
  subjectId: z.string().max(64).default(''),
})

/** `knowledge` is told of every note at once, so that it is found at the next question. */
export function noteRoutes(knowledge: Pick<KnowledgeSearch, 'refreshNotes'>): Route[] {
  const upload = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: MAX_BYTES, files: 1, fields: 5, parts: 8 },
  })
  return [
    route({
      method: 'get',
      path: '/api/v1/notes',
      tag: 'knowledge',
      summary: 'Uploaded notes, newest first',
      access: 'signed-in',
      effect: 'read',
      handle: async ({ actor, deps }) => ({ items: await listNotes(deps.database.db, actor) }),
    }),
    route({
      method: 'post',
      path: '/api/v1/notes',
      tag: 'knowledge',
      summary: 'Upload a note (multipart: file, title, subjectTable, subjectId)',
      access: 'signed-in',
      effect: 'write',
      accepts: 'multipart/form-data',
      status: 201,
      handle: async ({ actor, deps, req, res }) => {
        requireNoteWriter(actor)
        await new Promise<void>((resolve, reject) =>
          upload.single('file')(req, res, (error: unknown) =>
            error
              ? reject(new Fault('invalid', 'The upload cannot be read: one file of at most 20 MB is expected.'))
              : resolve(),
          ),
        )
        if (!req.file) throw new Fault('invalid', 'There is no file in the upload.', 'Send it in the field "file".')
        const fields = about.safeParse(req.body)
        if (!fields.success)
          throw new Fault('invalid', `${fields.error.issues[0]?.path.join('.')}: ${fields.error.issues[0]?.message}`)
        const { title = req.file.originalname.slice(0, 200), subjectTable, subjectId } = fields.data
        const body = await readNote(req.file.originalname, req.file.buffer)
        const made = { id: deps.newId(), at: deps.now().toISOString(), via: 'api' }
        const id = await addNote(deps.database.db, actor, { title, body, subjectTable, subjectId }, made)
        await knowledge.refreshNotes([id])
        return { id, title, characters: body.length }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/notes/:id',
      tag: 'knowledge',
      summary: 'Remove a note',
      access: 'signed-in',
      effect: 'write',
      params: z.strictObject({ id: z.string().max(64) }),
      handle: async ({ actor, deps, params }) => {
        await removeNote(deps.database.db, actor, params.id, { at: deps.now().toISOString(), via: 'api' })
        await knowledge.refreshNotes([params.id])
      },
    }),
  ]
}

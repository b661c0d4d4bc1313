// Uploaded texts for the knowledge search: who may add, read and remove them.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { appendAudit } from './audit.js'
import { Fault } from './fault.js'
import { mayWrite, privateEmployeeIds, requirePortfolio } from './policy.js'

export interface NoteFields {
  title: string
  /** Plain text or Markdown. */
  body: string
  subjectTable: '' | 'project' | 'employee'
  subjectId: string
}

export interface NoteLine {
  id: string
  title: string
  subjectTable: string
  subjectId: string
  by: string
  createdAt: string
  characters: number
}

/** The longest note: about 300 pages. */
export const MAX_NOTE_CHARACTERS = 1_000_000

/** Fault forbidden for those who may add no note. */
export function requireNoteWriter(actor: Actor): void {
  if (!mayWrite(actor)) throw new Fault('forbidden', 'You can read notes but not add them.', 'Ask a project manager.')
}

/** Adds a note. Throws Fault invalid for an empty or too long one, forbidden for readers, not_found for an unknown subject. */
export async function addNote(
  db: Db,
  actor: Actor,
  note: NoteFields,
  made: { id: string; at: string; via: string },
): Promise<string> {
  requireNoteWriter(actor)
  const body = note.body.trim()
  if (!body) throw new Fault('invalid', 'The note has no text.', 'Upload a file with text in it.')
  if (body.length > MAX_NOTE_CHARACTERS)
    throw new Fault(
      'invalid',
      `The note has ${body.length} characters; at most ${MAX_NOTE_CHARACTERS} are kept.`,
      'Split it.',
    )
  if (note.subjectTable) {
    const row = await db.selectFrom(note.subjectTable).select('id').where('id', '=', note.subjectId).executeTakeFirst()
    if (!row) throw new Fault('not_found', `There is no ${note.subjectTable} '${note.subjectId.slice(0, 64)}'.`)
  }
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('note')
      .values({ ...note, body, id: made.id, userId: actor.userId, createdAt: made.at, version: 1 })
      .execute()
    await appendAudit(trx as Db, { at: made.at, actor, via: made.via, action: 'add note', detail: { noteId: made.id } })
  })
  return made.id
}

/** The notes the actor may read, newest first. Notes on a person follow the rights of a person's notes. */
export async function listNotes(db: Db, actor: Actor): Promise<NoteLine[]> {
  requirePortfolio(actor)
  const privateIds = await privateEmployeeIds(db, actor)
  const rows = await db
    .selectFrom('note as n')
    .leftJoin('user as u', 'u.id', 'n.userId')
    .select((eb) => [
      'n.id',
      'n.title',
      'n.subjectTable',
      'n.subjectId',
      'n.createdAt',
      'u.name as by',
      eb.fn<number>('length', ['n.body']).as('characters'),
    ])
    .orderBy('n.createdAt', 'desc')
    .orderBy('n.id')
    .execute()
  return rows
    .filter((n) => n.subjectTable !== 'employee' || privateIds === 'all' || privateIds.has(n.subjectId))
    .map((n) => ({ ...n, by: n.by ?? 'somebody' }))
}

/** Removes a note: its author or an Admin. Fault not_found also for somebody else's. */
export async function removeNote(db: Db, actor: Actor, id: string, made: { at: string; via: string }): Promise<void> {
  const row = await db.selectFrom('note').select('userId').where('id', '=', id).executeTakeFirst()
  if (!row || !mayWrite(actor) || (row.userId !== actor.userId && actor.systemRole !== 'Admin'))
    throw new Fault('not_found', `There is no note '${id.slice(0, 64)}' of yours.`)
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('note').where('id', '=', id).execute()
    await appendAudit(trx as Db, { at: made.at, actor, via: made.via, action: 'remove note', detail: { noteId: id } })
  })
}

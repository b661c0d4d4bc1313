import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import type { Actor } from './actor.js'
import { addNote, listNotes, MAX_NOTE_CHARACTERS, type NoteFields, removeNote } from './notes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

let made = 0
const add = (actor: Actor, fields: Partial<NoteFields> = {}) =>
  addNote(
    org.db,
    actor,
    { title: 'Kick-off', body: 'Ground station in June.', subjectTable: '', subjectId: '', ...fields },
    { id: `note-${++made}`, at: `2025-05-15T09:00:${String(made).padStart(2, '0')}Z`, via: 'rest' },
  )
const titles = async (actor: Actor) => (await listNotes(org.db, actor)).map((n) => n.title)
const remove = (actor: Actor, id: string) => removeNote(org.db, actor, id, { at: '2025-05-16T09:00:00Z', via: 'rest' })

describe('a note', () => {
  it('is kept with its author and length, the newest first', async () => {
    await add(org.maria)
    await add(org.paul, { title: 'Later', body: '  0123456789  ', subjectTable: 'project', subjectId: 'p-beta' })
    expect(await listNotes(org.db, org.director)).toMatchObject([
      { title: 'Later', by: 'Paul Planner', characters: 10, subjectTable: 'project' },
      { title: 'Kick-off', by: 'Maria Manager', characters: 23 },
    ])
  })

  it.each<[string, Partial<NoteFields>, string]>([
    ['without text', { body: ' \n ' }, 'The note has no text.'],
    [
      'that is too long',
      { body: 'x'.repeat(MAX_NOTE_CHARACTERS + 1) },
      'The note has 1000001 characters; at most 1000000 are kept.',
    ],
    ['on nobody', { subjectTable: 'employee', subjectId: 'e-nobody' }, "There is no employee 'e-nobody'."],
    ['on no project', { subjectTable: 'project', subjectId: 'p-x' }, "There is no project 'p-x'."],
  ])('%s is refused', async (_, fields, reason) => {
    await expect(add(org.maria, fields)).rejects.toThrow(reason)
    expect(await listNotes(org.db, org.admin)).toEqual([])
  })

  it('on a person is read by whom the person’s own notes are for', async () => {
    await add(org.admin, { title: 'On Mark', subjectTable: 'employee', subjectId: 'e-mark' })
    await add(org.admin, { title: 'On Sarah', subjectTable: 'employee', subjectId: 'e-sarah' })
    expect(await titles(org.director)).toEqual(['On Sarah', 'On Mark'])
    expect(await titles(org.maria)).toEqual(['On Sarah', 'On Mark'])
    expect(await titles(org.paul)).toEqual(['On Sarah'])
    await expect(listNotes(org.db, org.sarah)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is not added by those who read only', async () => {
    await expect(add(org.director)).rejects.toMatchObject({ code: 'forbidden', hint: 'Ask a project manager.' })
  })

  it('is removed by its author or an Admin; for anybody else there is none', async () => {
    const [own, other] = [await add(org.maria), await add(org.maria)]
    await expect(remove(org.paul, own)).rejects.toMatchObject({ code: 'not_found' })
    await expect(remove({ ...org.maria, readOnly: true }, own)).rejects.toMatchObject({ code: 'not_found' })
    await expect(remove(org.maria, 'note-x')).rejects.toThrow("There is no note 'note-x' of yours.")
    await remove(org.maria, own)
    await remove(org.admin, other)
    expect(await titles(org.admin)).toEqual([])
    const audit = await org.db.selectFrom('audit').select('action').orderBy('seq').execute()
    expect(audit.map((a) => a.action)).toEqual(['add note', 'add note', 'remove note', 'remove note'])
  })
})

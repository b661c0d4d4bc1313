import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { enqueueJob } from './jobs.js'
import { addNote } from './notes.js'
import { erasePerson, exportPerson } from './person.js'
import { changeRecord, createRecord } from './record-changes.js'
import { appendTurns } from './threads.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const at = '2025-05-15T09:00:00Z'
const data = (email: string) => exportPerson(org.db, org.admin, email)
const erase = (email: string) => erasePerson(org.db, org.admin, email, { at, via: 'cli', token: 'x1' })
const talk = (threadId: string, userId: string, text: string, card: Record<string, unknown> | null = null) =>
  appendTurns(org.db, { threadId, userId, at, turns: [{ author: 'user', content: { text } }], card })

describe('the data of one person', () => {
  it('are those of the employee and of the user with that e-mail', async () => {
    await org.db.updateTable('user').set({ passwordHash: 'hash' }).where('id', '=', 'u-sarah').execute()
    await setCells(org, [['s-alpha', '2025-05', 8]])
    await talk('t-1', 'u-sarah', 'my hours')
    const sarah = await data(' SARAH@example.com ')
    expect(sarah.user).toMatchObject([{ id: 'u-sarah', passwordHash: 'kept' }])
    expect(Object.entries(sarah).map(([table, rows]) => `${table} ${rows.length}`)).toEqual([
      'employee 1',
      'user 1',
      'timeOff 0',
      'assignment 2',
      'allocation 1',
      'note 0',
      'changeSet 1',
      'audit 0',
      'thread 1',
      'threadTurn 1',
      'modelTurn 0',
      'report 0',
      'signIns 0',
    ])
  })

  it('of an employee without an account hold no account; of a user who is no employee, no assignments', async () => {
    const mark = await data('mark@example.com')
    expect([mark.employee!.length, mark.user!.length, mark.audit!.length]).toEqual([1, 0, 0])
    await setCells(org, [['s-alpha', '2025-05', 8]], org.maria)
    const maria = await data('u-maria@example.com')
    expect(maria.user).toMatchObject([{ passwordHash: null }])
    expect([maria.employee!.length, maria.assignment!.length, maria.audit!.length]).toEqual([0, 0, 1])
    await expect(data('nobody@example.com')).rejects.toThrow('Nobody here has the e-mail nobody@example.com.')
    await expect(exportPerson(org.db, org.maria, 'mark@example.com')).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('an e-mail that leads to two accounts or two employees', () => {
  const link = (userId: string, employeeId: string) =>
    org.db.updateTable('user').set({ employeeId }).where('id', '=', userId).execute()

  it('is refused with their names, and neither is erased or told of', async () => {
    await link('u-paul', 'e-sarah')
    await link('u-sarah', 'e-sarah')
    const fault = {
      code: 'ambiguous',
      message: expect.stringContaining(
        'employee Sarah Jones (sarah@example.com), user Paul Planner (u-paul@example.com)',
      ),
    }
    await expect(erase('sarah@example.com')).rejects.toMatchObject(fault)
    await expect(erase('u-paul@example.com')).rejects.toMatchObject(fault)
    await expect(data('sarah@example.com')).rejects.toMatchObject(fault)
    expect(await org.db.selectFrom('employee').select('name').where('id', '=', 'e-sarah').execute()).toEqual([
      { name: 'Sarah Jones' },
    ])
    await link('u-paul', 'e-mark')
    await link('u-director', 'e-mark')
    await expect(erase('mark@example.com')).rejects.toMatchObject({ code: 'ambiguous' })
  })

  it('of which one is unlinked is erased, the other stays', async () => {
    await link('u-paul', 'e-sarah')
    await link('u-sarah', 'e-sarah')
    await org.db.updateTable('user').set({ employeeId: null }).where('id', '=', 'u-paul').execute()
    await erase('sarah@example.com')
    expect((await data('u-paul@example.com')).user).toMatchObject([{ name: 'Paul Planner' }])
  })

  it('and one that has an account elsewhere is erased with the employee that the account is linked to', async () => {
    await link('u-paul', 'e-mark')
    await erase('u-paul@example.com')
    const names = await org.db.selectFrom('employee').select('name').where('id', '=', 'e-mark').execute()
    expect(names).toEqual([{ name: 'Former person x1' }])
  })
})

describe('erasing a person', () => {
  const everything = async () => {
    const tables = org.sqlite.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]
    return JSON.stringify(tables.map((name) => org.sqlite.prepare(`select * from "${name}"`).all()))
  }

  it('takes name, e-mail and words about an employee out of every table, and keeps the hours', async () => {
    const admin = org.context(org.admin)
    await createRecord(admin, 'timeOff', {
      employeeId: 'e-mark',
      startsOn: '2025-06-02',
      endsOn: '2025-06-03',
      kind: 'surgery',
    })
    await changeRecord(admin, 'project', 'p-alpha', { description: 'Led by Mark Lee (mark@example.com).' }, 1)
    await setCells(org, [['m-alpha', '2025-05', 40]])
    const note = { body: 'Mark Lee knows.', subjectTable: '' as const, subjectId: '' }
    await addNote(org.db, org.admin, { title: 'Who knows', ...note }, { id: 'n-1', at, via: 'api' })
    await addNote(org.db, org.admin, { title: 'About Mark Lee', ...note, body: 'Ask.' }, { id: 'n-2', at, via: 'api' })
    await addNote(org.db, org.admin, { title: 'Other', ...note, body: 'Nothing.' }, { id: 'n-3', at, via: 'api' })
    await talk('t-title', 'u-maria', 'Where is Mark Lee?')
    await talk('t-card', 'u-maria', 'Set it', { text: 'Set Mark Lee to 8 h' })
    await talk('t-other', 'u-maria', 'Hello')
    await enqueueJob(org.db, {
      id: 'j-1',
      kind: 'mail',
      userId: null,
      payload: { to: 'mark@example.com' },
      at: new Date(at),
    })
    await enqueueJob(org.db, { id: 'j-2', kind: 'backup', userId: null, payload: {}, at: new Date(at) })

    const { pseudonym, threadIds, sharedNames } = await erase('mark@example.com')
    expect({ pseudonym, threadIds: threadIds.sort() }).toEqual({
      pseudonym: 'Former person x1',
      threadIds: ['t-card', 't-title'],
    })
    // 'Mark' is a verb as well: alone it is left.
    expect(sharedNames).toEqual(['Mark', 'mark'])
    expect(await everything()).not.toMatch(/Mark Lee|mark@example|surgery/)
    expect(await org.db.selectFrom('allocation').select('quarters').execute()).toEqual([{ quarters: 160 }])
    const project = await org.db
      .selectFrom('project')
      .select('description')
      .where('id', '=', 'p-alpha')
      .executeTakeFirst()
    expect(project?.description).toBe('Led by Former person x1 (erased-x1@invalid.example).')
    expect(await org.db.selectFrom('job').select('id').execute()).toEqual([{ id: 'j-2' }])
    expect(await org.db.selectFrom('thread').select('id').execute()).toEqual([{ id: 't-other' }])
    expect((await org.db.selectFrom('note').select('id').execute()).length).toBe(3)
  })

  it('of an account ends it, with everything said in it', async () => {
    await talk('t-1', 'u-paul', 'my projects')
    await erase('u-paul@example.com')
    const paul = await org.db.selectFrom('user').selectAll().where('id', '=', 'u-paul').executeTakeFirstOrThrow()
    expect(paul).toMatchObject({ name: 'Former person x1', disabledAt: at, email: 'user-erased-x1@invalid.example' })
    expect(await org.db.selectFrom('thread').select('id').execute()).toEqual([])
    const audit = await org.db.selectFrom('audit').select('detail').orderBy('seq', 'desc').executeTakeFirstOrThrow()
    expect(JSON.parse(audit.detail)).toEqual({ employeeId: null, userId: 'u-paul' })
  })

  it('is not for oneself, nor for others than an Admin', async () => {
    await expect(erase('u-admin@example.com')).rejects.toMatchObject({
      message: 'You cannot erase yourself.',
      hint: 'Ask another Admin.',
    })
    await expect(
      erasePerson(org.db, org.maria, 'mark@example.com', { at, via: 'cli', token: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { type Db, openDatabase } from '../db/open.js'
import type { AccountContext } from './account-secrets.js'
import { beginSignIn, isSignedIn } from './account-sessions.js'
import {
  addUser,
  changeUser,
  ensureLocalOwner,
  findActor,
  getUser,
  getUserByEmail,
  listUsers,
} from './account-users.js'
import type { Actor } from './actor.js'

let db: Db
let owner: Actor
let count = 0
const context: AccountContext = {
  now: () => new Date('2026-10-15T09:00:00Z'),
  newId: () => `id-${++count}`,
  via: 'cli',
}

beforeEach(async () => {
  db = (await openDatabase(':memory:')).db
  owner = await ensureLocalOwner(db, context)
})

const maria = { email: 'Maria@Example.com ', name: 'Maria Lopez', systemRole: 'PM' as const }

describe('users', () => {
  it('begin with the owner of the machine, an Admin without password', async () => {
    expect(owner).toMatchObject({ email: 'owner@localhost', systemRole: 'Admin' })
    expect((await ensureLocalOwner(db, context)).userId).toBe(owner.userId)
    expect(await listUsers(db, owner)).toMatchObject([{ email: 'owner@localhost', hasPassword: false }])
  })

  it('the remembered owner wins over an older Admin', async () => {
    const second = await addUser(db, owner, { ...maria, systemRole: 'Admin' }, context)
    await db.insertInto('setting').values({ key: 'localOwner', value: second.id }).execute()
    expect((await ensureLocalOwner(db, context)).userId).toBe(second.id)
  })

  it('are invited with an address that is cleaned and unique', async () => {
    expect(await addUser(db, owner, maria, context)).toMatchObject({ email: 'maria@example.com', disabled: false })
    await expect(addUser(db, owner, { ...maria, email: 'MARIA@example.com' }, context)).rejects.toThrow(
      'already a user',
    )
    await expect(addUser(db, owner, { ...maria, email: 'no address' }, context)).rejects.toThrow(
      'email: is not an e-mail',
    )
    await expect(addUser(db, owner, { ...maria, version: 3 } as never, context)).rejects.toThrow(
      "there is no field 'version'",
    )
  })

  it('are linked to the employee of the same address', async () => {
    await db
      .insertInto('employee')
      .values({
        id: 'e1',
        email: 'maria@example.com',
        name: 'Maria Lopez',
        roleId: null,
        lcatId: null,
        contractPct: 100,
        startsOn: null,
        endsOn: null,
        skills: '[]',
        clearances: '[]',
        yearsExperience: null,
        education: '',
        notes: '',
        version: 1,
      })
      .execute()
    const user = await addUser(db, owner, maria, context)
    expect(user.employeeId).toBe('e1')
    const wrong = { employeeId: 'e2', version: 1 }
    await expect(changeUser(db, owner, user.id, wrong, context)).rejects.toThrow("no employee 'e2'")
    expect(await changeUser(db, owner, user.id, { employeeId: null, version: 1 }, context)).toMatchObject({
      employeeId: null,
    })
  })

  it('a disabled user is out at once and comes back when enabled', async () => {
    const user = await addUser(db, owner, maria, context)
    const signIn = await beginSignIn(db, user.id, 'test', context)
    const disabled = await changeUser(db, owner, user.id, { disabled: true, version: 1 }, context)
    expect(disabled.disabled).toBe(true)
    expect(await findActor(db, user.id)).toBeUndefined()
    expect(await isSignedIn(db, signIn.familyId, user.id, context)).toBe(false)
    const again = await changeUser(db, owner, user.id, { disabled: true, version: 2 }, context)
    await changeUser(db, owner, user.id, { disabled: false, name: 'Maria L.', version: again.version }, context)
    expect(await findActor(db, user.id)).toMatchObject({ name: 'Maria L.', systemRole: 'PM' })
  })

  it('a change made from an old version is refused with the current user', async () => {
    const user = await addUser(db, owner, maria, context)
    await changeUser(db, owner, user.id, { systemRole: 'Director', version: 1 }, context)
    await expect(changeUser(db, owner, user.id, { systemRole: 'Admin', version: 1 }, context)).rejects.toMatchObject({
      code: 'stale',
      details: { current: { systemRole: 'Director', version: 2 } },
    })
  })

  it('the last Admin stays', async () => {
    const demote = { systemRole: 'PM' as const, version: 1 }
    await expect(changeUser(db, owner, owner.userId, demote, context)).rejects.toMatchObject({
      code: 'refused_by_policy',
    })
    await expect(changeUser(db, owner, owner.userId, { disabled: true, version: 1 }, context)).rejects.toThrow(
      'last Admin',
    )
    await addUser(db, owner, { ...maria, systemRole: 'Admin' }, context)
    expect(await changeUser(db, owner, owner.userId, demote, context)).toMatchObject({ systemRole: 'PM' })
  })

  it('only an Admin sees and changes others; anybody sees themselves', async () => {
    const user = await addUser(db, owner, maria, context)
    const pm = (await findActor(db, user.id)) as Actor
    expect(await getUser(db, pm, pm.userId)).toMatchObject({ email: 'maria@example.com' })
    await expect(getUser(db, pm, owner.userId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listUsers(db, pm)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(addUser(db, pm, { ...maria, email: 'x@example.com' }, context)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const reader = { ...owner, readOnly: true }
    await expect(addUser(db, reader, { ...maria, email: 'x@example.com' }, context)).rejects.toThrow('read only')
    await expect(getUser(db, owner, 'nobody')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are found by address in any case', async () => {
    await addUser(db, owner, maria, context)
    expect(await getUserByEmail(db, 'MARIA@EXAMPLE.COM')).toMatchObject({ name: 'Maria Lopez' })
    await expect(getUserByEmail(db, 'no@example.com')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('every change is in the audit trail without addresses', async () => {
    const user = await addUser(db, owner, maria, context)
    await changeUser(db, owner, user.id, { systemRole: 'Director', version: 1 }, context)
    const trail = await db.selectFrom('audit').select(['action', 'detail', 'actorName']).execute()
    expect(trail.map((entry) => entry.action)).toEqual(['add user', 'change user'])
    expect(trail[1]).toMatchObject({ actorName: 'Owner' })
    expect(trail.map((entry) => entry.detail).join()).not.toContain('maria')
  })
})

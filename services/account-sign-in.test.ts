import { beforeEach, describe, expect, it } from 'vitest'
import { type Db, openDatabase } from '../db/open.js'
import { createSignInLink, useSignInLink } from './account-links.js'
import { resetPassword, setPassword, signInWithPassword } from './account-passwords.js'
import type { AccountContext } from './account-secrets.js'
import {
  beginSignIn,
  endSignIn,
  isSignedIn,
  listSignIns,
  revokeRefreshToken,
  rotateRefreshToken,
} from './account-sessions.js'
import { createPersonalToken, findTokenActor, listPersonalTokens, revokePersonalToken } from './account-tokens.js'
import { addUser, changeUser, ensureLocalOwner, findActor, hasAdminPassword } from './account-users.js'
import type { Actor } from './actor.js'

let db: Db
let owner: Actor
let maria: Actor
let clock = Date.parse('2026-10-15T09:00:00Z')
let count = 0
const context: AccountContext = { now: () => new Date(clock), newId: () => `id-${++count}`, via: 'api' }
const wait = (seconds: number) => {
  clock += seconds * 1000
}

beforeEach(async () => {
  db = (await openDatabase(':memory:')).db
  owner = await ensureLocalOwner(db, context)
  const user = await addUser(db, owner, { email: 'maria@example.com', name: 'Maria Lopez', systemRole: 'PM' }, context)
  maria = (await findActor(db, user.id)) as Actor
})

describe('a sign-in link', () => {
  it('lets its user in once', async () => {
    const token = await createSignInLink(db, maria.userId, context)
    expect(await useSignInLink(db, token, context)).toMatchObject({ name: 'Maria Lopez' })
    await expect(useSignInLink(db, token, context)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('that nobody made lets nobody in', async () => {
    await expect(useSignInLink(db, 'salink_unknown', context)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('ends after ten minutes, and with its user', async () => {
    const late = await createSignInLink(db, maria.userId, context)
    wait(601)
    await expect(useSignInLink(db, late, context)).rejects.toThrow('older than ten minutes')
    const link = await createSignInLink(db, maria.userId, context)
    await changeUser(db, owner, maria.userId, { disabled: true, version: 1 }, context)
    await expect(useSignInLink(db, link, context)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('is not stored in the clear', async () => {
    const token = await createSignInLink(db, maria.userId, context)
    expect(JSON.stringify(await db.selectFrom('signInLink').selectAll().execute())).not.toContain(token)
  })

  it('says in the audit trail who made it for whom, without the link', async () => {
    const token = await createSignInLink(db, maria.userId, context, owner)
    const last = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').executeTakeFirstOrThrow()
    expect(last).toMatchObject({ action: 'make sign-in link', actorId: owner.userId })
    expect(JSON.parse(last.detail)).toEqual({ userId: maria.userId })
    expect(JSON.stringify(last)).not.toContain(token)
  })
})

describe('a refresh token', () => {
  it('is exchanged for the next one of the same sign-in', async () => {
    const first = await beginSignIn(db, maria.userId, 'Firefox', context)
    const second = await rotateRefreshToken(db, first.refreshToken, context)
    expect(second.familyId).toBe(first.familyId)
    expect(second.refreshToken).not.toBe(first.refreshToken)
  })

  it('used twice ends the whole sign-in and is recorded', async () => {
    const first = await beginSignIn(db, maria.userId, 'Firefox', context)
    const second = await rotateRefreshToken(db, first.refreshToken, context)
    await expect(rotateRefreshToken(db, first.refreshToken, context)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(rotateRefreshToken(db, second.refreshToken, context)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect(await isSignedIn(db, first.familyId, maria.userId, context)).toBe(false)
    const actions = (await db.selectFrom('audit').select('action').execute()).map((entry) => entry.action)
    expect(actions).toContain('refresh token reused')
  })

  it('gives another next one where the answer was lost: to the same asker, and only while it is unused', async () => {
    const first = await beginSignIn(db, maria.userId, 'Firefox', context)
    const lost = await rotateRefreshToken(db, first.refreshToken, context, 'key of a page')
    wait(1)
    const second = await rotateRefreshToken(db, first.refreshToken, context, 'key of a page')
    expect(second.familyId).toBe(first.familyId)
    wait(1)
    const third = await rotateRefreshToken(db, second.refreshToken, context, 'the next key')
    for (const [token, key] of [
      [lost.refreshToken, 'key of a page'],
      [first.refreshToken, 'key of a page'],
      [third.refreshToken, 'any key'],
    ] as const)
      await expect(rotateRefreshToken(db, token, context, key)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('used twice with another key ends the whole sign-in', async () => {
    const first = await beginSignIn(db, maria.userId, 'Firefox', context)
    await rotateRefreshToken(db, first.refreshToken, context, 'key of a page')
    const copied = rotateRefreshToken(db, first.refreshToken, context, 'key of a thief')
    await expect(copied).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await isSignedIn(db, first.familyId, maria.userId, context)).toBe(false)
  })

  it('sent twenty times at once makes one winner and never a second sign-in', async () => {
    const first = await beginSignIn(db, maria.userId, 'Firefox', context)
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => rotateRefreshToken(db, first.refreshToken, context)),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const families = await db.selectFrom('refreshToken').select('familyId').distinct().execute()
    expect(families).toHaveLength(1)
  })

  it('ends for good after thirty days, however often it was refreshed', async () => {
    let signIn = await beginSignIn(db, maria.userId, 'Firefox', context)
    wait(29 * 86_400)
    signIn = await rotateRefreshToken(db, signIn.refreshToken, context)
    wait(2 * 86_400)
    await expect(rotateRefreshToken(db, signIn.refreshToken, context)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  it('is revoked by signing out; an unknown one changes nothing', async () => {
    const signIn = await beginSignIn(db, maria.userId, 'Firefox', context)
    await revokeRefreshToken(db, 'unknown', context)
    expect(await isSignedIn(db, signIn.familyId, maria.userId, context)).toBe(true)
    await revokeRefreshToken(db, signIn.refreshToken, context)
    expect(await isSignedIn(db, signIn.familyId, maria.userId, context)).toBe(false)
  })
})

describe('the list of sign-ins', () => {
  it('shows each with its browser, the one used last first, and ends one', async () => {
    const old = await beginSignIn(db, maria.userId, 'Firefox', context)
    wait(60)
    await beginSignIn(db, maria.userId, 'Chromium', context)
    wait(60)
    await rotateRefreshToken(db, old.refreshToken, context)
    expect((await listSignIns(db, maria.userId, context)).map((s) => s.userAgent)).toEqual(['Firefox', 'Chromium'])
    await endSignIn(db, maria.userId, old.familyId, context)
    expect((await listSignIns(db, maria.userId, context)).map((s) => s.userAgent)).toEqual(['Chromium'])
    await expect(endSignIn(db, owner.userId, old.familyId, context)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a password', () => {
  const good = 'violet harbour teapot'

  it('signs in, in any spelling of the address, and is stored as argon2id', async () => {
    await setPassword(db, maria.userId, good, context, { by: maria })
    expect(await signInWithPassword(db, ' MARIA@example.com', good, context)).toMatchObject({ name: 'Maria Lopez' })
    const { passwordHash } = await db
      .selectFrom('user')
      .select('passwordHash')
      .where('id', '=', maria.userId)
      .executeTakeFirstOrThrow()
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('counts every character: one that differs at byte 73 does not match', async () => {
    await setPassword(db, maria.userId, `${'q7'.repeat(36)}a`, context, { by: maria })
    await expect(signInWithPassword(db, maria.email, `${'q7'.repeat(36)}b`, context)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  it.each(['пароль из слов', '🦆🦆🦆🦆🦆🦆🦆🦆', "'; drop table user;--", ' spaces around ', '\u202Eright to left'])(
    'may be %s',
    async (password) => {
      await setPassword(db, maria.userId, password, context, { by: maria })
      expect(await signInWithPassword(db, maria.email, password, context)).toMatchObject({ userId: maria.userId })
    },
  )

  it.each(['short', 'vqz7#kx', 'x'.repeat(201), 'password1', 'PASSWORD1', 'maria lopez', 'maria@example.com'])(
    'may not be %s',
    async (password) => {
      await expect(setPassword(db, maria.userId, password, context, { by: maria })).rejects.toMatchObject({
        code: 'invalid',
      })
    },
  )

  it('is changed by its owner with the current one only, and ends the other sign-ins', async () => {
    const here = await beginSignIn(db, maria.userId, 'here', context)
    const there = await beginSignIn(db, maria.userId, 'there', context)
    await setPassword(db, maria.userId, good, context, { by: maria, keepSignIn: here.familyId })
    expect(await isSignedIn(db, here.familyId, maria.userId, context)).toBe(true)
    expect(await isSignedIn(db, there.familyId, maria.userId, context)).toBe(false)
    await expect(setPassword(db, maria.userId, 'another long one', context, { by: maria })).rejects.toThrow('current')
    await setPassword(db, maria.userId, 'another long one', context, { by: maria, current: good })
  })

  it('of others is set and reset by an Admin only', async () => {
    await expect(setPassword(db, owner.userId, good, context, { by: maria })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(resetPassword(db, maria, owner.userId, context)).rejects.toMatchObject({ code: 'forbidden' })
    const reader = { ...maria, readOnly: true }
    await expect(setPassword(db, maria.userId, good, context, { by: reader })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await hasAdminPassword(db)).toBe(false)
    await setPassword(db, owner.userId, good, context, { by: owner })
    expect(await hasAdminPassword(db)).toBe(true)
    await setPassword(db, maria.userId, good, context, { by: owner })
    await resetPassword(db, owner, maria.userId, context)
    await expect(signInWithPassword(db, maria.email, good, context)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('that is current is guessed no more often than at the sign-in', async () => {
    await setPassword(db, maria.userId, good, context, { by: maria })
    const guess = (current: string) =>
      setPassword(db, maria.userId, 'another long one', context, { by: maria, current }).catch((error) => error.code)
    for (let i = 0; i < 10; i++) expect(await guess(`guess ${i}`)).toBe('invalid')
    expect(await guess(good)).toBe('too_many')
    wait(901)
    expect(await guess(good)).toBeUndefined()
  })

  it('that is wrong, of an unknown address or of a disabled user answers alike', async () => {
    await setPassword(db, maria.userId, good, context, { by: maria })
    const wrong = await signInWithPassword(db, maria.email, 'nonsense words', context).catch((e) => e.message)
    const unknown = await signInWithPassword(db, 'who@example.com', good, context).catch((e) => e.message)
    await changeUser(db, owner, maria.userId, { disabled: true, version: 1 }, context)
    const disabled = await signInWithPassword(db, maria.email, good, context).catch((e) => e.message)
    expect(new Set([wrong, unknown, disabled])).toEqual(new Set(['The e-mail address or the password is not right.']))
  })

  it('is hashed at most ten times of a thousand guesses; a quarter of an hour later it works again', async () => {
    await setPassword(db, maria.userId, good, context, { by: maria })
    const guesses = await Promise.all(
      Array.from({ length: 1000 }, (_, i) =>
        signInWithPassword(db, maria.email, `guess number ${i}`, context).catch((e) => e.code),
      ),
    )
    expect(guesses.filter((code) => code === 'unauthenticated').length).toBeLessThanOrEqual(10)
    await expect(signInWithPassword(db, maria.email, good, context)).rejects.toMatchObject({ code: 'too_many' })
    wait(901)
    expect(await signInWithPassword(db, maria.email, good, context)).toMatchObject({ userId: maria.userId })
  })

  it('hashed with weaker settings is hashed anew at the next sign-in', async () => {
    const { hash } = await import('@node-rs/argon2')
    const weak = await hash(good, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    await db.updateTable('user').set({ passwordHash: weak }).where('id', '=', maria.userId).execute()
    await signInWithPassword(db, maria.email, good, context)
    const row = await db.selectFrom('user').select('passwordHash').where('id', '=', maria.userId).executeTakeFirst()
    expect(row?.passwordHash).toMatch(/m=19456,t=2/)
  })
})

describe('a personal access token', () => {
  it('acts for its user within its scope until it is revoked', async () => {
    const read = await createPersonalToken(db, maria.userId, { name: 'report', scope: 'read' }, context, maria)
    const write = await createPersonalToken(db, maria.userId, { name: 'script', scope: 'write' }, context, maria)
    expect(await findTokenActor(db, read.token, context)).toMatchObject({ userId: maria.userId, readOnly: true })
    expect(await findTokenActor(db, write.token, context)).toMatchObject({ readOnly: false })
    expect(await listPersonalTokens(db, maria.userId)).toHaveLength(2)
    await revokePersonalToken(db, maria, read.id, context)
    expect(await findTokenActor(db, read.token, context)).toBeUndefined()
    expect(await listPersonalTokens(db, maria.userId)).toMatchObject([{ name: 'script' }])
  })

  it('ends on its last day and with its user', async () => {
    const day = { name: 'today', scope: 'read' as const, expiresOn: '2999-01-01' }
    const { token } = await createPersonalToken(db, maria.userId, day, context, maria)
    expect(await findTokenActor(db, token, context)).toBeDefined()
    const past = { ...day, expiresOn: '2020-01-01' }
    const expired = await createPersonalToken(db, maria.userId, past, context, maria)
    expect(await findTokenActor(db, expired.token, context)).toBeUndefined()
    await changeUser(db, owner, maria.userId, { disabled: true, version: 1 }, context)
    expect(await findTokenActor(db, token, context)).toBeUndefined()
  })

  it('ends with a reset and with its user for good: enabling brings none back', async () => {
    const make = () => createPersonalToken(db, maria.userId, { name: 'x', scope: 'write' }, context, maria)
    const first = await make()
    await resetPassword(db, owner, maria.userId, context)
    expect(await findTokenActor(db, first.token, context)).toBeUndefined()
    const second = await make()
    await changeUser(db, owner, maria.userId, { disabled: true, version: 1 }, context)
    await changeUser(db, owner, maria.userId, { disabled: false, version: 2 }, context)
    expect(await findTokenActor(db, second.token, context)).toBeUndefined()
    expect(await listPersonalTokens(db, maria.userId)).toEqual([])
  })

  it('of somebody else does not exist for others, except for an Admin', async () => {
    const mine = await createPersonalToken(db, owner.userId, { name: 'mine', scope: 'write' }, context, owner)
    await expect(revokePersonalToken(db, maria, mine.id, context)).rejects.toMatchObject({ code: 'not_found' })
    const hers = await createPersonalToken(db, maria.userId, { name: 'hers', scope: 'write' }, context, maria)
    await revokePersonalToken(db, owner, hers.id, context)
    expect(await findTokenActor(db, hers.token, context)).toBeUndefined()
  })

  it('that reads only neither makes nor revokes tokens', async () => {
    const reader = { ...maria, readOnly: true }
    const fields = { name: 'more', scope: 'write' as const }
    await expect(createPersonalToken(db, maria.userId, fields, context, reader)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(revokePersonalToken(db, reader, 'any', context)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      createPersonalToken(db, maria.userId, { name: '', scope: 'write' }, context, maria),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is used at most once an hour in writing', async () => {
    const { token } = await createPersonalToken(db, maria.userId, { name: 'n', scope: 'read' }, context, maria)
    await findTokenActor(db, token, context)
    const [first] = await listPersonalTokens(db, maria.userId)
    wait(60)
    await findTokenActor(db, token, context)
    expect((await listPersonalTokens(db, maria.userId))[0]?.lastUsedAt).toBe(first?.lastUsedAt)
  })
})

import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Db, openDatabase } from '../db/open.js'
import { setPassword, signInWithPassword } from './account-passwords.js'
import type { AccountContext } from './account-secrets.js'
import { addUser, changeUser, ensureLocalOwner, findActor } from './account-users.js'
import type { Actor } from './actor.js'

/** The real library, watched: how many hashes were compared, and how many were worked on at the same time. */
const work = vi.hoisted(() => ({ verified: 0, running: 0, most: 0 }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  const watched =
    <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      work.most = Math.max(work.most, ++work.running)
      try {
        return await run(...args)
      } finally {
        work.running--
      }
    }
  const verify = watched(real.verify)
  return {
    ...real,
    hash: watched(real.hash),
    verify: (...args: Parameters<typeof real.verify>) => {
      work.verified++
      return verify(...args)
    },
  }
})

let db: Db
let owner: Actor
let count = 0
const context: AccountContext = {
  now: () => new Date('2026-10-15T09:00:00Z'),
  newId: () => `id-${++count}`,
  via: 'api',
}
const password = 'violet harbour teapot'

async function user(email: string, withPassword = true): Promise<Actor> {
  const { id } = await addUser(db, owner, { email, name: email, systemRole: 'PM' }, context)
  if (withPassword) await setPassword(db, id, password, context, { by: owner })
  return (await findActor(db, id)) as Actor
}

/** How many hashes one try compares. */
async function comparedFor(email: string, guess: string): Promise<number> {
  const before = work.verified
  await signInWithPassword(db, email, guess, context).catch(() => {})
  return work.verified - before
}

beforeAll(async () => {
  db = (await openDatabase(':memory:')).db
  owner = await ensureLocalOwner(db, context)
})
beforeEach(() => {
  work.most = 0
})

describe('a try to sign in', () => {
  it('does the same work for a known, an unknown, an invited and a disabled address', async () => {
    await user('known@example.com')
    await user('invited@example.com', false)
    const gone = await user('gone@example.com')
    await changeUser(db, owner, gone.userId, { disabled: true, version: 1 }, context)
    const addresses = ['known', 'unknown', 'invited', 'gone'].map((name) => `${name}@example.com`)
    for (const address of addresses)
      expect({ address, compared: await comparedFor(address, 'a wrong guess') }).toEqual({ address, compared: 1 })
  })

  it('takes its turn: forty at once hash two at a time', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, (_, i) => user(`p${i}@example.com`, false)))
    await Promise.all(people.map(({ email }) => signInWithPassword(db, email, 'guess', context).catch(() => {})))
    expect(work.most).toBe(2)
  })

  it('is asked to come back when fifty wait already', async () => {
    const tries = Array.from({ length: 60 }, (_, i) =>
      signInWithPassword(db, `x${i}@example.com`, 'guess', context).catch((error) => error.code),
    )
    const codes = await Promise.all(tries)
    expect(new Set(codes)).toEqual(new Set(['unauthenticated', 'busy']))
    expect(await comparedFor('later@example.com', 'guess')).toBe(1)
  })

  it('with a guess longer than any password compares nothing', async () => {
    await user('long@example.com')
    expect(await comparedFor('long@example.com', 'x'.repeat(201))).toBe(0)
    expect(await comparedFor('nobody@example.com', 'x'.repeat(201))).toBe(0)
  })
})

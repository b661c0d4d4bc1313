// Passwords: argon2id, at least 8 characters, none of the commonest, no rule about which characters.
import type { Db } from '../db/open.js'
import { type AccountContext, later } from './account-secrets.js'
import { revokeAccess, revokeSignIns } from './account-sessions.js'
import { countAttempt, forgetFailures } from './account-throttle.js'
import { getUserRow, requireWritingAdmin, toActor } from './account-users.js'
import type { Actor } from './actor.js'
import { appendAudit } from './audit.js'
import { Fault } from './fault.js'

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 200

/** How many of the commonest passwords are refused. */
const COMMON = 30_000

/** Ten wrong passwords in a quarter of an hour close an account's password sign-in for the rest of it. */
const MAX_FAILURES = 10
const FAILURE_SECONDS = 900

/** Hashes of nobody's password: an unknown address takes as long as a known one. */
let decoy: Promise<string> | undefined

/** Sets a user's password. Fault invalid for a short, long or common one, or one made of their own name. */
export async function setPassword(
  db: Db,
  userId: string,
  password: string,
  context: AccountContext,
  options: { by: Actor; current?: string; keepSignIn?: string },
): Promise<void> {
  const user = await getUserRow(db, userId)
  if (options.by.readOnly)
    throw new Fault('forbidden', 'This sign-in may read only.', 'Use a token with the scope "write".')
  if (options.by.userId !== userId) requireWritingAdmin(options.by)
  else if (user.passwordHash) {
    await takeTurn(db, user.email.toLowerCase(), context)
    if (!(await matches(user.passwordHash, options.current ?? '')))
      throw new Fault('invalid', 'The current password is not right.', 'Ask an Admin to reset it if you forgot it.')
    await forgetFailures(db, user.email.toLowerCase())
  }
  await checkPassword(password, [user.email, user.name])
  const passwordHash = await hash(password)
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('user').set({ passwordHash }).where('id', '=', userId).execute()
    await revokeSignIns(trx, userId, context, options.keepSignIn)
    const at = context.now().toISOString()
    await appendAudit(trx, { at, actor: options.by, via: context.via, action: 'set password', detail: { userId } })
  })
}

/** Takes a user's password away: they sign in by link and set another. Admin only. */
export async function resetPassword(db: Db, actor: Actor, userId: string, context: AccountContext): Promise<void> {
  requireWritingAdmin(actor)
  await getUserRow(db, userId)
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('user').set({ passwordHash: null }).where('id', '=', userId).execute()
    await revokeAccess(trx, userId, context)
    const at = context.now().toISOString()
    await appendAudit(trx, { at, actor, via: context.via, action: 'reset password', detail: { userId } })
  })
}

/**
 * Who signs in with this address and password. Unknown address, wrong password, no password and a disabled user all
 * answer alike and take alike; too many failures of one account answer Fault too_many without any hashing.
 */
export async function signInWithPassword(
  db: Db,
  email: string,
  password: string,
  context: AccountContext,
): Promise<Actor> {
  const address = email.trim().toLowerCase().slice(0, 254)
  await takeTurn(db, address, context)
  const user = await db
    .selectFrom('user')
    .selectAll()
    .where((eb) => eb(eb.fn('lower', ['email']), '=', address))
    .executeTakeFirst()
  const right = await matches(user?.passwordHash ?? (await nobodysHash()), password)
  if (!right || !user?.passwordHash || user.disabledAt)
    throw new Fault('unauthenticated', 'The e-mail address or the password is not right.', 'Try again.')
  await forgetFailures(db, address)
  if (isOutdated(user.passwordHash)) {
    const passwordHash = await hash(password)
    await db.updateTable('user').set({ passwordHash }).where('id', '=', user.id).execute()
  }
  const actor = toActor(user)
  const at = context.now().toISOString()
  await db
    .transaction()
    .execute((trx) => appendAudit(trx, { at, actor, via: context.via, action: 'sign in', detail: { by: 'password' } }))
  return actor
}

/** Counts a try of an account's password, wherever it is tried; Fault too_many after too many wrong ones. */
async function takeTurn(db: Db, address: string, context: AccountContext): Promise<void> {
  const attempts = await countAttempt(db, address, later(context, FAILURE_SECONDS), context)
  if (attempts > MAX_FAILURES)
    throw new Fault('too_many', 'Too many wrong passwords for this account.', 'Wait a quarter of an hour.')
}

async function checkPassword(password: string, own: string[]): Promise<void> {
  const length = [...password].length
  if (length < PASSWORD_MIN || length > PASSWORD_MAX)
    throw new Fault(
      'invalid',
      `password: ${length} characters; it needs ${PASSWORD_MIN} to ${PASSWORD_MAX}.`,
      'Four random words are easy to remember and hard to guess.',
    )
  const plain = password.toLowerCase()
  const names = own.flatMap((text) => [text.toLowerCase(), text.toLowerCase().split('@')[0] as string])
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const common = dictionary['passwords-common'] as string[]
  if (names.includes(plain) || common.slice(0, COMMON).includes(plain))
    throw new Fault('invalid', 'password: this is one of the first that anybody would guess.', 'Choose another.')
}

/** At most two hashes at once: a hundred sign-ins never take more than 40 MB. */
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= 50) throw new Fault('busy', 'Too many people are signing in.', 'Try again in a few seconds.')
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

async function hash(password: string): Promise<string> {
  const argon2 = await import('@node-rs/argon2')
  return await inTurn(() => argon2.hash(password, ARGON))
}

async function matches(phc: string, password: string): Promise<boolean> {
  if ([...password].length > PASSWORD_MAX) return false
  const argon2 = await import('@node-rs/argon2')
  return await inTurn(() => argon2.verify(phc, password))
}

function nobodysHash(): Promise<string> {
  decoy ??= hash('nobody has this password')
  return decoy
}

/** True for a hash made with weaker settings than today's: it is made anew at the next sign-in. */
function isOutdated(phc: string): boolean {
  return !phc.startsWith(`$argon2id$v=19$m=${ARGON.memoryCost},t=${ARGON.timeCost},p=${ARGON.parallelism}$`)
}

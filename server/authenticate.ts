// Who is asking: the bearer token of a request, checked against the database at every call.
import type { Request } from 'express'
import { hashSecret } from '../services/account-secrets.js'
import { isSignedIn } from '../services/account-sessions.js'
import { findTokenActor, TOKEN_PREFIX } from '../services/account-tokens.js'
import { findActor } from '../services/account-users.js'
import { Fault } from '../services/fault.js'
import type { ServerDeps } from './deps.js'
import type { Auth } from './route.js'

/** The sign-in of a request; Fault unauthenticated when there is none that holds. */
export async function authenticate(req: Request, deps: ServerDeps): Promise<Auth> {
  const token = bearerToken(req)
  if (!token)
    throw new Fault('unauthenticated', 'This needs a sign-in.', 'Send the header: Authorization: Bearer TOKEN')
  return token.startsWith(`${TOKEN_PREFIX}_`) ? await personalToken(token, deps) : await session(token, deps)
}

/** A personal access token only: what desktop assistants and scripts use. A page's token is not good there. */
export async function authenticatePersonalToken(req: Request, deps: ServerDeps): Promise<Auth> {
  const token = bearerToken(req)
  if (!token?.startsWith(`${TOKEN_PREFIX}_`))
    throw new Fault(
      'unauthenticated',
      'This needs a personal access token.',
      'Make one with: staffalloc user token EMAIL',
    )
  return await personalToken(token, deps)
}

async function personalToken(token: string, deps: ServerDeps): Promise<Auth> {
  const stillHolds = () => findTokenActor(deps.database.db, token, { ...deps, via: 'api' })
  const actor = await stillHolds()
  if (!actor) throw new Fault('unauthenticated', 'This token is unknown or was revoked.', 'Make another one.')
  return { id: hashSecret(token), actor, kind: 'token', stillHolds }
}

async function session(token: string, deps: ServerDeps): Promise<Auth> {
  const { db } = deps.database
  const { userId, familyId } = await deps.tokens.verify(token)
  const stillHolds = async () =>
    (await isSignedIn(db, familyId, userId, { ...deps, via: 'api' })) ? await findActor(db, userId) : undefined
  const actor = await stillHolds()
  if (!actor) throw new Fault('unauthenticated', 'You are signed out.', 'Sign in again.')
  return { id: familyId, actor, kind: 'session', familyId, stillHolds }
}

function bearerToken(req: Request): string | undefined {
  const header = req.headers.authorization
  return header && /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(header)?.[1]
}

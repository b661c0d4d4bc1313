// Signing in, staying signed in, signing out. The refresh token travels in a cookie that scripts cannot read.
import type { Request, Response } from 'express'
import { z } from 'zod'
import { useSignInLink } from '../../services/account-links.js'
import { setPassword, signInWithPassword } from '../../services/account-passwords.js'
import {
  beginSignIn,
  endSignIn,
  listSignIns,
  REFRESH_SECONDS,
  revokeRefreshToken,
  rotateRefreshToken,
  type SignIn,
} from '../../services/account-sessions.js'
import {
  createPersonalToken,
  listPersonalTokens,
  newToken,
  revokePersonalToken,
} from '../../services/account-tokens.js'
import { findActor, getUser } from '../../services/account-users.js'
import type { Actor } from '../../services/actor.js'
import { Fault } from '../../services/fault.js'
import { ACCESS_SECONDS } from '../access-token.js'
import type { ServerDeps } from '../deps.js'
import { type Route, route } from '../route.js'

const signedIn = z.strictObject({
  accessToken: z.string().describe('Bearer token, good for ten minutes'),
  expiresIn: z.int().describe('Seconds'),
  user: z.strictObject({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    systemRole: z.enum(['Admin', 'Director', 'PM', 'Employee']),
    employeeId: z.string().nullable(),
  }),
})
const context = (deps: ServerDeps) => ({ now: deps.now, newId: deps.newId, via: 'api' })
const byId = z.strictObject({ id: z.string().min(1).max(64) })

export const signInRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/v1/session',
    tag: 'sign-in',
    summary: 'Sign in with a one-time link token',
    access: 'public',
    effect: 'read',
    body: z.strictObject({ token: z.string().min(1).max(200) }),
    reply: signedIn,
    handle: async ({ body, req, res, deps }) => {
      const actor = await useSignInLink(deps.database.db, body.token, context(deps))
      return await welcome(actor, req, res, deps)
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/token',
    tag: 'sign-in',
    summary: 'Sign in with e-mail address and password',
    access: 'public',
    effect: 'read',
    body: z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1000) }),
    reply: signedIn,
    handle: async ({ body, req, res, deps }) => {
      const actor = await signInWithPassword(deps.database.db, body.email, body.password, context(deps))
      return await welcome(actor, req, res, deps)
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/token/refresh',
    tag: 'sign-in',
    summary: 'Exchange the refresh cookie for a new access token and the next cookie',
    access: 'public',
    effect: 'read',
    reply: signedIn,
    handle: async ({ req, res, deps }) => {
      const token = readCookie(req, deps.cookieName)
      if (!token) throw new Fault('unauthenticated', 'You are signed out.', 'Sign in again.')
      try {
        const signIn = await rotateRefreshToken(
          deps.database.db,
          token,
          context(deps),
          req.get('idempotency-key')?.slice(0, 200),
        )
        const actor = await findActor(deps.database.db, signIn.userId)
        if (!actor) throw new Fault('unauthenticated', 'You are signed out.', 'Sign in again.')
        return await reply(actor, signIn, res, deps)
      } catch (error) {
        setCookie(res, deps, '', 0)
        throw error
      }
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/token/revoke',
    tag: 'sign-in',
    summary: 'Sign out: ends the sign-in of the refresh cookie',
    access: 'public',
    effect: 'read',
    handle: async ({ req, res, deps }) => {
      const token = readCookie(req, deps.cookieName)
      if (token) await revokeRefreshToken(deps.database.db, token, context(deps))
      setCookie(res, deps, '', 0)
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/me',
    tag: 'sign-in',
    summary: 'Who you are signed in as',
    access: 'signed-in',
    effect: 'read',
    handle: async ({ actor, deps }) => ({
      ...(await getUser(deps.database.db, actor, actor.userId)),
      readOnly: actor.readOnly,
    }),
  }),
  route({
    method: 'post',
    path: '/api/v1/me/password',
    tag: 'sign-in',
    summary: 'Set your password; other sign-ins of yours end',
    access: 'signed-in',
    interactive: true,
    effect: 'write',
    body: z.strictObject({ password: z.string().max(1000), current: z.string().max(1000).optional() }),
    handle: async ({ body, auth, actor, deps }) => {
      const options = { by: actor, current: body.current, keepSignIn: auth.familyId }
      await setPassword(deps.database.db, actor.userId, body.password, context(deps), options)
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/me/sign-ins',
    tag: 'sign-in',
    summary: 'Where you are signed in',
    access: 'signed-in',
    effect: 'read',
    handle: async ({ actor, auth, deps }) => {
      const items = await listSignIns(deps.database.db, actor.userId, context(deps))
      return { items: items.map((item) => ({ ...item, current: item.id === auth.familyId })) }
    },
  }),
  route({
    method: 'delete',
    path: '/api/v1/me/sign-ins/:id',
    tag: 'sign-in',
    summary: 'End one of your sign-ins',
    access: 'signed-in',
    interactive: true,
    effect: 'write',
    params: byId,
    handle: async ({ params, actor, deps }) => {
      await endSignIn(deps.database.db, actor.userId, params.id, context(deps))
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/me/tokens',
    tag: 'sign-in',
    summary: 'Your personal access tokens',
    access: 'signed-in',
    effect: 'read',
    handle: async ({ actor, deps }) => ({ items: await listPersonalTokens(deps.database.db, actor.userId) }),
  }),
  route({
    method: 'post',
    path: '/api/v1/me/tokens',
    tag: 'sign-in',
    summary: 'Make a personal access token; its secret is shown once',
    access: 'signed-in',
    interactive: true,
    effect: 'write',
    body: newToken,
    status: 201,
    handle: async ({ body, actor, deps }) =>
      await createPersonalToken(deps.database.db, actor.userId, body, context(deps), actor),
  }),
  route({
    method: 'delete',
    path: '/api/v1/me/tokens/:id',
    tag: 'sign-in',
    summary: 'Revoke a personal access token',
    access: 'signed-in',
    interactive: true,
    effect: 'write',
    params: byId,
    handle: async ({ params, actor, deps }) => {
      await revokePersonalToken(deps.database.db, actor, params.id, context(deps))
    },
  }),
]

async function welcome(actor: Actor, req: Request, res: Response, deps: ServerDeps) {
  const userAgent = req.headers['user-agent'] ?? 'unknown'
  const signIn = await beginSignIn(deps.database.db, actor.userId, userAgent, context(deps))
  return await reply(actor, signIn, res, deps)
}

async function reply(actor: Actor, signIn: SignIn, res: Response, deps: ServerDeps) {
  setCookie(res, deps, signIn.refreshToken, REFRESH_SECONDS)
  const { userId, email, name, systemRole, employeeId } = actor
  return {
    accessToken: await deps.tokens.sign({ userId, familyId: signIn.familyId }),
    expiresIn: ACCESS_SECONDS,
    user: { id: userId, email, name, systemRole, employeeId },
  }
}

/** Sent to the two token routes only, never across sites, never to scripts. */
function setCookie(res: Response, deps: ServerDeps, value: string, seconds: number): void {
  res.cookie(deps.cookieName, value, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/api/v1/token',
    maxAge: seconds * 1000,
    secure: res.req.secure,
  })
}

function readCookie(req: Request, name: string): string | undefined {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value) return value.slice(0, 200)
  }
  return undefined
}

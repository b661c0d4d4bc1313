// Users: for Admins. Everybody sees their own account at /api/v1/me.
import { z } from 'zod'
import { createSignInLink } from '../../services/account-links.js'
import { resetPassword } from '../../services/account-passwords.js'
import { addUser, changeUser, getUser, listUsers, newUser, userChange } from '../../services/account-users.js'
import type { ServerDeps } from '../deps.js'
import { type Route, route } from '../route.js'

const byId = z.strictObject({ id: z.string().min(1).max(64) })
const context = (deps: ServerDeps) => ({ now: deps.now, newId: deps.newId, via: 'api' })

export const userRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/v1/users',
    tag: 'users',
    summary: 'All users',
    access: 'admin',
    effect: 'read',
    handle: async ({ actor, deps }) => {
      const items = await listUsers(deps.database.db, actor)
      return { items, total: items.length }
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/users',
    tag: 'users',
    summary: 'Invite a user; they sign in by a one-time link',
    access: 'admin',
    effect: 'write',
    body: newUser,
    status: 201,
    handle: async ({ body, actor, deps }) => await addUser(deps.database.db, actor, body, context(deps)),
  }),
  route({
    method: 'get',
    path: '/api/v1/users/:id',
    tag: 'users',
    summary: 'One user',
    access: 'admin',
    effect: 'read',
    params: byId,
    handle: async ({ params, actor, deps }) => await getUser(deps.database.db, actor, params.id),
  }),
  route({
    method: 'patch',
    path: '/api/v1/users/:id',
    tag: 'users',
    summary: 'Change name, role, employee; disable or enable',
    access: 'admin',
    effect: 'write',
    params: byId,
    body: userChange,
    handle: async ({ params, body, actor, deps }) =>
      await changeUser(deps.database.db, actor, params.id, body, context(deps)),
  }),
  route({
    method: 'post',
    path: '/api/v1/users/:id/link',
    tag: 'users',
    summary: 'Make a one-time sign-in link for a user (ten minutes)',
    access: 'admin',
    interactive: true,
    effect: 'write',
    params: byId,
    status: 201,
    handle: async ({ params, actor, deps, req }) => {
      const user = await getUser(deps.database.db, actor, params.id)
      const token = await createSignInLink(deps.database.db, user.id, context(deps), actor)
      return { url: `${req.protocol}://${req.headers.host}/?token=${token}` }
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/users/:id/reset-password',
    tag: 'users',
    summary: 'Take a password away and end all sign-ins of a user',
    access: 'admin',
    effect: 'write',
    params: byId,
    handle: async ({ params, actor, deps }) => {
      await resetPassword(deps.database.db, actor, params.id, context(deps))
    },
  }),
]

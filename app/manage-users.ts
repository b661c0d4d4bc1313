// What the `user` command does, by the right of whoever owns the machine.
import { createSignInLink } from '../services/account-links.js'
import { resetPassword } from '../services/account-passwords.js'
import { createPersonalToken } from '../services/account-tokens.js'
import { addUser, changeUser, getUserByEmail, listUsers, type PublicUser } from '../services/account-users.js'
import type { Application } from './compose.js'

const cli = (application: Application) => application.accountContext('cli')

export async function allUsers(application: Application): Promise<PublicUser[]> {
  return await listUsers(application.db, await application.owner())
}

export async function inviteUser(
  application: Application,
  fields: { email: string; name: string; systemRole: string },
): Promise<PublicUser> {
  return await addUser(application.db, await application.owner(), fields as never, cli(application))
}

export async function updateUser(
  application: Application,
  email: string,
  change: { systemRole?: string; disabled?: boolean },
): Promise<PublicUser> {
  const { id, version } = await getUserByEmail(application.db, email)
  return await changeUser(
    application.db,
    await application.owner(),
    id,
    { ...change, version } as never,
    cli(application),
  )
}

export async function takePassword(application: Application, email: string): Promise<void> {
  const { id } = await getUserByEmail(application.db, email)
  await resetPassword(application.db, await application.owner(), id, cli(application))
}

/** A one-time link to the application at `base`. Fault forbidden for a disabled user. */
export async function makeLink(application: Application, email: string, base: string): Promise<string> {
  const { userId } = await application.actor(email)
  const token = await createSignInLink(application.db, userId, cli(application), await application.owner())
  return `${base}/?token=${token}`
}

export async function makeToken(
  application: Application,
  email: string,
  fields: { name: string; scope: 'read' | 'write' },
): Promise<string> {
  const { userId } = await application.actor(email)
  const made = await createPersonalToken(application.db, userId, fields, cli(application), await application.owner())
  return made.token
}

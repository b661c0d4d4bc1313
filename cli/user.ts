import type { Application } from '../app/compose.js'
import { allUsers, inviteUser, makeLink, makeToken, takePassword, updateUser } from '../app/manage-users.js'
import { readAddress } from '../app/running-address.js'
import { print, withApplication } from './with-application.js'

/** `staffalloc user list` */
export function list(): Promise<void> {
  return withApplication(async (application) => {
    for (const { email, name, systemRole, disabled } of await allUsers(application))
      print(`${email.padEnd(34)} ${systemRole.padEnd(9)} ${name}${disabled ? ' (disabled)' : ''}`)
  })
}

/** `staffalloc user add EMAIL --name NAME --role ROLE`: prints a sign-in link. */
export function add(email: string, options: { name?: string; role: string }): Promise<void> {
  return withApplication(async (application) => {
    const name = options.name ?? nameFrom(email)
    const user = await inviteUser(application, { email, name, systemRole: roleName(options.role) })
    print(`${user.name} is a user now (${user.systemRole}).`)
    print(await makeLink(application, user.email, baseUrl(application)))
  })
}

/** `staffalloc user role EMAIL ROLE` */
export function role(email: string, systemRole: string): Promise<void> {
  return withApplication(async (application) => {
    const user = await updateUser(application, email, { systemRole: roleName(systemRole) })
    print(`${user.name} is ${user.systemRole} now.`)
  })
}

/** `staffalloc user disable EMAIL [--undo]` */
export function disable(email: string, options: { undo?: boolean }): Promise<void> {
  return withApplication(async (application) => {
    const user = await updateUser(application, email, { disabled: !options.undo })
    print(user.disabled ? `${user.name} is signed out and kept out.` : `${user.name} may sign in again.`)
  })
}

/** `staffalloc user reset EMAIL`: prints a sign-in link. */
export function reset(email: string): Promise<void> {
  return withApplication(async (application) => {
    await takePassword(application, email)
    print(await makeLink(application, email, baseUrl(application)))
  })
}

/** `staffalloc user link EMAIL` */
export function link(email: string, options: { port?: string }): Promise<void> {
  return withApplication(async (application) => {
    print(await makeLink(application, email, baseUrl(application, options.port)))
  })
}

/** `staffalloc user token EMAIL [--read]` */
export function token(email: string, options: { read?: boolean; name: string }): Promise<void> {
  return withApplication(async (application) => {
    print(await makeToken(application, email, { name: options.name, scope: options.read ? 'read' : 'write' }))
  })
}

/** 'maria.lopez@example.com' -> 'Maria Lopez' */
function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? email).split(/[._-]+/).filter(Boolean)
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || email
}

/** 'pm' and 'PM' are one; what is no role stays as it is and is refused with the list. */
function roleName(text: string): string {
  return ['Admin', 'Director', 'PM', 'Employee'].find((name) => name.toLowerCase() === text.toLowerCase()) ?? text
}

/** Where the application listens: the port asked for, what runs on this data now, else the settings. */
function baseUrl(application: Application, port?: string): string {
  const running = port === undefined ? readAddress(application.settings) : undefined
  return running ?? `http://127.0.0.1:${port ?? (application.settings.port || 3000)}`
}

// The accounts that an import brings: invited without password, linked to the employee of the same e-mail.
import type { Db } from '../db/open.js'
import { appendAudit } from './audit.js'
import { bulkInsert } from './bulk-insert.js'
import type { ChangeContext } from './changes.js'
import type { ImportState } from './import-state.js'

/** Writes new users and changed system roles; links come afterwards, when the employees exist. Answers how many are new. */
export async function writeUsers(db: Db, ctx: ChangeContext, state: ImportState): Promise<number> {
  const at = ctx.now().toISOString()
  const touched = [...state.users.values()].filter((u) => u.isNew || u.changed)
  if (touched.length === 0) return 0
  for (const { id, systemRole, version, isNew } of touched)
    if (!isNew)
      await db
        .updateTable('user')
        .set({ systemRole, version: version + 1 })
        .where('id', '=', id)
        .execute()
  const account = {
    employeeId: null,
    passwordHash: null,
    disabledAt: null,
    preferences: '{}',
    createdAt: at,
    version: 1,
  }
  const invited = touched.filter((u) => u.isNew)
  await bulkInsert(
    db,
    'user',
    invited.map(({ id, email, name, systemRole }) => ({ id, email, name, systemRole, ...account })),
  )
  await appendAudit(db, {
    at,
    actor: ctx.actor,
    via: ctx.via,
    action: 'import users',
    detail: { invited: invited.length, changed: touched.length - invited.length },
  })
  return invited.length
}

/** Links users without employee to the employee of the same e-mail. */
export async function linkUsers(db: Db, state: ImportState): Promise<void> {
  for (const user of state.users.values()) {
    const [employee] = state.employee.find(user.email)
    if (!employee || user.employeeId === employee.id) continue
    if (user.employeeId && state.employee.byId.has(user.employeeId)) continue
    await db.updateTable('user').set({ employeeId: employee.id }).where('id', '=', user.id).execute()
  }
}

// What is mailed to whom: a digest of new over-allocations to the managers concerned, and that a report is ready.
import { z } from 'zod'
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import type { Load } from './change.js'
import { overText } from './touched-loads.js'

export interface Notice {
  userId: string
  to: string
  subject: string
  text: string
}

/** What a user wants by mail; a missing one counts as its default. */
export const mailPreferences = z.strictObject({
  overAllocation: z.boolean().default(true).describe('Digest of new over-allocations on own projects'),
  reportReady: z.boolean().default(false).describe('A report made in the background is ready'),
  weeklySummary: z.boolean().default(false).describe('Summary every Monday'),
})
export type MailPreferences = z.output<typeof mailPreferences>

/** The mail preferences of a stored user; broken ones count as defaults. */
export function readPreferences(stored: string): MailPreferences {
  const mail = (JSON.parse(stored) as { mail?: unknown }).mail
  return mailPreferences.safeParse(mail ?? {}).data ?? mailPreferences.parse({})
}

export async function getPreferences(db: Db, actor: Actor): Promise<MailPreferences> {
  const row = await db.selectFrom('user').select('preferences').where('id', '=', actor.userId).executeTakeFirstOrThrow()
  return readPreferences(row.preferences)
}

/** Each user sets their own. */
export async function setPreferences(db: Db, actor: Actor, mail: MailPreferences): Promise<MailPreferences> {
  const row = await db.selectFrom('user').select('preferences').where('id', '=', actor.userId).executeTakeFirstOrThrow()
  const preferences = JSON.stringify({ ...(JSON.parse(row.preferences) as object), mail })
  await db.updateTable('user').set({ preferences }).where('id', '=', actor.userId).execute()
  return mail
}

/**
 * One digest per manager about over-allocations that change sets after `seq` began or made worse and that still stand,
 * on months where the person works on a project of that manager. Never about what the reader did alone and knows: the
 * digest says it all the same, once.
 */
export async function overAllocationNotices(db: Db, seq: number): Promise<{ notices: Notice[]; seq: number }> {
  const sets = await db.selectFrom('changeSet').select(['seq', 'loads']).where('seq', '>', seq).orderBy('seq').execute()
  const worse = new Map<string, Load>()
  for (const { loads } of sets)
    for (const load of JSON.parse(loads) as Load[]) {
      const key = `${load.employeeId}:${load.month}`
      if (load.overAfter > load.overBefore) worse.set(key, load)
      else if (load.overAfter === 0) worse.delete(key)
    }
  const byManager = new Map<string, { name: string; email: string; lines: string[] }>()
  for (const load of worse.values()) {
    const managers = await db
      .selectFrom('allocation as al')
      .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
      .innerJoin('project as p', 'p.id', 'a.projectId')
      .innerJoin('user as u', 'u.id', 'p.managerId')
      .select(['u.id', 'u.name', 'u.email', 'u.preferences'])
      .distinct()
      .where('a.employeeId', '=', load.employeeId)
      .where('al.month', '=', Number(load.month.replace('-', '')))
      .where('al.quarters', '>', 0)
      .where('u.disabledAt', 'is', null)
      .execute()
    for (const manager of managers) {
      if (!readPreferences(manager.preferences).overAllocation) continue
      const entry = byManager.get(manager.id) ?? { name: manager.name, email: manager.email, lines: [] }
      entry.lines.push(overText(load).replace(/^This puts/, 'A change puts'))
      byManager.set(manager.id, entry)
    }
  }
  const notices = [...byManager].map(([userId, { name, email, lines }]) => ({
    userId,
    to: email,
    subject: `${lines.length} new over-${lines.length === 1 ? 'allocation' : 'allocations'} on your projects`,
    text: `Hello ${name},\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\nOpen Conflicts in StaffAlloc for options.\n`,
  }))
  return { notices, seq: sets.at(-1)?.seq ?? seq }
}

/** Says that a report made in the background can be fetched. */
export const reportNotice = (user: { id: string; name: string; email: string }, file: string, url: string): Notice => ({
  userId: user.id,
  to: user.email,
  subject: `Your report is ready: ${file}`,
  text: `Hello ${user.name},\n\nthe file "${file}" is ready under Reports in StaffAlloc (${url}).\n`,
})

// One person's data: all of it on request, and erased so that hours and totals stay.
import type { Db } from '../db/open.js'
import type { Database } from '../db/schema.js'
import type { Actor } from './actor.js'
import { appendAudit } from './audit.js'
import type { Change, RecordTable } from './change.js'
import { Fault } from './fault.js'
import { importUploads } from './jobs.js'
import { type Traces, tracesOf } from './person-traces.js'
import { requireAdmin } from './policy.js'

export interface PersonRows {
  employee: { id: string; name: string; email: string } | undefined
  user: { id: string; name: string; email: string } | undefined
}

/**
 * The employee and the user of that e-mail: those that have it, and what they are linked to. Fault not_found when there is
 * neither, ambiguous when it leads to two accounts or two employees: one of them might be somebody else.
 */
export async function findPerson(db: Db, email: string): Promise<PersonRows> {
  const address = email.trim().toLowerCase()
  const linked = await db
    .selectFrom('user')
    .select('employeeId')
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', address))
    .execute()
  const employees = await db
    .selectFrom('employee')
    .select(['id', 'name', 'email'])
    .where((eb) =>
      eb.or([
        eb(eb.fn<string>('lower', ['email']), '=', address),
        eb(
          'id',
          'in',
          linked.flatMap(({ employeeId }) => employeeId ?? []),
        ),
      ]),
    )
    .execute()
  const users = await db
    .selectFrom('user')
    .select(['id', 'name', 'email'])
    .where((eb) =>
      eb.or([
        eb(eb.fn<string>('lower', ['email']), '=', address),
        eb(
          'employeeId',
          'in',
          employees.map(({ id }) => id),
        ),
      ]),
    )
    .orderBy('email')
    .execute()
  if (employees.length === 0 && users.length === 0)
    throw new Fault('not_found', `Nobody here has the e-mail ${email.slice(0, 120)}.`)
  if (employees.length > 1 || users.length > 1) {
    const named = [
      ...employees.map((one) => `employee ${one.name} (${one.email})`),
      ...users.map((one) => `user ${one.name} (${one.email})`),
    ]
    throw new Fault(
      'ambiguous',
      `${email.slice(0, 120)} leads to more than one person: ${named.join(', ')}.`,
      'Correct their addresses, or which employee each user is, so that one of each is left. Nothing was changed.',
    )
  }
  return { employee: employees[0], user: users[0] }
}

/** Everything stored about the person, by table; secrets (password, tokens) as the word "kept". Admin only. */
export async function exportPerson(db: Db, actor: Actor, email: string): Promise<Record<string, unknown[]>> {
  requireAdmin(actor)
  const { employee, user } = await findPerson(db, email)
  const employeeId = employee?.id ?? '-'
  const userId = user?.id ?? '-'
  const assignments = await db.selectFrom('assignment').selectAll().where('employeeId', '=', employeeId).execute()
  const ids = assignments.map((a) => a.id)
  const threads = await db.selectFrom('thread').selectAll().where('userId', '=', userId).execute()
  const users = await db.selectFrom('user').selectAll().where('id', '=', userId).execute()
  const names = [employee?.name, user?.name, employee?.email, user?.email].filter((n): n is string => Boolean(n))
  const mentions = <T extends { changes: string }>(rows: T[]) =>
    rows.filter((r) => names.some((n) => r.changes.includes(n)))
  return {
    employee: await db.selectFrom('employee').selectAll().where('id', '=', employeeId).execute(),
    user: users.map((u) => ({ ...u, passwordHash: u.passwordHash ? 'kept' : null })),
    timeOff: await db.selectFrom('timeOff').selectAll().where('employeeId', '=', employeeId).execute(),
    assignment: assignments,
    allocation: await db.selectFrom('allocation').selectAll().where('assignmentId', 'in', ids).execute(),
    note: await db.selectFrom('note').selectAll().where('subjectId', '=', employeeId).execute(),
    changeSet: mentions(await db.selectFrom('changeSet').selectAll().execute()),
    audit: await db.selectFrom('audit').selectAll().where('actorId', '=', userId).execute(),
    thread: threads,
    threadTurn: await db
      .selectFrom('threadTurn')
      .selectAll()
      .where(
        'threadId',
        'in',
        threads.map((t) => t.id),
      )
      .execute(),
    modelTurn: await db.selectFrom('modelTurn').selectAll().where('userId', '=', userId).execute(),
    report: await db.selectFrom('report').selectAll().where('userId', '=', userId).execute(),
    signIns: (await db.selectFrom('refreshToken').selectAll().where('userId', '=', userId).execute()).map(
      ({ createdAt, userAgent, revokedAt }) => ({ createdAt, userAgent, revokedAt }),
    ),
  }
}

export interface Erasure {
  /** What the person is called from now on. */
  pseudonym: string
  /** Storage keys of reports and uploads that may name the person: the caller removes them. */
  fileKeys: string[]
  /** Ids of threads that were removed. */
  threadIds: string[]
  /** Parts of the name that others bear, or that mean something else too: these were left where they stand alone. */
  sharedNames: string[]
}

/**
 * Replaces name, e-mail and words about the person in every table; hours, assignments and totals stay. Conversations and
 * model turns that name them go, and so do report files. Admin only; one transaction; recorded without the name.
 */
export async function erasePerson(
  db: Db,
  actor: Actor,
  email: string,
  made: { at: string; via: string; token: string },
): Promise<Erasure> {
  requireAdmin(actor)
  const { employee, user } = await findPerson(db, email)
  if (user?.id === actor.userId) throw new Fault('invalid', 'You cannot erase yourself.', 'Ask another Admin.')
  const pseudonym = `Former person ${made.token}`
  const address = `erased-${made.token}@invalid.example`
  const person = [employee, user].filter((one) => one !== undefined)
  return db.transaction().execute(async (transaction) => {
    const trx = transaction as Db
    const traces = await tracesOf(trx, person, { pseudonym, address })
    if (employee) {
      await trx
        .updateTable('employee')
        .set((eb) => ({
          name: pseudonym,
          email: address,
          skills: '[]',
          clearances: '[]',
          yearsExperience: null,
          education: '',
          notes: '',
          version: eb('version', '+', 1),
        }))
        .where('id', '=', employee.id)
        .execute()
      await trx.updateTable('timeOff').set({ kind: 'leave' }).where('employeeId', '=', employee.id).execute()
      await trx.updateTable('assignment').set({ note: '' }).where('employeeId', '=', employee.id).execute()
      await trx.deleteFrom('note').where('subjectTable', '=', 'employee').where('subjectId', '=', employee.id).execute()
    }
    if (user) {
      const gone = {
        name: pseudonym,
        email: `user-${address}`,
        passwordHash: null,
        disabledAt: made.at,
        preferences: '{}',
      }
      await trx.updateTable('user').set(gone).where('id', '=', user.id).execute()
      await trx.updateTable('audit').set({ actorName: pseudonym }).where('actorId', '=', user.id).execute()
      for (const table of ['refreshToken', 'personalToken', 'signInLink'] as const)
        await trx.deleteFrom(table).where('userId', '=', user.id).execute()
    }
    await emptyHistory(trx, employee?.id)
    const threadIds = await forgetConversations(trx, user?.id, traces)
    for (const { id, userId, payload } of await trx
      .selectFrom('job')
      .select(['id', 'userId', 'payload'])
      .where('kind', '=', 'mail')
      .execute()) {
      const to = String((JSON.parse(payload) as { to?: string } | null)?.to).toLowerCase()
      if ((user && userId === user.id) || person.some((one) => one.email.toLowerCase() === to))
        await trx.deleteFrom('job').where('id', '=', id).execute()
    }
    // A file that waits to be imported may name anybody: its job cannot run any more.
    const uploads = await importUploads(trx)
    await trx.deleteFrom('job').where('kind', '=', 'import').execute()
    await trx.deleteFrom('plan').execute()
    for (const [table, key, ...columns] of TEXTS) await rewrite(trx, table, key, columns, traces)
    const reports = await trx.selectFrom('report').select('storageKey').execute()
    await trx.deleteFrom('report').execute()
    for (const { id, employeeId, title, text } of await trx
      .selectFrom('passage')
      .select(['id', 'employeeId', 'title', 'text'])
      .execute())
      if ((employee && employeeId === employee.id) || traces.in(title) || traces.in(text))
        await trx.deleteFrom('passage').where('id', '=', id).execute()
    await appendAudit(trx, {
      at: made.at,
      actor,
      via: made.via,
      action: 'erase person',
      detail: { employeeId: employee?.id ?? null, userId: user?.id ?? null },
    })
    const fileKeys = [...uploads, ...reports.map((r) => r.storageKey)]
    return { pseudonym, fileKeys, threadIds, sharedNames: traces.shared }
  })
}

/** Free text, or JSON with text in it, that may name anybody: table, key, columns. */
const TEXTS: [table: keyof Database, key: string, ...columns: string[]][] = [
  ['employee', 'id', 'notes', 'education', 'skills'],
  ['assignment', 'id', 'note'],
  ['project', 'id', 'description'],
  ['note', 'id', 'title', 'body'],
  ['changeSet', 'seq', 'changes', 'loads'],
  ['job', 'id', 'payload', 'result', 'message'],
]

async function rewrite(db: Db, table: keyof Database, key: string, columns: string[], traces: Traces): Promise<void> {
  // One shape for all: the names are those of the list above.
  const rows = (await db
    .selectFrom(table as 'note')
    .select([key, ...columns] as never[])
    .execute()) as Record<string, string | number | null>[]
  for (const row of rows) {
    const changed = columns.flatMap((column) => {
      const before = row[column]
      const after = typeof before === 'string' ? traces.replaced(before) : before
      return after === before ? [] : [[column, after] as const]
    })
    if (changed.length > 0)
      await db
        .updateTable(table as 'note')
        .set(Object.fromEntries(changed) as never)
        .where(key as 'id', '=', row[key] as string)
        .execute()
  }
}

/** Change sets carry whole records of the person. */
async function emptyHistory(db: Db, employeeId: string | undefined): Promise<void> {
  for (const { seq, changes } of await db.selectFrom('changeSet').select(['seq', 'changes']).execute()) {
    const emptied = JSON.stringify((JSON.parse(changes) as Change[]).map((c) => forget(c, employeeId)))
    if (emptied !== changes)
      await db.updateTable('changeSet').set({ changes: emptied }).where('seq', '=', seq).execute()
  }
}

/** What the records about a person say beyond dates and numbers, emptied. */
const EMPTIED: { [T in RecordTable]?: object } = {
  employee: { skills: [], clearances: [], yearsExperience: null, education: '', notes: '' },
  timeOff: { kind: 'leave' },
  assignment: { note: '' },
}

function forget(change: Change, employeeId: string | undefined): Change {
  if (change.kind === 'cell' || employeeId === undefined) return change
  const about = change.table === 'employee' ? change.id : (change.after ?? change.before)!.employeeId
  if (about !== employeeId) return change
  const emptied = (record: Record<string, unknown> | null) => record && { ...record, ...EMPTIED[change.table] }
  return { ...change, before: emptied(change.before), after: emptied(change.after) }
}

/** The person's own conversations, and those of others that name them. */
async function forgetConversations(db: Db, userId: string | undefined, traces: Traces): Promise<string[]> {
  const ids = new Set<string>()
  for (const thread of await db.selectFrom('thread').select(['id', 'userId', 'title', 'card']).execute())
    if (thread.userId === userId || traces.in(thread.title) || traces.in(thread.card)) ids.add(thread.id)
  for (const turn of await db.selectFrom('threadTurn').select(['threadId', 'content']).execute())
    if (traces.in(turn.content)) ids.add(turn.threadId)
  for (const id of ids) {
    await db.deleteFrom('threadTurn').where('threadId', '=', id).execute()
    await db.deleteFrom('thread').where('id', '=', id).execute()
  }
  for (const turn of await db.selectFrom('modelTurn').select(['id', 'userId', 'exchange']).execute())
    if (turn.userId === userId || traces.in(turn.exchange))
      await db.deleteFrom('modelTurn').where('id', '=', turn.id).execute()
  return [...ids]
}

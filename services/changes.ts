// Every change of the plan goes through here: planned, shown, applied in one transaction, recorded, undone.
// The only writer of the domain tables. DESIGN section 4.
import type { Db } from '../db/open.js'
import type { Actor, Via } from './actor.js'
import { appendAudit } from './audit.js'
import { bulkInsert } from './bulk-insert.js'
import { checkCells } from './cell-rules.js'
import type { Applied, CellChange, Change, Load, Plan, RecordChange, Warning } from './change.js'
import { keyOf, mergeChanges } from './change-keys.js'
import { checkVersions, readCurrent, writeRows } from './change-rows.js'
import { tellCommit } from './commit-signal.js'
import { Fault } from './fault.js'
import { loadCalendar } from './load.js'
import { authoriseChanges, seesEveryChange } from './policy.js'
import { checkRecordsAfter, checkRecordsBefore } from './record-rules.js'
import { describeLoads, type LoadPoint, overWarnings, readPoints, touchedPoints } from './touched-loads.js'

export interface ChangeContext {
  db: Db
  actor: Actor
  via: Via
  now: () => Date
  newId: () => string
  threadId?: string
  /** Who said yes, where the surface cannot see the person itself: 'via MCP, confirmed by the host'. Audited. */
  confirmation?: string
}

/** What one step of a plan wants changed, drawn up against the database it is given. */
export interface Draft {
  changes: Change[]
  warnings?: Warning[]
  undoes?: string
  /** Keys of changes that may lie outside a project's period or an employment: an organisation that comes back whole. */
  outside?: ReadonlySet<string>
  /** What must follow the changes in the same transaction. */
  afterwards?: (db: Db, applied: Applied | undefined) => Promise<void>
}
export type Step = (db: Db) => Promise<Draft>

/** A plan may be applied for ten minutes, once. */
export const PLAN_MINUTES = 10

class Rollback extends Error {}

/** Runs `work` in a transaction and tells those who follow the feed once it is committed. */
async function commit<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  const result = await db.transaction().execute((trx) => work(trx as Db))
  tellCommit(db)
  return result
}

/** Runs `work` in a transaction that is always taken back; answers its result. */
async function rehearse<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  try {
    await db.transaction().execute(async (trx) => {
      result = { value: await work(trx as Db) }
      throw new Rollback()
    })
  } catch (error) {
    if (!(error instanceof Rollback)) throw error
  }
  return result!.value
}

/** Runs the steps in order, each on top of the former, and answers their changes as one. Nothing stays written. */
async function draftSteps(db: Db, steps: readonly Step[]): Promise<Draft> {
  const [first] = steps
  if (steps.length === 1 && first) {
    const draft = await first(db)
    return { ...draft, changes: mergeChanges(draft.changes) }
  }
  return rehearse(db, async (trx) => {
    const changes: Change[] = []
    const warnings: Warning[] = []
    for (const step of steps) {
      const draft = await step(trx)
      const merged = mergeChanges(draft.changes)
      await writeRows(trx, merged)
      changes.push(...merged)
      warnings.push(...(draft.warnings ?? []))
    }
    // An undo among other steps is an ordinary change: only a change set taken back alone can be redone.
    return { changes: mergeChanges(changes), warnings }
  })
}

/**
 * Draws up a plan from steps, checks every right and rule on the end state, and stores it for ten minutes.
 * Throws Fault (forbidden, invalid, refused_by_policy, stale...) and changes nothing. A plan without changes is an
 * error: Fault invalid "nothing to change".
 */
export async function planSteps(ctx: ChangeContext, steps: readonly Step[], input: unknown): Promise<Plan> {
  const draft = await draftSteps(ctx.db, steps)
  if (draft.changes.length === 0)
    throw new Fault(
      'invalid',
      'Nothing would change: the plan already says so.',
      'Give another value, person or month.',
    )
  const preview = await rehearse(ctx.db, (trx) => land(trx, ctx, draft.changes, draft.undoes))
  const now = ctx.now()
  const plan: Plan = {
    id: ctx.newId(),
    actor: ctx.actor.userId,
    via: ctx.via,
    changes: draft.changes,
    loads: preview.loads,
    warnings: [...(draft.warnings ?? []), ...preview.warnings],
    expiresAt: new Date(now.getTime() + PLAN_MINUTES * 60_000).toISOString(),
  }
  await ctx.db
    .insertInto('plan')
    .values({
      id: plan.id,
      actorId: ctx.actor.userId,
      via: ctx.via,
      threadId: ctx.threadId ?? null,
      input: JSON.stringify(input ?? null),
      changes: JSON.stringify(plan.changes),
      undoes: draft.undoes ?? null,
      createdAt: now.toISOString(),
      expiresAt: plan.expiresAt,
      usedAt: null,
      changeSetId: null,
    })
    .execute()
  return plan
}

/**
 * Applies a stored plan of the same user, once, within ten minutes and only on the rows it was made from.
 * Throws Fault not_found (also for another user's plan), stale (expired, used, or changed meanwhile: details.current).
 * `edits` replace the `after` of single cells, by key, as a person corrected them on the card.
 */
export async function applyPlan(
  ctx: ChangeContext,
  planId: string,
  edits: ReadonlyMap<string, number> = new Map(),
): Promise<Applied> {
  return commit(ctx.db, async (trx) => {
    const row = await trx.selectFrom('plan').selectAll().where('id', '=', planId).executeTakeFirst()
    if (!row || row.actorId !== ctx.actor.userId)
      throw new Fault('not_found', 'There is no such plan.', 'Ask for the change again.')
    if (row.usedAt)
      throw new Fault(
        'stale',
        row.changeSetId ? 'This plan was applied already.' : 'This plan was withdrawn.',
        row.changeSetId ? 'Undo it if it was not meant.' : 'Ask for the change again.',
        { changeSetId: row.changeSetId },
      )
    if (row.expiresAt <= ctx.now().toISOString())
      throw new Fault('stale', 'This plan is more than ten minutes old.', 'Ask for the change again.')
    const edited = (JSON.parse(row.changes) as Change[]).map((c) =>
      c.kind === 'cell' && edits.has(keyOf(c)) ? { ...c, after: edits.get(keyOf(c))! } : c,
    )
    // A cell corrected back to what it was is left out.
    const changes = edits.size > 0 ? mergeChanges(edited) : edited
    if (changes.length === 0)
      throw new Fault('invalid', 'Nothing would change with these values.', 'Reject the plan, or correct fewer values.')
    const applied = await land(
      trx,
      { ...ctx, threadId: row.threadId ?? ctx.threadId },
      changes,
      row.undoes ?? undefined,
    )
    await trx
      .updateTable('plan')
      .set({ usedAt: ctx.now().toISOString(), changeSetId: applied.changeSet.id })
      .where('id', '=', planId)
      .execute()
    return applied
  })
}

/** Makes a plan unusable, e.g. when the person says no or asks something else. */
export async function withdrawPlan(ctx: ChangeContext, planId: string): Promise<void> {
  await ctx.db
    .updateTable('plan')
    .set({ usedAt: ctx.now().toISOString() })
    .where('id', '=', planId)
    .where('actorId', '=', ctx.actor.userId)
    .where('usedAt', 'is', null)
    .execute()
}

/** Applies one step at once (grid, REST, import): the same path as a plan, without the question. */
export async function commitStep(ctx: ChangeContext, step: Step): Promise<Applied> {
  return commit(ctx.db, async (trx) => {
    const draft = await step(trx)
    const changes = mergeChanges(draft.changes)
    if (changes.length === 0)
      throw new Fault('invalid', 'Nothing would change: the plan already says so.', 'Give another value.')
    const applied = await land(trx, ctx, changes, draft.undoes)
    return { ...applied, warnings: [...(draft.warnings ?? []), ...applied.warnings] }
  })
}

/**
 * As commitStep, for a file's worth of changes: with `keep` false everything is checked and taken back. Without any
 * change nothing is recorded (undefined), yet what the step itself wrote is kept.
 */
export async function commitBatch(ctx: ChangeContext, step: Step, keep: boolean): Promise<Applied | undefined> {
  const work = async (trx: Db): Promise<Applied | undefined> => {
    const draft = await step(trx)
    const changes = mergeChanges(draft.changes)
    const applied = changes.length > 0 ? await land(trx, ctx, changes, draft.undoes, draft.outside) : undefined
    await draft.afterwards?.(trx, applied)
    return applied && { ...applied, warnings: [...(draft.warnings ?? []), ...applied.warnings] }
  }
  return keep ? commit(ctx.db, work) : rehearse(ctx.db, work)
}

/**
 * Rights, versions, rules, rows, change set, feed and audit: all or nothing inside the caller's transaction.
 * Rules are checked on the end state of the whole batch.
 */
async function land(
  trx: Db,
  ctx: ChangeContext,
  changes: Change[],
  undoes?: string,
  outside: ReadonlySet<string> = new Set(),
): Promise<Applied> {
  await authoriseChanges(trx, ctx.actor, changes)
  const current = await readCurrent(trx, changes)
  checkVersions(changes, current)
  const records = changes.filter((c): c is RecordChange => c.kind === 'record')
  const cells = changes.filter((c): c is CellChange => c.kind === 'cell')
  await checkRecordsBefore(trx, records, { undoing: undoes !== undefined })
  const points = await touchedPoints(trx, changes)
  const before = await readPoints(trx, points)
  await writeRows(trx, changes)
  const calendar = await loadCalendar(trx)
  const policy = await trx.selectFrom('organisation').select(['overFunding', 'overAllocation']).executeTakeFirst()
  const warnings = [
    ...(await checkRecordsAfter(trx, calendar, records, outside)),
    ...(await checkCells(trx, calendar, cells, policy?.overFunding ?? 'warn', {
      arriving: arrivingProjects(records),
      outside,
    })),
  ]
  const pointsAfter = mergePoints(points, await touchedPoints(trx, changes))
  const loads = describeLoads(before, await readPoints(trx, pointsAfter))
  const over = overWarnings(loads)
  if (policy?.overAllocation === 'refuse' && over.length > 0)
    throw new Fault('refused_by_policy', over[0]!.message, 'Plan fewer hours, or ask an Admin to change the policy.', {
      loads: loads.filter((l) => l.overAfter > l.overBefore),
    })
  const changeSet = await record(trx, ctx, changes, loads, undoes)
  return { changeSet, loads, warnings: [...warnings, ...over] }
}

function arrivingProjects(records: readonly RecordChange[]): Set<string> {
  return new Set(records.filter((c) => c.table === 'project' && !c.before).map((c) => c.id))
}

function mergePoints(a: LoadPoint[], b: LoadPoint[]): LoadPoint[] {
  const seen = new Map<string, LoadPoint>()
  for (const point of [...a, ...b]) seen.set(`${point.employeeId}:${point.month}`, point)
  return [...seen.values()]
}

async function record(trx: Db, ctx: ChangeContext, changes: Change[], loads: Load[], undoes?: string) {
  const id = ctx.newId()
  const at = ctx.now().toISOString()
  const target = undoes
    ? await trx.selectFrom('changeSet').select(['rootId', 'depth']).where('id', '=', undoes).executeTakeFirst()
    : undefined
  const { seq } = await trx
    .insertInto('changeSet')
    .values({
      id,
      at,
      byId: ctx.actor.userId,
      via: ctx.via,
      threadId: ctx.threadId ?? null,
      undoes: undoes ?? null,
      rootId: target?.rootId ?? id,
      depth: target ? target.depth + 1 : 0,
      changes: JSON.stringify(changes),
      loads: JSON.stringify(loads),
    })
    .returning('seq')
    .executeTakeFirstOrThrow()
  await bulkInsert(
    trx,
    'changeKey',
    changes.map((c) => ({ seq, key: keyOf(c) })),
  )
  await appendAudit(trx, {
    at,
    actor: ctx.actor,
    via: ctx.via,
    action: undoes ? 'undo change' : 'change plan',
    detail: {
      seq,
      changes: changes.length,
      ...(undoes ? { undoes } : {}),
      ...(ctx.confirmation ? { confirmation: ctx.confirmation } : {}),
    },
    changeSetId: id,
  })
  const numbered = seesEveryChange(ctx.actor) ? { id, seq } : { id }
  return { ...numbered, at, by: ctx.actor.name, via: ctx.via, ...(undoes ? { undoes } : {}), changes }
}

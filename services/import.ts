// Takes a file of tables into the plan: recognise, check every row, rehearse or commit as one change set.
// Every import is a rehearsal first; nothing is ever half applied. DESIGN section 7.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import type { Applied, Warning } from './change.js'
import { newestSeq } from './change-feed.js'
import { type ChangeContext, commitBatch, type Draft, planSteps } from './changes.js'
import { Fault } from './fault.js'
import { type DrawnImport, drawUp, type ImportOptions, type ImportProgress } from './import-draw-up.js'
import type { ImportReport, ImportSummary, SheetReport } from './import-report.js'
import type { TableFile } from './import-sheet.js'
import { linkUsers, writeUsers } from './import-users.js'
import { mayWrite } from './policy.js'
import { emptyDemo, ensureOrganisation, hasOnlyDemo, takeDemoAsOwn } from './replace-demo.js'

export type { ImportOptions } from './import-draw-up.js'

export interface ImportHooks {
  progress?: ImportProgress
  /** Last in the transaction, with the report: what must stand or fall with the import. */
  landed?: (db: Db, report: ImportReport) => Promise<void>
}

/** What the plan says about the changes, listed up to this many. */
const LISTED_WARNINGS = 200
/** A rehearsal of up to this many plain changes also answers a plan that can be applied by id. */
const PLANNED_CHANGES = 500

/**
 * Rehearses or makes the import. Throws Fault forbidden, invalid (as drawUp), refused_by_policy when rows are refused and
 * not skipped (details is the report); otherwise the report. Everything is read and checked before the database is
 * locked for others; only when somebody changed the plan meanwhile it is checked again.
 */
export async function importFile(
  ctx: ChangeContext,
  file: TableFile,
  options: ImportOptions,
  { progress = () => {}, landed }: ImportHooks = {},
): Promise<ImportReport> {
  requireImporter(ctx.actor)
  const { db, actor, now } = ctx
  const replacesDemo = (options.replaceDemo ?? true) && actor.systemRole === 'Admin' && (await hasOnlyDemo(db))
  const stamp = replacesDemo ? undefined : await planStamp(db)
  let drawn!: DrawnImport
  if (stamp !== undefined) drawn = await drawUp(db, ctx, file, options, progress)
  let invited = 0
  let drafted: Draft = { changes: [] }
  const finish = (applied: Applied | undefined): ImportReport => {
    const warnings = (applied?.warnings ?? []).filter((w) => w.code !== 'no_role')
    const summary = summarise(file, drawn.reports, warnings, options, { invited, replacesDemo })
    if (applied && !options.dryRun) summary.changeSetId = applied.changeSet.id
    summary.applied = !options.dryRun && (applied !== undefined || drawn.usersChange)
    summary.text = sentence(summary)
    return { summary, sheets: drawn.reports, warnings: warnings.slice(0, LISTED_WARNINGS) }
  }
  const refuse = () => {
    if (drawn.refused === 0 || options.dryRun || options.skipRefused) return
    const report = finish(undefined)
    throw new Fault(
      'refused_by_policy',
      `${count(report.summary.refused, 'row')} of ${file.file} cannot be imported: ${firstRefusal(drawn.reports)}`,
      'Mend them and import again, or leave them out on purpose (skip refused rows).',
      report,
    )
  }
  const step = async (trx: Db): Promise<Draft> => {
    if (replacesDemo) await emptyDemo(trx, actor, now())
    await ensureOrganisation(trx)
    if (!options.dryRun) await takeDemoAsOwn(trx)
    if (stamp === undefined || (await planStamp(trx)) !== stamp) drawn = await drawUp(trx, ctx, file, options, progress)
    refuse()
    progress(0.65, 'Writing the changes')
    const { state, changes, outside } = drawn
    invited = await writeUsers(trx, ctx, state)
    drafted = {
      changes,
      outside,
      afterwards: async (db, applied) => {
        await linkUsers(db, state)
        progress(0.95, 'Keeping the changes')
        if (!options.dryRun) await landed?.(db, finish(applied))
      },
    }
    return drafted
  }
  if (stamp !== undefined) refuse()
  const report = finish(await commitBatch({ ...ctx, via: 'import' }, step, !options.dryRun))
  const plain = options.dryRun && !replacesDemo && !drawn.usersChange && drawn.refused === 0 && drawn.outside.size === 0
  if (plain && drafted.changes.length > 0 && drafted.changes.length <= PLANNED_CHANGES)
    report.plan = await planSteps({ ...ctx, via: 'import' }, [async () => drafted], { import: file.file })
  return report
}

/** Changes with everything that an import is drawn up against: change sets and accounts. Undefined: no organisation yet. */
async function planStamp(db: Db): Promise<string | undefined> {
  const organisation = await db.selectFrom('organisation').select('id').executeTakeFirst()
  if (!organisation) return undefined
  const users = await db
    .selectFrom('user')
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.sum('version').as('versions')])
    .executeTakeFirstOrThrow()
  return `${await newestSeq(db)}:${users.count}:${users.versions}`
}

/** Fault forbidden for those who write nothing. */
export function requireImporter(actor: Actor): void {
  if (!mayWrite(actor))
    throw new Fault('forbidden', 'You may not import: it changes the plan.', 'Ask the project manager or an Admin.')
}

function summarise(
  file: TableFile,
  reports: readonly SheetReport[],
  warnings: readonly Warning[],
  options: ImportOptions,
  also: { invited: number; replacesDemo: boolean },
): ImportSummary {
  const sum = (of: (r: SheetReport) => number) => reports.reduce((total, r) => total + of(r), 0)
  return {
    text: '',
    file: file.file,
    dryRun: options.dryRun,
    applied: false,
    new: sum((r) => r.new),
    changed: sum((r) => r.changed),
    unchanged: sum((r) => r.unchanged),
    refused: sum((r) => r.refusedCount),
    warnings: sum((r) => r.warningCount) + warnings.length,
    ...also,
  }
}

function sentence(s: ImportSummary): string {
  const what = `${s.new.toLocaleString('en-US')} new, ${s.changed.toLocaleString('en-US')} changed, ${s.refused.toLocaleString('en-US')} refused`
  const extra = [
    s.invited > 0 ? `${count(s.invited, 'user')} invited` : '',
    s.warnings > 0 ? count(s.warnings, 'warning') : '',
    s.replacesDemo ? `the demo organisation ${s.applied ? 'was' : 'would be'} replaced` : '',
  ].filter(Boolean)
  const head = s.applied
    ? `Imported ${s.file}`
    : s.dryRun
      ? `${s.file}, nothing changed yet`
      : `${s.file}, nothing changed`
  return `${head}: ${[what, ...extra].join('; ')}.`
}

function firstRefusal(reports: readonly SheetReport[]): string {
  const report = reports.find((r) => r.refused.length > 0)
  const first = report?.refused[0]
  if (!report || !first) return ''
  const value = first.value ? ` '${first.value.slice(0, 60)}'` : ''
  return `sheet ${report.sheet}, row ${first.row}${first.column ? `, ${first.column}` : ''}${value}${/^(is|has|holds|fits) /.test(first.reason) ? ' ' : ': '}${first.reason}.`
}

const count = (n: number, what: string) => `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`

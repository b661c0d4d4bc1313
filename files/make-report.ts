// One report from the plan to its stored file. Runs where it is called: in the request while small, else in a thread.
import type { Db } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import type { MonthNumber } from '../services/calendar.js'
import type { ReportBook } from '../services/report-book.js'
import { conflictsReport } from '../services/report-conflicts.js'
import { portfolioReport } from '../services/report-portfolio.js'
import { projectReport } from '../services/report-project.js'
import { utilisationReport } from '../services/report-utilisation.js'
import type { FileStore } from './file-store.js'
import { storeReport } from './store-report.js'

/** What somebody wants: plain values, so that a thread can be told. */
export interface ReportOrder {
  report: 'portfolio' | 'project' | 'utilisation' | 'conflicts'
  /** Needed for `project`; narrows `conflicts`. */
  projectId?: string
  from: MonthNumber
  to: MonthNumber
  format: 'xlsx' | 'csv'
  actor: Actor
  /** Business day. */
  today: string
  /** Where the file is kept. */
  key: string
}

export interface MadeReport {
  title: string
  /** Name of the file, without extension. */
  file: string
  bytes: number
}

export interface ReportHooks {
  signal?: AbortSignal
  progress?: (fraction: number, message: string) => void
}

export type MakeReport = (order: ReportOrder, hooks: ReportHooks) => Promise<MadeReport>

/** Draws up the report with the rights of its actor and writes it. Faults as services/report-source.ts; no file then. */
export async function makeReport(
  db: Db,
  files: FileStore,
  order: ReportOrder,
  { signal, progress = () => {} }: ReportHooks,
): Promise<MadeReport> {
  progress(0.05, 'Collecting the figures')
  const book = await drawUp(db, order)
  signal?.throwIfAborted()
  progress(0.3, 'Writing the file')
  const bytes = await storeReport(files, order.key, book, order.format, {
    signal,
    progress: (share) => progress(0.3 + 0.65 * share, 'Writing the file'),
  })
  return { title: book.title, file: book.file, bytes }
}

async function drawUp(db: Db, { report, projectId, from, to, actor, today }: ReportOrder): Promise<ReportBook> {
  const request = { db, actor, today, from, to }
  if (report === 'project') return await projectReport(request, projectId!)
  if (report === 'conflicts') return await conflictsReport(request, projectId)
  return await (report === 'utilisation' ? utilisationReport(request) : portfolioReport(request))
}

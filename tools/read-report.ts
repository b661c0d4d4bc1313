// The file of a report, for surfaces that hand it over themselves.
import { readWhole } from '../files/file-store.js'
import { Fault } from '../services/fault.js'
import { getReport, listReports, type PublicReport } from '../services/report-files.js'
import type { ToolContext } from './define-tool.js'

const MEDIA_TYPES: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
}

/** A file that would not fit into a message is downloaded from the application instead. */
const MOST_BYTES = 8 * 1024 * 1024

export const mediaTypeOf = (format: string): string => MEDIA_TYPES[format] ?? 'application/octet-stream'

/** The reports of `ctx.actor`, newest first. */
export async function ownReports(ctx: ToolContext): Promise<PublicReport[]> {
  return listReports(ctx.db, ctx.actor)
}

/** The whole file of a report of `ctx.actor`. Fault not_found, also for another user's; too_many above 8 MB. */
export async function readReport(ctx: ToolContext, id: string): Promise<{ mimeType: string; content: Buffer }> {
  const { storageKey, format, bytes, file } = await getReport(ctx.db, ctx.actor, id)
  if (bytes > MOST_BYTES)
    throw new Fault(
      'too_many',
      `${file} is larger than 8 MB.`,
      'Download it from the page, or ask for a shorter period.',
    )
  return { mimeType: mediaTypeOf(format), content: await readWhole(ctx.files, storageKey, ctx.signal) }
}

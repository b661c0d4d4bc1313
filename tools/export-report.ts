import { z } from 'zod'
import { type MakeReport, makeReport } from '../files/make-report.js'
import { periodName, toMonthNumber } from '../services/calendar.js'
import { Fault } from '../services/fault.js'
import { resolveProject } from '../services/names.js'
import { readScope } from '../services/policy.js'
import { recordReport } from '../services/report-files.js'
import { defineReadTool, monthArgument } from './define-tool.js'

const kinds = z.enum(['portfolio', 'project', 'utilisation', 'conflicts'])
const formats = z.enum(['xlsx', 'csv'])

export const exportReport = defineReadTool({
  name: 'export_report',
  title: 'Export a report',
  description:
    "Makes an Excel workbook or CSV file to download and answers its link: portfolio (projects by month, hours and FTE), project (one project's plan in the project manager's own form), utilisation (load by person and month), conflicts. Use it when a file, Excel or an export is asked for; for an answer in the conversation use the other tools.",
  effect: 'read',
  input: z.strictObject({
    report: kinds.describe('Which report'),
    project: z.string().max(200).optional().describe('Name, code or id; needed for the report project'),
    from: monthArgument('First month'),
    to: monthArgument('Last month, included'),
    format: formats.describe('xlsx = Excel workbook, csv = its main table'),
  }),
  output: z.strictObject({
    reportId: z.string().describe('Id of the report'),
    file: z.string().describe('Name of the file'),
    url: z.string().describe('Where it is downloaded, by its owner'),
    report: kinds.describe('Which report'),
    format: formats.describe('Format of the file'),
    period: z.string().describe('The period in words'),
    title: z.string().describe('Title of the report'),
  }),
  example: { report: 'portfolio', from: '2026-10', to: '2026-12', format: 'xlsx' },

  async run(input, ctx) {
    const { db, actor, today, signal, files } = ctx
    const [from, to] = [toMonthNumber(input.from, 'from'), toMonthNumber(input.to, 'to')]
    const project =
      input.project === undefined ? undefined : await resolveProject(db, await readScope(db, actor), input.project)
    if (input.report === 'project' && !project)
      throw new Fault('invalid', 'Which project? The report needs its name or code.', 'Name the project.')
    const { report, format } = input
    const reportId = ctx.newId()
    const storageKey = `reports/${reportId}.${format}`
    const order = { report, projectId: project?.id, from, to, format, actor, today, key: storageKey }
    const make: MakeReport = ctx.makeReport ?? ((order, hooks) => makeReport(db, files, order, hooks))
    const made = await make(order, { signal, progress: ctx.progress })
    const file = `${made.file}.${format}`
    const { bytes, title } = made
    const createdAt = ctx.now().toISOString()
    await recordReport(db, actor, ctx.via, { id: reportId, report, file, format, bytes, createdAt, storageKey })
    const url = `/api/v1/reports/${reportId}/file`
    return { reportId, file, url, report, format, period: periodName(from, to), title }
  },

  say(made) {
    return `${made.title}, ${made.period}: the file "${made.file}" is ready to download.`
  },
})

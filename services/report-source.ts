// What every report starts from: who asks for which months, on which day, of which organisation.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { fromMonthNumber, type MonthNumber, monthRange, periodName } from './calendar.js'
import { readHeatBands } from './load.js'
import { requirePortfolio } from './policy.js'
import type { ReportBook, ReportCell } from './report-book.js'
import { formatHours } from './units.js'

export interface ReportRequest {
  db: Db
  actor: Actor
  /** Business day. */
  today: string
  from: MonthNumber
  to: MonthNumber
}

export const FTE_NOTE =
  'FTE = hours / full-time hours of the month: 8 h x business days (Monday to Friday less the holidays of the organisation), or the project’s override of that month.'
export const LOAD_NOTE =
  'Load = FTE / capacity: a half-timer with 84 of 168 h is 50 % FTE and 100 % loaded. Days off and days before or after employment lower the capacity.'

/** Cover and colours of a report. Throws Fault forbidden for an Employee, invalid for a period that ends before it starts. */
export async function startReport(
  request: ReportRequest,
  title: string,
  file: string,
  scope: [string, ReportCell][],
): Promise<ReportBook> {
  const { db, actor, today, from, to } = request
  requirePortfolio(actor)
  monthRange(from, to)
  const [low, medium] = await readHeatBands(db)
  const organisation = await db.selectFrom('organisation').select('name').executeTakeFirst()
  const percent = (share: number) => `${formatHours(share * 100)} %`
  return {
    title,
    file: `${file} ${fromMonthNumber(from)}${from === to ? '' : ` to ${fromMonthNumber(to)}`}`.replace(
      /[^\w. -]/g,
      '_',
    ),
    bands: [low, medium],
    cover: [
      ['Report', title],
      ['Organisation', organisation?.name ?? ''],
      ['Period', periodName(from, to)],
      ...scope,
      ['As of', { day: today }],
      ['Made by', actor.name],
      ['Percentages', FTE_NOTE],
      ['Load', LOAD_NOTE],
      [
        'Colours',
        `By load: up to ${percent(low)}, up to ${percent(medium)}, below 100 %, exactly 100 %, above 100 %. A project's cell has the colour of the person across all projects.`,
      ],
      ['Counted', 'All allocations, whatever the status of the project; projects in planning are tentative.'],
    ],
    sheets: [],
  }
}

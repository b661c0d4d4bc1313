// Open positions of the demo organisation: hours are those of one position in one month.
import { addMonths, type DemoCalendar, type MonthNumber, monthsBetween } from './calendar.js'

export interface DemoDemand {
  project: string
  role: string
  lcat: string
  skills: string[]
  month: MonthNumber
  hours: number
  count: number
}

/**
 * Three Senior Developers at full time on Nimbus through the coming third quarter, for which no Senior Developer has
 * an hour free; the planned project's team; smaller gaps on running projects.
 */
export function demoDemand(calendar: DemoCalendar, today: MonthNumber, thirdQuarter: MonthNumber[]): DemoDemand[] {
  const range = (from: number, to: number) => monthsBetween(addMonths(today, from), addMonths(today, to))
  const open = (months: MonthNumber[], project: string, who: string, share: number, count: number, skills: string[]) =>
    months.map((month) => {
      const [role, lcat] = who.split(', ') as [string, string]
      const hours = Math.round(calendar.fullTimeHours(month) * share * 4) / 4
      return { project, role, lcat, skills, month, hours, count }
    })
  return [
    ...open(thirdQuarter, 'NIMBUS', 'Developer, Senior', 1, 3, ['AWS GovCloud', 'Terraform']),
    ...open(range(3, 10), 'VEGA', 'Data Scientist, Senior', 1, 2, ['time series', 'telemetry']),
    ...open(range(3, 10), 'VEGA', 'Systems Engineer, Mid', 0.5, 1, ['satellite ground stations']),
    ...open(range(4, 10), 'VEGA', 'Cyber Analyst, Mid', 0.5, 1, ['NIST 800-53']),
    ...open(range(1, 4), 'MARCH', 'Test Engineer, Mid', 0.5, 1, ['field testing']),
    ...open(range(1, 5), 'SENTRY', 'Cyber Analyst, Senior', 1, 1, ['SIEM', 'incident response']),
    ...open(range(2, 5), 'BETA', 'Business Analyst, Mid', 0.5, 1, ['requirements']),
  ]
}

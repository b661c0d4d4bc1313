// The fourteen projects of the demo organisation and when they run, seen from the month of today.
import { addDays, addMonths, firstDay, type MonthNumber, monthOf } from './calendar.js'

export interface DemoProject {
  code: string
  name: string
  client: string
  manager: string
  status: 'Planning' | 'Active' | 'On Hold' | 'Closed'
  startsOn: string
  sprints: number
  /** startsOn + 14 x sprints - 1. */
  endsOn: string
  description: string
}

// code | name | client | manager | status | first month from today's, sprints | description
const TABLE = `
ALPHA | Project Alpha | Office of Satellite Operations | maria | Active | | Flight software and operator screens for a new pair of satellite ground stations: frame decoding, pass planning, antenna scheduling and the operators' daily workflow.
BETA | Project Beta | Federal Benefits Administration | david | Active | | Benefits portal renewal: eligibility rules engine, case worker screens, and the interface that hands satellite-verified addresses over from Alpha.
PHX | Phoenix Data Migration | Veterans Records Bureau | david | Active | -9, 39 | Migration of eleven million service records from a mainframe archive to PostgreSQL: record linkage, reconciliation, cut-over rehearsals.
ORION | Orion Ground Station | Office of Satellite Operations | maria | Active | -14, 60 | Sustainment of the existing satellite ground station: telemetry archive, antenna controllers, RF link budgets and anomaly detection.
ZTA | Zero Trust Rollout | Joint Logistics Command | helen | Active | -11, 54 | Zero trust architecture for forty thousand users: identity, device trust, network segmentation and continuous monitoring after NIST 800-207.
NIMBUS | Nimbus Landing Zone | Joint Logistics Command | helen | Active | -8, 50 | A FedRAMP High landing zone in a government cloud: accounts, networks, clusters, logging, and the moving of the first nine applications.
HARBOR | Harbor Port Security | Coastal Customs Service | helen | Active | -5, 26 | Radar and camera fusion for three container ports, with an alert console for customs officers.
ATLAS | Atlas Mapping Portal | National Hydrology Service | maria | Active | -7, 26 | Public web maps of river levels and flood warnings, accessible by Section 508, with single sign-on for field offices.
LEDGER | Ledger Payments Modernization | Federal Benefits Administration | david | Active | -12, 40 | Replacement of the nightly payment batch by a ledger with fraud checks; parallel run before cut-over.
SENTRY | Sentry SOC Operations | Coastal Customs Service | helen | Active | -18, 78 | Security operations centre around the clock: SIEM, threat hunting, incident response and monthly exercises.
VEGA | Vega Telemetry Analytics | Office of Satellite Operations | maria | Planning | 2, 26 | Planned: machine learning on ten years of telemetry to foresee failures of satellite subsystems. Waiting for the award.
DELTA | Delta Flood Model | National Hydrology Service | raj | On Hold | -10, 26 | Hydraulic flood model for the lower delta. On hold until the survey data arrive.
MARCH | March Readiness Exercise | National Hydrology Service | raj | Active | -2, 18 | Preparation and evaluation of a national flood readiness exercise: scenario, field tests, after-action report.
ECHO | Echo Records Archive | Veterans Records Bureau | raj | Closed | -16, 26 | Scanning and indexing of paper service records. Delivered and accepted.`

/**
 * The projects as they stand in the month of today. Alpha is a 52-week option year that holds every calendar month
 * once, so that a month named without a year means one month of it; it starts in January, June or October, so that
 * the fourth quarter of this year, the coming May and a September lie inside.
 */
export function demoProjects(today: MonthNumber): DemoProject[] {
  return TABLE.trim()
    .split('\n')
    .map((line) => {
      const [code, name, client, manager, status, period, description] = line.split('|').map((part) => part.trim()) as [
        string,
        string,
        string,
        string,
        DemoProject['status'],
        string,
        string,
      ]
      const { first, sprints } = period ? relativePeriod(today, period) : storyPeriod(today, code)
      const startsOn = firstDay(first)
      return {
        code,
        name,
        client,
        manager: `${manager}@example.com`,
        status,
        startsOn,
        sprints,
        endsOn: addDays(startsOn, 14 * sprints - 1),
        description,
      }
    })
}

function relativePeriod(today: MonthNumber, period: string): { first: MonthNumber; sprints: number } {
  const [offset, sprints] = period.split(',').map(Number) as [number, number]
  return { first: addMonths(today, offset), sprints }
}

function storyPeriod(today: MonthNumber, code: string): { first: MonthNumber; sprints: number } {
  const year = Math.floor(today / 100)
  const month = today % 100
  if (code === 'ALPHA') return { first: year * 100 + (month <= 5 ? 1 : month <= 9 ? 6 : 10), sprints: 26 }
  return month <= 5 ? { first: (year - 1) * 100 + 11, sprints: 34 } : { first: year * 100 + 6, sprints: 30 }
}

/** First and last month that the project's period touches. */
export function projectMonths(project: DemoProject): { first: MonthNumber; last: MonthNumber } {
  return { first: monthOf(project.startsOn), last: monthOf(project.endsOn) }
}

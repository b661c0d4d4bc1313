// What the screen tool get_grid answers: people x projects x months of one reader. Plain types without imports, so
// that the page can use them. Arrays named by month run parallel to `months`.

export interface GridMonth {
  /** '2026-05' */
  month: string
  /** F(m): 8 x business days, without overrides. */
  fullTimeHours: number
  businessDays: number
  /** Holidays that fall on a weekday, in order of date. */
  holidays: { date: string; name: string }[]
}

export interface GridEmployee {
  id: string
  name: string
  email: string
  role: string
  lcat: string
  contractPct: number
  /** Hours of capacity by month; 0 where not employed or away. */
  capacityHours: number[]
  /** FTE over all projects by month, a fraction. */
  fte: number[]
  /** FTE / capacity by month; null where capacity is 0. */
  load: (number | null)[]
  /** Heat band by month: 0 none, 1 to 3 below 100 %, 4 exactly 100 %, 5 above. */
  band: number[]
  /** Hours above capacity by month, of F(m). */
  overHours: number[]
  /** Days off by month, halves allowed. */
  daysOff: number[]
}

export interface GridProject {
  id: string
  code: string
  name: string
  client: string
  manager: string
  status: 'Planning' | 'Active' | 'On Hold' | 'Closed'
  startsOn: string
  endsOn: string
  sprints: number
  /** F(p,m) by month, override included. */
  fullTimeHours: number[]
  /** Whether an override sets F(p,m), by month. */
  overridden: boolean[]
  /** Whether a business day of the month lies inside the project, by month. */
  open: boolean[]
  /** Whether the reader may write its cells. */
  editable: boolean
  /** Why not, in a sentence; '' where editable. */
  whyNot: string
}

export interface GridAssignment {
  id: string
  projectId: string
  employeeId: string
  role: string
  lcat: string
  note: string
  /** Hours; allocated counts all months, also those outside the window. */
  funded: number
  allocated: number
  remaining: number
  version: number
  /** Hours by month. */
  hours: number[]
  /** Cell version by month; 0 = no such row yet. */
  versions: number[]
}

export interface GridData {
  today: string
  months: GridMonth[]
  employees: GridEmployee[]
  projects: GridProject[]
  assignments: GridAssignment[]
}

// A digital agency whose people are called like months, seasons and verbs, and whose projects have managers.
import type { Lexicon, LexiconEmployee, LexiconProject } from '../planner-types.js'

const PEOPLE = `
Grace Holloway | Delivery Manager | Lead
Jan Kowalski | Developer | Senior
May Ferreira | Tester | Mid
April Nwankwo | Developer | Junior
June Castle | Designer | Senior
August Lind | Developer | Mid
Summer Reyes | Designer | Mid
Will Tanner | Developer | Senior
Mark Osei | Analyst | Mid
Drew Mackie | Delivery Manager | Senior
Chase Moreau | Tester | Senior
Rose Adair | Analyst | Senior
Art Beaumont | Designer | Lead
Pat Quill | Developer | Mid
Bill Summers | Analyst | Junior
Bao | Designer | Mid
Harriet St John-Lane | Designer | Senior
Dot | Tester | Junior`

/** Code, name, client, first and last day, status, manager. */
const PROJECTS = `
HZN-01 | Skyline | Ministry of Justice | 2026-01-05 | 2027-07-04 | Active | Grace Holloway
BDG-07 | Blue Pass | Department for Transport | 2026-04-06 | 2027-03-14 | Active | Grace Holloway
CMP-02 | Compass | City of York | 2026-03-02 | 2027-06-27 | Active | Drew Mackie
FDR-04 | Front Gate | City of York | 2026-06-01 | 2027-11-28 | Active | Drew Mackie
TXH-03 | Tax Desk | Ministry of Justice | 2025-01-06 | 2026-03-29 | Closed | Drew Mackie`

const cells = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))

const employees: LexiconEmployee[] = cells(PEOPLE).map(([name = '', role = '', lcat = ''], at) => ({
  id: `e${at}`,
  name,
  email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@agency.test`,
  role,
  lcat,
}))

const projects: LexiconProject[] = cells(PROJECTS).map(
  ([code = '', name = '', client = '', startsOn = '', endsOn = '', status = '', manager = ''], at) => ({
    id: `p${at}`,
    code,
    name,
    client,
    startsOn,
    endsOn,
    status,
    manager,
  }),
)

/** Grace Holloway asks, who manages Skyline and Blue Pass; calendar fiscal year; today in the tests is 2026-10-15. */
export const AGENCY: Lexicon = {
  employees,
  projects,
  clients: ['Ministry of Justice', 'Department for Transport', 'City of York'],
  roles: ['Delivery Manager', 'Developer', 'Tester', 'Designer', 'Analyst'],
  lcats: ['Junior', 'Mid', 'Senior', 'Lead'],
  skills: ['Figma', 'React', 'Selenium', 'SQL'],
  fiscalYearStart: 1,
  actor: { name: 'Grace Holloway', systemRole: 'PM', employee: 'Grace Holloway' },
}

/** Eight hours a weekday: October 2026 has 176, November 168, December 184. */
export function workingHours(_project: string | null, month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate()
  const weekdays = Array.from({ length: days }, (_, at) => new Date(Date.UTC(year, number - 1, at + 1)).getUTCDay())
  return 8 * weekdays.filter((day) => day > 0 && day < 6).length
}

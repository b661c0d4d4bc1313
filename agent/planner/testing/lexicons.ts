// Two small organisations for the planner's own tests: other names, other roles, another fiscal year.
import type { Lexicon } from '../planner-types.js'

const person = (name: string, role: string, lcat: string, domain: string, at: number) => ({
  id: `e${at}`,
  name,
  email: `${name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z ]/g, '')
    .trim()
    .replaceAll(' ', '.')}@${domain}`,
  role,
  lcat,
})

const people = (domain: string, table: string) =>
  table
    .trim()
    .split('\n')
    .map((line, at) => {
      const [name = '', role = '', lcat = ''] = line.split('|').map((s) => s.trim())
      return person(name, role, lcat, domain, at)
    })

const projects = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line, at) => {
      const [code = '', name = '', client = '', startsOn = '', endsOn = '', status = ''] = line
        .split('|')
        .map((s) => s.trim())
      return { id: `p${at}`, code, name, client, startsOn, endsOn, status }
    })

/** Consulting firm; calendar fiscal year; today in the tests is 2026-10-15. */
export const FIRM: Lexicon = {
  employees: people(
    'example.com',
    `
John Smith | Developer | Senior
Jane Doe | Developer | Mid
Sarah Jones | Cyber Analyst | Senior
Mark Taylor | Cyber Analyst | Senior
Will Carter | Developer | Junior
May Chen | Tester | Mid
April Adams | Business Analyst | Mid
Rose Martin | UX Designer | Senior
Bob Ode | Developer | Mid
Ben Ode | Tester | Junior
Lee Wong | Cyber Analyst | Mid
Ana Silva | Cyber Analyst | Junior
Tom Jones | Business Analyst | Senior
Maria Garcia | Project Manager | Principal
José Álvarez | Data Scientist | Principal
Priya O'Neill-Patel | Data Scientist | Senior
Grace Kim | UX Designer | Mid
Sam Brown | Tester | Senior
Chris Brown | Developer | Principal`,
  ),
  projects: projects(`
ALPHA | Project Alpha | Northwind | 2026-01-05 | 2026-12-31 | Active
BETA | Project Beta | Acme Corp | 2026-08-03 | 2027-08-29 | Active
GAMMA | Gamma Portal | Acme Corp | 2026-06-01 | 2027-05-30 | Active
MARCH | March | Department of Energy | 2026-02-02 | 2027-06-27 | Active
HRB-01 | Harbor Modernization | Northwind | 2026-04-06 | 2028-03-26 | Active
HRB-02 | Harbor Analytics | Northwind | 2027-01-04 | 2027-12-19 | Planning
OLD | Legacy Retirement | Acme Corp | 2025-01-06 | 2026-03-29 | Closed`),
  clients: ['Northwind', 'Acme Corp', 'Department of Energy'],
  roles: [
    'Developer',
    'Cyber Analyst',
    'Business Analyst',
    'Tester',
    'UX Designer',
    'Project Manager',
    'Data Scientist',
  ],
  lcats: ['Junior', 'Mid', 'Senior', 'Principal'],
  skills: [
    'Python',
    'Java',
    'C#',
    'AWS',
    'Kubernetes',
    'SQL',
    'Excel',
    'Penetration Testing',
    'Power BI',
    'React',
    'Terraform',
    'Machine Learning',
  ],
  fiscalYearStart: 1,
  actor: { name: 'Maria Garcia', systemRole: 'PM', employee: 'Maria Garcia' },
}

/** Engineering house; fiscal year from October; today in the tests is 2026-10-15. */
export const HOUSE: Lexicon = {
  employees: people(
    'nordlicht.test',
    `
Ingrid Björk | Software Engineer | Consultant II
Wei Zhang | Software Engineer | Consultant III
Olu Adeyemi | Security Engineer | Lead
Tomasz Nowak | Quality Assurance Analyst | Consultant I
Anna Nowak | Technical Writer | Consultant II
Drew Barton | Scrum Master | Lead
Chase Young | Data Engineer | Consultant II
Nguyen Van An | Software Engineer | Consultant I
Hope Lindqvist | Security Engineer | Consultant III
Fatima Al-Sayed | Data Engineer | Lead
Pierre-Luc Dubois | Software Architect | Expert
Kenji Sato | Software Engineer | Lead
August Weber | Quality Assurance Analyst | Lead
Michael Okafor | Systems Administrator | Consultant II
Liam Murphy | Software Engineer | Consultant II
Liam O'Connor | Data Engineer | Consultant I`,
  ),
  projects: projects(`
CDP | Customs Data Platform | Ministry of Finance | 2026-09-07 | 2027-09-05 | Active
ORION | Orion | Vattenrail | 2025-11-03 | 2026-11-01 | Active
BLH-7 | Blue Harbour | Port of Gävle | 2026-10-05 | 2028-10-01 | Active
HRSS | HR Self-Service Portal | Ministry of Finance | 2026-05-04 | 2027-04-04 | Active
FRCST | Forecast | Vattenrail | 2026-03-02 | 2027-02-28 | Active
NIMB | Nimbus Cloud Migration | Skyline Insurance Group | 2027-02-01 | 2027-07-18 | Planning`),
  clients: ['Ministry of Finance', 'Vattenrail', 'Port of Gävle', 'Skyline Insurance Group'],
  roles: [
    'Software Engineer',
    'Security Engineer',
    'Data Engineer',
    'Quality Assurance Analyst',
    'Technical Writer',
    'Scrum Master',
    'Software Architect',
    'Systems Administrator',
  ],
  lcats: ['Consultant I', 'Consultant II', 'Consultant III', 'Lead', 'Expert'],
  skills: ['C++', 'Go', 'Rust', 'Spark', 'PostgreSQL', 'Node.js', 'JavaScript', 'Docker', 'ISO 27001', 'Selenium'],
  fiscalYearStart: 10,
  actor: { name: 'Drew Barton', systemRole: 'Admin', employee: 'Drew Barton' },
}

/** 168 hours in every month: enough to see that shares become hours. */
export const fullTimeHours = (): number => 168

/** What Jane Doe sees of the consulting firm: herself and her projects. */
export const EMPLOYEE: Lexicon = {
  ...FIRM,
  employees: FIRM.employees.filter((e) => e.name === 'Jane Doe'),
  projects: FIRM.projects.slice(0, 2).map((p) => ({ ...p, client: '' })),
  clients: [],
  actor: { name: 'Jane Doe', systemRole: 'Employee', employee: 'Jane Doe' },
}

// Who works at the demo organisation. Nothing of ours is imported here.

export interface DemoPerson {
  id: string
  name: string
  email: string
  role: string
  lcat: string
  contractPct: number
  years: number
  clearances: string
  skills: string[]
  education: string
  notes: string
}

export const ROLES = [
  'SW Engineer',
  'Developer',
  'Cyber Analyst',
  'Systems Engineer',
  'Data Scientist',
  'Test Engineer',
  'Business Analyst',
]

export const LCATS = ['Junior', 'Mid', 'Senior', 'Principal']

/** Signs in and manages; the first Admin of the organisation is its local owner. */
export const STAFF_USERS = [
  { email: 'admin@example.com', name: 'Robin Hale', systemRole: 'Admin' },
  { email: 'diana@example.com', name: 'Diana Prescott', systemRole: 'Director' },
  { email: 'maria@example.com', name: 'Maria Torres', systemRole: 'PM' },
  { email: 'david@example.com', name: 'David Okafor', systemRole: 'PM' },
  { email: 'helen@example.com', name: 'Helen Brandt', systemRole: 'PM' },
  { email: 'raj@example.com', name: 'Raj Malhotra', systemRole: 'PM' },
] as const

// name | contract % | years | clearance | skills | education | note
const BY_ROLE: Record<string, string> = {
  'SW Engineer': `
Sarah Jones, Senior | 100 | 9 | Secret | C++; telemetry; ground station software; Linux | BSc Computer Science, Colorado | Wrote the frame decoder of the ground station. Mentors two juniors.
Mark Chen, Senior | 100 | 8 | Secret | C++; Python; telemetry; message queues | MSc Software Engineering, Purdue | Knows the Alpha code base as well as Sarah; happy to take on more of it.
Jane Doe, Mid | 100 | 5 | Secret | TypeScript; PostgreSQL; dashboards | BSc Computer Science, Maryland | Built the pass-planning screens. Wants to lead a small team next year.
Kevin Park, Mid | 100 | 6 | Secret | Java; Kafka; Kubernetes | BSc Computer Engineering, Texas | Owns the message bus.
Nora Petrov, Principal | 100 | 17 | Top Secret | system architecture; C++; Ada; safety cases | PhD Computer Science, Illinois | Chief engineer of the satellite work.
Emma Clarke, Junior | 100 | 1 | Public Trust | Python; unit testing; React | BSc Mathematics, Vermont | Joined from the graduate programme.
Daniel Ortiz, Mid | 100 | 4 | Public Trust | TypeScript; GIS; web maps | BSc Geography, New Mexico | Accessible maps are his subject.
Rose Delgado, Senior | 60 | 12 | Secret | Java; GIS; PostGIS | MSc Informatics, Arizona | Works Tuesday to Thursday.
Will Hayes, Junior | 100 | 2 | Public Trust | Go; REST; Docker | BSc Computer Science, Oregon | Looking for back-end work.
Samuel Adeyemi, Senior | 100 | 10 | Secret | C++; real-time systems; antenna control | MSc Electrical Engineering, Georgia | On call for the antenna controllers.
Yuki Mori, Mid | 100 | 5 | Public Trust | Java; Spring; benefits rules engines | BSc Information Systems, Washington | Translates policy text into rules.`,
  Developer: `
Lee Novak, Senior | 100 | 11 | Secret | AWS GovCloud; Terraform; TypeScript | BSc Computer Science, Ohio | Runs the landing zone; fully booked for a long time.
Fatima Zahra, Senior | 100 | 9 | Secret | Terraform; Kubernetes; Go | MSc Computer Science, Virginia | Wrote the cluster baseline.
Greg Lawson, Senior | 100 | 13 | Top Secret | Java; Kubernetes; telemetry | BSc Physics, Utah | Prefers long assignments.
Sofia Rossi, Senior | 100 | 8 | Public Trust | data migration; Oracle; PostgreSQL; ETL | MSc Data Engineering, Boston | Leads the records migration.
Daniel Kim, Mid | 100 | 5 | Secret | TypeScript; Node.js; AWS GovCloud | BSc Computer Science, California | Also helps the mapping portal with releases.
Aisha Bello, Mid | 100 | 6 | Public Trust | Java; Spring; Angular | BSc Software Engineering, Michigan | Knows the benefits portal front to back.
Tomas Vidal, Mid | 100 | 4 | Public Trust | ETL; Python; PostgreSQL; data migration | BSc Informatics, Florida | Writes the reconciliation reports.
Chloe Martin, Junior | 100 | 1 | Public Trust | Python; SQL | BSc Computer Science, Delaware | First project.
Ravi Nair, Junior | 100 | 2 | Public Trust | JavaScript; React; SQL | BSc Information Technology, Texas | Available; wants cloud work.
Ingrid Larsen, Principal | 100 | 19 | Top Secret | cloud architecture; AWS GovCloud; FedRAMP | MSc Computer Science, Minnesota | Cloud authorisation packages.`,
  'Cyber Analyst': `
Ana Silva, Senior | 100 | 8 | Top Secret | SIEM; Splunk; threat hunting; incident response | MSc Cybersecurity, Maryland | Night-shift lead until last spring; free for a second project.
Ben Ode, Mid | 100 | 5 | Secret | zero trust; identity management; NIST 800-53 | BSc Cybersecurity, Norwich | Pilots conditional access.
Priya Raman, Principal | 100 | 15 | Top Secret | zero trust; security architecture; NIST 800-207 | PhD Information Security, Purdue | Author of the firm's zero-trust method.
Carlos Mendez, Senior | 100 | 9 | Secret | SIEM; Splunk; network forensics | BSc Network Security, Texas | Second half of his time is held for a proposal that may not come.
Hannah Weiss, Mid | 50 | 6 | Secret | identity management; PKI; NIST 800-53 | BSc Computer Science, New York | Half time, mornings.
Tyrone Banks, Junior | 100 | 2 | Public Trust | vulnerability scanning; Nessus | BSc Information Systems, Howard | Came off the payments work; waiting for the next assignment.
Mei Tanaka, Senior | 100 | 7 | Secret | SIEM; malware analysis; Python | MSc Cybersecurity, Carnegie Mellon | Prefers analysis over reporting.
Grace Kim, Mid | 100 | 5 | Secret | zero trust; network segmentation | BSc Electrical Engineering, Virginia | Parental leave is planned.
Victor Osei, Junior | 100 | 1 | Public Trust | SIEM; log analysis | BSc Cybersecurity, George Mason | Learning the watch floor.`,
  'Systems Engineer': `
John Smith, Senior | 100 | 12 | Secret | requirements; interface control; satellite ground stations | MSc Systems Engineering, Stevens | Interface lead between Alpha and Beta.
Olivia Smith, Mid | 100 | 5 | Secret | MBSE; SysML; verification | BSc Aerospace Engineering, Embry-Riddle | Keeps the model of the ground segment.
Tom Fischer, Principal | 100 | 20 | Top Secret | RF link budgets; satellite ground stations; cloud networking | PhD Electrical Engineering, Stanford | Pulled between Orion and Nimbus this month.
April Brooks, Mid | 100 | 6 | Secret | sensor integration; port security; radar | BSc Systems Engineering, Virginia | Runs the pier test bed.
Henry Walsh, Senior | 100 | 11 | Top Secret | Linux; network operations; SOC tooling | BSc Computer Engineering, Nebraska | Builds what the watch floor runs on.
Zara Ahmed, Junior | 100 | 1 | Public Trust | requirements; exercise planning | BSc Industrial Engineering, Purdue | New; assigned to the readiness exercise.
Marcus Reid, Senior | 100 | 10 | Secret | flood models; exercise planning; logistics | MSc Civil Engineering, Louisiana | Former Coast Guard.
Elena Popa, Mid | 100 | 7 | Secret | identity management; web maps; integration | MSc Systems Engineering, Michigan | Links the mapping portal to single sign-on.
Pete Sorensen, Principal | 100 | 22 | Secret | cloud networking; migration planning; disaster recovery | BSc Electrical Engineering, Iowa | Plans to retire in a few years.`,
  'Data Scientist': `
Isabel Cruz, Senior | 100 | 8 | Secret | anomaly detection; Python; telemetry | PhD Statistics, Chicago | Finds failing reaction wheels before the operators do.
Noah Stein, Principal | 100 | 16 | Public Trust | fraud detection; Bayesian models; R | PhD Mathematics, Princeton | Payments fraud models.
Lina Haddad, Mid | 100 | 4 | Public Trust | record linkage; Python; data migration | MSc Data Science, Columbia | Matches duplicate records.
Omar Haddad, Senior | 100 | 9 | Secret | orbit determination; Python; Julia | PhD Astronomy, Arizona | Short engagements on several projects.
Jack Bennett, Junior | 100 | 0 | Public Trust | Python; machine learning | MSc Data Science, Rutgers | Joined last month, not placed yet.
Wen Zhao, Mid | 100 | 5 | Secret | time series; telemetry; dashboards | MSc Computer Science, Washington | Telemetry trend reports.`,
  'Test Engineer': `
Felix Braun, Senior | 100 | 10 | Public Trust | payment testing; test automation; Java | BSc Computer Science, Wisconsin | The payments test plan has outgrown its budget.
Amy Tran, Mid | 100 | 5 | Secret | hardware in the loop; Python; test automation | BSc Electrical Engineering, California | Runs the simulator.
Bruno Costa, Mid | 100 | 6 | Secret | field testing; radar; test reports | BSc Electronics, Rhode Island | Likes to be on site.
Gina Russo, Junior | 100 | 1 | Public Trust | Selenium; manual testing | BSc Information Systems, Pennsylvania | Looking for a larger assignment.
Kofi Mensah, Senior | 100 | 9 | Secret | load testing; AWS GovCloud; security testing | MSc Computer Science, Georgia | FedRAMP evidence is his habit.
Paula Winter, Mid | 80 | 7 | Public Trust | Section 508; accessibility; Selenium | BSc Human Factors, Wichita | Off on Fridays.
Dmitri Volkov, Principal | 100 | 18 | Secret | verification; acceptance tests; safety cases | MSc Applied Mathematics, Boston | Signs the acceptance reports.
Ellie Ford, Junior | 100 | 2 | Public Trust | SQL; data validation; manual testing | BSc Mathematics, Kansas | Checks migrated records.`,
  'Business Analyst': `
Claire Dubois, Senior | 100 | 10 | Secret | process modelling; BPMN; stakeholder interviews | MBA, Georgetown | Facilitates most of our workshops.
Jim Carter, Mid | 100 | 6 | Public Trust | user research; GIS; requirements | BA Geography, Tennessee | Speaks for the field offices.
Nadia Rahman, Mid | 100 | 5 | Public Trust | payments; SQL; requirements | BSc Economics, New York | Knows every exception of the payment rules.
Steve Olson, Principal | 100 | 21 | Public Trust | records management; proposals | MA Public Policy, Minnesota | Has left the firm.
Tara Quinn, Junior | 100 | 0 | Public Trust | requirements; spreadsheets | BA Economics, Ohio | Starts next month.
Hugo Lind, Senior | 50 | 14 | Secret | security policy; NIST 800-53; training | MA International Security, Denver | Half time; teaches the other half.
May Whitfield, Mid | 100 | 7 | Secret | port operations; exercise planning; requirements | BSc Maritime Studies, Maine | Customs background.`,
}

/** 'emp-jane-doe' for 'Jane Doe': the same in every run, so that links and tests hold. */
export function personId(name: string): string {
  return `emp-${slug(name)}`
}

export function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

/** All people of the demo, in order of role. First names are the mailboxes, full names where two share one. */
export function demoPeople(): DemoPerson[] {
  const people = Object.entries(BY_ROLE).flatMap(([role, table]) =>
    table
      .trim()
      .split('\n')
      .map((line) => parsePerson(role, line)),
  )
  const mailboxes = people.map((person) => firstName(person.name))
  return people.map((person) => {
    const shared = mailboxes.filter((mailbox) => mailbox === firstName(person.name)).length > 1
    return { ...person, email: `${shared ? slug(person.name).replace('-', '.') : firstName(person.name)}@example.com` }
  })
}

function firstName(name: string): string {
  return (name.split(' ')[0] as string).toLowerCase()
}

function parsePerson(role: string, line: string): DemoPerson {
  const [who, pct, years, clearances, skills, education, notes] = line.split('|').map((part) => part.trim()) as string[]
  const [name, lcat] = (who as string).split(', ') as [string, string]
  return {
    id: personId(name),
    name,
    email: '',
    role,
    lcat,
    contractPct: Number(pct),
    years: Number(years),
    clearances: clearances as string,
    skills: (skills as string).split(';').map((skill) => skill.trim()),
    education: education as string,
    notes: notes as string,
  }
}

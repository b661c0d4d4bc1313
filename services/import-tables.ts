// The tables an import knows and what people call their columns: DESIGN section 7. The export writes the same headers.

export type ImportTable =
  | 'organisation'
  | 'roles'
  | 'lcats'
  | 'holidays'
  | 'users'
  | 'employees'
  | 'projects'
  | 'assignments'
  | 'overrides'
  | 'timeOff'
  | 'demand'
  | 'allocations'

export interface ImportColumn {
  key: string
  /** The header we write. */
  header: string
  /** Other headers for the same thing; compared without case, spaces and punctuation. */
  aliases: string[]
  required?: true
}

export interface ImportTableShape {
  title: string
  aliases: string[]
  /** Too plain to be known by its columns: the sheet must have the name. */
  byTitleOnly?: true
  columns: ImportColumn[]
}

const column = (key: string, header: string, aliases = '', required?: 'required'): ImportColumn => ({
  key,
  header,
  aliases: aliases ? aliases.split(', ') : [],
  ...(required ? { required: true } : {}),
})

const PROJECT = 'Project, Code, Project ID, Project No, Project Number, Charge Code, Project Name'
const EMPLOYEE = 'Email, Employee, E-mail, Person, Name, Employee Name, Staff, Resource, User, Worker'
const LCAT = 'Labor Category, Labour Category, Category, Level, Grade, Seniority'
/** Says of a row that it lies outside the project's period or the employment on purpose: plans move, hours stay. */
const OUTSIDE = 'Outside Period'
const ROLE = 'Job Role, Position, Function, Project Role, Labor Role'

/** In the order in which they are taken in: what others refer to comes first. */
export const importTables: Record<ImportTable, ImportTableShape> = {
  organisation: {
    title: 'Organisation',
    aliases: ['Organization', 'Settings'],
    byTitleOnly: true,
    columns: [column('setting', 'Setting', 'Name, Key', 'required'), column('value', 'Value', '', 'required')],
  },
  roles: {
    title: 'Roles',
    aliases: ['Role'],
    byTitleOnly: true,
    columns: [column('name', 'Name', 'Role', 'required'), column('rank', 'Rank', 'Order'), column('active', 'Active')],
  },
  lcats: {
    title: 'LCATs',
    aliases: ['LCAT', 'Labor Categories', 'Labour Categories'],
    byTitleOnly: true,
    columns: [
      column('name', 'Name', `LCAT, ${LCAT}`, 'required'),
      column('rank', 'Rank', 'Order'),
      column('active', 'Active'),
    ],
  },
  holidays: {
    title: 'Holidays',
    aliases: ['Holiday', 'Public Holidays', 'Bank Holidays', 'Calendar'],
    columns: [
      column('date', 'Date', 'Day, Holiday Date, On', 'required'),
      column('name', 'Name', 'Holiday, Title', 'required'),
    ],
  },
  users: {
    title: 'Users',
    aliases: ['Accounts', 'Logins'],
    columns: [
      column('email', 'Email', 'E-mail, Mail, Email Address', 'required'),
      column('name', 'Name', 'Full Name', 'required'),
      column('systemRole', 'System Role', 'Access, Access Role, User Role', 'required'),
    ],
  },
  employees: {
    title: 'Employees',
    aliases: ['Employee', 'People', 'Staff', 'Resources', 'Team', 'Personnel'],
    columns: [
      column('email', 'Email', 'E-mail, Mail, Email Address, Employee Email, Work Email', 'required'),
      column('name', 'Name', 'Full Name, Employee, Employee Name, Person', 'required'),
      column('role', 'Role', `Home Role, Job Title, Title, ${ROLE}`),
      column('lcat', 'LCAT', `Home LCAT, ${LCAT}`),
      column('systemRole', 'System Role', 'Access, Access Role, User Role, Permission'),
      column('fte', 'FTE', 'Contract, Contract FTE, Contract %, FTE %, % FTE, Employment'),
      column('skills', 'Skills', 'Skill, Competencies, Expertise'),
      column('startsOn', 'Start Date', 'Start, Starts, Hire Date, Hired, Joined, Employed From, From'),
      column('endsOn', 'End Date', 'End, Ends, Leave Date, Termination Date, Left, Employed To, To'),
      column('notes', 'Notes', 'Note, Comment, Comments, Remarks'),
      column('clearances', 'Clearances', 'Clearance, Security Clearance'),
      column('yearsExperience', 'Years Experience', 'Years, Experience, Years of Experience'),
      column('education', 'Education', 'Degree'),
    ],
  },
  projects: {
    title: 'Projects',
    aliases: ['Project', 'Project List', 'Portfolio', 'Engagements'],
    columns: [
      column('code', 'Code', 'Project Code, Project ID, ID, Charge Code, Project No', 'required'),
      column('name', 'Name', 'Project, Project Name, Title', 'required'),
      column('client', 'Client', 'Customer, Client Name, Agency'),
      column('manager', 'Manager Email', 'Manager, PM, PM Email, Project Manager, Project Manager Email, Owner, Lead'),
      column('startsOn', 'Start Date', 'Start, Starts, Begin, Begin Date, From, Kick-off', 'required'),
      column('sprints', 'Sprints', 'Sprint Count, Number of Sprints, No of Sprints, # Sprints'),
      column('endsOn', 'End Date', 'End, Ends, Finish, To, Until'),
      column('status', 'Status', 'State, Phase'),
      column('description', 'Description', 'Summary, About, Scope'),
      column('probability', 'Probability', 'Likelihood, P(win), Win Probability'),
    ],
  },
  assignments: {
    title: 'Assignments',
    aliases: ['Assignment', 'Staffing', 'Project Staff', 'Team Members'],
    columns: [
      column('project', 'Project Code', PROJECT, 'required'),
      column('employee', 'Employee Email', EMPLOYEE, 'required'),
      column('role', 'Role', ROLE),
      column('lcat', 'LCAT', LCAT),
      column('fundedHours', 'Funded Hours', 'Funded, Budget, Budget Hours, Budgeted Hours, Hours Funded', 'required'),
      column('note', 'Note', 'Notes, Comment'),
    ],
  },
  overrides: {
    title: 'Overrides',
    aliases: ['Override', 'Month Overrides', 'Full-time Hours', 'FT Hours'],
    columns: [
      column('project', 'Project Code', PROJECT, 'required'),
      column('year', 'Year'),
      column('month', 'Month', 'Period', 'required'),
      column('hours', 'Hours', 'Full-time Hours, FT Hours, Available Hours', 'required'),
      column('outside', OUTSIDE),
    ],
  },
  timeOff: {
    title: 'Time Off',
    aliases: ['TimeOff', 'Leave', 'Absence', 'Absences', 'PTO', 'Vacation', 'Vacations'],
    columns: [
      column('employee', 'Employee Email', EMPLOYEE, 'required'),
      column('startsOn', 'Start Date', 'Start, From, First Day, Starts', 'required'),
      column('endsOn', 'End Date', 'End, To, Until, Last Day, Ends', 'required'),
      column('kind', 'Kind', 'Type, Reason, Leave Type'),
      column('halfDay', 'Half Day', 'Half, Half Days'),
    ],
  },
  demand: {
    title: 'Demand',
    aliases: ['Demands', 'Open Positions', 'Open Roles', 'Openings', 'Requests'],
    columns: [
      column('project', 'Project Code', PROJECT, 'required'),
      column('role', 'Role', ROLE),
      column('lcat', 'LCAT', LCAT),
      column('skills', 'Skills', 'Skill'),
      column('year', 'Year'),
      column('month', 'Month', 'Period', 'required'),
      column('hours', 'Hours', 'Hours Wanted, Needed Hours', 'required'),
      column('count', 'Count', 'Positions, Number, Heads, Headcount, Qty'),
      column('outside', OUTSIDE),
    ],
  },
  allocations: {
    title: 'Allocations',
    aliases: ['Allocation', 'Hours', 'Plan', 'Staffing Plan', 'Planned Hours'],
    columns: [
      column('project', 'Project Code', PROJECT, 'required'),
      column('employee', 'Employee Email', EMPLOYEE, 'required'),
      column('year', 'Year'),
      column('month', 'Month', 'Period', 'required'),
      column('hours', 'Hours', 'Allocated Hours, Planned Hours, Hrs, Allocation', 'required'),
      column('role', 'Role', ROLE),
      column('lcat', 'LCAT', LCAT),
      column('outside', OUTSIDE),
    ],
  },
}

export const tableNames = Object.keys(importTables) as ImportTable[]

/** The columns of a project manager's sheet beside its months, by the names people give them. */
export const formColumns = {
  role: { header: 'Role', aliases: ['jobrole', 'position', 'laborrole', 'projectrole'] },
  lcat: {
    header: 'LCAT',
    aliases: ['laborcategory', 'labourcategory', 'category', 'level', 'grade', 'lcatlevel'],
  },
  email: { header: 'Email', aliases: ['employeeemail', 'mail'] },
  name: {
    header: 'Name',
    aliases: ['employee', 'employeename', 'person', 'resource', 'staff', 'resourcename', 'who', 'fullname'],
  },
  funded: {
    header: 'Funded Hours',
    aliases: ['funded', 'fundedhrs', 'budget', 'budgethours', 'hoursfunded', 'fundedhour', 'totalfunded'],
  },
  project: { header: 'Project Code', aliases: ['project', 'projectid', 'projectno', 'projectname', 'chargecode'] },
} as const

export type FormColumn = keyof typeof formColumns
export const formColumnNames = Object.keys(formColumns) as FormColumn[]

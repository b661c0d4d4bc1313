// What people keep on pages, not in chat: which words ask for it, and where it is done.

export interface PageTask {
  /** "Roles are kept on the Roles page: /admin/roles." */
  text: string
  /** Things that this page keeps, separated by " | ". */
  things: string
  /** Verbs beside them; none means that the things alone say it. */
  verbs?: string
  /** Instead of things: a name of this kind, without month and hours ("close Alpha"). */
  of?: 'person' | 'project'
  /** Looked for before anything else is read into the words. */
  first?: boolean
}

const KEEP =
  'add | create | new | make | delete | remove | rename | edit | change | update | define | introduce | set up | setup | register | insert | open | close | archive | retire | invite | deactivate | disable | enable | reset | drop | import | upload | set | put | establish | start | launch | kick off | maintain | manage | modify | get rid of | grant | revoke | give | promote | demote | assign'

export const PAGE_TASKS: PageTask[] = [
  {
    text: 'Pay, rates and invoices are no part of the plan: it holds hours, FTE and funded hours.',
    things:
      'how much does make | how much do make | what does make in | what does make a | how much did make | how much does earn | what does earn | do we bill | we bill for | do we charge | we charge for | can we charge | does cost us | do we invoice | billing rate | bill rate | charge rate',
    first: true,
  },
  {
    text: 'Nothing is sent from here. Export a report and send the file: "export the portfolio to Excel".',
    things:
      'send the | mail the | email the | forward the | share the | send this | forward this | mail this | email this',
    verbs:
      'plan to | report to | sheet to | list to | numbers to | figures to | plan with | report with | this to | this with',
    first: true,
  },
  {
    text: 'The plan does not hold where people sit or live, or what they would rather do.',
    things:
      'where is sitting | where does sit | where does live | where is based | would rather | which office | what desk',
    first: true,
  },
  {
    text: 'Roles are kept by an Admin on the Roles page: /admin/roles.',
    things:
      'a role | a new role | new role | role called | role named | the role | role | roles | job role | list of roles',
    verbs:
      'add | create | new | delete | remove | rename | define | introduce | set up | register | insert | get rid of',
  },
  {
    text: 'Labour categories (LCATs) are kept by an Admin on their page: /admin/lcats.',
    things: 'lcat | lcats | new lcat | labour category | labor category | labour categories | labor categories',
    verbs:
      'add | create | new | delete | remove | rename | define | introduce | set up | register | insert | get rid of',
  },
  {
    text: 'Users and their rights are kept by an Admin on the Users page: /admin/users.',
    things:
      'user | users | user account | account for | login | logins | log in | sign in | password | passwords | permission | permissions | admin rights | admin | access rights | access | rights | as admin | an admin | a director | director rights | pm rights',
    verbs: KEEP,
  },
  {
    text: 'The manager, client and dates of a project are changed on its page: /projects.',
    first: true,
    things: 'the manager of | manager of | the pm of | pm of | the client of | client of',
    verbs: 'make | appoint | name | change | replace | swap',
  },
  {
    text: 'Funded hours of an assignment are kept on the page of its project: /projects.',
    things: 'funded hours | budget | budget of | funding',
    verbs: 'set | change | increase | raise | reduce | cut | add | top up | lower | extend | double | halve | give',
  },
  {
    text: 'Projects, and the client that they are for, are kept on the Projects page: /projects.',
    things: 'a client | new client | client called | client named | the client | client',
    verbs: 'add | create | new | delete | remove | rename | set up | register',
  },
  {
    text: 'Open positions (demand) are kept on the Demand page: /demand.',
    first: true,
    things:
      'open a position | create a position | post a position | open a vacancy | post a vacancy | raise a requisition',
  },
  {
    text: 'Projects are created, renamed, put on hold and closed on the Projects page: /projects.',
    things:
      'a project | a new project | new project | project called | project named | the project called | on hold | project closed | project status | start date | end date | sprint length | number of sprints | project manager of | project code | the project name',
    verbs: KEEP,
  },
  {
    text: 'Projects are created, renamed, put on hold and closed on the Projects page: /projects.',
    things: 'project | projects',
    verbs: 'close | archive | reopen | rename | delete | retire | hold | cancel | finish | activate | pause',
  },
  {
    text: 'Projects are created, renamed, put on hold and closed on the Projects page: /projects.',
    of: 'project',
    things: '',
    verbs:
      'close | archive | reopen | rename | delete | remove | retire | hold | freeze | pause | activate | deactivate | reactivate | kill | extend | shorten | lengthen | prolong',
  },
  {
    text: 'Projects are created, renamed, put on hold and closed on the Projects page: /projects.',
    of: 'project',
    first: true,
    things: '',
    verbs: 'delete | erase | rename | archive',
  },
  {
    text: 'People are added, changed and ended on the People page: /people.',
    of: 'person',
    things: '',
    verbs: 'fire | sack | dismiss | hire | terminate | promote | demote | rename | archive | deactivate | invite',
  },
  {
    text: 'People are added, changed and ended on the People page: /people.',
    things:
      'a new employee | new employee | an employee | a new person | new person | new hire | new hires | a new colleague | a new team member | employee called | employee named | employee record | contract fte | employment | joiner | leaver | a skill | skills of | email to | surname | last name | first name | contract | email address | e mail address | profile | skills | skill | role to | lcat to | level to | promote | demote | to senior | to junior',
    verbs: KEEP,
  },
  {
    text: 'Leave and time off are entered on the People page: /people.',
    // "two weeks off" is no subtraction of 80 hours.
    first: true,
    things: 'time off | day off | days off | week off | weeks off',
    verbs: 'give | gives | grant | take | takes | book | enter | add | request | requests | wants | needs | approve',
  },
  {
    text: 'Leave and time off are entered on the People page: /people.',
    things:
      'vacation | vacations | leave | time off | day off | days off | week off | weeks off | off work | holidays for | pto | annual leave | sick leave | parental leave | sabbatical | absence',
    verbs: `${KEEP} | book | request | enter | record | schedule | plan | approve | cancel`,
  },
  {
    text: 'Who is away is on the People page: /people. I can show who is booked while away: ask for the conflicts of the month.',
    things:
      'any vacation | any leave | any time off | any holiday booked | any holidays booked | vacation booked | leave booked | time off booked | pto booked | vacation days | on leave | on holiday | on vacation | on pto | on annual leave | on sick leave | on parental leave | away | out of office | off sick | time off | days off | absent | absences',
  },
  {
    text: 'Who is away is on the People page: /people. I can show who is booked while away: ask for the conflicts of the month.',
    things:
      'off in | off on | off next | off this | off during | off between | off until | off from | off today | off tomorrow',
    verbs: 'is | are | whos | s | will be | anyone | anybody | who',
  },
  {
    text: 'The holidays that the plan reckons with are on the Holidays page: /admin/holidays.',
    things: 'holidays | public holiday | public holidays | bank holiday | bank holidays | a holiday',
    verbs: 'is | are | what | whats | which | when | any | list | show | how many | does',
  },
  {
    text: 'Holidays and the calendar are kept by an Admin on the Holidays page: /admin/holidays.',
    things: 'holiday | holidays | public holiday | public holidays | bank holiday | bank holidays | calendar',
    verbs: KEEP,
  },
  {
    text: 'The full-time hours of a month are set per project on its page, under Month hours: /projects.',
    things:
      'full time hours of | full time hours for | full time hours in | full time hours | month override | override | overrides',
    verbs: `${KEEP} | override | overwrite | should be | shall be | must be`,
    first: true,
  },
  {
    text: 'Heat map thresholds, the fiscal year and what is warned of or refused are set by an Admin on the Policy page: /admin/policy.',
    things: 'heat map | heatmap | thresholds | threshold | fiscal year start | policy | policies | settings | setting',
    verbs: KEEP,
  },
  {
    text: 'Hours by sprint are on the page of the project, under Sprints: /projects. I can show them by month or quarter.',
    things: 'sprint | sprint by sprint | by sprint | per sprint | each sprint | sprint view | sprint plan',
    verbs: 'hours | show | view | by sprint | per sprint | sprint by sprint | each sprint | plan',
  },
  {
    text: 'Hours are planned and shown by month: ask for them by month or quarter. A project is also shown by sprint on its page: /projects.',
    things: 'weekly hours | hours by week | week by week | weekly view | weekly plan | weekly breakdown | daily hours',
  },
  {
    text: 'Reports come as Excel workbooks or CSV files, such as "export the portfolio to Excel".',
    things: 'pdf | a pdf | as pdf | powerpoint | ppt | pptx | slides | slide deck | google sheet | google sheets',
  },
  {
    text: 'Workbooks and CSV files are imported on the Import page: /import.',
    things:
      'import | upload | upload a workbook | import a workbook | import a file | import my spreadsheet | import our spreadsheet | upload a file | upload my spreadsheet',
  },
  {
    text: 'Who changed what, and when, is on the History page: /history.',
    things:
      'who set | who changed | who edited | who put | who moved | who updated | who entered | who booked | who allocated | who assigned | who added | who removed | who deleted | who increased | who reduced | who made this change | who did this | who did that | audit log | audit trail | change log | changelog | change history | history of | history | when was this changed | when did this change | last changed | last edited | who last changed | who touched | who modified | who approved | did i change | have i changed | did we change | what changed | what has changed | what have i changed | recent changes | latest changes | changed since | my recent changes',
  },
  {
    text: 'Open positions (demand) are kept on the Demand page: /demand.',
    things: 'demand for | a demand | open position | open positions | an opening | a vacancy | a requisition',
    verbs: 'add | create | new | delete | remove | close | enter | record | register | open',
  },
]

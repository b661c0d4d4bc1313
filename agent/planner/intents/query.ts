import { ask, refuse } from '../outcomes.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { type EntityItem, isWords } from '../reading/items.js'
import { projectMonths } from '../reading/month-arithmetic.js'
import type { Span } from '../reading/resolve-period.js'
import { sharesWith } from './colleagues.js'
import { fromNow } from './from-now.js'
import { asksLoadOfGroup } from './group-load.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'
import { PEAK } from './peak-month.js'

/** Hours and FTE of people, projects, clients and roles over a period. */
export const query: Intent = {
  name: 'query',
  title: 'Hours and FTE',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'fteWord',
      'loadWord',
      'byPerson',
      'byProject',
      'byRole',
      'byClient',
      'monthNoun',
      'quarterNoun',
      'free',
      'full',
      'status',
      'about',
      'that',
      'budget',
      'utilisation',
      'portfolio',
      'allHours',
      'monthlyWord',
      'need',
      'idle',
      'busiest',
      'leastBusy',
      'same',
      'top',
      'sort',
      'descending',
      'ascending',
      'also',
      'bench',
      'partly',
      'only',

      'exactly',
      'anything',
    ],
    kinds: ['words', 'person', 'project', 'client', 'role', 'period', 'comparison'],
  },
  free: (clause) => {
    // FTE over several months is an average already.
    const mean = clause.has('fteWord') && clause.projects.length > 0 && !clause.has('people', 'byPerson')
    // "when has Ann 100 hours free": the months show it.
    const room = clause.people.length > 0 && clause.has('free') && clause.has('when')
    const when = clause.has('when') && clause.people.length > 0
    const top =
      clause.has('top', 'busiest', 'leastBusy') && clause.has('projectNoun', 'clientNoun', 'byProject', 'byClient')
    // "Is Kevin at 100 % in November?": the answer shows the share.
    const asked = /^(is|are|was|will) /.test(clause.plain) && clause.people.length > 0
    return clause.items.filter(
      (i) =>
        (mean && isWords(i, 'average')) ||
        (when && isWords(i, 'clear', 'off', 'projectState', 'forecast')) ||
        (clause.has('count') && /^goes$/i.test(i.text)) ||
        // "how many hours could Ann take in June": what she has free.
        (couldTake(clause) &&
          /^(take|take on|do|work|manage|handle|absorb|give|spare|put in|contribute)$/i.test(i.text)) ||
        (isWords(i, 'average') && clause.has('loadWord') && clause.has('monthNoun')) ||
        (room && i.kind === 'amount') ||
        (isWords(i, 'without') && besides(clause).length > 0) ||
        (i.kind === 'amount' && ((top && i.amount.unit === 'none') || (asked && i.amount.unit === 'percent'))),
    )
  },
  when: (clause) => {
    if (clause.has('people') && clause.has('work') && clause.has('what', 'who', 'where') && isAlone(clause)) return true
    if (/^what (does|do|is) an? /.test(clause.plain) && clause.periods.length === 0) return false
    if (/^(please )?(staff|assign|book) (someone|somebody|anyone|a|an)\b/.test(clause.plain)) return false
    if (asksLoadOfGroup(clause)) return false
    // "Who on Alpha is free": a list of people, not the hours of Alpha.
    if (clause.people.length === 0 && clause.has('free', 'idle', 'full') && clause.has('who', 'people')) return false
    if (PEAK.test(clause.plain) && isAlone(clause)) return true
    if (clause.people.length + clause.projects.length + clause.clients.length > 0)
      return clause.comparisons.length === 0 || clause.people.length > 0
    if (clause.comparisons.length > 0 || clause.has('that', 'personPronoun', 'projectPronoun', 'there')) return false
    if (/\b(it|them)\b/.test(clause.plain)) return false
    if (clause.has('status', 'budget', 'overrun') && !clause.has('portfolio')) return false
    if (clause.roles.length > 0) return true
    if (clause.has('byPerson', 'byProject', 'byRole', 'byClient', 'portfolio', 'utilisation')) return true
    if (clause.has('projectNoun', 'clientNoun', 'roleNoun'))
      return clause.has('show', 'what', 'which', 'count', 'allocation', 'hoursNoun', 'busiest', 'leastBusy')
    return (
      clause.has('hoursNoun', 'allocation') &&
      (clause.has(...ASKING) || (clause.periods.length > 0 && clause.amounts.length === 0 && isAlone(clause))) &&
      !clause.has('add')
    )
  },
  plan: (clause, planning) => {
    // "hours in December" after a question about Jane means hers.
    if (planning.request.context.turns.length > 0 && isAlone(clause) && !clause.has(...ASKING, ...GROUPED)) return null
    if (saysNothing(clause, planning)) return null
    const projects = planning.projectsOf(clause)
    const filter = {
      employees: asksForCompany(clause) ? [] : planning.peopleOf(clause),
      projects: projects.map((p) => planning.projectName(p)),
      clients: planning.clientsOf(clause),
      roles: planning.rolesOf(clause),
    }
    askOneGroup(planning)
    const beside = besides(clause)
    if (beside.length > 0) filter.projects = otherProjects(clause, planning, beside)
    const share = asksShareOfProject(clause)
    if (share) filter.employees = []
    const groupBy = beside.length > 0 ? 'project' : share ? 'employee' : groupOf(clause)
    return planning
      .readSpans(
        clause,
        beside.length > 0 ? planning.thisMonth : defaultSpan(clause, planning),
        projects.length === 1 ? projects[0] : undefined,
      )
      .map((span) => ({
        tool: 'query_allocations',
        input: input({ ...filter, ...(clause.has('free') ? fromNow(span, clause, planning) : span), groupBy }),
      }))
  },
  examples: [
    {
      ask: "What is John Smith's total allocation for Q4?",
      calls: [{ tool: 'query_allocations', input: { employees: ['John Smith'], from: '2026-10', to: '2026-12' } }],
    },
    {
      ask: 'How many hours did John work in September?',
      calls: [{ tool: 'query_allocations', input: { employees: ['John Smith'], from: '2026-09', to: '2026-09' } }],
    },
    {
      ask: 'Who is working on Alpha in November?',
      calls: [
        {
          tool: 'query_allocations',
          input: { projects: ['Project Alpha'], from: '2026-11', to: '2026-11', groupBy: 'employee' },
        },
      ],
    },
    {
      ask: 'Total hours by client in 2027',
      calls: [{ tool: 'query_allocations', input: { from: '2027-01', to: '2027-12', groupBy: 'client' } }],
    },
    {
      ask: "Compare Jane Doe's and Bob Ode's hours per month in the next 3 months",
      calls: [
        {
          tool: 'query_allocations',
          input: { employees: ['Jane Doe', 'Bob Ode'], from: '2026-11', to: '2027-01', groupBy: 'month' },
        },
      ],
    },
    {
      ask: 'what is jane working on',
      calls: [
        {
          tool: 'query_allocations',
          input: { employees: ['Jane Doe'], from: '2026-10', to: '2026-10', groupBy: 'project' },
        },
      ],
    },
  ],
}

/** "what share of Alpha's hours is Bob's": all who carry the project, Bob among them, not Bob's FTE. */
const asksShareOfProject = (clause: Clause): boolean =>
  clause.people.length === 1 &&
  clause.projects.length === 1 &&
  /\b(share|percentage|percent|proportion|part|fraction|%) of\b/.test(clause.plain) &&
  clause.projects[0]!.from < clause.people[0]!.from

const couldTake = (clause: Clause): boolean =>
  clause.people.length > 0 &&
  clause.projects.length + clause.amounts.length === 0 &&
  /\bhow (many|much) (more )?(hours|days|time|work) (can|could|would|will|might) ·/.test(clause.plain)

/** "What is Will on besides Mesh?": the projects left out of one person's plan. */
const besides = (clause: Clause): EntityItem[] =>
  clause.people.length === 1 && clause.projects.length > 0 && clause.projects.every((p) => p.prep === 'without')
    ? clause.projects
    : []

/** The other projects of the person; where there is none, says so. */
function otherProjects(clause: Clause, planning: Planning, beside: EntityItem[]): string[] {
  const person = planning.peopleOf(clause)[0]!
  const { employees, projects } = planning.request.lexicon
  const employee = employees.find((e) => e.name === person || e.email === person)
  const own = employee ? (planning.request.projectsOf?.(employee.id) ?? []) : []
  const gone = beside.map((item) => planning.project(item).code)
  const left = projects.filter((p) => own.includes(p.code) && !gone.includes(p.code))
  if (left.length === 0) refuse(`${person} is on no other project.`, [`What is ${person} working on this month?`])
  return left.map((p) => planning.projectName(p))
}

const HOW_LONG = /\b(how (much )?long(er)?|(until|till|from|since) when)\b/

export function groupOf(clause: Clause): 'employee' | 'project' | 'month' | 'quarter' | 'role' | 'client' | undefined {
  const people = clause.people.length
  if (clause.has('byPerson')) return 'employee'
  if (PEAK.test(clause.plain)) return 'month'
  if (clause.has('quarterNoun') && !clause.has('byRole', 'byClient', 'byProject')) return 'quarter'
  if (clause.has('byRole')) return 'role'
  if (clause.has('byClient')) return 'client'
  if (clause.has('byProject')) return 'project'
  if ((clause.has('when') || HOW_LONG.test(clause.plain)) && people > 0) return 'month'
  if (clause.has('monthNoun') || clause.says('per month', 'a month', 'monthly', 'each month', 'every month'))
    return 'month'
  if (people > 1 || asksForCompany(clause)) return 'employee'
  if (people === 1)
    return (clause.has('work', 'where') && !clause.has('count', 'hoursNoun')) || clause.has('projectNoun')
      ? 'project'
      : undefined
  if (clause.has('who', 'people') || (clause.projects.length > 0 && clause.has('whoModal'))) return 'employee'
  if (clause.projects.length > 1) return 'project'
  if (clause.clients.length > 0 && clause.has('projectNoun')) return 'project'
  if (clause.clients.length > 1 || (clause.has('clientNoun') && clause.clients.length === 0)) return 'client'
  if (clause.roles.length > 0 && clause.people.length === 0 && /\bwhich projects?\b/.test(clause.plain))
    return 'project'
  if (clause.roles.length > 0 && clause.projects.length + clause.clients.length === 0)
    return clause.has('loadWord', 'utilisation') || clause.roles.length > 1 ? 'role' : undefined
  if (clause.has('roleNoun')) return 'role'
  if (clause.projects.length + clause.clients.length === 0 && clause.has('projectNoun', 'portfolio')) return 'project'
  return undefined
}

/** "Who else is on Nimbus with Tom?": the people of the project, Tom among them. */
const asksForCompany = (clause: Clause): boolean =>
  clause.projects.length > 0 && !clause.has('hoursNoun', 'count') && sharesWith(clause)

/** Nobody and nothing is named. */
const ASKING = ['show', 'count', 'what', 'how', 'totalWord', 'monthNoun', 'quarterNoun']
const GROUPED = [
  'who',
  'which',
  'byPerson',
  'byProject',
  'byRole',
  'byClient',
  'portfolio',
  'utilisation',
  'projectNoun',
  'clientNoun',
  'roleNoun',
]
/** "and for how many hours?" in a conversation: never the hours of everybody. */
const saysNothing = (clause: Clause, planning: Planning): boolean =>
  planning.memory.last.length > 0 &&
  isAlone(clause) &&
  clause.periods.length === 0 &&
  clause.items.length <= 8 &&
  !clause.has(...GROUPED, 'portfolio', 'utilisation', 'people', 'monthNoun', 'totalWord') &&
  !/\b(we|our|us|company|firm|organi[sz]ation|all|total|everyone|everybody|overall|altogether)\b/.test(clause.plain)

const isAlone = (clause: Clause): boolean => clause.entities.length + clause.comparisons.length === 0

const TWO_GROUPS =
  /\b(by|per) (role|person|employee|project|client|customer|month|quarter)s? (?:and |, ?|then )?(?:by |per )(role|person|employee|project|client|customer|month|quarter)s?\b|\b(by|per) (role|person|employee|project|client|customer|month|quarter)s? (?:and|,|then) (role|person|employee|project|client|customer|month|quarter)s?\b/i

/** Hours are broken down one way at a time: asks where two are named. */
function askOneGroup(planning: Planning): void {
  const match = TWO_GROUPS.exec(planning.text)
  if (!match) return
  ask(
    'Hours are broken down one way at a time. Which one?',
    [match[2] ?? match[5]!, match[3] ?? match[6]!].map((group) => ({
      label: `By ${group}`,
      message: planning.text.replace(TWO_GROUPS, `by ${group}`),
    })),
  )
}

/** The period where none is named: this month; a whole project where its hours are counted; half a year for "when". */
export function defaultSpan(clause: Clause, planning: Planning): Span {
  const [project] = planning.projectsOf(clause)
  if (!project && clause.people.length > 0 && clause.says('timeline'))
    return { from: planning.today, to: planning.today + 11 }
  const by = groupOf(clause)
  const byMonth = by === 'month' || by === 'quarter'
  if (!project && by === 'quarter') {
    const first = planning.today - (planning.today % 3)
    return { from: first, to: first + 11 }
  }
  if (!project)
    return clause.has('when') || byMonth
      ? { from: planning.today, to: planning.today + (clause.people.length > 0 ? 11 : 5) }
      : planning.thisMonth
  const window = projectMonths(project)
  const soFar = /\b(so far|to date|until now|till now|up to now|already|thus far)\b/.test(clause.plain)
  if (soFar && planning.today >= window.from) return { from: window.from, to: Math.min(window.to, planning.today) }
  const running = planning.today >= window.from && planning.today <= window.to
  if (
    running &&
    !byMonth &&
    !clause.has('hoursNoun', 'count') &&
    (clause.people.length > 0 || clause.has('who', 'people', 'work'))
  )
    return planning.thisMonth
  return window
}

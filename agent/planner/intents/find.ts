import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import { fromNow } from './from-now.js'
import { asksFreeTotal, asksLoadOfGroup, loadOfGroup } from './group-load.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'
import { PEAK } from './peak-month.js'
import { contractOf, hasContract } from './people-contract.js'
import { asksZero, isWeekly, levelsOf, orderOf } from './people-levels.js'
import { hasHoursLeft, isForProject, isHours, overMonths } from './people-limits.js'
import { overEachMonth, saysWhichMonths } from './people-months.js'

export interface FindInput {
  contract?: 'part' | 'full'
  monthly?: 'each' | 'any'
  notSkills?: string[]
  projectsAtMost?: number
  roles?: string[]
  lcats?: string[]
  skills?: string[]
  project?: string
  from?: string
  to?: string
  fteBelow?: number
  fteAtLeast?: number
  fteAbove?: number
  fteAtMost?: number
  loadBelow?: number
  loadAtLeast?: number
  loadAbove?: number
  loadAtMost?: number
  sort?: string
  limit?: number
  notOnProject?: string
  exclude?: string[]
  hoursBelow?: number
  hoursAtLeast?: number
  hoursAbove?: number
  hoursAtMost?: number
  freeHoursBelow?: number
  freeHoursAtLeast?: number
  freeHoursAbove?: number
  freeHoursAtMost?: number
}

/** "some time left", "room still remaining": said of time, not of a budget. */
const LEFT = /^(left|remaining|left over|still left|over)$/i

const LEVELS = [
  'notOver',
  'notBench',
  'notIdle',
  'free',
  'idle',
  'bench',
  'partly',
  'full',
  'busiest',
  'leastBusy',
  'mostFree',
  'overbooked',
  'takesOn',
]

/** Lists of people by role, level, skill, FTE, load or free time. */
export const find: Intent = {
  name: 'find',
  title: 'Finding people',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      ...LEVELS,
      'fteWord',
      'loadWord',
      'byCapacity',
      'skillNoun',
      'sort',
      'descending',
      'ascending',
      'alphabetical',
      'top',
      'only',
      'need',
      'that',
      'byPerson',
      'only',
      'exactly',
      'monthNoun',
      'also',
      'about',
      'utilisation',
      'byRole',
      'allHours',
      'average',
      'asker',
      'contract',
    ],
    kinds: ['words', 'role', 'lcat', 'skill', 'project', 'period', 'comparison', 'amount'],
  },
  // "how much capacity have the testers left": no budget is meant.
  free: (clause) =>
    clause.items.filter(
      (i) =>
        ((asksFreeTotal(clause) || clause.has('free') || hasHoursLeft(clause)) &&
          isWords(i, 'budget') &&
          LEFT.test(i.text)) ||
        saysWhichMonths(clause, i) ||
        (onlyOn(clause) && ONLY.test(i.text)) ||
        (isWords(i, 'monthlyWord') && (clause.amounts.length > 0 || clause.has('free'))),
    ),
  when: (clause) => {
    if (/^what (does|do|is) an? /.test(clause.plain) && clause.periods.length === 0) return false
    if (
      clause.has('takesOn') &&
      clause.skills.length === 0 &&
      !clause.amounts.some((a) => isHours(a.amount.unit) || isWeekly(a)) &&
      clause.comparisons.length === 0
    )
      return false
    if (clause.people.length > 0 || clause.clients.length > 0) return false
    if (clause.projects.length > 1 && !asksForLevel(clause)) return false
    if (
      clause.projects.length === 1 &&
      clause.has('busiest') &&
      clause.roles.length === 0 &&
      /\b(hours|time|burn(s|ing)?|eats?)\b/.test(clause.plain)
    )
      return false
    if (onlyOn(clause)) return true
    if (asksLoadOfGroup(clause)) return true
    if (PEAK.test(clause.plain) && !clause.has('who', 'people')) return false
    // "slack in every month from April to June": over these months.
    const throughout =
      clause.has('free') && clause.has('people', 'who') && /\b(every|each|all) months?\b/.test(clause.plain)
    if (
      clause.has('byRole') &&
      clause.has('busiest', 'leastBusy', 'mostFree', 'free', 'idle') &&
      clause.has('people', 'who')
    )
      return true
    if (
      clause.has('byRole', 'byClient', 'byProject', 'monthNoun', 'clientNoun') &&
      clause.skills.length === 0 &&
      clause.comparisons.length === 0 &&
      !throughout
    )
      return false
    if (
      clause.has('projectNoun', 'roleNoun') &&
      clause.has('busiest', 'leastBusy') &&
      !clause.has('people', 'who') &&
      clause.roles.length === 0
    )
      return false
    if (clause.comparisons.length > 0 || clause.has(...LEVELS.filter((l) => l !== 'free'))) return true
    if (
      clause.has('ascending', 'descending') &&
      (clause.roles.length > 0 || clause.has('people')) &&
      clause.projects.length === 0
    )
      return true
    if (
      (clause.has('sort') || (clause.has('top') && clause.amounts.length > 0)) &&
      (clause.has('people') || clause.roles.length + clause.lcats.length > 0 || isRanking(clause))
    )
      return true

    const listed = clause.has('who', 'people', 'which') || (hasContract(clause) && clause.has('count', 'show'))
    const spared = clause.amounts.some(isWeekly) && !clause.has('allocation', 'work')
    if ((asksZero(clause) || hasContract(clause) || spared) && listed && clause.projects.length === 0) return true
    if (clause.has('free') && isBareList(clause)) return true
    if (
      clause.has('free') &&
      (clause.has('who', 'people', 'which', 'show', 'count', 'what', 'whoModal') ||
        clause.roles.length + clause.lcats.length + clause.skills.length > 0)
    )
      return clause.projects.length === 0 || clause.has('who', 'people', 'which') || clause.roles.length > 0
    if (clause.skills.length > 0 || clause.lcats.length > 0) return true
    if (clause.has('hoursNoun', 'allocation') && clause.has('what', 'how', 'count') && clause.roles.length > 0)
      return false
    if (clause.roles.length > 0 && !clause.has('hoursNoun', 'allocation')) return true
    return (
      clause.has('people') &&
      clause.projects.length === 0 &&
      (!clause.has('hoursNoun', 'allocation', 'work', 'projectNoun') || hasContract(clause) || asksZero(clause))
    )
  },
  plan: (clause, planning) => {
    // "Who is free for Vega in January?" looks for people beyond the project's own.
    const wanted = (clause.has('free') || isForProject(clause)) && clause.projects.every((p) => p.prep === 'for')
    const projects = wanted ? [] : planning.projectsOf(clause)
    const filter: FindInput = {
      roles: planning.rolesOf(clause),
      lcats: planning.lcatsOf(clause),
      skills: planning.skillsOf(clause),
      ...contractOf(clause),
    }
    const levels = levelsOf(clause, planning)
    if (!levels) return null
    const order = orderOf(clause, levels)
    if (asksLoadOfGroup(clause)) {
      const [project] = projects.map((p) => planning.projectName(p))
      return loadOfGroup(clause, planning, project ? { ...filter, project } : filter)
    }
    const each = ofEachRole(clause, planning, filter, levels, order.sort)
    if (each) return each
    const either = clause.skills.length > 1 && clause.has('or') && !clause.has('and')
    const bySkill = either ? filter.skills!.map((skill) => ({ ...filter, skills: [skill] })) : [filter]
    const filters =
      projects.length > 0
        ? projects.flatMap((p) => bySkill.map((f) => ({ ...f, project: planning.projectName(p) })))
        : bySkill
    const alone = onlyOn(clause)
    const ahead = clause.has('free', 'idle', 'bench', 'takesOn', 'mostFree')
    const spans = planning.readSpans(clause, planning.thisMonth, projects[0])
    return (ahead ? spans.map((span) => fromNow(span, clause, planning)) : spans).flatMap((span) =>
      filters.map((f) => ({
        tool: 'find_employees',
        input: input({
          ...f,
          ...span,
          ...overEachMonth(overMonths(levels, clause, span), clause, span),
          ...(alone ? { projectsAtMost: 1 } : {}),
          ...order,
        }),
      })),
    )
  },
  examples: [
    {
      ask: 'Show me all Cyber Analysts with less than 50% FTE in November',
      calls: [
        { tool: 'find_employees', input: { roles: ['Cyber Analyst'], from: '2026-11', to: '2026-11', fteBelow: 0.5 } },
      ],
    },
    {
      ask: 'Who is free in November?',
      calls: [{ tool: 'find_employees', input: { from: '2026-11', to: '2026-11', loadBelow: 1, sort: '-free' } }],
    },
    {
      ask: "Who's on the bench?",
      calls: [{ tool: 'find_employees', input: { from: '2026-10', to: '2026-10', loadBelow: 0.25 } }],
    },
    {
      ask: 'Which senior developers know Python?',
      calls: [
        {
          tool: 'find_employees',
          input: { roles: ['Developer'], lcats: ['Senior'], skills: ['Python'], from: '2026-10', to: '2026-10' },
        },
      ],
    },
    {
      ask: 'Top 5 busiest people next month',
      calls: [{ tool: 'find_employees', input: { from: '2026-11', to: '2026-11', sort: '-load', limit: 5 } }],
    },
    {
      ask: 'Developers between 50% and 80% FTE in Q4, sorted by FTE descending',
      calls: [
        {
          tool: 'find_employees',
          input: {
            roles: ['Developer'],
            from: '2026-10',
            to: '2026-12',
            fteAtLeast: 0.5,
            fteAtMost: 0.8,
            sort: '-fte',
          },
        },
      ],
    },
    {
      ask: 'Who has 40 h free in November?',
      calls: [
        { tool: 'find_employees', input: { from: '2026-11', to: '2026-11', freeHoursAtLeast: 40, sort: '-free' } },
      ],
    },
    {
      ask: 'developers with more than 100 hours in december',
      calls: [
        { tool: 'find_employees', input: { roles: ['Developer'], from: '2026-12', to: '2026-12', hoursAbove: 100 } },
      ],
    },
    {
      ask: 'Who is fully booked in December?',
      calls: [{ tool: 'find_employees', input: { from: '2026-12', to: '2026-12', loadAtLeast: 1 } }],
    },
  ],
}

/** "who works only on Beta", "exclusively on Alpha", "nothing but Mesh", "on Mesh and no other project". */
const ONLY =
  /^(only|exclusively|solely|entirely|just|purely|nothing but|nothing else|alone|dedicated|dedicated to|on nothing else|not|no|isn't|other|any other|else|any|project|projects|other projects?|nothing|anything else)$/i
const ONLY_ON =
  /\b(only|exclusively|solely|entirely|just|purely|dedicated) (working |booked |assigned |staffed |planned )?(on|to|for) ·|\b(nothing but|only do(es)?|do(es)? only|only works? (on|for)|works? (only|just|solely|exclusively) (on|for)) (the )?·|on (the )?· (only|exclusively|alone|and (on )?nothing else|and no other projects?|and (isn't|not) on any other project)\b|· (isn'?t|aren'?t|is not|are not|not) on any(thing else| other projects?)\b/

const onlyOn = (clause: Clause): boolean =>
  clause.projects.length === 1 &&
  clause.people.length === 0 &&
  clause.has('who', 'people', 'which') &&
  ONLY_ON.test(clause.plain)

/** "top 5 by utilisation": of people, where nothing else is named. */
const isRanking = (clause: Clause): boolean =>
  clause.has('top') &&
  /\bby (load|utili[sz]ation|fte|workload|free (time|hours|capacity)|availability|capacity|allocation)\b/.test(
    clause.plain,
  ) &&
  clause.entities.length === 0 &&
  !clause.has('projectNoun', 'clientNoun', 'roleNoun')

/** "the least utilised person in each role", "number of people free per role": a list of every role. */
function ofEachRole(
  clause: Clause,
  planning: Planning,
  filter: FindInput,
  levels: FindInput,
  sort?: string,
): ToolCall[] | undefined {
  const { roles } = planning.request.lexicon
  const extreme = clause.has('busiest', 'leastBusy', 'mostFree')
  const counted = clause.has('free', 'idle', 'bench', 'overbooked', 'full') && clause.has('count', 'people', 'who')
  if (!clause.has('byRole') || !clause.has('people', 'who') || !(extreme || counted)) return undefined
  if (clause.roles.length + clause.projects.length > 0 || roles.length > 12) return undefined
  return planning.readSpans(clause, planning.thisMonth).flatMap((span) =>
    roles.map((role) => ({
      tool: 'find_employees',
      input: input({ ...filter, roles: [role], ...span, ...levels, sort, limit: extreme ? 1 : undefined }),
    })),
  )
}

/** "who on Alpha and Beta is free": one list a project. */
const asksForLevel = (clause: Clause): boolean =>
  clause.has('who', 'people', 'which') &&
  (clause.comparisons.length + clause.skills.length > 0 || clause.has(...LEVELS)) &&
  !clause.has('hoursNoun', 'projectNoun')

/** "free in July", "July: free?": nobody is named, so nothing can be freed; it asks for the list. */
const isBareList = (clause: Clause): boolean =>
  clause.entities.length + clause.amounts.length === 0 &&
  clause.items.every(
    (i) =>
      i.kind === 'period' ||
      isWords(i, 'free', 'in', 'for', 'show') ||
      (isFiller(i) && /^(\W+|please|the)$/i.test(i.text)),
  )

import { ask, refuse } from '../outcomes.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { type AmountItem, type ComparisonItem, isFiller, isWords } from '../reading/items.js'
import { asksFreeTotal, asksLoadOfGroup, loadOfGroup } from './group-load.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'
import { PEAK } from './peak-month.js'
import { addLimit, isForProject, isHours, isLimit, overMonths } from './people-limits.js'

export interface FindInput {
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
    ],
    kinds: ['words', 'role', 'lcat', 'skill', 'project', 'period', 'comparison', 'amount'],
  },
  // "how much capacity have the testers left": no budget is meant.
  free: (clause) =>
    clause.items.filter(
      (i) =>
        (asksFreeTotal(clause) && isWords(i, 'budget')) ||
        (isWords(i, 'monthlyWord') && (clause.amounts.length > 0 || clause.has('free'))),
    ),
  when: (clause) => {
    if (/^what (does|do|is) an? /.test(clause.plain) && clause.periods.length === 0) return false
    if (
      clause.has('takesOn') &&
      clause.skills.length === 0 &&
      !clause.amounts.concat().some((a) => isHours(a.amount.unit)) &&
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
    if (asksLoadOfGroup(clause)) return true
    if (PEAK.test(clause.plain) && !clause.has('who', 'people')) return false
    // "slack in every month from April to June": over these months.
    const throughout =
      clause.has('free') && clause.has('people', 'who') && /\b(every|each|all) months?\b/.test(clause.plain)
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
      (clause.has('people') || clause.roles.length + clause.lcats.length > 0)
    )
      return true

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
      !clause.has('hoursNoun', 'allocation', 'work', 'projectNoun')
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
    }
    const levels = levelsOf(clause, planning)
    if (!levels) return null
    const order = orderOf(clause, levels)
    if (asksLoadOfGroup(clause)) return loadOfGroup(clause, planning, filter)
    const either = clause.skills.length > 1 && clause.has('or') && !clause.has('and')
    const bySkill = either ? filter.skills!.map((skill) => ({ ...filter, skills: [skill] })) : [filter]
    const filters =
      projects.length > 0
        ? projects.flatMap((p) => bySkill.map((f) => ({ ...f, project: planning.projectName(p) })))
        : bySkill
    return planning.readSpans(clause, planning.thisMonth, projects[0]).flatMap((span) =>
      filters.map((f) => ({
        tool: 'find_employees',
        input: input({ ...f, ...span, ...overMonths(levels, clause, span), ...order }),
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

/** Words and comparisons as limits of FTE or load. Null where an amount has no place here. */
export function levelsOf(clause: Clause, planning: Planning): FindInput | null {
  const result: FindInput = {}
  if (clause.has('notOver')) result.loadAtMost = 1
  else if (clause.has('notBench')) result.loadAtLeast = 0.25
  else if (clause.has('notIdle')) result.loadAbove = 0
  else if (clause.has('idle')) result.loadAtMost = 0
  else if (clause.has('bench')) result.loadBelow = 0.25
  else if (clause.has('partly')) Object.assign(result, { loadAbove: 0, loadBelow: 1 })
  else if (
    /\b(most over(booked|loaded|allocated)?\b|overbooked (the )?(most|worst)|overloaded the most|over the most)/.test(
      clause.plain,
    )
  )
    result.loadAbove = 1
  else if (clause.has('overbooked') && clause.comparisons.length === 0) result.loadAbove = 1
  const amounts = clause.amounts.filter((a) => !isLimit(clause, a.from))
  const inHours = (a: AmountItem) => isHours(a.amount.unit)
  // "anyone with 50 hours in July": hours to give, unless booked ones are meant.
  const toGive =
    (clause.projects.length === 0 || isForProject(clause)) &&
    !clause.has('allocation', 'work', 'full', 'exactly', 'fteWord')
  const wanted = amounts.filter((a) => toGive && inHours(a) && !clause.has('free', 'takesOn', 'mostFree', 'idle'))
  const measured = [
    ...clause.comparisons,
    ...amounts
      .filter((a) => !wanted.includes(a))
      .filter((a) => a.amount.unit === 'percent' || a.amount.unit === 'fte' || inHours(a))
      .map(
        (a): ComparisonItem => ({
          ...a,
          kind: 'comparison',
          operator: clause.has('free', 'takesOn', 'mostFree') ? 'atLeast' : 'exactly',
        }),
      ),
  ]
  if (amounts.some((a) => a.amount.unit !== 'percent' && a.amount.unit !== 'fte' && !inHours(a)))
    return hoursAreNoFilter(clause, planning)
  for (const { amount } of wanted)
    result.freeHoursAtLeast = amount.value * (amount.unit === 'days' ? 8 : amount.unit === 'weeks' ? 40 : 1)
  for (const item of measured) if (!addLimit(item, result, clause)) return hoursAreNoFilter(clause, planning)
  if (Object.keys(result).length > 0) return result
  if (clause.has('full') && !clause.has('free')) return { loadAtLeast: 1 }
  if (clause.has('full') && /\bnot\b|n't/i.test(clause.plain) === false && clause.has('full')) return { loadAtLeast: 1 }
  if (clause.has('free') && !clause.has('busiest', 'leastBusy', 'mostFree')) return { loadBelow: 1 }
  return result
}

export function orderOf(clause: Clause, levels: FindInput): Pick<FindInput, 'sort' | 'limit'> {
  const limit = clause.amounts.find((a) => isLimit(clause, a.from))?.amount.value
  const sort = sortOf(clause, levels)
  return input({ sort, limit })
}

function sortOf(clause: Clause, levels: FindInput): string | undefined {
  const down = clause.has('descending')
  if (clause.has('sort') || (clause.has('top') && clause.says('by'))) {
    const behind = clause.items.slice(
      Math.max(
        clause.at('sort'),
        clause.items.findIndex((i) => i.text.toLowerCase() === 'by'),
      ),
    )
    const names = (name: string) => behind.some((i) => i.kind === 'words' && i.classes.has(name))
    const key = names('fteWord')
      ? 'fte'
      : names('loadWord')
        ? 'load'
        : names('free') || names('mostFree')
          ? 'free'
          : names('alphabetical') || /\bname/.test(clause.plain)
            ? 'name'
            : names('hoursNoun') || names('allocation')
              ? 'fte'
              : names('busiest')
                ? 'load'
                : 'name'
    const ranked = /\b(rank|ranked|ranking|top)\b/.test(clause.plain) && key !== 'name' && !clause.has('ascending')
    const descending = down || ranked || (key === 'free' && !clause.has('ascending'))
    return descending ? `-${key}` : key
  }
  if (clause.says('by availability', 'by free time', 'by capacity', 'by free capacity')) return '-free'
  if (clause.has('alphabetical')) return 'name'
  if ((down || clause.has('ascending')) && clause.has('fteWord', 'loadWord'))
    return `${down ? '-' : ''}${clause.has('fteWord') ? 'fte' : 'load'}`
  if (clause.has('busiest')) return /\bfte\b/i.test(clause.plain) ? '-fte' : '-load'
  if (clause.has('mostFree')) return '-free'
  if (clause.has('leastBusy')) return /\bfte\b/i.test(clause.plain) ? 'fte' : 'load'
  if (clause.has('free') && levels.loadBelow === 1 && Object.keys(levels).length === 1) return '-free'
  if (levels.freeHoursAtLeast !== undefined || levels.freeHoursAbove !== undefined) return '-free'
  return undefined
}

/** People cannot be filtered by hours: offers the list with the most free hours first. */
function hoursAreNoFilter(clause: Clause, planning: Planning): never {
  if (clause.has('projectNoun'))
    refuse('I cannot list people by the number of their projects. I can list them by FTE, load, hours or free time.', [
      'Who is fully booked this month?',
    ])
  const period = clause.periods.map((p) => p.text).join(' and ')
  const who = clause.roles.map((r) => r.text).join(' and ')
  const when = period ? ` in ${period}` : ''
  const bare = [...clause.comparisons, ...clause.amounts].find(
    (a) => a.amount.unit === 'none' && a.amount.value > 1 && a.amount.value <= 100,
  )
  const number = bare ? String(bare.amount.value) : ''
  const share = bare
    ? [{ label: `${number} % FTE`, message: planning.text.replace(new RegExp(`\\b${number}\\b`), `${number}% FTE`) }]
    : []
  return ask('I list people by FTE, load or free time, not by a number of hours. Which list?', [
    ...share,
    { label: 'Most free time first', message: `Which ${who || 'people'} have the most free time${when}?` },
    { label: 'Not fully booked', message: `Which ${who || 'people'} are free${when}?` },
  ])
}

import type { Clause } from '../clause.js'
import { type EntityItem, isWords } from '../items.js'
import { ask } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { isoSpan, joinSpans, resolveStretch } from '../resolve-period.js'
import { type Intent, input, isCommand } from './intent.js'
import { CHANGE_WORDS, openPeriod, planSpan } from './write-slots.js'

const KINDS = ['words', 'person', 'project', 'period', 'amount'] as const

/** Names of the people and projects that a plan-wide change is about. */
function scope(
  clause: Clause,
  planning: Planning,
): { employees: string[]; projects: string[]; project: LexiconProject | undefined } {
  const projects = planning.projectsOf(clause)
  return {
    employees: planning.peopleOf(clause),
    projects: projects.map((p) => planning.projectName(p)),
    project: projects.length === 1 ? projects[0] : undefined,
  }
}

/** One person takes over another's hours. */
export const replace: Intent = {
  name: 'replace',
  title: 'Replacing people',
  accepts: {
    words: [...CHANGE_WORDS, 'replace', 'set', 'staff', 'move', 'give', 'about', 'later', 'off'],
    kinds: KINDS,
  },
  when: (clause) =>
    isCommand(clause) && clause.has('replace') && clause.people.length === 2 && clause.amounts.length === 0,
  plan: (clause, planning) => {
    const [out, into] = outAndIn(clause)
    const { projects, project } = scope(clause, planning)
    return [
      {
        tool: 'change_plan',
        input: input({
          operation: 'replace',
          employees: [planning.person(out)],
          projects,
          ...planSpan(clause, planning, project),
          replacement: planning.person(into),
        }),
      },
    ]
  },
  examples: [
    {
      ask: 'Replace Jane Doe with Bob Ode on Alpha from November',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'replace',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-11',
            to: '2026-12',
            replacement: 'Bob Ode',
          },
        },
      ],
    },
    {
      ask: 'Bob Ode takes over from Jane Doe on Alpha in December',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'replace',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-12',
            to: '2026-12',
            replacement: 'Bob Ode',
          },
        },
      ],
    },
  ],
}

/** "replace A with B", "B takes over from A", "B instead of A", "A is replaced by B", "substitute B for A". */
function outAndIn(clause: Clause): [EntityItem, EntityItem] {
  const [a, b] = clause.people as [EntityItem, EntityItem]
  const verb = clause.items.find((i) => isWords(i, 'replace'))!
  const words = verb.text.toLowerCase()
  if (/instead|place of|lieu|rather/.test(words)) return verb.from < a.from ? [a, b] : [b, a]
  if (/replaced/.test(words) || b.prep === 'by') return [a, b]
  if (/^(substitute|sub|sub in|swap in)$/.test(words) && b.prep === 'for') return [b, a]
  if (b.prep === 'for' && /cover|stand|step|fill|backfill/.test(words)) return [b, a]
  if (verb.from > a.from) return [b, a]
  if (/take|takes|taking|cover|stand|step|fill in|succeed/.test(words)) return [b, a]
  return [a, b]
}

/** Hours of one month carried into others. */
export const copy: Intent = {
  name: 'copy',
  title: 'Copying months',
  accepts: {
    words: [...CHANGE_WORDS, 'copy', 'set', 'later', 'earlier', 'shift', 'move', 'as', 'staff', 'add'],
    kinds: KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.has('copy') &&
    strongCopy(clause) &&
    clause.amounts.length === 0 &&
    clause.periods.length > 0 &&
    clause.people.length < 2,
  plan: (clause, planning) => {
    const { employees, projects, project } = scope(clause, planning)
    const rule = planning.rule('write', project)
    const [first, second] = clause.periods
    if (!first) return null
    const joined = first.stretch.last !== undefined && first.prep !== 'for'
    const later = second && (second.prep === 'from' || /^(as|like)$/.test(second.prep)) && first.prep !== 'from'
    const source = joined
      ? resolveStretch({ first: first.stretch.first }, rule)
      : resolveStretch({ first: (later ? second : first).stretch.first }, rule)
    if (source.from !== source.to) ask('Which one month shall be copied?', [])
    const target = joined ? first.stretch.last! : undefined
    const period = later ? first : second
    if (!target && !period) return ask('Into which months shall it be copied?', [])
    const targets = [
      ...(target ? [{ first: target }] : []),
      ...clause.periods
        .filter((p) => p !== (later ? second : first))
        .map((p) => (p.stretch.open ? { first: p.stretch.first } : p.stretch)),
    ]
    const spans = joinSpans(targets.map((t) => resolveStretch(t, rule)))
    const span = { from: spans[0]!.from, to: spans[spans.length - 1]!.to }
    const onwards =
      clause.says('forward', 'until', 'through', 'till', 'up to', 'carry') || period?.stretch.open === 'until'
    const open =
      period?.stretch.open === 'onwards' && !clause.people.some(() => false)
        ? openPeriod(planning, project).to
        : undefined
    const from = onwards && span.from > source.from ? source.from + 1 : span.from
    return [
      {
        tool: 'change_plan',
        input: input({
          operation: 'copy',
          employees,
          projects,
          sourceMonth: isoSpan(source).from,
          ...isoSpan({ from, to: Math.max(span.to, later && open ? open : span.to) }),
        }),
      },
    ]
  },
  examples: [
    {
      ask: "Copy Jane Doe's October hours on Alpha to November and December",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'copy',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            sourceMonth: '2026-10',
            from: '2026-11',
            to: '2026-12',
          },
        },
      ],
    },
    {
      ask: 'Carry the September plan of Alpha forward to December',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'copy',
            projects: ['Project Alpha'],
            sourceMonth: '2026-09',
            from: '2026-10',
            to: '2026-12',
          },
        },
      ],
    },
  ],
}

const strongCopy = (clause: Clause): boolean =>
  clause.items.some(
    (i) =>
      isWords(i, 'copy') &&
      /^(copy|copying|copy over|copy forward|carry|carry forward|carry over|carry on|repeat|replicate|duplicate|roll forward|roll over|roll|clone|extend|continue|mirror|same hours as|the same hours as|same as|the same as|propagate|reuse|fill forward|fill right|replicating|copy paste|keep the same|like in|as in|mimic)$/i.test(
        i.text,
      ),
  )

/** An amount spread over months. */
export const distribute: Intent = {
  name: 'distribute',
  title: 'Distributing hours',
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'distribute',
      'evenly',
      'businessDays',
      'byCapacity',
      'balance',
      'set',
      'staff',
      'give',
      'byProject',
      'across',
      'monthNoun',
    ],
    kinds: KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.amounts.length === 1 &&
    ['hours', 'days', 'weeks', 'none'].includes(clause.amounts[0]!.amount.unit) &&
    (clause.has('distribute', 'balance') ||
      (clause.has('totalWord') && clause.has('set', 'give', 'staff', 'add')) ||
      (clause.has('evenly', 'businessDays', 'byCapacity') && clause.has('set', 'give', 'staff'))),
  plan: (clause, planning) => {
    const { employees, projects, project } = scope(clause, planning)
    if (employees.length === 0) planning.askPerson('Whose hours?')
    if (projects.length === 0) planning.askProject()
    if (clause.periods.length === 0) planning.askMonth(project)
    const span = planSpan(clause, planning, project)
    const method = clause.has('businessDays')
      ? 'business_days'
      : clause.has('byCapacity') && !clause.has('evenly')
        ? 'capacity'
        : clause.has('evenly')
          ? 'evenly'
          : undefined
    const hours = planning.hours(clause.amounts[0]!, project ?? null, planning.today)
    return [
      { tool: 'change_plan', input: input({ operation: 'distribute', employees, projects, ...span, hours, method }) },
    ]
  },
  examples: [
    {
      ask: 'Spread 400 hours for Jane Doe on Alpha evenly from August to December',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'distribute',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-08',
            to: '2026-12',
            hours: 400,
            method: 'evenly',
          },
        },
      ],
    },
    {
      ask: 'Distribute 120 hours of Bob Ode on Beta over Q1 2027 by business days',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'distribute',
            employees: ['Bob Ode'],
            projects: ['Project Beta'],
            from: '2027-01',
            to: '2027-03',
            hours: 120,
            method: 'business_days',
          },
        },
      ],
    },
  ],
}

/** A stretch of the plan moved earlier or later. */
export const shift: Intent = {
  name: 'shift',
  title: 'Shifting plans in time',
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'shift',
      'earlier',
      'later',
      'move',
      'set',
      'subtract',
      'add',
      'undo',
      'staff',
      'copy',
      'clear',
      'status',
    ],
    kinds: KINDS,
  },
  when: (clause) =>
    isCommand(clause) &&
    clause.has('shift') &&
    lengthOf(clause) !== 0 &&
    (clause.people.length > 0 || clause.projects.length > 0 || clause.has('allHours', 'allocation', 'that')),
  plan: (clause, planning) => {
    const { employees, projects, project } = scope(clause, planning)
    if (employees.length === 0 && projects.length === 0) planning.askProject()
    const months = lengthOf(clause)
    const direction = directionOf(clause, planning)
    const span =
      clause.periods.length > 0 ? planSpan(clause, planning, project) : isoSpan(openPeriod(planning, project))
    return [
      {
        tool: 'change_plan',
        input: input({ operation: 'shift', employees, projects, ...span, months: direction * months }),
      },
    ]
  },
  examples: [
    {
      ask: "Push Jane Doe's hours on Alpha back by one month",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'shift',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-10',
            to: '2026-12',
            months: 1,
          },
        },
      ],
    },
    {
      ask: 'Bring the Beta plan for Q1 2027 forward by 2 months',
      calls: [
        {
          tool: 'change_plan',
          input: { operation: 'shift', projects: ['Project Beta'], from: '2027-01', to: '2027-03', months: -2 },
        },
      ],
    },
  ],
}

/** Whole months of the shift; 0 where none is said. */
function lengthOf(clause: Clause): number {
  const amount = clause.amounts.find((a) => a.amount.unit === 'months')
  if (amount && clause.amounts.length === 1) return Math.abs(amount.amount.value)
  if (clause.amounts.length > 0) return 0
  if (/\ba month\b/i.test(clause.text)) return 1
  if (/\ba quarter\b/i.test(clause.text)) return 3
  return /\ba year\b/i.test(clause.text) ? 12 : 0
}

/** +1 later, -1 earlier; asks where English is ambiguous ("move it forward"). */
function directionOf(clause: Clause, planning: Planning): 1 | -1 {
  const text = clause.text.toLowerCase()
  if (/\b(earlier|sooner|bring|pull|advance|accelerate)\b/.test(text) && !/\blater\b/.test(text)) return -1
  if (
    /\b(later|delay|postpone|defer|push(ed)? (it |them |that )?(back|out)|push|slip|put (back|off)|hold off|out)\b/.test(
      text,
    )
  )
    return 1
  const amount = clause.amounts[0]
  if (amount?.amount.signed) return amount.amount.value < 0 ? -1 : 1
  if (!/\b(back|forwards?|ahead|backwards?|up)\b/.test(text)) {
    if (/\b(shift|slide|move)\b/.test(text)) return 1
  }
  const base = planning.text
    .replace(/\b(back|forwards?|ahead|backwards?|up)\b\s*/i, '')
    .trim()
    .replace(/[.!?\s]+$/, '')
  return ask('Earlier or later?', [
    { label: 'Later', message: `${base} later` },
    { label: 'Earlier', message: `${base} earlier` },
  ])
}

/** Hours taken out of the plan. */
export const clear: Intent = {
  name: 'clear',
  title: 'Clearing hours',
  accepts: {
    words: [
      ...CHANGE_WORDS,
      'clear',
      'off',
      'subtract',
      'set',
      'without',
      'staff',
      'free',
      'move',
      'onwards',
      'roleNoun',
      'work',
    ],
    kinds: KINDS,
  },
  when: (clause) => {
    if (!isCommand(clause) || clause.people.length + clause.projects.length === 0) return false
    if (clause.people.length === 0 && clause.periods.length === 0 && !clause.has('hoursNoun', 'allocation', 'allHours'))
      return false
    if (clause.amounts.some((a) => a.amount.value !== 0)) return false
    const zero = clause.amounts.length > 0 || /\bzero\b/i.test(clause.text)
    if (clause.has('clear') && (clause.amounts.length === 0 || /\bzero\b/i.test(clause.amounts[0]!.text)))
      return strongClear(clause)
    return zero && !clause.has('set', 'add', 'subtract', 'give', 'staff')
  },
  plan: (clause, planning) => {
    const { employees, projects, project } = scope(clause, planning)
    if (employees.length === 0 && clause.periods.length === 0) return planning.askMonth(project)
    const period = planSpan(clause, planning, project)
    return [{ tool: 'change_plan', input: input({ operation: 'clear', employees, projects, ...period }) }]
  },
  examples: [
    {
      ask: "Clear Jane Doe's hours on Alpha in November",
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-11',
            to: '2026-11',
          },
        },
      ],
    },
    {
      ask: 'Take Bob Ode off Beta from January 2027',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Bob Ode'],
            projects: ['Project Beta'],
            from: '2027-01',
            to: '2027-08',
          },
        },
      ],
    },
    {
      ask: 'Remove Jane Doe from Alpha',
      calls: [
        {
          tool: 'change_plan',
          input: {
            operation: 'clear',
            employees: ['Jane Doe'],
            projects: ['Project Alpha'],
            from: '2026-10',
            to: '2026-12',
          },
        },
      ],
    },
  ],
}

/** "take" and "pull" clear only with "off", "from" or "out of". */
function strongClear(clause: Clause): boolean {
  return clause.items.some(
    (i) =>
      isWords(i, 'clear') &&
      (!/^(take|pull|cut|drop|leave|leaves|lift|free|roll|off|end|ends|stop|relieve|release)$/i.test(i.text) ||
        clause.has('off') ||
        clause.projects.some((p) => p.prep === 'from' || p.prep === 'off') ||
        /^(drop|release)$/i.test(i.text)),
  )
}

import { unique } from '../planning.js'
import { Clause } from '../reading/clause.js'
import { type EntityItem, type Item, isFiller, isWords } from '../reading/items.js'
import { find } from './find.js'
import { type Intent, input } from './intent.js'

/** People by what they are not: "not on Alpha", "everyone except Jane Doe". */
export const findWithout: Intent = {
  name: 'find-without',
  title: 'Finding people, some left out',
  accepts: { words: find.accepts.words, kinds: [...find.accepts.kinds, 'person'] },
  free: (clause) => leftOut(clause)?.words ?? [],
  when: (clause, planning) => {
    const out = leftOut(clause)
    if (!out || out.projects.length > 1 || clause.clients.length > 0) return false
    if (clause.has('recommend', 'replace', 'hoursNoun', 'budget', 'status', 'overrun', 'export')) return false
    const rest = restOf(clause, out)
    if (rest.people.length > 0) return false
    return find.when(rest, planning) || rest.has('who', 'people', 'which') || rest.roles.length > 0
  },
  plan: (clause, planning) => {
    const out = leftOut(clause)!
    const extra = {
      notOnProject: out.projects.map((p) => planning.projectName(planning.project(p)))[0],
      exclude: out.people.map((p) => planning.person(p)),
      notSkills: unique(out.skills.flatMap((item) => item.refs.map((r) => planning.request.lexicon.skills[r.index]!))),
    }
    return (find.plan(restOf(clause, out), planning) ?? []).map((call) => ({
      ...call,
      input: input({ ...call.input, ...extra }),
    }))
  },
  examples: [
    {
      ask: 'Which developers are not on Alpha in November?',
      calls: [
        {
          tool: 'find_employees',
          input: { roles: ['Developer'], from: '2026-11', to: '2026-11', notOnProject: 'Project Alpha' },
        },
      ],
    },
    {
      ask: 'Who is free in November except Bob and Jane?',
      calls: [
        {
          tool: 'find_employees',
          input: { from: '2026-11', to: '2026-11', loadBelow: 1, sort: '-free', exclude: ['Bob Ode', 'Jane Doe'] },
        },
      ],
    },
  ],
}

interface LeftOut {
  skills: EntityItem[]
  people: EntityItem[]
  projects: EntityItem[]
  /** The words that leave them out. */
  words: Item[]
}

const SMALL = [
  'filler',
  'in',
  'on',
  'at',
  'for',
  'to',
  'of',
  'by',
  'work',
  'allocation',
  'staff',
  'set',
  'projectNoun',
  'people',
  'skillNoun',
  'with',
]

/** "isn't assigned to" reads as idle by itself; before a project it only denies that project. */
const denies = (item: Item | undefined): boolean =>
  isWords(item, 'not', 'without') ||
  (isWords(item, 'idle') && /^(not|isn'?t|aren'?t|is not|are not|isnt|arent)\b/i.test(item!.text))

/** The people and projects that a request leaves out; undefined for none. */
function leftOut(clause: Clause): LeftOut | undefined {
  const out: LeftOut = { skills: [], people: [], projects: [], words: [] }
  let denied: Item[] = []
  let last: Item | undefined
  for (const item of clause.items) {
    if (denies(item)) denied = [item]
    else if ((item.kind === 'person' || item.kind === 'project' || item.kind === 'skill') && denied.length > 0) {
      if (item.kind === 'person') out.people.push(item)
      else if (item.kind === 'skill') out.skills.push(item)
      else out.projects.push(item)
      out.words.push(...denied)
      last = item
    } else if (denied.length > 0 && isWords(item, 'and', 'or') && last) continue
    else if (denied.length > 0 && isWords(item, ...SMALL) && !(last && !isFiller(item))) denied.push(item)
    else {
      denied = []
      last = undefined
    }
  }
  return out.words.length > 0 ? out : undefined
}

/** The request without what it leaves out. */
function restOf(clause: Clause, out: LeftOut): Clause {
  const gone = new Set<Item>([
    ...out.words.filter((w) => !isWords(w, 'people', 'projectNoun')),
    ...out.people,
    ...out.projects,
    ...out.skills,
  ])
  return new Clause(
    clause.text,
    clause.items.filter((i) => !gone.has(i)),
    clause.words,
    clause.offset,
  )
}

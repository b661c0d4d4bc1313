import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import { type Item, isFiller, isWords } from '../reading/items.js'
import { find } from './find.js'
import { type Intent, input } from './intent.js'

const MANY = /^(multiple|several|many|various|numerous|different)$/i
const MOST = /^(the )?most$/i
/** "on both Alpha and Beta", "on Alpha as well as Beta", "shared between Alpha and Beta". */
const TOGETHER =
  /\b(both|as well as|at the same time|at once|simultaneously|in common|shared?|sharing|overlap(s|ping)?|also (on|works?|working)|and also|split between|common to|each of|all three)\b/

/** People by the projects that they are on together, or by how many. */
export const severalProjects: Intent = {
  name: 'several-projects',
  title: 'People on several projects',
  accepts: { words: [...find.accepts.words, 'projectNoun'], kinds: find.accepts.kinds },
  free: (clause) => [
    ...countOf(clause).items,
    ...(together(clause) ? clause.items.filter((i) => i.kind === 'client') : []),
    ...(together(clause) ? clause.items.filter((i) => i.kind === 'words' && TOGETHER.test(i.text.toLowerCase())) : []),
    ...clause.items.filter((i) =>
      /^(spread|split|divided|juggl(es?|ing)|once|same time|same|over|across|on)$/i.test(i.text),
    ),
  ],
  when: (clause) =>
    clause.people.length === 0 &&
    (clause.clients.length === 0 || together(clause)) &&
    (clause.has('who', 'people') || clause.roles.length + clause.lcats.length > 0) &&
    !clause.has('hoursNoun', 'export', 'budget', 'overrun', 'recommend') &&
    (together(clause) || countOf(clause).items.length > 0),
  plan: (clause, planning) => {
    const count = countOf(clause)
    const projects = together(clause) ? projectsOf(clause, planning) : []
    const bare = withoutProjects(clause, count.items, projects.length > 0)
    const calls = find.plan(bare, planning) ?? list(bare, planning)
    return calls.map((call) => {
      const { sort, limit, ...rest } = call.input as { sort?: string; limit?: number }
      return {
        ...call,
        input: input({
          ...rest,
          onProjects: projects,
          ...count.bounds,
          sort: count.bounds.projectsAtLeast === undefined ? sort : '-projects',
          limit,
        }),
      }
    })
  },
  examples: [
    {
      ask: 'Who is on both Alpha and Beta next month?',
      calls: [
        {
          tool: 'find_employees',
          input: { from: '2026-11', to: '2026-11', onProjects: ['Project Alpha', 'Project Beta'] },
        },
      ],
    },
    {
      ask: 'Which developers are on more than one project?',
      calls: [
        {
          tool: 'find_employees',
          input: {
            roles: ['Developer'],
            from: '2026-10',
            to: '2026-10',
            projectsAtLeast: 2,
            sort: '-projects',
          },
        },
      ],
    },
  ],
}

const together = (clause: Clause): boolean =>
  (clause.projects.length > 1 ||
    (clause.clients.length === 1 && /\b(projects|engagements|jobs)\b/.test(clause.plain))) &&
  TOGETHER.test(clause.text.toLowerCase())

/** The projects named, or all that run for the client named. */
function projectsOf(clause: Clause, planning: Planning): string[] {
  const clients = planning.clientsOf(clause)
  const running = planning.request.lexicon.projects.filter((p) => clients.includes(p.client) && p.status !== 'Closed')
  return [...planning.projectsOf(clause), ...running].map((p) => planning.projectName(p))
}

interface Count {
  items: Item[]
  bounds: { projectsAtLeast?: number; projectsAtMost?: number }
}

/** "more than one project", "two projects", "only one project", "several projects", "the most projects". */
function countOf(clause: Clause): Count {
  const none: Count = { items: [], bounds: {} }
  const at = clause.items.findIndex((i) => isWords(i, 'projectNoun'))
  if (at < 0) return none
  let before = at - 1
  while (before >= 0 && (isFiller(clause.items[before]) || /^other$/i.test(clause.items[before]!.text))) before -= 1
  const item = clause.items[before]
  if (!item) return none
  const noun = clause.items[at]!
  if (MANY.test(item.text)) return { items: [item, noun], bounds: { projectsAtLeast: 2 } }
  if (MOST.test(item.text)) return { items: [item, noun], bounds: { projectsAtLeast: 2 } }
  const only = clause.items.slice(Math.max(0, before - 2), before).find((i) => isWords(i, 'only', 'exactly'))
  const amount = item.kind === 'amount' || item.kind === 'comparison' ? item.amount : undefined
  if (!amount || amount.unit !== 'none' || !Number.isInteger(amount.value)) return none
  const n = amount.value
  const items = [item, noun, ...(only ? [only] : [])]
  const operator = item.kind === 'comparison' ? item.operator : only || n < 2 ? 'exactly' : 'atLeast'
  if (operator === 'exactly') return { items, bounds: { projectsAtLeast: n, projectsAtMost: n } }
  if (operator === 'below') return { items, bounds: { projectsAtMost: n - 1 } }
  if (operator === 'atMost') return { items, bounds: { projectsAtMost: n } }
  return { items, bounds: { projectsAtLeast: operator === 'above' ? n + 1 : n } }
}

/** The request without what counts or joins its projects. */
const withoutProjects = (clause: Clause, gone: Item[], all: boolean): Clause =>
  new Clause(
    clause.text,
    clause.items.filter(
      (i) =>
        !gone.includes(i) &&
        !(all && (i.kind === 'project' || i.kind === 'client' || isWords(i, 'projectNoun'))) &&
        !(i.kind === 'words' && TOGETHER.test(i.text)),
    ),
    clause.words,
    clause.offset,
  )

const list = (clause: Clause, planning: Planning) =>
  planning.readSpans(clause, planning.thisMonth).map((span) => ({ tool: 'find_employees', input: span }))

import { refuse } from '../outcomes.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isFiller } from '../reading/items.js'
import { isoMonth } from '../reading/month-arithmetic.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'
import { groupMeant } from './project-group.js'

/** Funded, allocated, remaining and burn-down of a project. */
export const status: Intent = {
  name: 'status',
  title: 'How a project stands',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'status',
      'budget',
      'overrun',
      'that',
      'about',
      'report',
      'free',
      'forecast',
      'conflict',
      'portfolio',
      'allHours',
      'fundedWord',
      'byPerson',
    ],
    kinds: ['words', 'project', 'person', 'period'],
  },
  when: (clause) =>
    (clause.projects.length > 0 || asksOwnBudget(clause)) &&
    (clause.periods.length === 0 || asksWhatIsLeft(clause)) &&
    (clause.people.length === 0 || clause.has('budget', 'overrun')) &&
    (clause.items.every((i) => i.kind === 'project' || isFiller(i)) ||
      clause.has('status', 'budget', 'overrun', 'about', 'fundedWord')),
  plan: (clause, planning) => {
    const people: (string | undefined)[] = planning.peopleOf(clause)
    if (people.length > 0)
      return people.flatMap((employee) =>
        projectsOf(clause, planning, employee!).map((project) => ({
          tool: 'get_project_status',
          input: { project, employee },
        })),
      )
    const group = groupMeant(clause, planning)
    if (group && clause.periods.length < 2) {
      const month = planning.spansOf(clause, 'read')?.[0]
      return [{ tool: 'get_project_status', input: input({ ...group, month: month && isoMonth(month.to) }) }]
    }
    return planning.projectsOf(clause).flatMap((p) => {
      const spans = planning.spansOf(clause, 'read', p) ?? [undefined]
      const after = clause.periods[0]?.stretch.open === 'after'
      return spans.map((span) => ({
        tool: 'get_project_status',
        input: input({
          project: planning.projectName(p),
          month: span && isoMonth(after ? span.from - 1 : span.to),
        }),
      }))
    })
  },
  examples: [
    {
      ask: 'How is Project Alpha doing?',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Alpha' } }],
    },
    {
      ask: 'How much budget is left on Beta?',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Beta' } }],
    },
    {
      ask: 'What budget will be left on Beta at the end of December?',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Beta', month: '2026-12' } }],
    },
    {
      ask: 'How much budget has Jane Doe left on Alpha?',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Alpha', employee: 'Jane Doe' } }],
    },
    { ask: 'Is Alpha over budget?', calls: [{ tool: 'get_project_status', input: { project: 'Project Alpha' } }] },
    {
      ask: 'Show me the burn-down for BETA',
      calls: [{ tool: 'get_project_status', input: { project: 'Project Beta' } }],
    },
  ],
}

const LEFT =
  /\b(left|remain(s|ing)?|available|unspent|unused|used( up)?|gone|burn(ed|t)|spent|consumed|balance|status|stand|stands|position)\b/

/** "how much budget does Ann have left?": on each of her projects. */
const asksOwnBudget = (clause: Clause): boolean =>
  clause.people.length === 1 &&
  clause.periods.length === 0 &&
  clause.has('budget', 'fundedWord') &&
  /\b(budget|fund(s|ed|ing)?)\b/.test(clause.plain)

/** The projects named, else those that the person is on. */
function projectsOf(clause: Clause, planning: Planning, person: string): string[] {
  if (clause.projects.length > 0) return planning.projectsOf(clause).map((p) => planning.projectName(p))
  const { employees, projects } = planning.request.lexicon
  const employee = employees.find((e) => e.name === person || e.email === person)
  const own = employee ? (planning.request.projectsOf?.(employee.id) ?? []) : []
  const open = projects.filter((p) => own.includes(p.code) && p.status !== 'Closed')
  if (open.length === 0) refuse(`${person} is on no project that runs.`, [])
  return open.map((p) => planning.projectName(p))
}

/** "budget left on Alpha at the end of June": at that month's end. */
const asksWhatIsLeft = (clause: Clause): boolean =>
  clause.periods.length === 1 &&
  clause.people.length === 0 &&
  clause.has('budget', 'fundedWord') &&
  /\b(budget|fund(s|ed|ing)?|money|hours)\b/.test(clause.plain) &&
  (LEFT.test(clause.plain) ||
    (/\b(budget|fund(s|ed|ing)?)\b/.test(clause.plain) && /\b(end|as|close) of\b/i.test(clause.text)))

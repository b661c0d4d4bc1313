import { ask } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { Intent } from './intent.js'

const BY =
  /^(?:which|what|list|show|show me)(?: all)?(?: the)? projects? (?:does|do|is|are|that)? ?(?:managed by |run by |led by |of manager )?([\p{L}' -]+?)(?: manage| manages| managing| run| runs| lead| leads| in charge of| responsible for| own| owns)?$/u
/** "what does Helen manage". */
const DOES = /^(?:and )?what (?:does|is) ([\p{L}' -]+?) (?:manage|managing|in charge of|responsible for|manager of)$/u
const OWN =
  /^(?:(?:show|list|show me|what are|which are|give me|how are) )?my (?:own )?projects(?: doing)?$|^(?:which|what) projects (?:do|am) i (?:manage|run|lead|own|managing|running|leading|responsible for|in charge of)$|^what do i manage$/
const BUDGET = /\b(per|by|on each|of each|for each|each|every|all) projects?\b|\bproject by project\b/

/** Each project is told by itself up to this many. */
const MOST_TOLD = 6

/** The projects of a manager, and what is left of the budget project by project. */
export const managed: Intent = {
  name: 'managed',
  title: 'Projects of a manager',
  accepts: { words: [], kinds: [] },
  free: (clause) => clause.items,
  when: (clause, planning) =>
    clause.projects.length === 0 && (ofManager(clause, planning) ?? everyBudget(clause)) !== undefined,
  plan: (clause, planning) => {
    const found = ofManager(clause, planning)
    const projects = found ?? planning.request.lexicon.projects
    if (projects.length > MOST_TOLD) return askWhich(planning)
    return projects.map((p) => ({ tool: 'get_project_status', input: { project: planning.projectName(p) } }))
  },
  examples: [],
}

function ofManager(clause: Clause, planning: Planning): LexiconProject[] | undefined {
  const { projects, actor } = planning.request.lexicon
  const plain = clause.plain.replace(/[\s?!.,]+$/, '').trim()
  const of = (fits: (name: string) => boolean) => {
    const list = projects.filter((p) => p.manager !== undefined && fits(p.manager.toLowerCase()))
    return list.length > 0 ? list : undefined
  }
  if (OWN.test(plain)) return of((name) => name === actor.name.toLowerCase())
  const said = (BY.exec(plain) ?? DOES.exec(clause.plainWithNames.replace(/[\s?!.,]+$/, '').trim()))?.[1]?.trim()
  if (!said || !/\b(manag|run|led|lead|own|charge|responsible)/.test(plain)) return undefined
  const names = new Set(projects.flatMap((p) => p.manager?.toLowerCase() ?? []).filter((n) => fitsName(n, said)))
  return names.size === 1 ? of((name) => names.has(name)) : undefined
}

const fitsName = (name: string, said: string): boolean => name === said || name.split(' ').includes(said)

const everyBudget = (clause: Clause): true | undefined =>
  clause.has('budget') &&
  !clause.has('overrun', 'export', 'set') &&
  clause.people.length + clause.amounts.length + clause.unknown.length + clause.periods.length === 0 &&
  BUDGET.test(clause.plain) &&
  /^(show|what|how much|list|remaining|budget|give me|funded|compare)/.test(clause.plain)
    ? true
    : undefined

function askWhich(planning: Planning): never {
  const { projects, actor } = planning.request.lexicon
  const own = projects.filter((p) => p.manager === actor.name)
  return ask('I show the budget of one project at a time, or of all in the portfolio report. Which?', [
    { label: 'Portfolio report', message: 'Export the portfolio report to Excel' },
    { label: 'Over budget only', message: 'Which projects are over budget?' },
    ...(own.length > 0 ? own : projects).slice(0, 4).map((p) => ({
      label: planning.projectName(p),
      message: `How is ${planning.projectName(p)} doing?`,
    })),
  ])
}

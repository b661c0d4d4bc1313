import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import type { Intent } from './intent.js'
import { groupMeant } from './project-group.js'

const BY =
  /^(?:which|what|list|show|show me)(?: all)?(?: the)? projects? (?:does |do |is |are |that |has |have |did )?(?:managed by |run by |led by |of manager )?([\p{L}' -]+?)(?: manage| manages| managed| managing| run| runs| lead| leads| in charge of| responsible for| own| owns)?$/u
/** "what does Helen manage". */
const DOES = /^(?:and )?what (?:does|is) ([\p{L}' -]+?) (?:manage|managing|in charge of|responsible for|manager of)$/u
const OWN =
  /^(?:(?:show|list|show me|what are|which are|give me|how are) )?my (?:own )?projects(?: doing)?$|^(?:which|what) projects (?:do|am) i (?:manage|run|lead|own|managing|running|leading|responsible for|in charge of)$|^what (?:do i (?:manage|run|lead|own)|am i (?:managing|running|leading|responsible for|in charge of))$/
/** "who manages what", "the PMs of all projects", "projects with their managers". */
const MANAGERS = new RegExp(
  [
    /^(?:who|which (?:pms?|managers?|project managers?)) (?:manages?|runs?|leads?|owns?|heads?|has|is managing|is running|is leading|are managing|is the (?:pm|project manager|manager|lead) (?:of|for|on)|is (?:pm|project manager|manager) (?:of|for|on)|is in charge of|is responsible for) (?:what|which|which (?:ones?|projects?|engagements?)|(?:each|every|all|all of|each of)?(?: ?the| ?our)? ?(?:projects?|engagements?|ones?|of them)|what projects?)$/,
    /^(?:(?:list|show|show me|give me|name|what are|who are) )?(?:all )?(?:the |our )?(?:(?:project )?managers|pms|project leads)(?: (?:by|per|of|for|on) (?:all |each |every |the |our |each of the )*projects?| and their projects| with their projects)?$/,
    /^(?:(?:list|show|show me|give me) )?(?:all )?(?:the |our )?projects? (?:and|with|by|per|by their|with their|and their|and who) (?:the |their )?(?:project )?(?:managers?|pms?|manages them|runs them|leads them)$/,
  ]
    .map((r) => r.source)
    .join('|'),
  'u',
)
/** "list all projects", "how many projects do we have", "our projects". */
const EVERY =
  /^(?:(?:list|show|show me|give me|name|tell me|what are|which are|see|what s|whats|get me|pull up) )?(?:a |the )?(?:list of |overview of |complete list of |full list of )?(?:all |all of )?(?:the |our )?(?:current )?projects?(?: list| overview| register)?(?: (?:do we have|have we got|are there|we have|there are|in the system|in the portfolio|and their status|with their status|with status|with dates|with start and end dates))?$|^(?:what|which|how many) (?:current )?(?:projects|engagements) (?:do we have|have we got|are there|are in the (?:system|portfolio|plan)|do we run|are we running|do we currently have)(?: right now| now| at the moment| currently| in total| altogether| in all| overall)?$/

/** The projects of a manager, all projects, and who manages which. */
export const managed: Intent = {
  name: 'managed',
  title: 'Projects and their managers',
  accepts: { words: [], kinds: [] },
  free: (clause) => clause.items,
  when: (clause, planning) =>
    clause.periods.length + clause.clients.length === 0 && listOf(clause, planning) !== undefined,
  plan: (clause, planning) => [{ tool: 'get_project_status', input: listOf(clause, planning)! }],
  examples: [
    { ask: 'Who manages what?', calls: [{ tool: 'get_project_status', input: { tell: 'manager' } }] },
    { ask: 'Show all our projects', calls: [{ tool: 'get_project_status', input: { tell: 'count' } }] },
  ],
}

/** The list that is asked for; undefined where it is something else. */
function listOf(clause: Clause, planning: Planning): Record<string, unknown> | undefined {
  const { projects, actor } = planning.request.lexicon
  if (clause.projects.length > 0) return listed(clause, planning)
  const plain = spoken(clause.plain)
  const titles = clause.entities.every((i) => i.kind === 'role' && /^(project )?(managers?|pms?|leads?)$/i.test(i.text))
  if (titles && MANAGERS.test(plain)) return { tell: 'manager' }
  if (clause.entities.length === 0 && EVERY.test(plain)) return { tell: 'count' }
  const managers = new Set(projects.flatMap((p) => p.manager ?? []))
  if (OWN.test(plain)) return managers.has(actor.name) ? { managers: [actor.name] } : undefined
  const named = spoken(clause.plainWithNames)
  const said = (BY.exec(named) ?? DOES.exec(named))?.[1]?.trim()
  if (!said || !/\b(manag|run|led|lead|own|charge|responsible)/.test(plain)) return undefined
  const fitting = [...managers].filter((name) => fitsName(name.toLowerCase(), said))
  return fitting.length === 1 ? { managers: fitting, tell: 'count' } : undefined
}

/** "list my projects", "show me Helen's portfolio": read as these projects already, with nothing but a verb of showing. */
function listed(clause: Clause, planning: Planning): Record<string, unknown> | undefined {
  const shows = clause.items.some((i) => isWords(i, 'show', 'make', 'what'))
  const only = clause.items.every(
    (i) => i.kind === 'project' || isFiller(i) || isWords(i, 'show', 'make', 'what', 'projectNoun'),
  )
  const group = shows && only ? groupMeant(clause, planning) : undefined
  return group && { ...group, tell: 'count' }
}

/** Without politeness around it and the full stop. */
const spoken = (plain: string): string =>
  plain
    .replace(/[\s?!.,]+$/, '')
    .replace(
      /^(?:please |hi |hey |hello |ok |so |and |can you |could you |can i (?:get|have|see) |could i (?:get|have|see) |i (?:want|need|would like) (?:to see )?)+/,
      '',
    )
    .replace(/ (?:please|thanks|thank you|for me|currently|right now|at the moment)$/, '')
    .trim()

const fitsName = (name: string, said: string): boolean => name === said || name.split(' ').includes(said)

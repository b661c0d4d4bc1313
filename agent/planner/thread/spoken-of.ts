import type { PlannerRequest, ThreadTurn } from '../planner-types.js'
import { Planning, unique } from '../planning.js'
import { type Item, isEntity } from '../reading/items.js'
import { indexOf, type LexiconIndex } from '../reading/lexicon-index.js'
import type { Mended } from '../reading/mend-typos.js'
import { readItems } from '../reading/read-items.js'
import { resolveStretch } from '../reading/resolve-period.js'
import { tokenise } from '../reading/tokenise.js'
import { newestShown, shownIn } from './shown.js'
import { remember, slotsOf, type ThreadMemory } from './thread-memory.js'

/** Turns without an answer that are read once more, and the longest text of one. */
const TURNS = 2
const LONGEST = 200

/**
 * The memory of a conversation, with the people, projects and months named in the turns since the last answered one: a
 * request that was refused or asked back about has still been spoken of ("give her another 40 hours").
 */
export function rememberAll(request: PlannerRequest): ThreadMemory {
  const memory = remember(request.context)
  const { turns } = request.context
  const answered = turns.findLastIndex((t) => t.calls.length > 0)
  const index = indexOf(request.lexicon)
  addShown(request, memory)
  for (const { text } of turns.slice(Math.max(answered + 1, turns.length - TURNS)))
    if (text.length <= LONGEST) addSpoken(text, index, request, memory)
  return memory
}

/** The only person or project that the last answer showed, whoever was looked at: "who knows Ada?", "is she free?". */
function addShown(request: PlannerRequest, memory: ThreadMemory): void {
  const turn = request.context.turns.findLast((t) => t.calls.length > 0)
  if (!turn) return
  const named = slotsOf(turn.calls)
  const [sought, more] = turn.calls
  const { exclude } = (sought?.input ?? {}) as { exclude?: string[] }
  if (sought?.tool === 'recommend_candidates' && !more && exclude?.length === 1) memory.giver = exclude[0]!
  const planning = new Planning(request, indexOf(request.lexicon), memory)
  const { people, projects } = shownIn(turn, planning)
  const list = newestShown(planning, (shown) => shown.people.length > 1)
  if (list) memory.listed = list.people.map((row) => row.name)
  const over = overBudget(turn)
  if (over) memory.people = unique([over, ...memory.people])
  else if (named.people.length !== 1 && people.length === 1) memory.people = unique([people[0]!.name, ...memory.people])
  if (named.projects.length === 0 && projects.length === 1)
    memory.projects = unique([projects[0]!.name, ...memory.projects])
}

/** The only one above budget of a project, where that was asked for: "who is over budget there?". */
function overBudget({ text, calls }: ThreadTurn): string | undefined {
  const [call, other] = calls
  if (!/\bover\b|\boverr[au]n|\boverspen/i.test(text) || other || call?.tool !== 'get_project_status') return undefined
  const people = (
    (call.output as { people?: { name: string; remainingHours: number }[] } | undefined)?.people ?? []
  ).filter((p) => p.remainingHours < 0)
  return people.length === 1 ? people[0]!.name : undefined
}

function addSpoken(text: string, index: LexiconIndex, request: PlannerRequest, memory: ThreadMemory): void {
  const setting = { today: request.today, fiscalYearStart: request.lexicon.fiscalYearStart, thread: memory.period }
  const { items } = readItems(text, asWritten(text), index, setting, new Map())
  const planning = new Planning(request, index, memory)
  const one = (kind: Item['kind']) =>
    items.flatMap((i) => (isEntity(i) && i.kind === kind && i.refs.length === 1 ? [i.refs[0]!.index] : []))
  const people = one('person').map((at) => planning.personName(at))
  const projects = one('project').map((at) => planning.projectName(request.lexicon.projects[at]!))
  memory.people = unique([...people, ...memory.people])
  memory.projects = unique([...projects, ...memory.projects])
  const spans = items.flatMap((i) =>
    i.kind === 'period' && !i.stretch.first.sprint ? [resolveStretch(i.stretch, planning.rule('read'))] : [],
  )
  if (spans.length > 0)
    memory.period = { from: Math.min(...spans.map((s) => s.from)), to: Math.max(...spans.map((s) => s.to)) }
}

/** Without mending misspelt words: that was done when the turn was asked, and takes longer than all the rest. */
const asWritten = (text: string): Mended => ({ tokens: tokenise(text), mended: new Map(), near: new Map() })

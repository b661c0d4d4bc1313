import type { ThreadTurn } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Span } from '../reading/resolve-period.js'
import { entityNamed } from './pronouns.js'
import { periodOf, slotsOf, WRITE_TOOLS } from './thread-memory.js'

type Fields = Record<string, unknown>

/** One person or project of an answer, with the figures that stood beside it. */
export interface ShownRow {
  name: string
  fields: Fields
}

/** What an answer showed, in its order, and the months it was about. */
export interface Shown {
  people: ShownRow[]
  projects: ShownRow[]
  period: Span | undefined
}

/** More people than this are not meant one by one. */
const MOST = 40

/** What a turn showed: the rows of its answer, else the names that its calls were about. */
export function shownIn(turn: ThreadTurn, planning: Planning): Shown {
  const people: ShownRow[] = []
  const projects: ShownRow[] = []
  const put = (list: ShownRow[], kind: 'person' | 'project', said: unknown, fields: Fields) => {
    const item = typeof said === 'string' ? entityNamed(NOWHERE, kind, said, planning.request) : undefined
    if (!item) return
    const at = item.refs[0]!.index
    const { projects: all } = planning.request.lexicon
    const name = kind === 'person' ? planning.personName(at) : planning.projectName(all[at]!)
    if (!list.some((row) => row.name === name)) list.push({ name, fields })
  }
  for (const call of turn.calls) {
    const output = (call.output ?? {}) as Fields
    const rows = (key: string) => (Array.isArray(output[key]) ? (output[key] as Fields[]) : [])
    for (const row of [...rows('employees'), ...rows('candidates'), ...rows('conflicts')])
      put(people, 'person', row.email ?? row.employee ?? row.name, row)
    if (output.groupBy === 'employee') for (const row of rows('rows')) put(people, 'person', row.label, row)
    if (output.groupBy === 'project') for (const row of rows('rows')) put(projects, 'project', row.label, row)
    const { query, kinds } = fieldsOf(call) as { query?: string; kinds?: string[] }
    if (call.tool === 'search_knowledge' && kinds?.join() === 'employee') put(people, 'person', query, {})
    for (const row of rows('list')) put(projects, 'project', row.code, row)
    if (call.tool === 'get_project_status') put(projects, 'project', output.code ?? fieldsOf(call).project, output)
  }
  const named = slotsOf(turn.calls)
  if (people.length === 0 || turn.calls.some((c) => WRITE_TOOLS.has(c.tool)))
    for (const name of named.people) put(people, 'person', name, {})
  if (projects.length === 0) for (const name of named.projects) put(projects, 'project', name, {})
  const period = [...turn.calls].reverse().flatMap((c) => periodOf(fieldsOf(c)) ?? [])[0]
  return { people: people.slice(0, MOST + 1), projects, period }
}

const fieldsOf = (call: { input: object }): Fields => call.input as Fields

/** The newest answer that showed what is looked for; none where it showed more than is meant one by one. */
export function newestShown(planning: Planning, fits: (shown: Shown) => boolean): Shown | undefined {
  for (const turn of planning.request.context.turns.slice(-8).reverse()) {
    if (turn.calls.length === 0) continue
    const shown = shownIn(turn, planning)
    if (fits(shown)) return shown.people.length > MOST || shown.projects.length > MOST ? undefined : shown
  }
  return undefined
}

/** The people whom the last answer listed, in its order: found, recommended, in conflict or summed by person. */
export function listedPeople(planning: Planning): string[] {
  const turn = planning.request.context.turns.findLast((t) => t.calls.length > 0)
  return turn
    ? shownIn(turn, planning)
        .people.slice(0, MOST)
        .map((row) => row.name)
    : []
}

const NOWHERE = { from: -1, to: -1, start: 0, end: 0, text: '', prep: '', mended: false }

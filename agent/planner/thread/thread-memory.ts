import type { ThreadContext, ThreadTurn, ToolCall } from '../planner-types.js'
import { monthNumber } from '../reading/month-arithmetic.js'
import type { Span } from '../reading/resolve-period.js'

export interface RememberedCall extends ToolCall {
  output?: unknown
}

/** What the conversation was last about: calls, person, project and period that pronouns and follow-ups point to. */
export interface ThreadMemory {
  /** Calls of the last turn that had any. */
  last: RememberedCall[]
  /** Calls of the last turn that changed something, undoing left out. */
  lastChange: RememberedCall[]
  /** What that change did to hours, or would have done; undefined where that is not known. */
  lastCells?: ThreadTurn['change']
  /** Was that change taken back since? */
  undone: boolean
  /** The texts of the turns that changed something, newest first. */
  changeTexts: string[]
  /** The newest turns, oldest first. */
  recent: ThreadTurn[]
  /** What was asked in that turn. */
  lastText: string
  /** Newest first. */
  people: string[]
  projects: string[]
  /** The people whom the last answer showed: a first name that only one of them has means that one. */
  listed?: string[]
  period?: Span
  /** Whose work the last answer sought somebody for: "his hours" are still his, not a candidate's. */
  giver?: string
}

const PERSON_KEYS = ['employee', 'employees', 'toEmployee', 'replacement', 'explain']
const PROJECT_KEYS = ['project', 'projects', 'toProject']

/** Reads the memory off a thread, newest turn first; at most the last 20 turns. */
export function remember(context: ThreadContext): ThreadMemory {
  const memory: ThreadMemory = {
    last: [],
    lastChange: [],
    undone: false,
    changeTexts: [],
    recent: context.turns.slice(-10),
    lastText: '',
    people: [],
    projects: [],
  }
  const turns = context.turns.slice(-20).reverse()
  for (const turn of turns) {
    if (turn.calls.length > 0 && memory.last.length === 0) {
      memory.last = turn.calls
      memory.lastText = turn.text
    }
    const changed = turn.calls.filter((c) => WRITE_TOOLS.has(c.tool) && c.tool !== 'undo_change')
    if (changed.length > 0) memory.changeTexts.push(turn.text)
    if (memory.lastChange.length === 0 && changed.length > 0) {
      memory.lastChange = changed
      memory.lastCells = turn.change && memory.undone ? { ...turn.change, applied: false } : turn.change
    }
    // Taking back what was taken back brings it on again.
    if (memory.lastChange.length === 0 && isUndo(turn) && idOf(turn) === undefined) memory.undone = !memory.undone
    for (const call of [...turn.calls].reverse()) {
      const input = call.input as Record<string, unknown>
      collect(input, memory)
      if (!memory.period) memory.period = periodOf(input)
    }
  }
  return memory
}

const isUndo = ({ calls, change }: ThreadTurn): boolean =>
  calls.length > 0 && calls.every((c) => c.tool === 'undo_change') && change?.applied !== false

/** The change set that an undo names. */
const idOf = ({ calls }: ThreadTurn): string | undefined =>
  calls.flatMap((c) => (c.input as { changeSetId?: string }).changeSetId ?? [])[0]

/** The approved changes of hours that were not taken back since, newest first. */
export function standing(turns: readonly ThreadTurn[]): ThreadTurn[] {
  const changes: { turn: ThreadTurn; stands: boolean }[] = []
  for (const turn of turns) {
    const last = changes.at(-1)
    const named =
      isUndo(turn) && changes.find((c) => c.turn.change?.id !== undefined && c.turn.change.id === idOf(turn))
    if (named) named.stands = false
    else if (isUndo(turn) && last) last.stands = !last.stands
    else if (turn.change?.applied) changes.push({ turn, stands: true })
  }
  return changes
    .filter((c) => c.stands)
    .map((c) => c.turn)
    .reverse()
}

function collect(input: Record<string, unknown>, memory: Pick<ThreadMemory, 'people' | 'projects'>): void {
  const put = (list: string[], value: unknown) => {
    for (const one of Array.isArray(value) ? value : [value])
      if (typeof one === 'string' && !list.includes(one)) list.push(one)
  }
  for (const key of PERSON_KEYS) put(memory.people, input[key])
  for (const key of PROJECT_KEYS) put(memory.projects, input[key])
  if (Array.isArray(input.changes))
    for (const change of input.changes)
      if (change && typeof change === 'object') collect(change as Record<string, unknown>, memory)
}

/** Everybody and everything that calls name. */
export function slotsOf(calls: ToolCall[]): { people: string[]; projects: string[] } {
  const touched = { people: [], projects: [] }
  for (const call of calls) collect(call.input as Record<string, unknown>, touched)
  return touched
}

/** Are these calls about nobody and nothing but the named people, projects and months? None named leaves it open. */
export function coversOnly(
  calls: ToolCall[],
  people: string[],
  projects: string[],
  months: Span[] | undefined,
): boolean {
  const touched = slotsOf(calls)
  const spans = calls.map((c) => periodOf(c.input as Record<string, unknown>))
  const same = (named: string[], known: string[]) =>
    named.length === 0 ||
    (known.length > 0 && known.every((k) => named.includes(k)) && named.every((n) => known.includes(n)))
  return (
    same(people, touched.people) &&
    same(projects, touched.projects) &&
    (!months || spans.every((s) => s !== undefined && months.some((m) => s.from >= m.from && s.to <= m.to)))
  )
}

/** The months a call was about. */
export function periodOf(input: Record<string, unknown>): Span | undefined {
  if (isMonth(input.from))
    return { from: monthNumber(input.from), to: monthNumber(isMonth(input.to) ? input.to : input.from) }
  if (isMonth(input.month)) return { from: monthNumber(input.month), to: monthNumber(input.month) }
  if (Array.isArray(input.changes)) {
    const months = input.changes
      .map((c) => (c as { month?: unknown }).month)
      .filter(isMonth)
      .map(monthNumber)
    if (months.length > 0) return { from: Math.min(...months), to: Math.max(...months) }
  }
  return undefined
}

const isMonth = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}$/.test(value)

export const WRITE_TOOLS = new Set(['set_hours', 'move_hours', 'staff_employee', 'change_plan', 'undo_change'])

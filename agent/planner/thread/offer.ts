import type { ThreadTurn, ToolCall } from '../planner-types.js'
import { type RememberedCall, slotsOf, standing, type ThreadMemory, WRITE_TOOLS } from './thread-memory.js'

/** One way that an answer offered, and the calls that take it. */
export interface Option {
  number: number
  text: string
  calls: ToolCall[]
}

/** Options that were offered and what became of them since. */
export interface Offer {
  call: RememberedCall
  options: Option[]
  /** Nothing was asked or changed since. */
  fresh: boolean
  taken: Option[]
  /** Does what was taken last still stand? */
  stands: boolean
}

/** Questions and choices that may lie between options and another look at them. */
const REACH = 4

/**
 * The newest options of the conversation, as long as all that followed were questions about one person or project, and
 * choices among them.
 */
export function offerOf({ recent }: ThreadMemory): Offer | undefined {
  const turns = recent.filter((t) => t.calls.length > 0)
  const later: ThreadTurn[] = []
  for (const turn of turns.slice(-REACH - 1).reverse()) {
    const options = listOf(turn.calls)
    const call = turn.calls.findLast((c) => listOf([c]).length > 0)
    const explains = call !== undefined && 'explain' in (call.input as object) && later.length < REACH
    const before = explains
      ? turns.slice(0, turns.indexOf(turn)).findLast((t) => listOf(t.calls).length > 0)
      : undefined
    if (before && !before.calls.some((c) => c.tool === call!.tool && isSame(c, call!))) return undefined
    if (call && !before) {
      const written = later.filter((t) => t.calls.some((c) => WRITE_TOOLS.has(c.tool)) && !isUndo(t))
      const taken = written.map((t) => options.find((o) => isTaken(o, t)))
      if (taken.some((o) => o === undefined)) return undefined
      const stands = written.length > 0 && standing(turns).includes(written[0]!)
      return { call, options, fresh: later.length === 0, taken: taken as Option[], stands }
    }
    if (!call && !isLook(turn) && !turn.calls.some((c) => WRITE_TOOLS.has(c.tool))) return undefined
    later.push(turn)
  }
  return undefined
}

const isUndo = ({ calls }: ThreadTurn): boolean => calls.every((c) => c.tool === 'undo_change')

/** The same candidates, somebody explained among them. */
function isSame(a: ToolCall, b: ToolCall): boolean {
  const bare = ({ explain: _explain, ...rest }: Record<string, unknown>) => JSON.stringify(rest)
  return bare(a.input as Record<string, unknown>) === bare(b.input as Record<string, unknown>)
}

/** The calls of an option, alone or behind the taking back of another one. */
const isTaken = (option: Option, { calls }: ThreadTurn): boolean =>
  JSON.stringify(calls.filter((c) => c.tool !== 'undo_change').map(({ tool, input }) => ({ tool, input }))) ===
  JSON.stringify(option.calls.map(({ tool, input }) => ({ tool, input })))

/** Looks at one person or project and offers nothing of its own to choose from. */
function isLook({ calls }: ThreadTurn): boolean {
  const { people, projects } = slotsOf(calls)
  return (
    calls.every((c) =>
      ['query_allocations', 'find_conflicts', 'get_project_status', 'find_employees'].includes(c.tool),
    ) &&
    people.length <= 2 &&
    people.length + projects.length > 0
  )
}

/** Options of the newest answer that has any: `options`, `suggestions` or `candidates` with `calls`. */
export const optionsOf = (memory: ThreadMemory): Option[] => listOf(memory.last)

function listOf(calls: readonly RememberedCall[]): Option[] {
  for (const call of [...calls].reverse()) {
    const found = listIn(call.output, 0)
    if (found.length > 0) return found
  }
  return []
}

function listIn(value: unknown, depth: number): Option[] {
  if (depth > 3 || value === null || typeof value !== 'object') return []
  for (const inner of Object.values(value)) {
    if (Array.isArray(inner)) {
      const options = inner
        .slice(0, 200)
        .flatMap((o, at) =>
          isOption(o)
            ? [{ number: typeof o.number === 'number' ? o.number : at + 1, text: String(o.text ?? ''), calls: o.calls }]
            : [],
        )
      if (options.length > 0) return options
      for (const element of inner.slice(0, 50)) {
        const nested = listIn(element, depth + 1)
        if (nested.length > 0) return nested
      }
    } else {
      const nested = listIn(inner, depth + 1)
      if (nested.length > 0) return nested
    }
  }
  return []
}

function isOption(value: unknown): value is { number?: number; text?: string; calls: ToolCall[] } {
  const calls = (value as { calls?: unknown } | null)?.calls
  return (
    Array.isArray(calls) &&
    calls.length > 0 &&
    calls.every((c) => typeof c?.tool === 'string' && typeof c?.input === 'object')
  )
}

import { holdChange } from '../changes/hold-change.js'
import type { Cell } from '../intents/staff-first.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { Clause, unexplained } from '../reading/clause.js'
import { type Item, isWords } from '../reading/items.js'
import { shareOfHours } from '../reading/share-of-hours.js'
import { asksOrShows } from '../words/asking-words.js'
import { correctsChange, inPlaceOf } from './correct-change.js'
import { changeAgain, shareAgain } from './follow-up-change.js'
import { askAgain } from './follow-up-question.js'
import { movesThemAgain } from './leans-on-thread.js'
import { asksAbout, deniesAll, hasOtherVerb, namesRole, repeatsChange } from './repeats-change.js'
import { slotsOf, WRITE_TOOLS } from './thread-memory.js'

const WORDS = [
  'about',
  'only',
  'same',
  'instead',
  'also',
  'ok',
  'no',
  'people',
  'that',
  'set',
  'show',
  'byPerson',
  'byProject',
  'byRole',
  'byClient',
  'monthNoun',
  'sort',
  'descending',
  'ascending',
  'alphabetical',
  'top',
  'free',
  'idle',
  'bench',
  'partly',
  'full',
  'busiest',
  'leastBusy',
  'mostFree',
  'fteWord',
  'loadWord',
  'hoursNoun',
  'allocation',
  'projectNoun',
  'roleNoun',
  'lcatNoun',
  'skillNoun',
  'clientNoun',
  'without',
  'not',
  'personPronoun',
  'projectPronoun',
  'add',
  'subtract',
  'make',
  'csv',
  'export',
  'exactly',
  'need',
  'choose',
  'what',
  'how',
  'monthlyWord',
  'work',
  'who',
  'totalWord',
  'report',
  'which',
  'changeNoun',
  'allHours',
  'status',
  'with',
  'recommend',
  'staff',
  'pastTense',
  'count',
  'onwards',
  'vague',
  'better',
  'relative',
  'condition',
  'lower',
  'raise',
  'modal',
  'comparative',
  'above',
  'below',
]

/** The calls of the turn before with what the message says exchanged. Null where nothing fits. */
export function followUp(message: Clause, planning: Planning): ToolCall[] | null {
  const clause = withoutThem(withoutDenied(message), planning)
  const kinds = [
    'words',
    'person',
    'project',
    'client',
    'role',
    'lcat',
    'skill',
    'period',
    'amount',
    'comparison',
  ] as const
  const last = planning.memory.last
  const others = last.filter((c) => c.tool !== 'undo_change')
  const kept = others.length === 0 || addsToChange(message, planning) ? planning.memory.lastChange : others
  const moves = kept.length > 0 && kept.every((c) => c.tool === 'move_hours' || c.tool === 'staff_employee')
  const words = moves && kept.some((c) => c.tool === 'move_hours') ? [...WORDS, 'move', 'give', 'shift'] : WORDS
  // "csv would be better" says which file; "make it better" says nothing.
  const better = clause.has('csv') && kept.at(-1)?.tool === 'export_report' ? ['better'] : []
  if (unexplained(clause, { words: [...words, ...better], kinds }).length > 0) return null
  planning.keepYear = true
  try {
    if (kept.length === 0) return null
    if (kept.some((c) => WRITE_TOOLS.has(c.tool))) {
      if (asksOrShows(message.words) || deniesAll(message) || asksAbout(message)) return null
      if (!repeatsChange(message) && !namesRole(message, kept) && !movesThemAgain(message, planning)) return null
      if (hasOtherVerb(message, kept)) return null
      const share = shareOfHours(message)
      if (share) return shareAgain(message, share, kept)
      holdChange(message, planning, {})
      const again = changeAgain(clause, kept, planning)
      return again && (correctsChange(message) || movesThemAgain(message, planning) || addsTwice(message, again, kept))
        ? inPlaceOf(again, kept, planning)
        : again
    }
    // "halve them" is a change, whatever was asked before.
    if (clause.has('relative')) return null
    const main = kept[kept.length - 1]!
    const same = kept.filter((c) => c.tool === main.tool)
    const asked = withoutNo(clause)
    const results = same.flatMap((call) =>
      eachProject(asked, call)
        .flatMap((one) => eachSkill(one, call))
        .flatMap((one) => apart(askAgain(one, call, planning), call)),
    )
    if (results.some((r) => r === null)) return null
    const calls = oneEach(results as ToolCall[], same)
    return calls.filter((c, at) => calls.findIndex((o) => JSON.stringify(o) === JSON.stringify(c)) === at)
  } finally {
    planning.keepYear = false
  }
}

/** "from March to May" after 40 more in March: May and April come to it, March is not raised again. */
const addsTwice = (clause: Clause, again: ToolCall[], before: ToolCall[]): boolean => {
  const cells = (calls: ToolCall[]) =>
    calls.flatMap((c) => (c.tool === 'set_hours' ? (c.input as { changes: Cell[] }).changes : []))
  const same = (a: Cell, b: Cell) => a.month === b.month && a.employee === b.employee && a.project === b.project
  return (
    clause.amounts.length === 0 &&
    clause.periods.length > 0 &&
    !clause.has('also', 'same') &&
    cells(again).some((a) => a.mode === 'add' && cells(before).some((b) => same(a, b)))
  )
}

/** The "them" of "move them to June": hours, nobody. */
function withoutThem(clause: Clause, planning: Planning): Clause {
  if (!movesThemAgain(clause, planning)) return clause
  const items = clause.items.filter((i) => !/^(them|it|that|those)$/i.test(i.text))
  return new Clause(clause.text, items, clause.words, clause.offset)
}

const CORRECTS =
  /^((ok|okay|hm+|well|but|and|then|,) )*(no|only|just|make it|make that|actually|rather|not all|better)\b/

/** "and in December too", "no, only 40" after one look at what the change before did: the change again. */
function addsToChange(clause: Clause, planning: Planning): boolean {
  const { lastChange, last } = planning.memory
  const turns = planning.request.context.turns.filter((t) => t.calls.length > 0).slice(-2)
  const corrects = CORRECTS.test(clause.plain) && clause.amounts.length === 1
  const named = clause.entities.length + clause.periods.length > 0
  if (
    (!clause.has('also', 'same') && (!corrects || named)) ||
    /\?\s*$/.test(clause.text) ||
    clause.has('who', 'what', 'which', 'how')
  )
    return false
  if (turns.length < 2 || !turns[0]!.calls.some((c) => lastChange.some((l) => l.input === c.input))) return false
  const [changed, looked] = [slotsOf(lastChange).people, slotsOf(last).people]
  return last.every((c) => !WRITE_TOOLS.has(c.tool)) && looked.length > 0 && looked.every((p) => changed.includes(p))
}

/** "no, Bob": the no is said to the answer; "no designers" leaves them out. "a junior one": one of them. */
function withoutNo(clause: Clause): Clause {
  const said = clause.items.findIndex(
    (i) => !/^(no|nope|,|wait|sorry|actually|hang on|hold on|rather|oh)$/i.test(i.text),
  )
  const denies = said > 1 && /^(no|nope)$/i.test(clause.items[0]?.text ?? '')
  const items = (denies ? clause.items.slice(said) : clause.items).filter(
    (i, at, all) => !(i.kind === 'amount' && /^one$/i.test(i.text) && at > 0 && all.length > 1),
  )
  if (items.length === clause.items.length) return clause
  const freed = items.map((i) => (denies && i.prep === 'not' ? { ...i, prep: '' } : i))
  return new Clause(clause.text, freed, clause.words, clause.offset)
}

/** "by month" of projects or people that were set beside each other: each by itself. */
function apart(call: ToolCall | null, before: ToolCall): (ToolCall | null)[] {
  const was = before.input as { groupBy?: string; projects?: string[]; employees?: string[] }
  const monthly = was.groupBy === 'month' && was.employees?.length === 1
  const key = was.groupBy === 'project' ? 'projects' : was.groupBy === 'employee' || monthly ? 'employees' : undefined
  const input = call?.input as { groupBy?: string; projects?: string[]; employees?: string[] } | undefined
  const names = key && input?.[key]
  if (!call || input?.groupBy !== 'month' || !names || names.length < 2 || names.length > 4) return [call]
  return names.map((name) => ({ tool: call.tool, input: { ...input, [key]: [name] } }))
}

/** "and the same for Ann and Bob?" after two people were shown one by one: one by one again. */
function oneEach(calls: ToolCall[], before: ToolCall[]): ToolCall[] {
  const people = (call: ToolCall) => (call.input as { employees?: string[] }).employees ?? []
  const apart = before.length > 1 && before.every((c) => c.tool === 'query_allocations' && people(c).length === 1)
  if (!apart || calls.some((c) => people(c).length < 2)) return calls
  return calls.flatMap((c) => {
    const { groupBy: _by, ...rest } = c.input as { groupBy?: string }
    const by = (before[0]!.input as { groupBy?: string }).groupBy
    return people(c).map((name) => ({
      tool: c.tool,
      input: { ...rest, ...(by ? { groupBy: by } : {}), employees: [name] },
    }))
  })
}

/** "and on Alpha and Beta?": once for each, where the question takes one project. */
function eachProject(clause: Clause, call: ToolCall): Clause[] {
  if (clause.projects.length < 2 || !ONE_PROJECT.has(call.tool)) return [clause]
  return clause.projects.map((project) => {
    const others = new Set<Item>(clause.projects.filter((p) => p !== project))
    return new Clause(
      clause.text,
      clause.items.filter((i) => !others.has(i)),
      clause.words,
      clause.offset,
    )
  })
}

/** "who of them knows Python or SQL?": a list for each. */
function eachSkill(clause: Clause, call: ToolCall): Clause[] {
  if (clause.skills.length < 2 || !clause.has('or') || clause.has('and') || call.tool !== 'find_employees')
    return [clause]
  return clause.skills.map((skill) => {
    const items = clause.items.filter((i) => i === skill || i.kind !== 'skill')
    return new Clause(clause.text, items, clause.words, clause.offset)
  })
}

const ONE_PROJECT = new Set(['find_conflicts', 'find_employees', 'get_project_status'])

/** "not december, november": what is denied and replaced by its own kind is left out. */
function withoutDenied(clause: Clause): Clause {
  const denied = clause.items.filter(
    (i) => i.prep === 'not' && clause.items.some((o) => o !== i && o.kind === i.kind && o.prep !== 'not'),
  )
  if (denied.length === 0) return clause
  const items = clause.items.filter((i) => !denied.includes(i) && !isWords(i, 'not'))
  return new Clause(clause.text, items, clause.words, clause.offset)
}

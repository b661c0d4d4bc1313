// "leave March out", "only November", "put December back": a part of the last change, taken back or alone kept.
import { refuse } from '../outcomes.js'
import type { ChangedCell, ThreadTurn, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { unique } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isEntity } from '../reading/items.js'
import { monthNumber } from '../reading/month-arithmetic.js'
import { joinSpans, resolveStretch, type Span } from '../reading/resolve-period.js'
import { stripTalk } from '../words/deciding-words.js'
import { standing, WRITE_TOOLS } from './thread-memory.js'

type Fields = Record<string, unknown>
interface Cell {
  project: string
  employee: string
  month: string
}

const LEAVES_OUT =
  /^((leave|keep|take)( in| for| on)?( the)? ·( (out of (it|this|that)|out|off|alone|as (it|he|she|they|is)( is| was| are| were)?|unchanged|untouched|as is))+|(skip|omit|exclude|spare|ignore|minus|without|except|except for|excluding|not|not for|not in|not on|just not|only not|all but|everything but|all except|everything except|do it without|the same without|the same but not|without touching|do not touch|dont touch|do not change|dont change)( in| for| on| with)?( the)? ·|· (not|out|stays?|can stay|should stay|is to stay|is fine|not yet))( though| please| yet| either| hours?| as (it|he|she|they) (is|was|are|were)| unchanged| untouched| the same| the way it (is|was)| as is)*$/
/** These may also mean hours that shall go. */
const DROPS = /^(cut|drop|remove|strike|scratch|take out|leave out|cut out)( the)? ·( out| again| please)*$/
const KEEPS_ONLY =
  /^((only|just|solely|make it only|make it just|limit (it|that|this) to|restrict (it|that|this) to|i only meant|i meant only|i just meant|only do|just do|do only|do just|do it only|do it just|only change|just change|only apply it|apply it only)( in| for| on| to| until| till| up to| from| through)*( the)? ·|· (only|alone|is enough|would do|will do)|(until|till|up to|through|from) · (only|alone))( only| alone)?( please| though| then)*$/
const PUTS_BACK =
  /^(put|set|bring|change|take|turn|switch)( the)? ·('?s)?( hours?| one| part| bit)? back( again| please| (to )?(what|how|the way) (it|he|she) (was|had|were)( before)?| to before| to normal| as it was)*$|^(undo|revert|restore|reset|take back|put back|bring back|roll back|reverse|cancel|scrap|withdraw)( only| just)?( that| it| this)?( in| for| on| with)?( the| that)? ·('?s)?( one| change| changes| part| bit| hours?| only| again| please| back| to (what|how) it was| as it was)*$/

/**
 * The calls that leave a named month, person or project out of the last change, keep it alone, or put it back as it was.
 * Null where the message says something else. Refuses where the change did not touch what is named.
 */
export function partOfChange(clause: Clause, planning: Planning): ToolCall[] | null {
  const named = clause.people.length + clause.projects.length + clause.periods.length
  const amounts = clause.amounts.filter((a) => !/^one$/i.test(a.text)).length
  const other = amounts + clause.comparisons.length + clause.skills.length
  if (named === 0 || other > 0 || clause.roles.length + clause.lcats.length + clause.clients.length > 0) return null
  const said = stripTalk(wordsAround(clause))
  const back = PUTS_BACK.test(said)
  const only = KEEPS_ONLY.test(said)
  const drops = DROPS.test(said)
  if (!back && !only && !drops && !LEAVES_OUT.test(said)) return null
  if (drops && clause.items.some((i) => isEntity(i)) && clause.periods.length > 0) return null
  const turns = planning.request.context.turns.filter((t) => t.calls.length > 0)
  if (back) return putBack(clause, turns, planning)
  if (!turns.at(-1)?.calls.some((c) => WRITE_TOOLS.has(c.tool) && c.tool !== 'undo_change')) return null
  const { lastChange, lastCells } = planning.memory
  const cells = lastCells?.cells ?? []
  if (cells.length === 0) return null
  const isNamed = nameTest(clause, cells, planning)
  const out = cells.filter((c) => isNamed(c) !== only)
  if (out.length === cells.length && !only && !drops && lastCells!.applied) return [{ tool: 'undo_change', input: {} }]
  if (out.length === cells.length) return null
  if (out.length === 0 && !only) return putBack(clause, turns, planning) ?? refuse(notTouched(clause))
  if (!lastCells!.applied) return narrowed(lastChange, cells, out, planning)
  if (!lastChange.every(isApart))
    refuse(
      'The hours of that change hang together. Say "undo that" to take it back, or name the hours that shall stand.',
    )
  return out.length === 0 ? null : [restored(out.map((cell) => asAtFirst(cell, turns)))]
}

/** The words around the names and months, which stand as a dot; "· and ·" is one. */
function wordsAround({ items, text, offset }: Clause): string {
  let said = ''
  let from = 0
  for (const item of items) {
    if (!isEntity(item) && item.kind !== 'period') continue
    const [start, end] = [item.start - offset, item.end - offset]
    if (start < from) continue
    said += `${text.slice(from, start)}${/['’]s?$/.test(item.text) ? "·'s" : '·'}`
    from = end
  }
  return `${said}${text.slice(from)}`
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/(\p{L})'(\p{L})/gu, '$1$2')
    .replace(/[^\p{L}\p{N}·']+/gu, ' ')
    .replace(/·('s)?(( (and|in|on|for|or|nor|the))* ·('s)?)+/g, '·')
    .trim()
}

/** A cell as it was before the first of the changes that stand: "make it 25" only corrected the one before. */
function asAtFirst(cell: ChangedCell, turns: ThreadTurn[]): ChangedCell {
  const before = standing(turns).flatMap((t) => t.change!.cells.filter((c) => isSameCell(c, cell)))
  return { ...cell, before: before.at(-1)?.before ?? cell.before }
}

const isSameCell = (a: Cell, b: Cell): boolean =>
  a.month === b.month && a.employee === b.employee && a.project === b.project

/** Each change of hours that stands, newest first, with its cells. */
function putBack(clause: Clause, turns: ThreadTurn[], planning: Planning): ToolCall[] | null {
  const changes = standing(turns)
  if (changes.length === 0) return null
  for (const [at, { change, calls }] of changes.entries()) {
    const all = change!.cells
    const cells = all.filter(nameTest(clause, all, planning))
    if (cells.length === 0) continue
    if (at === 0 && cells.length === all.length) return [{ tool: 'undo_change', input: {} }]
    if (cells.length === all.length && change!.id) return [{ tool: 'undo_change', input: { changeSetId: change!.id } }]
    return cells.length === all.length || calls.every(isApart) ? [restored(cells)] : null
  }
  return null
}

const notTouched = (clause: Clause): string =>
  `The last change did not touch ${[...clause.entities, ...clause.periods].map((i) => i.text.replace(/['’`]s?$/, '')).join(', ')}.`

/** The cells as they were before. */
export const restored = (cells: ChangedCell[]): ToolCall => ({
  tool: 'set_hours',
  input: {
    changes: cells.map(({ project, employee, month, before }) => ({
      project,
      employee,
      month,
      hours: before,
      mode: 'set',
    })),
  },
})

/** May a cell of this change go without the others? Hours that are moved, shifted or shared out hang together. */
export function isApart({ tool, input }: ToolCall): boolean {
  if (tool === 'change_plan') return /^(copy|clear)$/.test(String((input as Fields).operation))
  return tool === 'set_hours' || tool === 'staff_employee'
}

/** Is a cell about what the clause names: one of its months, of its people and of its projects? */
function nameTest(clause: Clause, cells: readonly Cell[], planning: Planning): (cell: Cell) => boolean {
  const people = planning.peopleOf(clause)
  const projects = planning.projectsOf(clause)
  const months = clause.periods.length > 0 ? monthsNamed(clause, cells, planning) : undefined
  const { employees } = planning.request.lexicon
  const isPerson = (name: string) => {
    const known = employees.find((e) => e.name === name || e.email === name)
    return (
      people.includes(name) || (known !== undefined && (people.includes(known.name) || people.includes(known.email)))
    )
  }
  return (cell) =>
    (!months || months.includes(monthNumber(cell.month))) &&
    (people.length === 0 || isPerson(cell.employee)) &&
    (projects.length === 0 || projects.some((p) => p.name === cell.project || p.code === cell.project))
}

/** The months of the change that are meant: "January" is that of the change, whichever year it lies in. */
function monthsNamed(clause: Clause, cells: readonly Cell[], planning: Planning): number[] {
  const months = unique(cells.map((c) => monthNumber(c.month)))
  const rule = planning.rule('read')
  const within = (spans: Span[]) => months.filter((m) => spans.some((s) => s.from <= m && m <= s.to))
  return clause.periods.flatMap(({ stretch }) => {
    const span = joinSpans([resolveStretch({ ...stretch, open: undefined } as typeof stretch, rule)])[0]!
    const edge = [0, 12, -12, 24]
      .map((years) => ({ from: span.from + years, to: span.to + years }))
      .find((s) => within([s]).length > 0)
    if (!edge) return []
    if (stretch.open === 'until') return months.filter((m) => m <= edge.to)
    if (stretch.open && stretch.open !== 'before') return months.filter((m) => m >= edge.from)
    return within([edge])
  })
}

/** The calls of a card that was never approved, for the cells that are left. Null where they cannot say it. */
function narrowed(calls: ToolCall[], cells: ChangedCell[], out: ChangedCell[], planning: Planning): ToolCall[] | null {
  const kept = cells.filter((c) => !out.includes(c))
  const months = unique(kept.map((c) => c.month)).sort()
  const people = unique(kept.map((c) => c.employee))
  const next: ToolCall[] = []
  for (const { tool, input } of calls) {
    const fields = input as Fields
    if (tool === 'set_hours') {
      const changes = (fields.changes as Cell[]).filter(
        (c) => !out.some((o) => o.month === c.month && same(o, c, planning)),
      )
      if (changes.length > 0) next.push({ tool, input: { ...fields, changes } })
      continue
    }
    if (months.length === 0 || monthNumber(months.at(-1)!) - monthNumber(months[0]!) >= months.length) return null
    if (tool === 'staff_employee' && people.includes(String(fields.employee)))
      next.push({ tool, input: { ...fields, from: months[0], to: months.at(-1) } })
    else if (tool === 'change_plan' && !/^(shift|replace)$/.test(String(fields.operation)))
      next.push({
        tool,
        input: { ...fields, ...(fields.employees ? { employees: people } : {}), from: months[0], to: months.at(-1) },
      })
    else if (tool !== 'staff_employee') return null
  }
  return next.length > 0 ? next : null
}

/** The same person on the same project, by name, code or e-mail. */
function same(a: Cell, b: Cell, planning: Planning): boolean {
  const { employees, projects } = planning.request.lexicon
  const person = (name: string) => employees.find((e) => e.name === name || e.email === name)?.id ?? name
  const project = (name: string) => projects.find((p) => p.name === name || p.code === name)?.id ?? name
  return person(a.employee) === person(b.employee) && project(a.project) === project(b.project)
}

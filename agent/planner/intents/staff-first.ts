import { ask, refuse } from '../outcomes.js'
import type { LexiconProject, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isFiller } from '../reading/items.js'
import { isoMonth, monthNumber, monthTitle } from '../reading/month-arithmetic.js'
import { input } from './intent.js'

/** One change of hours as the set_hours tool takes it; months are '2026-11'. */
export interface Cell {
  project: string
  employee: string
  month: string
  hours: number
  mode: 'set' | 'add'
  role?: string
  lcat?: string
  /** The share of a month that the hours were said as. */
  fte?: number
}

/** Verbs that change hours which stand there: for somebody new on the project they are asked back. */
const CHANGES_ONLY =
  /^(set|change|update|adjust|raise|increase|bump|up|add|lower|reduce|cut|correct|amend|edit|make|keep|modify|revise)/i

/**
 * The calls for these cells: who is not on the project yet is staffed with the hours ("put Ann on Beta for 60 hours in
 * May"), or asked about where the verb only changes hours. Where nobody knows who is on what, the cells as they are.
 */
export function callsFor(cells: Cell[], clause: Clause, planning: Planning): ToolCall[] {
  refuseShut(cells, planning)
  const fresh = cells.filter((c) => c.hours > 0 && isNew(c, planning))
  const known = cells.filter((c) => !fresh.includes(c))
  const runs = monthRuns(fresh)
  const first = runs[0]
  const verb = clause.items.find((i) => i.kind === 'words' && !isFiller(i))?.text ?? ''
  if (first && (CHANGES_ONLY.test(verb) || fresh.some((c) => c.mode === 'add'))) {
    const who = [...new Set(fresh.map((c) => `${c.employee} is not on ${c.project}`))].join(', ')
    ask(
      `${who} yet. Shall I staff ${fresh.every((c) => c.employee === first.employee) ? 'them' : 'all of them'} there?`,
      [
        { label: 'Yes, staff them', message: [...runs.map(sentence), ...monthRuns(known).map(setSentence)].join('. ') },
        ...(known.length > 0
          ? [{ label: 'Only the others', message: monthRuns(known).map(setSentence).join('. ') }]
          : []),
      ],
    )
  }
  const calls: ToolCall[] = runs.map((run) => ({
    tool: 'staff_employee',
    input: input({
      employee: run.employee,
      project: run.project,
      role: run.role,
      lcat: run.lcat,
      fundedHours: run.fte === undefined ? fundedFor(run, runs) : undefined,
      from: isoMonth(run.from),
      to: isoMonth(run.to),
      ...(run.fte === undefined ? { hoursPerMonth: run.hours } : { fte: run.fte }),
    }),
  }))
  const changes = known.map(({ fte: _fte, ...cell }) => cell)
  return changes.length > 0 ? [...calls, { tool: 'set_hours', input: { changes } }] : calls
}

/** Nobody is put on a project that is closed or on hold. Throws Unanswered. */
function refuseShut(cells: Cell[], { request }: Planning): void {
  for (const { project, employee, hours } of cells) {
    const known = request.lexicon.projects.find((p) => p.name === project || p.code === project)
    const person = request.lexicon.employees.find((e) => e.name === employee || e.email === employee)
    if (!known || !person || !request.projectsOf || isOpen(known) || hours <= 0) continue
    if (!request.projectsOf(person.id).includes(known.code))
      refuse(`${known.name} is ${known.status.toLowerCase()}, so nobody can be put on it.`, [])
  }
}

type Run = Cell & { from: number; to: number }

/** Neighbouring months of one person on one project with the same hours are one stretch. */
function monthRuns(cells: Cell[]): Run[] {
  const runs: Run[] = []
  for (const cell of cells) {
    const month = monthNumber(cell.month)
    const run = runs.find(
      (r) =>
        r.employee === cell.employee &&
        r.project === cell.project &&
        (cell.fte === undefined ? r.hours === cell.hours : r.fte === cell.fte) &&
        r.to === month - 1,
    )
    if (run) run.to = month
    else runs.push({ ...cell, from: month, to: month })
  }
  return runs
}

/** The first stretch of an assignment carries the budget of all; one alone is funded with what is planned anyway. */
function fundedFor(run: Run, runs: Run[]): number | undefined {
  const own = runs.filter((r) => r.employee === run.employee && r.project === run.project)
  if (own.length < 2 || own[0] !== run) return undefined
  return own.reduce((sum, r) => sum + r.hours * (r.to - r.from + 1), 0)
}

const months = (run: Run): string =>
  run.from === run.to ? `in ${monthTitle(run.from)}` : `from ${monthTitle(run.from)} to ${monthTitle(run.to)}`

const sentence = (run: Run): string =>
  `Staff ${run.employee} on ${run.project} ${run.fte === undefined ? `for ${run.hours} hours a month` : `at ${run.fte} FTE`} ${months(run)}`

const setSentence = (run: Run): string =>
  `${run.mode === 'add' ? `Add ${run.hours} hours for ${run.employee}` : `Set ${run.employee} to ${run.hours} hours`} on ${run.project} ${months(run)}`

/** Is this person not on this (open) project yet, as far as is known? What the message staffs before counts. */
export function isNew({ employee, project }: Pick<Cell, 'employee' | 'project'>, planning: Planning): boolean {
  const { projectsOf, lexicon } = planning.request
  const staffed = planning.memory.last.some(({ tool, input: said }) => {
    const before = said as { employee?: string; project?: string }
    return tool === 'staff_employee' && before.employee === employee && before.project === project
  })
  if (!projectsOf || staffed) return false
  const person = lexicon.employees.find((e) => e.name === employee || e.email === employee)
  const known = lexicon.projects.find((p) => p.name === project || p.code === project)
  return person !== undefined && known !== undefined && isOpen(known) && !projectsOf(person.id).includes(known.code)
}

const isOpen = (project: LexiconProject): boolean => project.status !== 'Closed' && project.status !== 'On Hold'

// "Why not Lee?": the smallest change that would put a person first, found by trying changes, smallest set first.
import { monthName } from './calendar.js'
import { quartersFree } from './load.js'
import {
  type CandidateFacts,
  compareCandidates,
  type Position,
  type Scored,
  scoreOf,
  whyNotOffered,
} from './recommend-score.js'
import type { HoursDelta } from './staffing-option.js'
import { loadAfter } from './staffing-option.js'
import { type StaffingSnapshot, spokenProject } from './staffing-snapshot.js'
import { formatHours, toHours } from './units.js'

export interface Explanation {
  employeeId: string
  employee: string
  /** Rank among the candidates; absent when not on offer. */
  rank?: number
  /** Why not on offer. */
  reason?: string
  text: string
  /** Hours to take off other projects so that the person comes first. */
  freed: HoursDelta[]
}

/** What may change about the person, the easiest first. */
const CHANGES = ['hours', 'skills', 'lcat', 'role'] as const
type ChangeName = (typeof CHANGES)[number]

/** Explains where a person stands and what is the least that would put them first among `ranked`. */
export function explainCandidate(
  snapshot: Pick<StaffingSnapshot, 'projects'>,
  position: Position,
  facts: CandidateFacts,
  ranked: readonly Scored[],
): Explanation {
  const { person } = facts
  const index = ranked.findIndex((r) => r.facts.person.id === person.id)
  const reason = whyNotOffered(position, facts)
  const base = {
    employeeId: person.id,
    employee: person.name,
    ...(index >= 0 ? { rank: index + 1 } : {}),
    ...(reason ? { reason } : {}),
    freed: [],
  }
  if (index === 0) return { ...base, text: `${person.name} is first.` }
  const stands = reason ? `${person.name} ${reason}` : `${person.name} is number ${index + 1} of ${ranked.length}`
  if (reason === 'has left' || reason === 'has not started yet' || reason === 'is away')
    return { ...base, text: `${stands} in the period: only another period could put ${person.name} first.` }
  const best = ranked.find((r) => r.facts.person.id !== person.id)
  const found = smallestChange(position, facts, best)
  if (!found) return { ...base, text: `${stands}. ${withoutOthers(position, facts, ranked)}` }
  return {
    ...base,
    freed: found.freed,
    text: `${stands}. To come first${best ? ` before ${best.facts.person.name}` : ''}: ${words(snapshot, position, facts, found).join(' and ')}.`,
  }
}

/** Nothing about the person would do: first only where those ahead are left out. */
function withoutOthers(position: Position, facts: CandidateFacts, ranked: readonly Scored[]): string {
  const possible = possibleChanges(position, facts)
  const changed = applyAll(position, facts, possible)
  const { person } = facts
  const ahead = ranked.filter((r) => r.facts.person.id !== person.id && !isFirst(position, changed, r))
  const names = ahead.slice(0, 3).map((r) => r.facts.person.name)
  if (whyNotOffered(position, changed) !== undefined || changed.covered === 0)
    return `No change of hours, skills, LCAT or role would put ${person.name} first.`
  const even = possible.length > 0 ? `Even with ${listed(possible.map((change) => CHANGE_WORDS[change]))}` : 'As it is'
  const more = ahead.length > 3 ? [`${ahead.length - 3} more`] : []
  return `${even}, ${person.name} would come first only without ${listed([...names, ...more])}.`
}

const CHANGE_WORDS: Record<ChangeName, string> = {
  hours: 'other hours',
  skills: 'the missing skills',
  lcat: 'another LCAT',
  role: 'another role',
}

/** 'A', 'A and B', 'A, B and C'. */
const listed = (words: readonly string[]) =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '')

interface Found {
  names: ChangeName[]
  freed: HoursDelta[]
  skills: string[]
}

/** The fewest kinds of change, in the order of CHANGES, each as small as it can be. */
function smallestChange(position: Position, facts: CandidateFacts, best: Scored | undefined): Found | undefined {
  const possible = possibleChanges(position, facts)
  for (const names of subsets(possible)) {
    const changed = applyAll(position, facts, names)
    if (!isFirst(position, changed, best)) continue
    let skills = names.includes('skills') ? facts.missing.length : 0
    const wins = (quarters: number, count: number) =>
      isFirst(position, apply(position, facts, names, quarters, count), best)
    const all = names.includes('hours') ? hoursToFree(position, facts).reduce((sum, d) => sum + d.quarters, 0) : 0
    while (skills > 1 && wins(all, skills - 1)) skills--
    let low = 0
    let high = all
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (wins(middle, skills)) high = middle
      else low = middle + 1
    }
    return { names, freed: takeFirst(hoursToFree(position, facts), low), skills: facts.missing.slice(0, skills) }
  }
  return undefined
}

function possibleChanges(position: Position, facts: CandidateFacts): ChangeName[] {
  return CHANGES.filter(
    (name) =>
      ({
        hours: hoursToFree(position, facts).length > 0,
        skills: facts.missing.length > 0,
        lcat: position.lcat !== undefined && facts.lcatRank !== position.lcat.rank,
        role: !facts.homeRole,
      })[name],
  )
}

/** All non-empty subsets, smaller ones first, else in the given order. */
function subsets<T>(items: readonly T[]): T[][] {
  const all: T[][] = []
  for (let mask = 1; mask < 1 << items.length; mask++) all.push(items.filter((_, i) => mask & (1 << i)))
  return all.sort((a, b) => a.length - b.length)
}

const applyAll = (position: Position, facts: CandidateFacts, names: readonly ChangeName[]) =>
  apply(position, facts, names, Number.MAX_SAFE_INTEGER, facts.missing.length)

function apply(
  position: Position,
  facts: CandidateFacts,
  names: readonly ChangeName[],
  quarters: number,
  skillCount: number,
): CandidateFacts {
  const changed = { ...facts }
  if (names.includes('skills')) {
    changed.held = [...facts.held, ...facts.missing.slice(0, skillCount)]
    changed.missing = facts.missing.slice(skillCount)
  }
  if (names.includes('lcat')) changed.lcatRank = position.lcat!.rank
  if (names.includes('role')) changed.homeRole = true
  if (names.includes('hours')) {
    const deltas = takeFirst(hoursToFree(position, facts), quarters)
    const months = facts.months().map((m, i) => {
      const load = loadAfter(m.load, deltas)
      return { ...m, load, freeQuarters: quartersFree(load, position.needs[i]!.fullTimeQuarters) }
    })
    changed.months = () => months
    changed.covered = months.reduce((sum, m) => sum + Math.min(m.freeQuarters, m.needQuarters), 0)
    changed.hasFree = months.some((m) => m.freeQuarters > 0)
  }
  return changed
}

function isFirst(position: Position, facts: CandidateFacts, best: Scored | undefined): boolean {
  if (whyNotOffered(position, facts) !== undefined || facts.covered === 0) return false
  return !best || compareCandidates({ facts, ...scoreOf(position, facts) }, best) < 0
}

/** The hours on other projects that stand in the way, month by month, the largest project first. */
function hoursToFree(position: Position, facts: CandidateFacts): HoursDelta[] {
  return facts
    .months()
    .flatMap((m) =>
      m.freeQuarters >= m.needQuarters
        ? []
        : m.load.parts
            .filter((p) => p.projectId !== position.projectId)
            .sort((a, b) => b.quarters - a.quarters || a.assignmentId.localeCompare(b.assignmentId)),
    )
}

/** The first `quarters` of the list, as hours taken off. */
function takeFirst(parts: readonly HoursDelta[], quarters: number): HoursDelta[] {
  const taken: HoursDelta[] = []
  let left = quarters
  for (const part of parts) {
    if (left <= 0) break
    const amount = Math.min(part.quarters, left)
    taken.push({ ...part, quarters: -amount })
    left -= amount
  }
  return taken
}

function words(
  snapshot: Pick<StaffingSnapshot, 'projects'>,
  position: Position,
  facts: CandidateFacts,
  found: Found,
): string[] {
  const out: string[] = []
  if (found.freed.length > 0) {
    const byProject = new Map<string, HoursDelta[]>()
    for (const delta of found.freed) byProject.set(delta.projectId, [...(byProject.get(delta.projectId) ?? []), delta])
    const texts = [...byProject.entries()].map(([id, deltas]) => {
      const hours = formatHours(toHours(-deltas.reduce((sum, d) => sum + d.quarters, 0)))
      const months = deltas.map((d) => monthName(d.month))
      const when = months.length > 2 ? `${months[0]} to ${months.at(-1)}` : months.join(' and ')
      return `${hours} h off ${spokenProject(snapshot.projects.get(id)!.name)} in ${when}`
    })
    out.push(`take ${texts.join(' and ')}`)
  }
  if (found.skills.length > 0)
    out.push(`add the ${found.skills.length === 1 ? 'skill' : 'skills'} ${found.skills.join(', ')}`)
  if (found.names.includes('lcat')) out.push(`be ${position.lcat!.name} instead of ${facts.person.lcat || 'no LCAT'}`)
  if (found.names.includes('role')) out.push(`have the home role ${position.role.name}`)
  return out
}

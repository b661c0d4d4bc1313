// What makes a candidate good, in points that add up exactly: the same question always ranks the same way.
import type { MonthNumber } from './calendar.js'
import type { LoadTable, MonthLoad } from './load.js'
import { fold } from './names.js'
import type { PersonFacts } from './staffing-snapshot.js'

/** The position to fill, resolved. Quarters needed by month; months without need are left out. */
export interface Position {
  role: { id: string; name: string }
  lcat?: { id: string; name: string; rank: number }
  skills: string[]
  needs: { month: MonthNumber; quarters: number; fullTimeQuarters: number }[]
  /** The open position in each month that hours here would fill. */
  demandIds: ReadonlyMap<MonthNumber, string>
  projectId?: string
  client?: string
}

/** What is known of one person for one position. */
export interface CandidateFacts {
  person: PersonFacts
  homeRole: boolean
  /** Has held the role on some assignment. */
  heldRole: boolean
  lcatRank: number
  held: string[]
  missing: string[]
  /** Hours of the need that the person can take, in quarters. */
  covered: number
  hasCapacity: boolean
  hasFree: boolean
  /** Month by month, made for who is shown or explained. */
  months: () => FreeMonth[]
  onProject: boolean
  /** Projects with hours in the period at the same client, and others than the position's. */
  sameClient: boolean
  otherProjects: number
}

export interface FreeMonth {
  month: MonthNumber
  needQuarters: number
  freeQuarters: number
  load: MonthLoad
}

export interface ScorePart {
  part: 'role' | 'lcat' | 'skills' | 'free' | 'continuity' | 'projects'
  points: number
  of: number
  text: string
}

/** Points are thousandths in whole numbers, so that sums and ties are exact. */
const POINT = 1000
const WEIGHT = { role: 20, lcat: 15, skills: 25, free: 30, continuity: 10, projects: 5 }

export const neededQuarters = (position: Position): number => position.needs.reduce((sum, n) => sum + n.quarters, 0)

/** Free hours of a person in the months of need, summed up; the months themselves on demand. */
export function freeTime(
  position: Position,
  loads: LoadTable,
  employeeId: string,
): Pick<CandidateFacts, 'covered' | 'hasCapacity' | 'hasFree' | 'months'> {
  let covered = 0
  let hasCapacity = false
  let hasFree = false
  for (const { month, quarters, fullTimeQuarters } of position.needs) {
    const free = loads.free(employeeId, month, fullTimeQuarters)
    if (free > 0) hasFree = true
    hasCapacity ||= free > 0 || loads.capacity(employeeId, month) > 0
    covered += Math.min(free, quarters)
  }
  const months = () =>
    position.needs.map(({ month, quarters, fullTimeQuarters }) => ({
      month,
      needQuarters: quarters,
      freeQuarters: loads.free(employeeId, month, fullTimeQuarters),
      load: loads.of(employeeId, month),
    }))
  return { covered, hasCapacity, hasFree, months }
}

/** Skills as they are compared: few different ones are held by many people. */
const compared = new Map<string, string>()
function comparable(skill: string): string {
  let text = compared.get(skill)
  if (text === undefined) {
    if (compared.size > 10_000) compared.clear()
    text = ` ${fold(skill)} `
    compared.set(skill, text)
  }
  return text
}

/** A skill counts when it is the wanted one or contains it as a word: 'AWS' is held with 'AWS GovCloud'. */
export function splitSkills(
  wanted: readonly string[],
  skills: readonly string[],
): { held: string[]; missing: string[] } {
  const held: string[] = []
  const missing: string[] = []
  for (const skill of wanted)
    (skills.some((own) => comparable(own).includes(comparable(skill))) ? held : missing).push(skill)
  return { held, missing }
}

/** Thousandths of points by part for somebody who is on offer; parts that were not asked for count for nobody. */
export function scoreOf(
  position: Position,
  facts: CandidateFacts,
): { parts: Record<ScorePart['part'], number>; total: number } {
  const asked = position.skills.length
  const need = neededQuarters(position)
  const above = position.lcat ? facts.lcatRank - position.lcat.rank : 0
  const parts = {
    role: (facts.homeRole ? WEIGHT.role : WEIGHT.role / 2) * POINT,
    lcat: !position.lcat ? 0 : [WEIGHT.lcat, 10, 6][Math.min(above, 2)]! * POINT,
    skills: asked === 0 ? 0 : Math.floor((WEIGHT.skills * POINT * facts.held.length) / asked),
    free: Math.floor((WEIGHT.free * POINT * facts.covered) / need),
    continuity: !position.projectId ? 0 : (facts.onProject ? WEIGHT.continuity : facts.sameClient ? 4 : 0) * POINT,
    projects: Math.max(0, WEIGHT.projects - facts.otherProjects) * POINT,
  }
  return { parts, total: Object.values(parts).reduce((sum, p) => sum + p, 0) }
}

/** The most that anybody could reach for this position. */
export function maximumOf(position: Position): Record<ScorePart['part'], number> {
  return {
    role: WEIGHT.role,
    lcat: position.lcat ? WEIGHT.lcat : 0,
    skills: position.skills.length > 0 ? WEIGHT.skills : 0,
    free: WEIGHT.free,
    continuity: position.projectId ? WEIGHT.continuity : 0,
    projects: WEIGHT.projects,
  }
}

/** Why somebody is not on offer; undefined when they are. */
export function whyNotOffered(position: Position, facts: CandidateFacts): string | undefined {
  const { person } = facts
  const { needs } = position
  if (!facts.homeRole && !facts.heldRole) return `is ${person.role ? `a ${person.role}` : 'without a role'}`
  if (position.lcat && facts.lcatRank < position.lcat.rank) return `is below the LCAT ${position.lcat.name}`
  if (!facts.hasCapacity) {
    const first = needs[0]!.month
    if (person.endsOn && Number(person.endsOn.slice(0, 7).replace('-', '')) < first) return 'has left'
    if (person.startsOn && Number(person.startsOn.slice(0, 7).replace('-', '')) > needs.at(-1)!.month)
      return 'has not started yet'
    return 'is away'
  }
  if (!facts.hasFree) return 'is full'
  return undefined
}

/** Best first: points, then free hours, then name and id, so that ties break the same way every time. */
export function compareCandidates(a: Scored, b: Scored): number {
  return (
    b.total - a.total ||
    b.facts.covered - a.facts.covered ||
    a.facts.person.name.localeCompare(b.facts.person.name, 'en') ||
    a.facts.person.id.localeCompare(b.facts.person.id)
  )
}

export interface Scored {
  facts: CandidateFacts
  parts: Record<ScorePart['part'], number>
  total: number
}

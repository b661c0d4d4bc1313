// Who could fill a position (US013): ranked, with what each part contributed, and the calls that put them there.
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { fromMonthNumber, type MonthNumber, monthRange, periodName } from './calendar.js'
import { Fault } from './fault.js'
import { readDemand } from './find-conflicts-demand.js'
import { type MonthLoad, periodFte } from './load.js'
import { positionWords } from './position-words.js'
import { toNumber } from './ratio.js'
import { callsFor } from './recommend-calls.js'
import { type Explanation, explainCandidate } from './recommend-explain.js'
import {
  type CandidateFacts,
  compareCandidates,
  freeTime,
  maximumOf,
  neededQuarters,
  type Position,
  type Scored,
  type ScorePart,
  scoreOf,
  splitSkills,
  whyNotOffered,
} from './recommend-score.js'
import { spread } from './spread.js'
import { loadAfter, needsOf, type OptionCall } from './staffing-option.js'
import { readSnapshot, type StaffingSnapshot, spokenProject } from './staffing-snapshot.js'
import { formatHours, toHours } from './units.js'

export interface RecommendQuery {
  actor: Actor
  role: { id: string; name: string }
  lcat?: { id: string; name: string }
  skills?: string[]
  projectId?: string
  from: MonthNumber
  to: MonthNumber
  /** Hours needed in all over the period. Default: one open position of the project, else full time. */
  quarters?: number
  exclude?: string[]
  /** Employee to explain: "why not Lee?" */
  explain?: string
  limit?: number
}

export interface Candidate {
  number: number
  employeeId: string
  name: string
  email: string
  role: string
  lcat: string
  text: string
  /** 0 to 100: points of the parts that were asked for. */
  score: number
  parts: ScorePart[]
  skills: string[]
  skillsHeld: string[]
  skillsMissing: string[]
  freeHours: number
  plannedHours: number
  fteNow: number
  fteThen: number
  months: {
    month: string
    freeHours: number
    neededHours: number
    plannedHours: number
    fteNow: number
    fteThen: number
  }[]
  projects: { name: string; hours: number }[]
  calls: OptionCall[]
  needs?: string
}

export interface Recommendation {
  from: string
  to: string
  period: string
  position: string
  project?: string
  neededHours: number
  /** What FTE divides by over the period, without overrides. */
  fullTimeHours: number
  candidates: Candidate[]
  total: number
  notOffered: { name: string; reason: string }[]
  explanation?: Omit<Explanation, 'freed'> & { calls: OptionCall[] }
  assumptions: string[]
}

/** Ranks everybody who could fill the position; see recommend-score.ts for the points. */
export async function recommendCandidates(db: Db, query: RecommendQuery): Promise<Recommendation> {
  const months = monthRange(query.from, query.to)
  const snapshot = await readSnapshot(db, months, await concernedIds(db, query))
  const { position, basis } = await positionOf(db, snapshot, query)
  const excluded = new Set(query.exclude ?? [])
  const ranked: Scored[] = []
  const notOffered: { name: string; reason: string }[] = []
  let explained: CandidateFacts | undefined
  for (const person of snapshot.people.values()) {
    const held = snapshot.assignmentsOf('employeeId', person.id).some((a) => a.roleId === position.role.id)
    const isExplained = person.id === query.explain
    if (person.roleId !== position.role.id && !held && !isExplained) continue
    const facts = factsOf(snapshot, position, person.id)
    if (isExplained) explained = facts
    const reason = whyNotOffered(position, facts)
    if (excluded.has(person.id)) notOffered.push({ name: person.name, reason: 'was left out as asked' })
    else if (reason === undefined) ranked.push({ facts, ...scoreOf(position, facts) })
    else if (person.roleId === position.role.id || held) notOffered.push({ name: person.name, reason })
  }
  ranked.sort(compareCandidates)
  const explanation = explained && explainCandidate(snapshot, position, explained, ranked)
  const fullTime = months.reduce((sum, m) => sum + snapshot.loads.calendar.fullTimeQuarters(m), 0)
  const project = query.projectId ? snapshot.projects.get(query.projectId) : undefined
  return {
    from: fromMonthNumber(query.from),
    to: fromMonthNumber(query.to),
    period: periodName(query.from, query.to),
    position: [positionWords(position.role.name, position.lcat?.name ?? '', 1), project ? `on ${project.name}` : '']
      .filter(Boolean)
      .join(' '),
    ...(project ? { project: project.name } : {}),
    neededHours: toHours(neededQuarters(position)),
    fullTimeHours: toHours(fullTime),
    candidates: ranked.slice(0, query.limit ?? 10).map((s, i) => describe(snapshot, query, position, s, i + 1)),
    total: ranked.length,
    notOffered: notOffered.slice(0, 50),
    ...(explanation
      ? {
          explanation: {
            ...withoutFreed(explanation),
            calls: freeingCalls(snapshot, explanation),
          },
        }
      : {}),
    assumptions: [
      basis,
      'Free hours are capacity (contract, holidays, time off) less all allocations, projects in planning included.',
      'Points: role 20, LCAT 15, skills 25, free hours 30, on the project already 10, few other projects 5; parts not asked for count for nobody. Ties: more free hours, then name.',
    ],
  }
}

/** Everybody who has the role or has held it, and who is to be explained. */
async function concernedIds(db: Db, query: RecommendQuery): Promise<string[]> {
  const home = db.selectFrom('employee').select('id').where('roleId', '=', query.role.id)
  const held = db.selectFrom('assignment').select('employeeId as id').where('roleId', '=', query.role.id)
  const rows = await home.union(held).execute()
  return [...new Set([...rows.map((r) => r.id), ...(query.explain ? [query.explain] : [])])]
}

const withoutFreed = ({ freed: _freed, ...rest }: Explanation) => rest

function freeingCalls(snapshot: StaffingSnapshot, explanation: Explanation): OptionCall[] {
  if (explanation.freed.length === 0) return []
  const person = snapshot.people.get(explanation.employeeId)!
  return [
    {
      tool: 'set_hours',
      input: {
        changes: explanation.freed.map((d) => {
          const assignment = snapshot.assignments.get(d.assignmentId)!
          return {
            project: snapshot.projects.get(d.projectId)!.code,
            employee: person.email,
            month: fromMonthNumber(d.month),
            hours: toHours(d.quarters),
            mode: 'add',
            ...(assignment.role ? { role: assignment.role } : {}),
            ...(assignment.lcat ? { lcat: assignment.lcat } : {}),
          }
        }),
      },
    },
  ]
}

/** Which hours are needed in which month: as asked, as the project's demand says, or full time. */
async function positionOf(
  db: Db,
  snapshot: StaffingSnapshot,
  query: RecommendQuery,
): Promise<{ position: Position; basis: string }> {
  const project = query.projectId ? snapshot.projects.get(query.projectId)! : undefined
  const calendar = snapshot.loads.calendar
  const months = snapshot.months
    .map((month) => ({
      month,
      fullTimeQuarters: project ? snapshot.fullTimeQuarters(project.id, month) : calendar.fullTimeQuarters(month),
    }))
    .filter((m) => m.fullTimeQuarters > 0)
    .filter((m) => !project || calendar.belongsTo(m.month, project.startsOn, project.endsOn))
  if (months.length === 0)
    throw new Fault(
      'invalid',
      `${periodName(query.from, query.to)} holds no working day${project ? ` of ${project.name}, which runs from ${project.startsOn} to ${project.endsOn}` : ''}.`,
      'Choose other months.',
      { field: 'from', value: fromMonthNumber(query.from) },
    )
  if (query.quarters !== undefined && query.quarters <= 0)
    throw new Fault('invalid', `hours ${toHours(query.quarters)} is not above 0.`, 'Say how many hours are needed.', {
      field: 'hours',
      value: toHours(query.quarters),
    })
  const demand = (project ? await readDemand(db, query.from, query.to) : []).filter(
    (d) =>
      d.projectId === project?.id &&
      d.roleId === query.role.id &&
      (!query.lcat || d.lcatId === query.lcat.id) &&
      months.some((m) => m.month === d.month),
  )
  const lcatId = query.lcat?.id ?? (demand.every((d) => d.lcatId === demand[0]?.lcatId) ? demand[0]?.lcatId : undefined)
  const lcat = lcatId
    ? await db.selectFrom('lcat').select(['id', 'name', 'rank']).where('id', '=', lcatId).executeTakeFirstOrThrow()
    : undefined
  const position: Position = {
    role: query.role,
    ...(lcat ? { lcat } : {}),
    skills: query.skills ?? [...new Set(demand.flatMap((d) => d.skills))],
    needs: [],
    demandIds: new Map([...demand].reverse().map((d) => [d.month, d.id])),
    ...(project ? { projectId: project.id, client: project.client } : {}),
  }
  if (query.quarters !== undefined) {
    const shares = spread(
      query.quarters,
      months.map((m) => m.fullTimeQuarters),
    )
    position.needs = months.map((m, i) => ({ ...m, quarters: shares[i]! })).filter((m) => m.quarters > 0)
    const text = `${formatHours(toHours(query.quarters))} h over the period, spread by full-time hours.`
    return { position, basis: `Needed: ${text}` }
  }
  if (demand.length > 0) {
    position.needs = months.flatMap((m) => {
      const open = demand.find((d) => d.month === m.month)
      return open ? [{ ...m, quarters: open.quarters }] : []
    })
    return { position, basis: `Needed: one open position of ${project!.name} as its demand says.` }
  }
  position.needs = months.map((m) => ({ ...m, quarters: m.fullTimeQuarters }))
  return { position, basis: 'Needed: full time in every month, as no hours were named.' }
}

function factsOf(snapshot: StaffingSnapshot, position: Position, employeeId: string): CandidateFacts {
  const person = snapshot.people.get(employeeId)!
  const own = snapshot.assignmentsOf('employeeId', employeeId)
  const others = snapshot.loads.projects(employeeId).filter((id) => id !== position.projectId)
  return {
    person,
    homeRole: person.roleId === position.role.id,
    heldRole: own.some((a) => a.roleId === position.role.id),
    lcatRank: person.lcatRank,
    ...splitSkills(position.skills, person.skills),
    ...freeTime(position, snapshot.loads, employeeId),
    onProject: position.projectId !== undefined && own.some((a) => a.projectId === position.projectId),
    sameClient: Boolean(position.client) && others.some((id) => snapshot.projects.get(id)?.client === position.client),
    otherProjects: others.length,
  }
}

function describe(
  snapshot: StaffingSnapshot,
  query: RecommendQuery,
  position: Position,
  scored: Scored,
  number: number,
): Candidate {
  const { facts } = scored
  const { person } = facts
  const maximum = maximumOf(position)
  const most = Object.values(maximum).reduce((sum, p) => sum + p, 0)
  const project = query.projectId ? snapshot.projects.get(query.projectId) : undefined
  const months = facts.months()
  const planned = months.map((m) => Math.min(m.freeQuarters, m.needQuarters))
  const then = months.map((m, i) => withHours(m.load, planned[i]!, position.needs[i]!.fullTimeQuarters, person.id))
  const now = snapshot.loads.row(person.id)
  const thenRow = now.map((load) => then.find((t) => t.month === load.month) ?? load)
  const calls = project ? callsFor(snapshot, position, facts, project) : []
  const needs = project && needsOf(query.actor, [project])
  const texts = partTexts(snapshot, position, facts)
  const parts = (Object.keys(maximum) as ScorePart['part'][])
    .filter((part) => maximum[part] > 0)
    .map((part) => ({ part, points: scored.parts[part] / 1000, of: maximum[part], text: texts[part] }))
  const fteNow = toNumber(periodFte(now).fte)
  const fteThen = toNumber(periodFte(thenRow).fte)
  const hours = new Map<string, number>()
  for (const load of now) for (const p of load.parts) hours.set(p.projectId, (hours.get(p.projectId) ?? 0) + p.quarters)
  return {
    number,
    employeeId: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    lcat: person.lcat,
    text: `${person.name}${position.skills.length === 0 && person.skills.length > 0 ? ` (${person.skills.slice(0, 4).join(', ')})` : ''}: ${parts.map((p) => p.text).join('; ')}${needs ? `; needs ${needs}` : ''}`,
    score: Math.round(scored.total / 10 / most),
    parts,
    skills: person.skills,
    skillsHeld: facts.held,
    skillsMissing: facts.missing,
    freeHours: toHours(months.reduce((sum, m) => sum + m.freeQuarters, 0)),
    plannedHours: toHours(facts.covered),
    fteNow,
    fteThen,
    months: months.map((m, i) => ({
      month: fromMonthNumber(m.month),
      freeHours: toHours(m.freeQuarters),
      neededHours: toHours(m.needQuarters),
      plannedHours: toHours(planned[i]!),
      fteNow: m.load.fte,
      fteThen: then[i]!.fte,
    })),
    projects: [...hours.entries()].map(([id, q]) => ({
      name: snapshot.projects.get(id)!.name,
      hours: toHours(q),
    })),
    calls,
    ...(needs ? { needs } : {}),
  }
}

function withHours(load: MonthLoad, quarters: number, fullTimeQuarters: number, employeeId: string): MonthLoad {
  return loadAfter(load, [
    { employeeId, assignmentId: 'new', projectId: 'new', month: load.month, quarters, fullTimeQuarters },
  ])
}

function partTexts(
  snapshot: StaffingSnapshot,
  position: Position,
  facts: CandidateFacts,
): Record<ScorePart['part'], string> {
  const { person } = facts
  const covered = formatHours(toHours(facts.covered))
  const need = formatHours(toHours(neededQuarters(position)))
  const skills = facts.held.length > 0 ? `has ${facts.held.join(', ')}` : 'has none of the skills'
  const project = position.projectId ? spokenProject(snapshot.projects.get(position.projectId)!.name) : ''
  return {
    role: facts.homeRole ? person.role : `${person.role || 'no home role'}, has worked as ${position.role.name}`,
    lcat:
      !position.lcat || facts.lcatRank === position.lcat.rank
        ? person.lcat
        : `${person.lcat}, above ${position.lcat.name}`,
    skills: facts.missing.length > 0 ? `${skills}, lacks ${facts.missing.join(', ')}` : skills,
    free: `free for ${covered} of ${need} h`,
    continuity: facts.onProject
      ? `on ${project} already`
      : facts.sameClient
        ? `works for ${position.client}`
        : `new on ${project}`,
    projects:
      facts.otherProjects === 0
        ? 'no other project'
        : `${facts.otherProjects} other ${facts.otherProjects === 1 ? 'project' : 'projects'}`,
  }
}

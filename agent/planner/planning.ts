import { monthsOf, teamOf } from './changes/plan-hours.js'
import { ask, refuse } from './outcomes.js'
import type { LexiconProject, PlannerRequest } from './planner-types.js'
import type { Clause } from './reading/clause.js'
import type { AmountItem, EntityItem } from './reading/items.js'
import type { LexiconIndex } from './reading/lexicon-index.js'
import { isoMonth, monthNumber, monthTitle, projectMonths } from './reading/month-arithmetic.js'
import type { Stretch } from './reading/period.js'
import {
  contains,
  isoSpan,
  joinSpans,
  occurrences,
  type PeriodRule,
  resolveStretch,
  type Span,
} from './reading/resolve-period.js'
import type { ThreadMemory } from './thread/thread-memory.js'

/** What an intent works with: the request, its memory, and the filling of slots with questions where one is open. */
export class Planning {
  constructor(
    readonly request: PlannerRequest,
    readonly index: LexiconIndex,
    readonly memory: ThreadMemory,
  ) {}

  get today(): number {
    return monthNumber(this.request.today)
  }

  get text(): string {
    return this.request.text
  }

  /** The request with one place written differently: what a choice sends. */
  rewritten(place: { start: number; end: number }, replacement: string): string {
    return this.text.slice(0, place.start) + replacement + this.text.slice(place.end)
  }

  /** The name a tool finds exactly one person by. Asks where the words fit several. */
  person(item: EntityItem): string {
    const { employees } = this.request.lexicon
    const indexes = [...new Set(item.refs.map((r) => r.index))]
    const known = indexes.filter((i) => this.memory.people.includes(this.personName(i)))
    if (indexes.length === 1) return this.personName(indexes[0]!)
    if (known.length === 1) return this.personName(known[0]!)
    const listed = indexes.filter((i) => this.memory.listed?.includes(this.personName(i)))
    if (known.length === 0 && listed.length === 1) return this.personName(listed[0]!)
    return ask(
      `Which ${cleanName(item.text)}?`,
      indexes.slice(0, 8).map((i) => {
        const e = employees[i]!
        return {
          label: `${e.name} (${[e.lcat, e.role].filter(Boolean).join(' ')})`,
          message: this.rewritten(item, this.personName(i) + (item.possessive ? "'s" : '')),
        }
      }),
    )
  }

  personName(index: number): string {
    const e = this.request.lexicon.employees[index]!
    return (this.index.employeesByName.get(e.name.toLowerCase()) ?? 0) > 1 ? e.email : e.name
  }

  /** Somebody's name as a tool finds it, from a name or an e-mail. */
  nameOf(said: string): string {
    const at = this.request.lexicon.employees.findIndex((e) => e.email === said || e.name === said)
    return at < 0 ? said : this.personName(at)
  }

  /** The one project that is meant. Asks where the words fit several. */
  project(item: EntityItem): LexiconProject {
    const { projects } = this.request.lexicon
    const indexes = [...new Set(item.refs.map((r) => r.index))]
    if (indexes.length === 1) return projects[indexes[0]!]!
    const known = indexes.filter((i) => this.memory.projects.includes(this.projectName(projects[i]!)))
    if (known.length === 1) return projects[known[0]!]!
    return ask(
      `Which project do you mean by "${cleanName(item.text)}"?`,
      indexes.slice(0, 8).map((i) => ({
        label: `${projects[i]!.name} (${projects[i]!.client})`,
        message: this.rewritten(item, this.projectName(projects[i]!)),
      })),
    )
  }

  projectName(project: LexiconProject): string {
    return (this.index.projectsByName.get(project.name.toLowerCase()) ?? 0) > 1 ? project.code : project.name
  }

  peopleOf(clause: Clause): string[] {
    return unique(clause.people.map((item) => this.person(item)))
  }

  projectsOf(clause: Clause): LexiconProject[] {
    return unique(clause.projects.map((item) => this.project(item)))
  }

  clientsOf(clause: Clause): string[] {
    return unique(clause.clients.flatMap((item) => item.refs.map((r) => this.request.lexicon.clients[r.index]!)))
  }

  /** Roles as filters: a word that fits several roles means all of them. */
  rolesOf(clause: Clause): string[] {
    return unique(clause.roles.flatMap((item) => item.refs.map((r) => this.request.lexicon.roles[r.index]!)))
  }

  lcatsOf(clause: Clause): string[] {
    return unique(clause.lcats.flatMap((item) => item.refs.map((r) => this.request.lexicon.lcats[r.index]!)))
  }

  skillsOf(clause: Clause): string[] {
    return unique(clause.skills.flatMap((item) => item.refs.map((r) => this.request.lexicon.skills[r.index]!)))
  }

  /** One role where a tool takes one. */
  role(items: EntityItem[]): string | undefined {
    const item = items[0]
    if (!item) return undefined
    const roles = unique(item.refs.map((r) => this.request.lexicon.roles[r.index]!))
    if (roles.length === 1) return roles[0]
    return ask(
      `Which role do you mean by "${item.text}"?`,
      roles.map((role) => ({ label: role, message: this.rewritten(item, role) })),
    )
  }

  lcat(items: EntityItem[]): string | undefined {
    const item = items[0]
    if (!item) return undefined
    const lcats = unique(item.refs.map((r) => this.request.lexicon.lcats[r.index]!))
    if (lcats.length === 1) return lcats[0]
    return ask(
      `Which LCAT do you mean by "${item.text}"?`,
      lcats.map((lcat) => ({ label: lcat, message: this.rewritten(item, lcat) })),
    )
  }

  rule(mode: PeriodRule['mode'], project?: LexiconProject): PeriodRule {
    return {
      today: this.request.today,
      mode,
      text: this.text,
      ...(project ? { project } : {}),
      ...(this.memory.period ? { thread: this.memory.period } : {}),
      ...(this.keepYear ? { keepYear: true } : {}),
    }
  }

  /** Set while a follow-up is planned. */
  keepYear = false

  /** Months named earlier in the same message: they hold for what comes behind without any of its own. */
  spokenBefore: Span | undefined

  /** All periods of the clause as spans, touching ones joined; undefined where none is named. */
  spansOf(clause: Clause, mode: PeriodRule['mode'], project?: LexiconProject): Span[] | undefined {
    if (clause.periods.length === 0) return undefined
    const range = beginAndEnd(clause)
    if (range) return [resolveStretch(range, this.rule(mode, project))]
    const items = shareYears(clause)
    const rule = this.rule(mode, project)
    return joinSpans(items.map((item) => resolveStretch(item.stretch, { ...rule, near: nearOf(items, item, rule) })))
  }

  /** The periods of a comparison, in the order named: none is joined, and one without a year is the nearest to the first. */
  spansApart(clause: Clause): Span[] {
    const mode = clause.isPast ? 'past' : 'read'
    const items = shareYears(clause)
    const spans = items.map((item) => resolveStretch(item.stretch, this.rule(mode)))
    const first = spans[0]!
    return spans.map((span, at) => {
      const { first: point, last } = items[at]!.stretch
      const isFree = at > 0 && point.cycle !== undefined && !point.span && !point.lean && !last
      return isFree && span.from - first.from > 6 ? { from: span.from - 12, to: span.to - 12 } : span
    })
  }

  /** The thread's period, where a request leans on it by a pronoun or a leading "and". */
  spokenOf(clause: Clause): Span | undefined {
    const leans =
      clause.entities.some((i) => PRONOUN.test(i.text)) ||
      /^and\b|^(what|how|and)? ?(does|do|would|will|is) (that|this|it)\b/.test(clause.plain) ||
      /\bthen\W*$/.test(clause.plain)
    return leans ? this.memory.period : this.spokenBefore
  }

  /** from and to of a read, with a default span. */
  readSpans(clause: Clause, fallback: Span, project?: LexiconProject): { from: string; to: string }[] {
    const spans = this.spansOf(clause, clause.isPast ? 'past' : 'read', project) ?? [this.spokenOf(clause) ?? fallback]
    return spans.map(isoSpan)
  }

  isoSpans(spans: Span[]): { from: string; to: string }[] {
    return spans.map(isoSpan)
  }

  get thisMonth(): Span {
    return { from: this.today, to: this.today }
  }

  /** Hours of an amount for one month; days are 8 hours, weeks 40; shares need the month's full-time hours. */
  hours(item: AmountItem, project: LexiconProject | null, month: number): number {
    const { value, unit, unclear } = item.amount
    if (unclear) {
      const decimal = value
      const thousand = Number(unclear.replace(/[.,]/g, ''))
      ask(
        `Is "${unclear}" ${decimal} or ${thousand} hours?`,
        [decimal, thousand].map((n) => ({ label: `${n} hours`, message: this.rewritten(item, `${n} hours`) })),
      )
    }
    if (unit === 'none' && value > 0 && value < 1)
      return this.hours({ ...item, amount: { ...item.amount, unit: 'fte' } }, project, month)
    if (unit === 'hours' || unit === 'none') return value
    if (unit === 'days') return value * 8
    if (unit === 'weeks') return value * 40
    if (unit === 'percent' || unit === 'fte') {
      const full = this.request.fullTimeHours?.(project?.code ?? null, isoMonth(month))
      if (full) return Math.round(value * full * 4) / 4
      return ask(
        `${Math.round(value * 100)} % of which hours? Say the hours for ${monthTitle(month)}.`,
        [80, 120, 160].map((h) => ({
          label: `${Math.round(h * value * 4) / 4} h (of ${h} h)`,
          message: this.rewritten(item, `${Math.round(h * value * 4) / 4} hours`),
        })),
      )
    }
    return refuse(`"${item.text}" is not an amount of hours.`, [])
  }

  /** Asks for the month of a change on a project: those around today that lie inside it. */
  askMonth(project: LexiconProject | undefined): never {
    const window = project ? projectMonths(project) : { from: this.today, to: this.today + 5 }
    const first = Math.max(window.from, Math.min(this.today, window.to))
    const next = Array.from({ length: Math.max(1, Math.min(5, window.to - first + 1)) }, (_, i) => first + i)
    const spoken = this.memory.period
    const months = unique([
      ...(spoken && spoken.from === spoken.to && contains(window, spoken.from) ? [spoken.from] : []),
      ...next,
    ])
    return ask(
      'For which month?',
      months.map((m) => ({ label: monthTitle(m), message: `${trimEnd(this.text)} in ${monthTitle(m)}` })),
    )
  }

  /** Asks on which project: those of the person in that month first, then those of the thread, then all open ones. */
  askProject(preposition = 'on', clause?: Clause): never {
    const open = this.request.lexicon.projects.filter((p) => p.status !== 'Closed' && p.status !== 'On Hold')
    const own = (clause?.people ?? []).flatMap((i) => i.refs.flatMap((r) => this.assigned(r.index)))
    const months = clause && this.spansOf(clause, 'read')
    const runs = (p: LexiconProject) => !months || months.every((m) => contains(projectMonths(p), m.from))
    const named = open.filter((p) => own.includes(p.code) && runs(p))
    const busy = clause && months ? this.projectsWithHours(clause, months) : []
    const theirs = (named.some((p) => busy.includes(p.code)) ? named.filter((p) => busy.includes(p.code)) : named).map(
      (p) => this.projectName(p),
    )
    const names = unique([
      ...theirs,
      ...this.memory.projects.filter((n) => open.some((p) => this.projectName(p) === n)),
      ...open.map((p) => this.projectName(p)),
    ])
    return ask(
      preposition === 'from' ? 'From which project?' : 'On which project?',
      (theirs.length > 0 && clause && staysWithTheirs(clause) ? theirs : names)
        .slice(0, 6)
        .map((name) => ({ label: name, message: `${trimEnd(this.text)} ${preposition} ${name}` })),
    )
  }

  /** "that project" where nothing says which: those of the person last spoken of, else the open ones. */
  askMeantProject(place: { start: number; end: number }, person: string | undefined): never {
    const { employees, projects } = this.request.lexicon
    const at = employees.findIndex((e) => e.name === person || e.email === person)
    const own = at < 0 ? [] : this.assigned(at)
    const open = projects.filter((p) => (own.length > 0 ? own.includes(p.code) : p.status === 'Active'))
    return ask(
      'Which project?',
      open.slice(0, 6).map((p) => ({ label: p.name, message: this.rewritten(place, this.projectName(p)) })),
    )
  }

  /** Codes of the projects that the people of a clause have hours on in these months, as far as that is known. */
  private projectsWithHours(clause: Clause, spans: Span[]): string[] {
    const months = spans.flatMap((s) => Array.from({ length: Math.min(24, s.to - s.from + 1) }, (_, at) => s.from + at))
    const people = clause.people.flatMap((i) => (i.refs.length === 1 ? [this.personName(i.refs[0]!.index)] : []))
    return people.flatMap((name) => (monthsOf(name, months, this) ?? []).flatMap((m) => [...m.hours.keys()]))
  }

  private assigned(index: number): string[] {
    return this.request.projectsOf?.(this.request.lexicon.employees[index]!.id) ?? []
  }

  askPerson(question = 'Who do you mean?', clause?: Clause): never {
    const [project] = clause ? this.projectsOf(clause) : []
    const team = project ? teamOf(project, [], this) : []
    const names =
      team.length > 0
        ? team
        : this.memory.people.length > 0
          ? this.memory.people.slice(0, 5)
          : this.request.lexicon.employees.slice(0, 4).map((_, i) => this.personName(i))
    return ask(
      question,
      names.map((name) => ({ label: name, message: `${trimEnd(this.text)} for ${name}` })),
    )
  }
}

/** Hours that are taken away, moved or raised stand on a project of theirs; new ones may be for any. */
const staysWithTheirs = (clause: Clause): boolean =>
  !clause.has('staff') || clause.has('subtract', 'lower', 'move', 'relative')

const PRONOUN =
  /^(he|him|his|she|her|hers|they|them|their|theirs|it|its|there|that project|this project|the same project|that person|this person|the same person)$/i
const trimEnd = (text: string): string => text.trim().replace(/[.!?,;\s]+$/, '')
const cleanName = (text: string): string => text.replace(/['’`]s?$/, '')

export function unique<T>(list: T[]): T[] {
  return [...new Set(list)]
}

/** "September and October": where only one of the months in a list can be meant, the others lie beside it. */
function nearOf(
  items: readonly { stretch: Stretch }[],
  item: { stretch: Stretch },
  rule: PeriodRule,
): number | undefined {
  if (rule.mode !== 'write' || !rule.project || items.length < 2) return undefined
  const window = projectMonths(rule.project)
  for (const { stretch } of items.filter((other) => other !== item)) {
    if (stretch.first.span) return stretch.first.span.from
    const starts = stretch.first.cycle && !stretch.first.lean ? occurrences(stretch.first.cycle, window) : []
    if (starts.length === 1) return starts[0]
  }
  return undefined
}

/** "Starting in July, Ann works 90 hours a month on Beta until September": the two ends of one period, apart. */
function beginAndEnd({ periods }: Clause): Stretch | undefined {
  const end = periods.find((p) => p.stretch.open === 'until')
  const [begin] = periods.filter((p) => p !== end)
  if (!end || !begin || periods.length !== 2 || begin.stretch.last || begin.stretch.months) return undefined
  return /^(until|before|after)$/.test(begin.stretch.open ?? '')
    ? undefined
    : { first: begin.stretch.first, last: end.stretch.first }
}

/** "November and December 2026": a year said at the end of a list holds for the months before it. */
function shareYears(clause: Clause) {
  const items = clause.periods
  return items.map((item, at) => {
    const { first, last } = item.stretch
    if (last || !first.cycle || first.lean) return item
    const later = items.slice(at + 1).find((other) => other.stretch.first.span && other.stretch.first.yearSaid)
    if (!later?.stretch.first.span) return item
    const end = later.stretch.first.span.from
    // "December and January 2027": the December before it.
    const year = Math.floor(end / 12) - (first.cycle.start > end % 12 ? 1 : 0)
    const from = year * 12 + first.cycle.start
    return {
      ...item,
      stretch: { ...item.stretch, first: { ...first, span: { from, to: from + first.cycle.length - 1 } } },
    }
  })
}

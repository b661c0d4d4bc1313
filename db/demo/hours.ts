// Turns the staffing table into hours per month: every month's share of that month's full-time hours, never more than
// the person's capacity. Worked situations are written over it afterwards (stories.ts).
import { addMonths, type DemoCalendar, type MonthNumber, monthOf, monthsBetween } from './calendar.js'
import type { DemoTimeOff } from './employment.js'
import type { DemoPerson } from './people.js'
import type { DemoProject } from './projects.js'
import type { Segment } from './staffing.js'

export interface Employed extends DemoPerson {
  startsOn: string
  endsOn: string | null
}

/** Hours by project code and month, one board for the whole organisation. */
export class Board {
  private readonly hours = new Map<string, number>()
  private readonly overrides = new Map<string, number>()
  readonly funded = new Map<string, number>()
  readonly first: MonthNumber
  readonly last: MonthNumber

  constructor(
    readonly calendar: DemoCalendar,
    readonly today: MonthNumber,
    readonly projects: Map<string, DemoProject>,
    readonly people: Map<string, Employed>,
    readonly timeOff: DemoTimeOff[],
  ) {
    this.first = addMonths(today, -12)
    this.last = addMonths(today, 11)
  }

  get(name: string, code: string, month: MonthNumber): number {
    return this.hours.get(`${name}|${code}|${month}`) ?? 0
  }

  /** Sets hours; they must be whole quarters and lie in a month of the project and of the person's employment. */
  set(name: string, code: string, month: MonthNumber, hours: number): void {
    if (hours !== Math.round(hours * 4) / 4 || hours < 0) throw new Error(`${name} ${code} ${month}: ${hours} h`)
    if (hours > 0 && !(this.isOpen(code, month) && this.employedDays(name, month) > 0))
      throw new Error(`${name} cannot work on ${code} in ${month}`)
    this.hours.set(`${name}|${code}|${month}`, hours)
  }

  override(code: string, month: MonthNumber, hours: number): void {
    if (hours !== this.calendar.fullTimeHours(month)) this.overrides.set(`${code}|${month}`, hours)
  }

  /** F(p,m): the project's override, else the month's full-time hours. */
  fullTime(code: string, month: MonthNumber): number {
    return this.overrides.get(`${code}|${month}`) ?? this.calendar.fullTimeHours(month)
  }

  overrideRows(): { code: string; month: MonthNumber; hours: number }[] {
    return [...this.overrides].map(([key, hours]) => {
      const [code, month] = key.split('|') as [string, string]
      return { code, month: Number(month), hours }
    })
  }

  /** A business day of the month lies inside the project's period. */
  isOpen(code: string, month: MonthNumber): boolean {
    return this.shareOfMonth(code, month) > 0
  }

  /** Business days inside the project's period / business days of the month. */
  shareOfMonth(code: string, month: MonthNumber): number {
    const project = this.project(code)
    const days = this.calendar.businessDays(month)
    return days.filter((day) => day >= project.startsOn && day <= project.endsOn).length / days.length
  }

  private employedDays(name: string, month: MonthNumber): number {
    const person = this.person(name)
    const end = person.endsOn ?? '9999-12-31'
    return this.calendar.businessDays(month).filter((day) => day >= person.startsOn && day <= end).length
  }

  /** contract FTE x 8 x (business days employed - days off), rounded up to the quarter hour. */
  capacityHours(name: string, month: MonthNumber): number {
    const person = this.person(name)
    const end = person.endsOn ?? '9999-12-31'
    let days = 0
    for (const day of this.calendar.businessDays(month)) {
      if (day < person.startsOn || day > end) continue
      const away = this.timeOff.filter((o) => o.employeeId === person.id && o.startsOn <= day && day <= o.endsOn)
      days += away.length === 0 ? 1 : away.every((o) => o.halfDay) ? 0.5 : 0
    }
    return Math.ceil((person.contractPct / 100) * 8 * days * 4 - 1e-9) / 4
  }

  /** The person's hours of the month over all projects as a fraction of full time. */
  fte(name: string, month: MonthNumber): number {
    let sum = 0
    for (const code of this.projects.keys()) sum += this.get(name, code, month) / this.fullTime(code, month)
    return sum
  }

  /** Writes one person's segments, shares first, so that `rest` sees them. */
  fill(name: string, segments: Segment[]): void {
    for (const kind of ['total', 'share', 'rest'] as const)
      for (const segment of segments) if (segment.kind === kind) this.fillSegment(name, segment)
  }

  private fillSegment(name: string, segment: Segment): void {
    const months = this.monthsOf(name, segment)
    if (segment.kind === 'total') {
      this.spread(name, segment.project, months, segment.amount)
      this.funded.set(`${name}|${segment.project}`, segment.funded as number)
      return
    }
    for (const month of months) {
      const capacity = this.capacityHours(name, month)
      const full = this.calendar.fullTimeHours(month)
      if (segment.kind === 'rest') {
        const free = (capacity / full - this.fte(name, month)) * this.fullTime(segment.project, month)
        this.set(name, segment.project, month, Math.max(0, Math.floor(free * 4 + 1e-6) / 4))
        continue
      }
      const present = capacity / ((this.person(name).contractPct / 100) * full)
      const hours = segment.amount * present * this.shareOfMonth(segment.project, month)
      this.set(name, segment.project, month, floorTo(hours * this.fullTime(segment.project, month), 4))
    }
  }

  /** Spreads whole hours over months by the person's capacity, largest remainder first: the sum is exact. */
  spread(name: string, code: string, months: MonthNumber[], hours: number): void {
    const weights = months.map((month) => this.capacityHours(name, month) * this.shareOfMonth(code, month))
    const sum = weights.reduce((a, b) => a + b, 0)
    const ideal = weights.map((weight) => (weight / sum) * hours)
    const whole = ideal.map(Math.floor)
    let left = hours - whole.reduce((a, b) => a + b, 0)
    const order = ideal.map((value, i) => [value - Math.floor(value), i] as const).sort((a, b) => b[0] - a[0])
    for (const [, i] of order) if (left-- > 0) whole[i] = (whole[i] as number) + 1
    months.forEach((month, i) => {
      this.set(name, code, month, whole[i] as number)
    })
  }

  private monthsOf(name: string, segment: Segment): MonthNumber[] {
    const project = this.project(segment.project)
    const from = segment.from === undefined ? this.first : this.anchor(segment.from)
    const to = segment.to === undefined ? this.last : this.anchor(segment.to, true)
    const first = Math.max(this.first, monthOf(project.startsOn), from)
    const last = Math.min(this.last, monthOf(project.endsOn), to)
    return monthsBetween(first, last).filter(
      (month) => this.isOpen(segment.project, month) && this.employedDays(name, month) > 0,
    )
  }

  private anchor(text: string, before = false): MonthNumber {
    if (/^[+-]?\d+$/.test(text)) return addMonths(this.today, Number(text))
    const first = monthOf(this.project(text.toUpperCase()).startsOn)
    return before ? addMonths(first, -1) : first
  }

  project(code: string): DemoProject {
    return required(this.projects.get(code), code)
  }

  person(name: string): Employed {
    return required(this.people.get(name), name)
  }
}

export function floorTo(value: number, step: number): number {
  return Math.floor(value / step + 1e-9) * step
}

export function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`The demo organisation has no ${name}`)
  return value
}

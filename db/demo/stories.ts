// The situations that the product's stories speak of, written over the ordinary staffing so that their figures are
// exact whatever the month of today is.
import { addMonths, type MonthNumber, monthsBetween } from './calendar.js'
import { type Board, floorTo, roundTo } from './hours.js'

export interface StoryMonths {
  /** October to December of the year that contains today: the quarter that "Q4" means when read. */
  fourthQuarter: MonthNumber[]
  /** The May, November and September that contain today or come next, the September inside Alpha's period. */
  may: MonthNumber
  november: MonthNumber
  september: MonthNumber
  thirdQuarter: MonthNumber[]
  /** The month of 160 full-time hours on Alpha and Beta in which Sarah Jones is 32 hours over. */
  double: MonthNumber
}

/** Which months the situations lie in; deterministic for a month of today. */
export function storyMonths(board: Pick<Board, 'calendar' | 'today' | 'projects' | 'isOpen'>): StoryMonths {
  const { today } = board
  const year = Math.floor(today / 100)
  const coming = (month: number) => (year + (today % 100 > month ? 1 : 0)) * 100 + month
  const may = coming(5)
  const september = year * 100 + 9
  return {
    fourthQuarter: [10, 11, 12].map((month) => year * 100 + month),
    may,
    november: coming(11),
    september: board.isOpen('ALPHA', september) ? september : september + 100,
    thirdQuarter: monthsBetween(coming(9) - 2, coming(9)),
    double: doubleMonth(board, may),
  }
}

/** The next month of 160 hours, else of the nearest number of hours, outside May, September and the fourth quarter. */
function doubleMonth(board: Pick<Board, 'calendar' | 'today' | 'projects' | 'isOpen'>, may: MonthNumber): MonthNumber {
  const { calendar } = board
  const distance = (month: MonthNumber) => Math.abs(calendar.fullTimeHours(month) - 160.1)
  const candidates = monthsBetween(addMonths(board.today, 1), addMonths(board.today, 11)).filter(
    (month) =>
      month !== may &&
      month % 100 < 9 &&
      ['ALPHA', 'BETA'].every((code) => board.isOpen(code, month) && board.isOpen(code, addMonths(month, 1))),
  )
  return candidates.reduce((best, month) => (distance(month) < distance(best) ? month : best))
}

/** Overrides come first: shares of full time are counted from them. */
export function writeOverrides(board: Board, months: StoryMonths): void {
  board.override('ALPHA', months.double, 160)
  board.override('BETA', months.double, 160)
  const shutdown = addMonths(board.today, 2)
  if (board.isOpen('HARBOR', shutdown)) board.override('HARBOR', shutdown, board.calendar.fullTimeHours(shutdown) - 8)
}

/** Writes every worked situation. Order matters: the averages of the current month are settled last. */
export function writeStories(board: Board, months: StoryMonths): void {
  writeJohn(board, months)
  writeJane(board)
  writeSarah(board, months)
  writeCyberNovember(board, months.november)
  const next = addMonths(board.today, 1)
  board.set('Ingrid Larsen', 'NIMBUS', next, 80)
  settleAverages(board)
}

/** 320 h on Alpha and 160 h on Beta over the fourth quarter, no month above full time. */
function writeJohn(board: Board, months: StoryMonths): void {
  const full = months.fourthQuarter.map((month) => board.calendar.fullTimeHours(month))
  const sum = full.reduce((a, b) => a + b, 0)
  const totals = full.map((hours) => floorTo((480 * hours) / sum, 8))
  let left = 480 - totals.reduce((a, b) => a + b, 0)
  while (left > 0) {
    const slack = totals.map((total, i) => (full[i] as number) - total)
    const i = slack.indexOf(Math.max(...slack))
    totals[i] = (totals[i] as number) + 8
    left -= 8
  }
  const alpha = totals.map((total) => floorTo((total * 2) / 3, 8))
  alpha[2] = 320 - (alpha[0] as number) - (alpha[1] as number)
  months.fourthQuarter.forEach((month, i) => {
    board.set('John Smith', 'ALPHA', month, alpha[i] as number)
    board.set('John Smith', 'BETA', month, (totals[i] as number) - (alpha[i] as number))
  })
}

/** 40 h on Alpha every month, the rest of 70 % on Orion: 80 h in September leave her below full time. */
function writeJane(board: Board): void {
  for (const month of monthsBetween(board.first, board.last)) {
    if (!board.isOpen('ALPHA', month)) continue
    board.set('Jane Doe', 'ALPHA', month, 40)
    board.set('Jane Doe', 'ORION', month, roundTo(0.7 * board.calendar.fullTimeHours(month), 0.25) - 40)
  }
}

/** 60 % Beta + 48 % Alpha in May; 96 h + 96 h of 160 in the second month, in which Mark Chen stands at 80 of 160. */
function writeSarah(board: Board, months: StoryMonths): void {
  const full = board.calendar.fullTimeHours(months.may)
  board.set('Sarah Jones', 'BETA', months.may, roundTo(0.6 * full, 0.25))
  board.set('Sarah Jones', 'ALPHA', months.may, roundTo(0.48 * full, 0.25))
  board.set('Sarah Jones', 'BETA', months.double, 96)
  board.set('Sarah Jones', 'ALPHA', months.double, 96)
  board.set('Mark Chen', 'ALPHA', months.double, 80)
  board.set('Mark Chen', 'HARBOR', months.double, 0)
}

/** Both sides of half time, the half itself, somewhat below it, nobody's hours and one without capacity. */
function writeCyberNovember(board: Board, november: MonthNumber): void {
  const half = board.calendar.fullTimeHours(november) / 2
  board.set('Ana Silva', 'SENTRY', november, 40)
  board.set('Ben Ode', 'ZTA', november, 80)
  board.set('Carlos Mendez', 'SENTRY', november, half)
  board.set('Mei Tanaka', 'SENTRY', november, half - 4)
  board.set('Hannah Weiss', 'ZTA', november, 40)
}

/** In the current month the software engineers of Alpha stand at 95 % on average, the cyber analysts at 50 %. */
function settleAverages(board: Board): void {
  const alpha = [...board.people.values()]
    .filter((person) => person.role === 'SW Engineer' && board.get(person.name, 'ALPHA', board.today) > 0)
    .map((person) => person.name)
  settle(board, alpha, 'Nora Petrov', 'ALPHA', 0.95)
  const cyber = [...board.people.values()].filter((person) => person.role === 'Cyber Analyst').map((p) => p.name)
  settle(board, cyber, 'Victor Osei', 'SENTRY', 0.5)
}

/** Sets `name` on `code` so that hours of the group / capacity of the group = target, as near as quarter hours go. */
function settle(board: Board, group: string[], name: string, code: string, target: number): void {
  const month = board.today
  const full = board.calendar.fullTimeHours(month)
  const capacity = group.reduce((sum, member) => sum + board.capacityHours(member, month), 0)
  const others = group.filter((member) => member !== name).reduce((sum, m) => sum + board.fte(m, month) * full, 0)
  const own = board.fte(name, month) * full - board.get(name, code, month)
  const wanted = roundTo(target * capacity - others - own, 0.25)
  board.set(name, code, month, Math.max(0, Math.min(wanted, board.capacityHours(name, month) - own)))
}

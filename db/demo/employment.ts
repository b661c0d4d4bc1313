// Who joins or leaves inside the demo's window, and who is away when. Nothing of ours is imported here but the calendar.
import { addDays, addMonths, type DemoCalendar, firstDay, lastDay, type MonthNumber } from './calendar.js'
import { personId } from './people.js'

export interface DemoTimeOff {
  employeeId: string
  startsOn: string
  endsOn: string
  kind: string
  halfDay: number
}

/** Months from today's in which somebody's employment begins; everybody else has been there for years. */
const JOINS: Record<string, number> = {
  'Emma Clarke': -3,
  'Chloe Martin': -6,
  'Zara Ahmed': -5,
  'Jack Bennett': -1,
  'Tara Quinn': 1,
  'Victor Osei': -8,
}

/** Months from today's at whose end somebody left. */
const LEAVES: Record<string, number> = { 'Steve Olson': -3 }

/** First day of employment: one in the window for those who joined, else a day some years back. */
export function startsOn(name: string, years: number, today: MonthNumber): string {
  const joined = JOINS[name]
  if (joined !== undefined) return firstDay(addMonths(today, joined))
  return firstDay(addMonths(today, -12 * Math.max(2, Math.ceil(years / 2)) - (name.length % 7)))
}

export function endsOn(name: string, today: MonthNumber): string | null {
  const left = LEAVES[name]
  return left === undefined ? null : lastDay(addMonths(today, left))
}

// name | month from today's | first business day of the absence (0 = the month's first) | business days | kind
const ABSENCES = `
Samuel Adeyemi | 1 | 4 | 5 | Vacation
Olivia Smith | 2 | 0 | 10 | Vacation
April Brooks | 0 | 6 | 3 | Vacation
Henry Walsh | 3 | 2 | 5 | Vacation
Wen Zhao | 1 | 10 | 4 | Vacation
Kofi Mensah | 0 | 12 | 5 | Vacation
Nadia Rahman | 2 | 5 | 10 | Vacation
Jim Carter | -1 | 3 | 5 | Vacation
Paula Winter | 4 | 0 | 5 | Vacation
Dmitri Volkov | -2 | 8 | 10 | Vacation
Isabel Cruz | 0 | 9 | 2 | Training
Daniel Ortiz | 1 | 0 | 3 | Training
Yuki Mori | -4 | 1 | 10 | Vacation
Aisha Bello | 3 | 11 | 5 | Vacation
Rose Delgado | 2 | 7 | 5 | Vacation
Claire Dubois | 5 | 0 | 10 | Vacation
Felix Braun | -1 | 12 | 4 | Sick leave
Bruno Costa | 0 | 2 | 1 | Vacation, half day
Will Hayes | 0 | 15 | 1 | Vacation, half day
Elena Popa | 6 | 5 | 10 | Vacation
Pete Sorensen | 4 | 3 | 15 | Sabbatical
Henry Walsh | -6 | 0 | 10 | Military leave
Lina Haddad | 7 | 3 | 10 | Vacation`

/**
 * All absences. Grace Kim is away from mid October to mid December around the coming November, Ingrid Larsen for the
 * whole month after today's: her hours of that month stand against no capacity at all.
 */
export function demoTimeOff(calendar: DemoCalendar, today: MonthNumber, comingNovember: MonthNumber): DemoTimeOff[] {
  const ordinary = ABSENCES.trim()
    .split('\n')
    .map((line) => {
      const [name, offset, first, days, kind] = line.split('|').map((part) => part.trim()) as string[]
      const month = addMonths(today, Number(offset))
      const open = [...calendar.businessDays(month), ...calendar.businessDays(addMonths(month, 1))]
      return {
        employeeId: personId(name as string),
        startsOn: open[Number(first)] as string,
        endsOn: open[Number(first) + Number(days) - 1] as string,
        kind: (kind as string).replace(', half day', ''),
        halfDay: (kind as string).endsWith('half day') ? 1 : 0,
      }
    })
  const next = addMonths(today, 1)
  return [
    ...ordinary,
    {
      employeeId: personId('Grace Kim'),
      startsOn: addDays(firstDay(addMonths(comingNovember, -1)), 14),
      endsOn: addDays(firstDay(addMonths(comingNovember, 1)), 14),
      kind: 'Parental leave',
      halfDay: 0,
    },
    {
      employeeId: personId('Ingrid Larsen'),
      startsOn: firstDay(next),
      endsOn: lastDay(next),
      kind: 'Medical leave',
      halfDay: 0,
    },
  ]
}

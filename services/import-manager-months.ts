// Which years the months of a project manager's sheet are in: said in a header, by the asker, or known from the project.
import { addDays, fromMonthNumber, type MonthNumber, monthName } from './calendar.js'
import { Fault } from './fault.js'
import type { FormMonth } from './import-manager-form.js'
import type { FormSource } from './import-manager-rows.js'
import type { Kept } from './import-state.js'

/**
 * The months of the form with their years, each after the one before. Throws Fault invalid (details.field 'start') when
 * the year cannot be known.
 */
export function monthNumbers(source: FormSource, project: Kept<'project'> | undefined): MonthNumber[] {
  const { months } = source.form
  const first = months[0]!
  const year = first.year ?? yearFromLater(months) ?? firstYear(source, project)
  const numbers: MonthNumber[] = []
  let current = year * 100 + first.month
  for (const [i, month] of months.entries()) {
    if (i > 0) {
      const y = Math.floor(current / 100)
      current = (month.year ?? (month.month > current % 100 ? y : y + 1)) * 100 + month.month
    }
    numbers.push(current)
  }
  return numbers
}

/** 'Nov, Dec, Jan 2026': a year said later tells the first one. */
function yearFromLater(months: readonly FormMonth[]): number | undefined {
  const at = months.findIndex((m) => m.year !== undefined)
  if (at < 0) return undefined
  let year = months[at]!.year!
  for (let i = at; i > 0; i--) if (months[i - 1]!.month >= months[i]!.month) year--
  return year
}

function firstYear({ form, sheet, start, now }: FormSource, project: Kept<'project'> | undefined): number {
  const { month } = form.months[0]!
  const word = monthName(200000 + month).split(' ')[0]!
  const wanted = start ?? form.about.startsOn?.slice(0, 7)
  if (wanted) {
    const [year, at] = wanted.split('-').map(Number)
    if (start && !/^\d{4}-(0[1-9]|1[0-2])$/.test(start))
      throw new Fault('invalid', `'${start.slice(0, 20)}' is not a month.`, 'Write the first month as 2025-09.', {
        field: 'start',
      })
    if (at === month) return year!
    if (start)
      throw new Fault(
        'invalid',
        `The first month of sheet ${sheet.name} is ${word}, not ${monthName(year! * 100 + at!)}.`,
        `Give the year of that ${word}, e.g. ${year}-${String(month).padStart(2, '0')}.`,
        { field: 'start' },
      )
    return month < at! ? year! + 1 : year!
  }
  if (project) {
    const { startsOn, sprints } = project.fields
    const end = addDays(startsOn, 14 * sprints - 1)
    const years = new Set<number>()
    for (let y = Number(startsOn.slice(0, 4)); y <= Number(end.slice(0, 4)); y++) {
      const text = fromMonthNumber(y * 100 + month)
      if (text >= startsOn.slice(0, 7) && text <= end.slice(0, 7)) years.add(y)
    }
    if (years.size === 1) return [...years][0]!
  }
  const thisYear = now.getUTCFullYear()
  throw new Fault(
    'invalid',
    `The months of sheet ${sheet.name} have no year: which ${word} is the first?`,
    `Say the first month, e.g. --start ${thisYear}-${String(month).padStart(2, '0')}.`,
    {
      field: 'start',
      sheet: sheet.name,
      choices: [thisYear - 1, thisYear, thisYear + 1].map((y) => fromMonthNumber(y * 100 + month)),
    },
  )
}

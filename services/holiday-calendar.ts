// Public holidays of a country through date-holidays, as records of the organisation's calendar.
import type { Db } from '../db/open.js'
import type { RecordChange } from './change.js'
import type { Draft } from './changes.js'
import { Fault } from './fault.js'
import { listRecords } from './records.js'

export interface Country {
  code: string
  name: string
}

/** Loaded at first use only: the tables of all countries take a quarter of a second. */
async function library() {
  const { default: Holidays } = await import('date-holidays')
  return Holidays
}

/** Countries whose public holidays are known, by name. */
export async function listCountries(): Promise<Country[]> {
  const Holidays = await library()
  return Object.entries(new Holidays().getCountries('en'))
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Public holidays of the years, substitute days included, one per date. Fault invalid for an unknown country. */
export async function publicHolidays(
  country: string,
  fromYear: number,
  toYear: number,
): Promise<{ date: string; name: string }[]> {
  const Holidays = await library()
  const calendar = new Holidays(country)
  if (!(country in calendar.getCountries()))
    throw new Fault(
      'invalid',
      `There is no holiday calendar of '${country.slice(0, 20)}'.`,
      'Use a code such as US or DE.',
    )
  const byDate = new Map<string, string>()
  for (let year = fromYear; year <= toYear; year++)
    for (const day of calendar.getHolidays(year, 'en'))
      if (day.type === 'public') byDate.set(day.date.slice(0, 10), byDate.get(day.date.slice(0, 10)) ?? day.name)
  return [...byDate].map(([date, name]) => ({ date, name })).sort((a, b) => a.date.localeCompare(b.date))
}

/**
 * The draft that makes the years' holidays those of the country: missing days are added, other days of these years
 * removed, the organisation remembers the country. An empty country removes nothing and only forgets it.
 */
export async function draftHolidayCalendar(
  db: Db,
  wanted: { country: string; fromYear: number; toYear: number },
  newId: () => string,
): Promise<Draft> {
  const { country, fromYear, toYear } = wanted
  if (toYear < fromYear || toYear - fromYear > 20)
    throw new Fault('invalid', `The years ${fromYear} to ${toYear} are not a range of at most 20 years.`)
  const changes: RecordChange[] = []
  if (country) {
    const days = await publicHolidays(country, fromYear, toYear)
    const kept = await listRecords(db, 'holiday')
    const dates = new Set(days.map((d) => d.date))
    const known = new Set(kept.map((h) => h.date))
    for (const { id, version, ...before } of kept) {
      const year = Number(before.date.slice(0, 4))
      if (year >= fromYear && year <= toYear && !dates.has(before.date))
        changes.push({ kind: 'record', table: 'holiday', id, before, after: null, version })
    }
    for (const day of days)
      if (!known.has(day.date))
        changes.push({ kind: 'record', table: 'holiday', id: newId(), before: null, after: { ...day }, version: 0 })
  }
  for (const { id, version, ...before } of await listRecords(db, 'organisation'))
    if (before.calendarCountry !== country)
      changes.push({
        kind: 'record',
        table: 'organisation',
        id,
        before,
        after: { ...before, calendarCountry: country },
        version,
      })
  return { changes }
}

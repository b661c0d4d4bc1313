// What people write in cells, read as hours, dates, months, shares and lists. Each reader answers the value, perhaps
// with a remark, or the reason why it cannot be one.
import type { CellValue } from './import-sheet.js'
import { fold } from './names.js'
import { MAX_CELL_HOURS } from './units.js'

export type Read<T> = { value: T; remark?: string } | { reason: string }

export const isBlank = (value: CellValue | undefined) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

/** Text with single spaces; numbers as they print. */
export function readText(value: CellValue | undefined, max: number): Read<string> {
  if (isBlank(value)) return { value: '' }
  if (typeof value === 'object') return 'date' in value! ? { value: value.date } : { reason: `holds ${value!.fault}` }
  const text = String(value)
    .replace(/[ \t\u00a0]+/g, ' ')
    .trim()
  if (text.length > max) return { reason: `is longer than ${max.toLocaleString('en-US')} characters` }
  return { value: text }
}

/** 1200, '1,200', '80.5 h', '80,5'. */
export function readNumber(value: CellValue | undefined): Read<number> {
  if (typeof value === 'number') return Number.isFinite(value) ? { value } : { reason: 'is not a number' }
  if (typeof value === 'object' && value && 'fault' in value) return { reason: `holds ${value.fault}` }
  if (typeof value !== 'string') return { reason: 'is not a number' }
  let text = value.replace(/[\s\u00a0']/g, '').replace(/(hours?|hrs?|h)\.?$/i, '')
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replaceAll(',', '')
  else if (/^-?\d+,\d{1,2}$/.test(text)) text = text.replace(',', '.')
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? { value: Number(text) } : { reason: 'is not a number' }
}

/** Hours from 0 to `max`, rounded to the quarter hour with a remark. */
export function readHours(value: CellValue | undefined, max = MAX_CELL_HOURS): Read<number> {
  const read = readNumber(value)
  if ('reason' in read) return { reason: read.reason.replace('a number', 'a number of hours') }
  if (read.value < 0 || read.value > max) return { reason: `is outside 0 to ${max.toLocaleString('en-US')} hours` }
  const rounded = Math.round(read.value * 4) / 4
  // A computed 26.666 is no surprise to anybody; the last digits of a double are not worth a word.
  if (Math.abs(rounded - read.value) < 1e-6) return { value: rounded }
  return { value: rounded, remark: `${Number(read.value.toFixed(4))} h rounded to ${rounded} h` }
}

export function readWhole(value: CellValue | undefined, min: number, max: number): Read<number> {
  const read = readNumber(value)
  if ('reason' in read) return read
  if (!Number.isInteger(read.value) || read.value < min || read.value > max)
    return { reason: `is not a whole number from ${min} to ${max}` }
  return read
}

/** A contract or probability in whole per cent: 1, 0.5, '50 %', 50. */
export function readPercent(value: CellValue | undefined): Read<number> {
  const marked = typeof value === 'string' && value.trim().endsWith('%')
  const read = readNumber(marked ? (value as string).trim().slice(0, -1) : (value as CellValue))
  // 1.5 could be a slip for 0.5 as well as for 50: nobody works 1.5 %.
  if ('reason' in read || (!marked && read.value > 1 && read.value < 5))
    return { reason: 'is neither a fraction such as 0.5 nor a percentage' }
  const percent = !marked && read.value <= 1 ? read.value * 100 : read.value
  if (percent < 0 || percent > 100) return { reason: 'is outside 0 to 100 %' }
  const whole = Math.round(percent)
  return Math.abs(whole - percent) < 1e-9
    ? { value: whole }
    : { value: whole, remark: `${Number(percent.toFixed(4))} % rounded to ${whole} %` }
}

export function readTruth(value: CellValue | undefined): Read<boolean> {
  if (typeof value === 'boolean') return { value }
  const text = fold(String(typeof value === 'object' ? '' : value))
  if (['', '0', 'no', 'n', 'false', 'full', 'inactive', 'ended'].includes(text)) return { value: false }
  if (['1', 'yes', 'y', 'true', 'x', 'half', 'active', '0.5'].includes(text)) return { value: true }
  return { reason: 'is neither yes nor no' }
}

/** 'Python; SQL' -> two words, each once. Semicolons separate; commas do where there is no semicolon. */
export function readList(value: CellValue | undefined): Read<string[]> {
  const read = readText(value, 20_000)
  if ('reason' in read) return read
  const parts = read.value.split(read.value.includes(';') ? ';' : ',').map((p) => p.trim())
  const list = [...new Map(parts.filter(Boolean).map((p) => [fold(p), p])).values()]
  const long = list.find((p) => p.length > 80)
  if (long) return { reason: 'has an entry of more than 80 characters' }
  return list.length > 100 ? { reason: 'has more than 100 entries' } : { value: list }
}

export function readEmail(value: CellValue | undefined): Read<string> {
  const read = readText(value, 254)
  if ('reason' in read) return read
  const email = read.value.replace(/^mailto:/i, '').toLowerCase()
  return /^[^\s@]+@[^\s@]+$/.test(email) ? { value: email } : { reason: 'is not an e-mail address' }
}

/** One of the words, whatever the case; `also` maps what people write instead. */
export function readChoice<T extends string>(
  value: CellValue | undefined,
  choices: readonly T[],
  also: Record<string, T> = {},
): Read<T> {
  const text = fold(typeof value === 'string' ? value : '').replace(/[^a-z]/g, '')
  const found = choices.find((c) => fold(c).replace(/[^a-z]/g, '') === text) ?? also[text]
  return found ? { value: found } : { reason: `is none of ${choices.join(', ')}` }
}

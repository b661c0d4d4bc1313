// What a tool was given and what it returned, as words and one table. Pure.
import type { AnswerTable } from '../../tools/answer.js'
import { hours, monthName, percent } from '../shared/format.js'

const LEFT_OUT = /^(?:id|key|version|cells|calls|text)$|Id$/

/** An argument as a person reads it: "less than" shares as per cent, months by name, lists with commas. */
export function argumentText(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => argumentText(name, one)).join(', ')
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([key, one]) => argumentText(key, one))
      .join(' · ')
  if (typeof value === 'number') return /^(?:fte|load)/.test(name) ? percent(value) : hours(value)
  return monthName(String(value))
}

/** 'fteBelow' as "FTE below". */
export function argumentName(name: string): string {
  const words = name
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()
    .replace(/\b(?:fte|lcats?)\b/g, (word) => word.toUpperCase().replace('LCATS', 'LCATs'))
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The first list of records that a tool returned, with its plain columns; undefined where there is none. */
export function resultTable(output: unknown): AnswerTable | undefined {
  if (output === null || typeof output !== 'object') return undefined
  const found = Object.entries(output).find(([, value]) => Array.isArray(value) && isRecord(value[0]))
  if (!found) return undefined
  const rows = found[1] as Record<string, unknown>[]
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (key) => !LEFT_OUT.test(key) && rows.every((row) => isPlain(row[key])) && rows.some((row) => row[key] !== ''),
  )
  if (!keys.length) return undefined
  return {
    title: argumentName(found[0]),
    columns: keys.map((key) => ({ key, label: argumentName(key), unit: unitOf(key, rows) })),
    rows: rows.map((row) => Object.fromEntries(keys.map((key) => [key, plain(row[key])]))),
  }
}

const isRecord = (value: unknown) => value !== null && typeof value === 'object' && !Array.isArray(value)
const isPlain = (value: unknown) =>
  value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value)

function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  return typeof value === 'boolean' ? (value ? '✓' : '') : (value as string | number)
}

function unitOf(key: string, rows: Record<string, unknown>[]): string {
  if (/month$/i.test(key)) return 'month'
  if (!rows.some((row) => typeof row[key] === 'number')) return 'text'
  if (/hours/i.test(key)) return 'hours'
  return /^(?:fte|load|utilisation)/.test(key) ? 'percent' : 'count'
}

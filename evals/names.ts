// One spelling for what has many: 'Jane Doe', 'jane@example.com' and her id are the same person in an expectation.
import type { AnswerTable } from '../tools/answer.js'

/** The spellings of an organisation's people and projects; built by the desk. */
export type Spellings = Map<string, string>

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** The canonical spelling of a value, deep; plural roles are singular. */
export function canonical(value: unknown, spellings: Spellings): unknown {
  if (typeof value === 'string') {
    const folded = fold(value)
    return spellings.get(folded) ?? folded.replace(/ies$/, 'y').replace(/s$/, '')
  }
  if (Array.isArray(value)) return value.map((item) => canonical(item, spellings))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, canonical(item, spellings)]))
  return value
}

/** Everything that a person can read of an answer, as one text. */
export function readable(answer: string, tables: AnswerTable[]): string {
  const lines = tables.flatMap((table) => [
    table.title,
    ...table.rows.map((row) =>
      Object.values(row)
        .filter((cell) => cell !== null)
        .join(' | '),
    ),
  ])
  return [answer, ...lines].join('\n')
}

/** The numbers of a text and of its tables; '1,706.5' is 1706.5, a fraction of FTE counts as per cent too. */
export function numbersOf(answer: string, tables: AnswerTable[]): number[] {
  const found = [...answer.matchAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g)].map((match) =>
    Number(match[0].replaceAll(',', '')),
  )
  for (const table of tables)
    for (const row of table.rows)
      for (const [key, cell] of Object.entries(row)) {
        if (typeof cell !== 'number') found.push(...(typeof cell === 'string' ? numbersOf(cell, []) : []))
        else {
          found.push(cell)
          const unit = table.columns.find((column) => column.key === key)?.unit
          if (unit === 'fte' || unit === 'percent') found.push(Math.round(cell * 1000) / 10, Math.round(cell * 100))
        }
      }
  return found
}

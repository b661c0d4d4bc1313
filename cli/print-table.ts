import type { AnswerTable } from '../tools/answer.js'

/** Rows of a table that a terminal shows; the rest is counted. */
const MAX_ROWS = 60
const MAX_WIDTH = 40

/** A table of an answer as aligned lines of text, numbers to the right. */
export function tableLines(table: AnswerTable): string[] {
  const { columns } = table
  const rows = table.rows.slice(0, MAX_ROWS).map((row) => columns.map((c) => cellText(row[c.key], c.unit)))
  const widths = columns.map((c, i) =>
    Math.min(MAX_WIDTH, Math.max(c.label.length, ...rows.map((row) => row[i]?.length ?? 0))),
  )
  const line = (cells: string[]) =>
    cells
      .map((text, i) => {
        const width = widths[i] ?? 0
        const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text
        return isNumber(columns[i]?.unit) ? cut.padStart(width) : cut.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const more = table.rows.length - rows.length
  return [
    table.title,
    line(columns.map((c) => c.label)),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...rows.map(line),
    ...(more > 0 ? [`... ${more} more`] : []),
  ]
}

const isNumber = (unit: string | undefined) =>
  unit === 'hours' || unit === 'fte' || unit === 'percent' || unit === 'count'

function cellText(value: string | number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '-'
  if (typeof value === 'string') return value.replace(/\s+/g, ' ')
  return unit === 'fte' || unit === 'percent' ? percent(value) : value.toLocaleString('en')
}

/** One decimal where needed, and never rounded across 100: 1.003 shows >100 %, 0.996 <100 %. */
function percent(fraction: number): string {
  const rounded = Math.round(fraction * 100)
  if (rounded === 100 && fraction > 1) return '>100 %'
  if (rounded === 100 && fraction < 1) return '<100 %'
  return `${rounded} %`
}

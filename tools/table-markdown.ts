// A tool's table as Markdown, for every surface that shows text: assistants over MCP, the terminal, documents.
import { formatHours, formatPercent } from '../services/units.js'
import type { AnswerTable } from './answer.js'

/** The table with units spelt out, at most `limit` rows, and a line that says how many were left out. */
export function tableMarkdown(table: AnswerTable, limit = 30): string {
  const head = table.columns.map((column) => cell(column.label))
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const rows = table.rows
    .slice(0, limit)
    .map((row) => line(table.columns.map((column) => cell(formatCell(row[column.key] ?? null, column.unit)))))
  const left = table.rows.length - rows.length
  return [
    `**${cell(table.title)}**`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows,
    ...(left > 0 ? ['', `${left} more ${left === 1 ? 'row' : 'rows'} not shown here.`] : []),
  ].join('\n')
}

/** One value by its unit: '80', '45 %', a dash for what has no value. */
export function formatCell(value: string | number | null, unit: string): string {
  if (value === null) return '–'
  if (typeof value === 'string') return value
  if (unit === 'fte' || unit === 'percent') return formatPercent(value)
  return unit === 'hours' ? formatHours(value) : String(value)
}

/** Names come from users: a pipe or a line break must not end the cell. */
function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|')
}

// The text block of a tool's answer: all that many assistants let their model read.
import type { Applied, Load, Plan } from '../services/change.js'
import { describeChanges } from '../tools/apply-plan.js'
import type { ReadResult } from '../tools/call-tool.js'
import { formatCell, tableMarkdown } from '../tools/table-markdown.js'

/** The sentence, the tables, and for every option offered the exact call that applies it. */
export function readText({ say, tables, data }: ReadResult): string {
  return [say, ...tables.slice(0, 4).map((table) => tableMarkdown(table)), optionCalls(data)]
    .filter(Boolean)
    .join('\n\n')
}

interface Option {
  number: number
  text: string
  calls: { tool: string; input: unknown }[]
}

/** Options, suggestions and candidates carry the calls that apply them; a model that sees only text needs them too. */
function optionCalls(data: Record<string, unknown>): string {
  const options = Object.values(data)
    .filter((value): value is unknown[] => Array.isArray(value))
    .flat()
    .filter(isOption)
  if (options.length === 0) return ''
  const lines = options
    .slice(0, 12)
    .map(
      ({ number, calls }) => `${number}: ${calls.map((c) => `${c.tool} ${JSON.stringify(c.input)}`).join(', then ')}`,
    )
  return `To apply an option, call:\n${lines.join('\n')}`
}

function isOption(value: unknown): value is Option {
  const option = value as Partial<Option> | null
  return typeof option?.number === 'number' && Array.isArray(option.calls) && option.calls.length > 0
}

/** What a plan would do, for the model and for the question put to the user. */
export function planText(say: string, plan: Plan): string {
  return [say, ...describeChanges(plan.changes).map((line) => `- ${line}`), loadLine(plan.loads)]
    .filter(Boolean)
    .join('\n')
}

/** What was done, and how it is taken back. */
export function appliedText({ changeSet, loads, warnings }: Applied): string {
  const count = changeSet.changes.length
  return [
    `Applied ${count} ${count === 1 ? 'change' : 'changes'}.`,
    ...describeChanges(changeSet.changes).map((line) => `- ${line}`),
    loadLine(loads),
    ...warnings.map((warning) => warning.message),
    `Take it back with undo_change {"changeSetId":"${changeSet.id}"}.`,
  ]
    .filter(Boolean)
    .join('\n')
}

function loadLine(loads: readonly Load[]): string {
  const lines = loads
    .slice(0, 8)
    .map(
      (load) =>
        `${load.employee} ${load.month}: ${formatCell(load.fteBefore, 'fte')} -> ${formatCell(load.fteAfter, 'fte')} FTE of ${formatCell(load.fullTimeHours, 'hours')} h${load.overAfter > 0 ? `, ${formatCell(load.overAfter, 'hours')} h above capacity` : ''}`,
    )
  return lines.length > 0 ? `Load across all projects: ${lines.join('; ')}` : ''
}

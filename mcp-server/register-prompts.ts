// Prompts for the usual jobs. The words are prompts/mcp-*.md; here are only their arguments and what completes them.
import { completable, type McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { ToolContext } from '../tools/define-tool.js'
import { promptText } from './identity.js'
import { completeSubject } from './register-resources.js'
import { readMonthOf } from './resource-kinds.js'

/** What an argument may be, and what is offered while it is typed. */
type Argument = 'from' | 'to' | 'role' | 'project' | 'person' | 'report'

interface PromptKind {
  name: string
  file: string
  title: string
  description: string
  required: Argument[]
  optional: Argument[]
}

export const promptKinds: PromptKind[] = [
  {
    name: 'weekly_staffing_review',
    file: 'weekly-review',
    title: 'Weekly staffing review',
    description: 'One page: who is overbooked, who is free, which roles run short, what changed, what to do.',
    required: [],
    optional: ['from', 'to'],
  },
  {
    name: 'fill_a_role',
    file: 'fill-role',
    title: 'Fill a role',
    description: 'Find, compare and staff somebody for an open role.',
    required: ['role'],
    optional: ['project', 'from', 'to'],
  },
  {
    name: 'resolve_conflicts',
    file: 'resolve-conflicts',
    title: 'Resolve over-allocations',
    description: 'Go through the over-allocations one by one, with options that can be applied.',
    required: [],
    optional: ['person', 'from', 'to'],
  },
  {
    name: 'prepare_the_export',
    file: 'prepare-export',
    title: 'Prepare the export',
    description: 'Check the figures, then write the workbook.',
    required: [],
    optional: ['report', 'from', 'to'],
  },
]

const descriptions: Record<Argument, string> = {
  from: 'First month, YYYY-MM; default: this month',
  to: 'Last month, YYYY-MM; default: two months later',
  role: 'The role, as the organisation names it',
  project: 'Code of the project',
  person: 'E-mail of one person',
  report: 'portfolio, project, utilisation or conflicts; default: portfolio',
}

const texts = new Map(promptKinds.map(({ name, file }) => [name, promptText(file)]))

/** Registers the prompts; `context` is that of the connection's user, for completing. */
export function registerPrompts(mcp: McpServer, today: () => string, context: () => Promise<ToolContext>): void {
  const argument = (name: Argument) =>
    completable(z.string().max(200).describe(descriptions[name]), (typed) => complete(name, typed, today(), context))
  for (const { name, title, description, required, optional } of promptKinds) {
    const fields = [
      ...required.map((field) => [field, argument(field)] as const),
      ...optional.map((field) => [field, argument(field).optional()] as const),
    ]
    mcp.registerPrompt(name, { title, description, argsSchema: z.object(Object.fromEntries(fields)) }, (given) => ({
      description: title,
      messages: [
        { role: 'user', content: { type: 'text', text: fill(texts.get(name) ?? '', given as Given, today()) } },
      ],
    }))
  }
}

type Given = Partial<Record<Argument, string>>

/** Puts the arguments into the text; what was left out gets its default. Values are one line: they are not instructions. */
function fill(text: string, given: Given, today: string): string {
  const month = today.slice(0, 7)
  const from = given.from || month
  const values: Record<Argument, string> = {
    from,
    to: given.to || laterMonth(from, 2),
    role: given.role ?? '',
    project: given.project ? ` on ${given.project}` : '',
    person: given.person ? ` of ${given.person}` : '',
    report: given.report || 'portfolio',
  }
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: Argument) => values[name].replace(/\s+/g, ' '))
}

async function complete(
  name: Argument,
  typed: string,
  today: string,
  context: () => Promise<ToolContext>,
): Promise<string[]> {
  const wanted = typed.toLowerCase()
  if (name === 'project' || name === 'person') return await completeSubject(name, typed, await context())
  const offered =
    name === 'role'
      ? [...new Set((await readMonthOf(await context())).employees.map((e) => e.role))].filter(Boolean).sort()
      : name === 'report'
        ? ['portfolio', 'project', 'utilisation', 'conflicts']
        : Array.from({ length: 24 }, (_, i) => laterMonth(today.slice(0, 7), i - 6))
  return offered.filter((value) => value.toLowerCase().startsWith(wanted))
}

/** '2026-11' and 2 -> '2027-01'. What is no month stays as it is; the tools say so. */
function laterMonth(month: string, by: number): string {
  const [year, of] = month.split('-').map(Number)
  if (!year || !of) return month
  const index = year * 12 + of - 1 + by
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

// What a resource is: readable as Markdown for people and models and as JSON for programs. The data come from the tools
// of the page, with the reader's rights. Addresses use what people know: a project's code, a person's e-mail.

import type { AnswerTable } from '../tools/answer.js'
import { callTool } from '../tools/call-tool.js'
import type { ToolContext } from '../tools/define-tool.js'
import { tableMarkdown } from '../tools/table-markdown.js'

export interface ResourceContent {
  data: Record<string, unknown>
  markdown: string
}

export interface ResourceKind {
  name: string
  title: string
  description: string
  /** Without '.json'. One variable at most. */
  uri: string
  variable?: 'person' | 'project'
  read(ctx: ToolContext, subject: string): Promise<ResourceContent>
}

/** The part of get_grid's answer that is used here. */
export interface Grid {
  months: { month: string; fullTimeHours: number }[]
  employees: {
    id: string
    name: string
    email: string
    role: string
    lcat: string
    contractPct: number
    capacityHours: number[]
    fte: number[]
    load: (number | null)[]
    overHours: number[]
  }[]
  projects: {
    id: string
    code: string
    name: string
    client: string
    manager: string
    status: string
    startsOn: string
    endsOn: string
    sprints: number
  }[]
  assignments: {
    id: string
    projectId: string
    employeeId: string
    role: string
    lcat: string
    funded: number
    allocated: number
    remaining: number
    hours: number[]
  }[]
}

/** The grid of the reader: the usual year, or one project's whole time. */
export async function readGridOf(ctx: ToolContext, project?: string): Promise<Grid> {
  const result = await callTool({ tool: 'get_grid', input: project === undefined ? {} : { project } }, ctx)
  return result.kind === 'read' ? (result.data as unknown as Grid) : never()
}

/** Everybody and every project, with the hours of the current month only: for lists and names. */
export async function readMonthOf(ctx: ToolContext): Promise<Grid> {
  const month = ctx.today.slice(0, 7)
  const result = await callTool({ tool: 'get_grid', input: { from: month, to: month } }, ctx)
  return result.kind === 'read' ? (result.data as unknown as Grid) : never()
}

function never(): never {
  throw new Error('a reading tool answered a plan')
}

/** Key, label, unit. */
export type Column = [key: string, label: string, unit: string]

export function table(title: string, columns: Column[], rows: AnswerTable['rows']): string {
  const named = columns.map(([key, label, unit]) => ({ key, label, unit }))
  return tableMarkdown({ title, columns: named, rows }, 500)
}

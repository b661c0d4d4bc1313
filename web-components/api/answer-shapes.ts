// What the assistant's stream and a tool's answer look like from the page (DESIGN section 8). Written out here because
// the definitions on the server's side bring the server's own types with them.
import type { Plan } from '../../services/change.js'

export interface AnswerTable {
  title: string
  columns: { key: string; label: string; unit: string }[]
  rows: Record<string, string | number | null>[]
  cells?: { assignmentId: string; month: string }[][]
}

export interface AnswerFigure {
  text: string
  cells: { assignmentId: string; month: string }[]
}

export interface Choice {
  label: string
  message: string
}

export interface ToolUse {
  name: string
  input: Record<string, unknown>
  say: string
  /** What a read returned; left out where it is very large. */
  output?: unknown
  failed?: boolean
}

export interface Answer {
  text: string
  tables: AnswerTable[]
  figures: AnswerFigure[]
  tools: { name: string; input: Record<string, unknown> }[]
  /** 'planner', 'ollama:NAME', 'openai:NAME', 'staffalloc'. */
  answeredBy: string
  outcome: 'answered' | 'asked' | 'refused' | 'failed'
  choices?: Choice[]
  changeSet?: { id: string; seq: number; changes: number; undoes?: string }
  /** Stretches of a model's prose that no tool output holds. */
  ungrounded?: { start: number; end: number; text: string }[]
  notes?: string[]
}

export interface Approval {
  approvalId: string
  plans: Plan[]
  expiresAt: string
  text: string
}

export type AssistantEvent =
  | { type: 'token'; text: string }
  | { type: 'tool_start'; name: string; input: Record<string, unknown> }
  | { type: 'tool_progress'; name: string; fraction: number; message: string }
  | { type: 'tool_end'; name: string; data: unknown; failed?: boolean }
  | ({ type: 'approval' } & Approval)
  | ({ type: 'answer' } & Answer)
  | { type: 'error'; code: string; message: string; hint?: string }
  | { type: 'done'; threadId: string }

export interface Decision {
  planId: string
  approve: boolean
  edits?: { change: number | string; after: number }[]
  note?: string
}

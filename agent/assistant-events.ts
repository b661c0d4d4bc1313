// What the assistant tells whoever asked, while it works: the events of the chat stream, DESIGN section 8.
import type { Plan } from '../services/change.js'
import type { AnswerFigure, AnswerTable } from '../tools/answer.js'

/** answered = result or applied write; asked = a question with choices; refused = with the reason; failed = error. */
export type Outcome = 'answered' | 'asked' | 'refused' | 'failed'

/** A button under an answer: what it says, and the message that it sends. */
export interface Choice {
  label: string
  message: string
}

/** One tool call of a turn with what came of it. */
export interface ToolUse {
  name: string
  input: Record<string, unknown>
  /** The tool's own sentence, or why it did not work. */
  say: string
  /** Output of a read; left out where it is very large. */
  output?: unknown
  failed?: boolean
}

export interface AppliedChange {
  id: string
  changes: number
  undoes?: string
}

/** A stretch of a model's prose that no tool output and not the question holds. */
export interface Ungrounded {
  /** Position in the answer's text. */
  start: number
  end: number
  text: string
}

export interface Answer {
  text: string
  tables: AnswerTable[]
  figures: AnswerFigure[]
  tools: { name: string; input: Record<string, unknown> }[]
  /** 'planner', 'ollama:qwen3.5:4b', 'openai:NAME', 'staffalloc' for what no model had a part in. */
  answeredBy: string
  outcome: Outcome
  choices?: Choice[]
  /** What this turn changed: the page offers Undo. */
  changeSet?: AppliedChange
  ungrounded?: Ungrounded[]
  /** What the person should know about how the answer came about, e.g. that old turns were left out. */
  notes?: string[]
}

export interface Approval {
  approvalId: string
  plans: Plan[]
  expiresAt: string
  /** What the plan does, in a sentence, with its warnings and what was answered before it. */
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

/** What a person decided about a card. `edits` correct single cells: by number in the plan, or by the change's key. */
export interface Decision {
  planId: string
  approve: boolean
  edits?: { change: number | string; after: number }[]
  note?: string
}

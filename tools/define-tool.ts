// What a tool is. One file per capability; every surface (chat, MCP, HTTP, CLI, docs, evals) is made from it.
// May import services and files only; a tool calls one service function and shapes its answer.
import { z } from 'zod'
import type { Db } from '../db/open.js'
import type { FileStore } from '../files/file-store.js'
import type { MakeReport } from '../files/make-report.js'
import type { Actor, Via } from '../services/actor.js'
import type { Change } from '../services/change.js'
import type { AnswerFigure, AnswerTable } from './answer.js'

/** What a tool may reach. Nothing else is global. */
export interface ToolContext {
  db: Db
  actor: Actor
  via: Via
  /** The real clock: expiry, audit. */
  now: () => Date
  /** The business day, '2026-10-15' (STAFFALLOC_TODAY moves it). */
  today: string
  newId: () => string
  signal: AbortSignal
  /** Called by long tools; fraction 0..1 and a word for the person who waits. */
  progress: (fraction: number, message: string) => void
  /** The conversation this call belongs to, if any: "undo that" means its last change set. */
  threadId?: string
  /** Who said yes, where the surface cannot see the person itself; goes into the audit trail. */
  confirmation?: string
  files: FileStore
  /** Makes reports where they keep nobody waiting; absent: in the call itself. */
  makeReport?: MakeReport
  /** Hybrid text search over notes and records; absent where no index is kept. */
  search?: SearchPort
}

/** Implemented by services/knowledge. */
export interface SearchPort {
  search(
    actor: Actor,
    query: string,
    options: { kinds?: string[]; limit: number },
  ): Promise<{ embedder: string; hits: SearchHit[] }>
}

export interface SearchHit {
  kind: string
  id: string
  title: string
  passage: string
  link: string
  score: number
  parts: { dense: number; lexical: number }
}

interface ToolBase<I extends z.ZodObject, O extends z.ZodObject> {
  /** verb_noun */
  name: string
  title: string
  /** Product text for a model: what comes back, when to use it, when not. */
  description: string
  /** z.strictObject; every field described with its unit; no transforms, unions or nullables. */
  input: I
  output: O
  /** True for tools of the page that no model sees. */
  screenOnly?: boolean
  /** One example input that works on the demo organisation, for docs and the contract test. */
  example: z.input<I>
}

export interface ReadTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject>
  extends ToolBase<I, O> {
  effect: 'read'
  run(input: z.output<I>, ctx: ToolContext): Promise<z.output<O>>
  /** The short text that a person and a model read: a sentence a manager would write. */
  say(output: z.output<O>): string
  /** Tables and linked figures of the answer, where there is more than one row. */
  show?(output: z.output<O>): { tables?: AnswerTable[]; figures?: AnswerFigure[] }
}

export interface WriteTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject>
  extends Omit<ToolBase<I, O>, 'output'> {
  effect: 'write'
  /** The changes that the input means, against `ctx.db` as it stands (inside the planning transaction). Writes nothing. */
  plan(input: z.output<I>, ctx: ToolContext): Promise<PlannedChanges>
}

export interface PlannedChanges {
  changes: Change[]
  /** One sentence in the imperative: "Set Jane Doe to 80 h on Alpha in September 2026." */
  summary: string
  /** Set when the changes take back an earlier change set. */
  undoes?: string
  warnings?: import('../services/change.js').Warning[]
}

export type Tool = ReadTool | WriteTool

/** Keeps the input and output types of a definition; no behaviour. */
export function defineReadTool<I extends z.ZodObject, O extends z.ZodObject>(tool: ReadTool<I, O>): ReadTool<I, O> {
  return tool
}

export function defineWriteTool<I extends z.ZodObject>(tool: WriteTool<I>): WriteTool<I> {
  return tool
}

/** A month argument. A short pattern: z.iso.date() would put 200 characters into every schema that a model reads. */
export const monthArgument = (description: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .describe(`${description} YYYY-MM`)

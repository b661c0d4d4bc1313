// An organisation of its own for evals, with the assistant in front of it: built in a temporary folder, thrown away after.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Assistant } from '../agent/assistant.js'
import type { AssistantEvent, Outcome } from '../agent/assistant-events.js'
import type { Db } from '../db/open.js'
import { readTableFile } from '../files/read-table-file.js'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { importFile } from '../services/import.js'
import { fold } from '../services/names.js'
import type { AnswerTable } from '../tools/answer.js'
import { compose } from './compose.js'
import { lazyAssistant } from './create-assistant.js'
import { root } from './root.js'
import { readSettings, type Settings } from './settings.js'

export interface DeskOptions {
  /** 'demo', or the path of a workbook. */
  dataset: string
  /** The business day, '2026-10-15'. */
  now: string
  /** 'hybrid' | 'llm' | 'planner' */
  assistant: string
  /** 'none', 'auto', 'ollama:NAME', 'openai:NAME' */
  model: string
}

/** An organisation built afresh. */
export interface Desk {
  /** Every way to write a person or a project -> the e-mail or code, in lower case. */
  spellings: Map<string, string>
  /** A new conversation of the user with this e-mail, or of the 'owner'. Fault for an unknown one. */
  converse(actor: string): Promise<Conversation>
  state(): Promise<PlanState>
  close(): Promise<void>
}

/** The plan at one moment: hours by 'CODE|email|2025-09', funded hours by 'CODE|email'. Two assignments add up. */
export interface PlanState {
  hours: Map<string, number>
  funded: Map<string, number>
}

export interface Conversation {
  /** Sends a message and answers every approval card with `approve`. A fault is an outcome, never thrown. */
  ask(text: string, approve: boolean): Promise<AskResult>
}

export interface AskResult {
  answer: string
  tables: AnswerTable[]
  outcome: Outcome
  tools: { name: string; input: Record<string, unknown> }[]
  /** One entry per card, with the person's answer. */
  approvals: { approved: boolean; summary: string }[]
  /** 'planner' or the model's name. */
  answeredBy: string
  ms: number
  inputTokens: number
  outputTokens: number
}

/**
 * Opens a fresh copy of the organisation of a case file on its business day. Throws Fault for a workbook that cannot be
 * imported whole.
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-evals-'))
  await copyTemplate(options, folder)
  const application = await compose(settingsOf(options, folder), scriptedClock(options.now))
  const faults: unknown[] = []
  const lazy = lazyAssistant(application, (error) => faults.push(error))
  const close = async () => {
    await lazy.close()
    await application.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const spellings = await readSpellings(application.db)
    const assistant = await lazy.get()
    return {
      spellings,
      converse: async (actor) => {
        const asker = actor === 'owner' ? await application.owner() : await application.actor(actor)
        return converse(application.db, assistant, asker, faults)
      },
      state: () => readState(application.db),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function settingsOf(options: DeskOptions, folder: string): Settings {
  return readSettings({
    ...modelEnvironment(),
    STAFFALLOC_DATA: folder,
    STAFFALLOC_TODAY: options.now,
    STAFFALLOC_ASSISTANT: options.assistant,
    STAFFALLOC_MODEL: options.model,
    STAFFALLOC_EMPTY: options.dataset === 'demo' ? '0' : '1',
  })
}

const templates = new Map<string, Promise<string>>()
let templateFolder = ''

/** Building an organisation takes a hundred times as long as copying it: once a process, for all its cases. */
async function copyTemplate(options: DeskOptions, folder: string): Promise<void> {
  const key = `${options.dataset} ${options.now}`
  const made = templates.get(key) ?? makeTemplate(options)
  templates.set(key, made)
  copyFileSync(await made, join(folder, 'staffalloc.db'))
}

async function makeTemplate(options: DeskOptions): Promise<string> {
  if (!templateFolder) {
    templateFolder = mkdtempSync(join(tmpdir(), 'staffalloc-evals-templates-'))
    process.once('exit', () => rmSync(templateFolder, { recursive: true, force: true }))
  }
  const folder = mkdtempSync(join(templateFolder, 'of-'))
  const application = await compose(settingsOf(options, folder), scriptedClock(options.now))
  try {
    if (options.dataset !== 'demo') {
      const tables = await readTableFile(readFileSync(resolve(root, options.dataset)), options.dataset)
      await importFile(application.changeContext(await application.owner(), 'import'), tables, { dryRun: false })
    }
  } finally {
    await application.close()
  }
  return application.settings.databaseFile
}

/** Where model servers are is a matter of the machine, not of the case. */
function modelEnvironment(): Record<string, string | undefined> {
  const { OLLAMA_URL, OPENAI_BASE_URL, OPENAI_API_KEY } = process.env
  return { OLLAMA_URL, OPENAI_BASE_URL, OPENAI_API_KEY, STAFFALLOC_LOG_LEVEL: 'silent' }
}

/** Nine o'clock of the business day, a little later at every look: the same in every run. */
function scriptedClock(day: string): () => Date {
  let next = Date.parse(`${day}T09:00:00Z`)
  return () => {
    next += 10
    return new Date(next)
  }
}

function converse(db: Db, assistant: Assistant, actor: Actor, faults: unknown[]): Conversation {
  let threadId: string | undefined
  let spent = { inputTokens: 0, outputTokens: 0 }
  return {
    ask: async (message, approve) => {
      const startedAt = performance.now()
      const signal = new AbortController().signal
      const seen: Seen = { texts: [], tables: [], outcome: 'failed', tools: [], approvals: [], answeredBy: '' }
      try {
        let open = await collect(assistant.ask({ actor, threadId, message, signal }), seen)
        threadId = open.threadId ?? threadId
        while (open.card && threadId) {
          const { approvalId, plans, text } = open.card
          seen.approvals.push({ approved: approve, summary: text })
          const decisions = plans.map((plan) => ({ planId: plan.id, approve }))
          open = await collect(assistant.decide({ actor, threadId, approvalId, decisions, signal }), seen)
        }
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        seen.texts.push([error.message, error.hint].filter(Boolean).join(' '))
        seen.outcome = outcomeOfFault(error.code)
      }
      const ms = performance.now() - startedAt
      // Faults of the program are not for the person who asks, but for the one who reads the report.
      for (const fault of faults.splice(0)) seen.texts.push(`[${String((fault as Error)?.stack ?? fault)}]`)
      const total = threadId ? await tokensOf(db, threadId) : spent
      const { texts, ...rest } = seen
      const result = {
        ...rest,
        answer: texts.join('\n\n'),
        ms,
        inputTokens: total.inputTokens - spent.inputTokens,
        outputTokens: total.outputTokens - spent.outputTokens,
      }
      spent = total
      return result
    },
  }
}

type Seen = Pick<AskResult, 'tables' | 'outcome' | 'tools' | 'approvals' | 'answeredBy'> & { texts: string[] }
type Card = Extract<AssistantEvent, { type: 'approval' }>

/** Reads a stream to its end into `seen`; answers the thread and the card that waits, if any. */
async function collect(events: AsyncIterable<AssistantEvent>, seen: Seen): Promise<{ threadId?: string; card?: Card }> {
  const end: { threadId?: string; card?: Card } = {}
  for await (const event of events) {
    if (event.type === 'tool_start') seen.tools.push({ name: event.name, input: event.input })
    if (event.type === 'approval') {
      end.card = event
      seen.texts.push(event.text)
    }
    if (event.type === 'answer') {
      seen.texts.push([event.text, ...(event.choices ?? []).map((choice) => `- ${choice.label}`)].join('\n'))
      seen.tables.push(...event.tables)
      seen.outcome = event.outcome
      seen.answeredBy = event.answeredBy
    }
    if (event.type === 'error') {
      seen.texts.push([event.message, event.hint].filter(Boolean).join(' '))
      seen.outcome = outcomeOfFault(event.code)
    }
    if (event.type === 'done') end.threadId = event.threadId
  }
  return end
}

/** What the asker can mend is a refusal or a question back; anything else failed. */
function outcomeOfFault(code: string): Outcome {
  if (code === 'ambiguous') return 'asked'
  return ['invalid', 'forbidden', 'not_found', 'refused_by_policy', 'unauthenticated'].includes(code)
    ? 'refused'
    : 'failed'
}

async function tokensOf(db: Db, threadId: string): Promise<{ inputTokens: number; outputTokens: number }> {
  const sum = await db
    .selectFrom('modelTurn')
    .select((eb) => [eb.fn.sum('inputTokens').as('input'), eb.fn.sum('outputTokens').as('output')])
    .where('threadId', '=', threadId)
    .executeTakeFirstOrThrow()
  return { inputTokens: Number(sum.input ?? 0), outputTokens: Number(sum.output ?? 0) }
}

async function readSpellings(db: Db): Promise<Map<string, string>> {
  const spellings = new Map<string, string>()
  for (const { id, name, email } of await db.selectFrom('employee').select(['id', 'name', 'email']).execute())
    for (const spelling of [id, name, email]) spellings.set(fold(spelling), email.toLowerCase())
  for (const { id, name, code } of await db.selectFrom('project').select(['id', 'name', 'code']).execute())
    for (const spelling of [id, name, name.replace(/^Project /, ''), code])
      spellings.set(fold(spelling), code.toLowerCase())
  return spellings
}

async function readState(db: Db): Promise<PlanState> {
  const state: PlanState = { hours: new Map(), funded: new Map() }
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('project', 'project.id', 'assignment.projectId')
    .innerJoin('employee', 'employee.id', 'assignment.employeeId')
    .select(['assignment.id', 'project.code', 'employee.email', 'assignment.fundedQuarters'])
    .execute()
  const keys = new Map<string, string>()
  for (const { id, code, email, fundedQuarters } of rows) {
    const key = `${code}|${email}`
    keys.set(id, key)
    state.funded.set(key, (state.funded.get(key) ?? 0) + fundedQuarters / 4)
  }
  for (const { assignmentId, month, quarters } of await db.selectFrom('allocation').selectAll().execute()) {
    const key = `${keys.get(assignmentId)}|${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
    state.hours.set(key, (state.hours.get(key) ?? 0) + quarters / 4)
  }
  return state
}

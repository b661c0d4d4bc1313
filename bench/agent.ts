// Figures of the assistant: the planner's answer after the first, at a thread's 100th turn too; what our side adds to a
// model server that answers in 1 s over 40 pieces; how soon a stop reaches it. Run: npx tsx bench/agent.ts [--quick]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Assistant, createAssistant } from '../agent/assistant.js'
import type { AssistantSettings } from '../agent/assistant-deps.js'
import { planRequest } from '../agent/planner/plan-request.js'
import { assistantServices } from '../app/assistant-services.js'
import { seedDemo } from '../db/demo.js'
import { openDatabase } from '../db/open.js'
import type { FileStore } from '../files/file-store.js'
import type { Actor } from '../services/actor.js'
import { type FakeOllama, startFakeOllama } from '../tests/fake-ollama.js'

export interface AgentFigure {
  name: string
  value: number
  unit: 'ms' | 'times'
  limit: number
  ok: boolean
}

const TODAY = '2026-10-15'
const QUESTIONS = [
  "What is John Smith's total allocation for Q4?",
  'Show me all Cyber Analysts with less than 50% FTE in November',
  'What is Jane Doe working on in November 2026?',
  'How is Project Alpha doing?',
]
const PIECES = 40
const PIECE_MS = 25

interface Setup {
  assistant: Assistant
  actor: Actor
  settings: AssistantSettings
  close(): Promise<void>
}

async function setUp(): Promise<Setup> {
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-bench-'))
  const open = await openDatabase(join(folder, 'staffalloc.db'))
  await seedDemo(open.db, { month: TODAY.slice(0, 7), now: new Date(`${TODAY}T09:00:00Z`) })
  const user = await open.db
    .selectFrom('user')
    .selectAll()
    .where('email', '=', 'admin@example.com')
    .executeTakeFirstOrThrow()
  const actor: Actor = { ...user, userId: user.id, readOnly: false }
  const settings: AssistantSettings = { mode: 'planner', model: 'none', ollamaUrl: '' }
  const now = () => new Date()
  const newId = () => crypto.randomUUID()
  const assistant = createAssistant({
    db: open.db,
    services: assistantServices,
    toolContext: (who, { signal, threadId }) => ({
      db: open.db,
      actor: who,
      via: 'chat',
      now,
      today: TODAY,
      newId,
      signal,
      progress: () => {},
      threadId,
      files: {} as FileStore,
    }),
    now,
    today: () => TODAY,
    newId,
    checkpointFile: join(folder, 'checkpoints.db'),
    settings: () => settings,
    loadPlanner: async () => planRequest,
    log: (error) => console.error(error),
  })
  const close = async () => {
    await assistant.close()
    await open.close()
    rmSync(folder, { recursive: true })
  }
  return { assistant, actor, settings, close }
}

/** One question: milliseconds to the first words and to the answer, and the conversation's id. */
async function ask({ assistant, actor }: Setup, message: string, threadId?: string) {
  const started = performance.now()
  let first = 0
  let answered = 0
  let id = threadId ?? ''
  for await (const event of assistant.ask({ actor, message, threadId, signal: new AbortController().signal })) {
    if (event.type === 'token' && first === 0) first = performance.now() - started
    if (event.type === 'answer') answered = performance.now() - started
    if (event.type === 'error') throw new Error(event.message)
    if (event.type === 'done') id = event.threadId
  }
  return { first, answered, threadId: id }
}

const sorted = (times: number[]) => [...times].sort((a, b) => a - b)
const percentile = (times: number[], share: number) =>
  sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
const median = (times: number[]) => percentile(times, 0.5)

async function plannerFigures(setup: Setup, turns: number): Promise<AgentFigure[]> {
  await ask(setup, QUESTIONS[0]!)
  const fresh: number[] = []
  for (let i = 0; i < turns; i++) fresh.push((await ask(setup, QUESTIONS[i % QUESTIONS.length]!)).answered)
  let threadId: string | undefined
  const inThread: number[] = []
  for (let i = 0; i < 120; i++) {
    const turn = await ask(setup, QUESTIONS[i % QUESTIONS.length]!, threadId)
    threadId = turn.threadId
    inThread.push(turn.answered)
  }
  return [
    figure('planner: question to answer, p95', percentile(fresh, 0.95), 'ms', 40),
    figure('planner: the same around the 100th turn of a thread, p95', percentile(inThread.slice(80), 0.95), 'ms', 40),
    figure(
      'thread: turns 90-110 against turns 1-21, medians',
      median(inThread.slice(90, 110)) / median(inThread.slice(1, 21)),
      'times',
      1.5,
    ),
  ]
}

async function bareClient(ollama: FakeOllama): Promise<{ first: number; whole: number }> {
  const started = performance.now()
  const response = await fetch(`${ollama.url}/api/chat`, {
    method: 'POST',
    body: JSON.stringify({ model: 'qwen3.5:4b', messages: [{ role: 'user', content: 'x' }], stream: true }),
  })
  let first = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
    if (first === 0 && chunk.byteLength > 0) first = performance.now() - started
  return { first, whole: performance.now() - started }
}

async function modelFigures(setup: Setup, runs: number): Promise<AgentFigure[]> {
  const ollama = await startFakeOllama()
  ollama.loaded.add('qwen3.5:4b')
  ollama.pace = { first: PIECE_MS, next: PIECE_MS }
  ollama.say = [{ text: 'well '.repeat(PIECES) }]
  Object.assign(setup.settings, { mode: 'llm', model: 'auto', ollamaUrl: ollama.url })
  await ask(setup, 'warm up')
  const bare: { first: number; whole: number }[] = []
  const ours: { first: number; answered: number }[] = []
  for (let i = 0; i < runs; i++) {
    bare.push(await bareClient(ollama))
    ours.push(await ask(setup, 'Tell me something, please'))
  }
  const extra = median(ours.map((o) => o.first)) - median(bare.map((b) => b.first))
  const longer = median(ours.map((o) => o.answered)) / median(bare.map((b) => b.whole))
  const stops: number[] = []
  for (let i = 0; i < runs; i++) stops.push(await timeOfStop(setup, ollama))
  await ollama.close()
  return [
    figure('model: first token later than by a bare client', extra, 'ms', 40),
    figure('model: whole turn against a bare client', longer, 'times', 1.05),
    figure('model: a stop reaches the server, slowest', Math.max(...stops), 'ms', 300),
  ]
}

async function timeOfStop({ assistant, actor }: Setup, ollama: FakeOllama): Promise<number> {
  const controller = new AbortController()
  const hungUp = ollama.hangUp()
  const chats = ollama.chats.length
  const running = (async () => {
    for await (const _ of assistant.ask({ actor, message: 'Tell me, please', signal: controller.signal }));
  })()
  while (ollama.chats.length === chats) await new Promise((resolve) => setTimeout(resolve, 2))
  const started = performance.now()
  controller.abort()
  await hungUp
  const took = performance.now() - started
  await running
  return took
}

const figure = (name: string, value: number, unit: AgentFigure['unit'], limit: number): AgentFigure => ({
  name,
  value: Math.round(value * 100) / 100,
  unit,
  limit,
  ok: value <= limit,
})

/** All figures of the assistant; `quick` for a glance. */
export async function benchAgent(quick = false): Promise<AgentFigure[]> {
  const setup = await setUp()
  try {
    return [...(await plannerFigures(setup, quick ? 40 : 200)), ...(await modelFigures(setup, quick ? 3 : 9))]
  } finally {
    await setup.close()
  }
}

if (process.argv[1]?.endsWith('agent.ts')) {
  for (const { name, value, unit, limit, ok } of await benchAgent(process.argv.includes('--quick')))
    console.log(`${ok ? 'ok  ' : 'SLOW'} ${name}: ${value} ${unit} (at most ${limit})`)
}

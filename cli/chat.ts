// `staffalloc chat`: the assistant of the page in a terminal, with tables and approvals.
import { createInterface } from 'node:readline'
import type { Assistant } from '../agent/assistant.js'
import type { AssistantEvent, Decision } from '../agent/assistant-events.js'
import { lazyAssistant } from '../app/create-assistant.js'
import type { Actor } from '../services/actor.js'
import { changeLines } from './print-changes.js'
import { tableLines } from './print-table.js'
import { describeFailure } from './report-failure.js'
import { print, withApplication } from './with-application.js'

interface Options {
  json?: boolean
  yes?: boolean
  as?: string
  thread?: string
}

type Card = Extract<AssistantEvent, { type: 'approval' }>

/** Asks the question given, or reads one a line until the input ends or `exit`. */
export async function chat(question: string | undefined, options: Options): Promise<void> {
  await withApplication(async (application) => {
    const lazy = lazyAssistant(application, (error, about) =>
      process.stderr.write(`${JSON.stringify(about)} ${describeFailure(error)}\n`),
    )
    const lines = createInterface({ input: process.stdin, output: process.stdin.isTTY ? process.stdout : undefined })
    // Taken at once: lines that come before somebody listens are lost.
    const input = lines[Symbol.asyncIterator]()
    try {
      const actor = await application.actor(options.as)
      await converse(new Conversation(await lazy.get(), actor, options), lines, input, question)
    } finally {
      lines.close()
      await lazy.close()
    }
  })
}

async function converse(
  talk: Conversation,
  lines: ReturnType<typeof createInterface>,
  input: AsyncIterator<string>,
  question?: string,
): Promise<void> {
  const prompt = (text: string) => {
    if (process.stdin.isTTY && !talk.options.json) process.stdout.write(text)
  }
  // Ctrl+C stops the answer that is being made; without one it ends the program, as a signal of somebody else does.
  lines.on('SIGINT', () => talk.stop() || lines.close())
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.once(signal, () => {
      talk.stop()
      lines.close()
    })
  if (question !== undefined) await talk.say(question)
  for (;;) {
    if (talk.card === undefined && question !== undefined) return
    if (talk.card && talk.options.yes) {
      await talk.decide({ approve: true })
      continue
    }
    prompt(talk.card ? 'Apply? y(es), n(o) and why, or NUMBER=HOURS to correct a line: ' : '> ')
    const { value, done } = await input.next()
    const line = String(value ?? '').trim()
    if (done || (!talk.card && /^(exit|quit)$/i.test(line))) return talk.leave()
    if (talk.card) await talk.answerCard(line)
    else if (line) await talk.say(line)
  }
}

/** One conversation: what was said, the card that waits. */
class Conversation {
  card: Card | undefined
  #threadId: string | undefined
  #running: AbortController | undefined

  constructor(
    readonly assistant: Assistant,
    readonly actor: Actor,
    readonly options: Options,
  ) {
    this.#threadId = options.thread
  }

  /** True when an answer was being made. */
  stop(): boolean {
    this.#running?.abort()
    return this.#running !== undefined
  }

  async say(message: string): Promise<void> {
    await this.#show((signal) => this.assistant.ask({ actor: this.actor, message, threadId: this.#threadId, signal }))
  }

  async decide(decision: Omit<Decision, 'planId'>): Promise<void> {
    const { card, actor } = this
    const threadId = this.#threadId
    if (!card || !threadId) return
    const decisions = card.plans.map((plan) => ({ planId: plan.id, ...decision }))
    this.card = undefined
    const decided = await this.#show((signal) =>
      this.assistant.decide({ actor, threadId, approvalId: card.approvalId, decisions, signal }),
    )
    // A corrected value may be impossible: the card then waits on.
    if (!decided) this.card = card
  }

  /** "y", "n not yet", "2=72.5 3=0" (correct lines 2 and 3 and apply). */
  async answerCard(line: string): Promise<void> {
    const edits = [...line.matchAll(/(\d+)\s*=\s*(-?[\d.]+)/g)].map((m) => ({
      change: Number(m[1]) - 1,
      after: Number(m[2]),
    }))
    if (edits.length > 0) await this.decide({ approve: true, edits })
    else if (/^(y|yes|ok|apply)$/i.test(line)) await this.decide({ approve: true })
    else if (/^(n|no)\b/i.test(line))
      await this.decide({ approve: false, note: line.replace(/^(no|n)\b[\s,:]*/i, '') || undefined })
    else if (!this.options.json) print('Answer with y, n, or a correction such as 1=72.5.')
  }

  leave(): void {
    if (this.card && !this.options.json)
      print('The change was not applied; it waits in the conversation for ten minutes.')
  }

  /** Prints the events as they come. False when a fault came before the first one. */
  async #show(run: (signal: AbortSignal) => AsyncIterable<AssistantEvent>): Promise<boolean> {
    this.#running = new AbortController()
    try {
      for await (const event of run(this.#running.signal)) this.#print(event)
      return true
    } catch (error) {
      const { code, message, hint } = error as { code?: string; message: string; hint?: string }
      if (!code) throw error
      this.#print({ type: 'error', code, message, ...(hint ? { hint } : {}) })
      return false
    } finally {
      this.#running = undefined
    }
  }

  #print(event: AssistantEvent): void {
    if (event.type === 'approval') this.card = event
    if (event.type === 'done') this.#threadId = event.threadId
    if (this.options.json) print(JSON.stringify(event))
    else for (const line of eventLines(event)) print(line)
  }
}

/** What a person reads of an event. */
function eventLines(event: AssistantEvent): string[] {
  switch (event.type) {
    case 'answer':
      return [
        event.text,
        ...event.tables.flatMap((table) => ['', ...tableLines(table)]),
        ...(event.choices ?? []).map((choice) => `  - ${choice.message}`),
        '',
      ]
    case 'approval':
      return [event.text, '', ...event.plans.flatMap(changeLines), '']
    case 'error':
      return [[event.message, event.hint].filter(Boolean).join(' '), '']
    default:
      return []
  }
}

// Runs cases: each in a conversation of its own, on an organisation that no earlier case has touched.
import type { AskResult, Conversation, Desk, DeskOptions } from '../app/eval-desk.js'
import type { EvalCase } from './case-schema.js'
import type { LoadedFile } from './load-cases.js'
import { failuresOf } from './score.js'
import { differences } from './state.js'

export interface TurnResult extends AskResult {
  ask: string
  changes: ReturnType<typeof differences>
  failures: string[]
}

export interface CaseResult {
  id: string
  file: string
  tags: string[]
  known?: string
  /** True when every turn of every repetition is as expected. */
  passed: boolean
  /** One per repetition. */
  trials: { passed: boolean; turns: TurnResult[] }[]
  /** The turns of the first repetition that failed, else of the first. */
  turns: TurnResult[]
}

export interface RunOptions {
  dataset?: string
  assistant: string
  model: string
  repeat: number
  open: (options: DeskOptions) => Promise<Desk>
  onCase?: (result: CaseResult) => void
}

/** Runs every case of the files, `repeat` times each, one after the other. */
export async function runCases(files: LoadedFile[], options: RunOptions): Promise<CaseResult[]> {
  const results: CaseResult[] = []
  const desks = new FreshDesks(options.open)
  try {
    for (const file of files) {
      const desk = {
        dataset: options.dataset ?? file.dataset,
        now: file.now,
        assistant: options.assistant,
        model: options.model,
      }
      for (const one of file.cases) {
        const trials: CaseResult['trials'] = []
        for (let i = 0; i < options.repeat; i++) trials.push(await runTrial(one, file.actor, desk, desks))
        const result = {
          id: one.id,
          file: file.path,
          tags: one.tags,
          ...(one.known === undefined ? {} : { known: one.known }),
          passed: trials.every((trial) => trial.passed),
          trials,
          turns: (trials.find((trial) => !trial.passed) ?? trials[0])?.turns ?? [],
        }
        results.push(result)
        options.onCase?.(result)
      }
    }
    return results
  } finally {
    await desks.close()
  }
}

async function runTrial(
  one: EvalCase,
  actor: string,
  options: DeskOptions,
  desks: FreshDesks,
): Promise<CaseResult['trials'][number]> {
  let desk: Desk
  let conversation: Conversation
  try {
    desk = await desks.take(options)
    conversation = await desk.converse(actor)
  } catch (error) {
    return notAsked(one, error)
  }
  const turns: TurnResult[] = []
  for (const turn of one.turns) {
    const before = await desk.state()
    const result = await conversation.ask(turn.ask, turn.approve)
    const changes = differences(before, await desk.state())
    const failures = failuresOf(turn, { ...result, changes }, desk.spellings)
    turns.push({ ask: turn.ask, ...result, changes, failures })
  }
  // A desk that has seen a card may hold plans, change sets and hours that the next case must not meet.
  if (turns.some((turn) => turn.approvals.length > 0 || turn.changes.length > 0)) await desks.discard()
  return { passed: turns.every((turn) => turn.failures.length === 0), turns }
}

/** A workbook that cannot be imported, or an unknown actor, fails its cases, not the whole run. */
function notAsked(one: EvalCase, error: unknown): CaseResult['trials'][number] {
  const failures = [`cannot be asked: ${(error as Error).message}`]
  const nothing = { answer: '', tables: [], tools: [], approvals: [], changes: [], answeredBy: '', ms: 0 }
  const tokens = { inputTokens: 0, outputTokens: 0 }
  return {
    passed: false,
    turns: one.turns.slice(0, 1).map(({ ask }) => ({ ask, ...nothing, ...tokens, outcome: 'failed', failures })),
  }
}

/** Keeps one desk open as long as cases ask for the same organisation and leave it as it was. */
class FreshDesks {
  private desk: Desk | undefined
  private key = ''

  constructor(private readonly open: RunOptions['open']) {}

  async take(options: DeskOptions): Promise<Desk> {
    const key = JSON.stringify(options)
    if (this.desk && this.key === key) return this.desk
    await this.close()
    this.key = key
    this.desk = await this.open(options)
    return this.desk
  }

  async discard(): Promise<void> {
    await this.desk?.close()
    this.desk = undefined
  }

  close(): Promise<void> {
    return this.discard()
  }
}

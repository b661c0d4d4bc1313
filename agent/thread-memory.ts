// What a conversation keeps of each turn, and how later turns see it.
import type { CellChange } from '../services/change.js'
import type { StoredTurn } from '../services/threads.js'
import type { Answer, ToolUse } from './assistant-events.js'
import type { OpenCard } from './open-card.js'
import type { ThreadContext } from './planner/planner-types.js'

/** Turns (questions and answers) that a follow-up can lean on. */
export const REMEMBERED = 24

/** An assistant's turn as it is stored. A turn that ended with a card holds the card and, later, what became of it. */
export type AssistantTurn = Omit<Answer, 'tools'> & {
  tools: ToolUse[]
  approvalId?: string
  plans?: OpenCard['plans']
  card?: 'open' | 'applied' | 'rejected' | 'withdrawn' | 'replaced'
}

/** Stored turns as the planner reads them: each question with its calls, outputs and answer. */
export function threadContext(turns: readonly StoredTurn[]): ThreadContext {
  const context: ThreadContext = { turns: [] }
  for (const { author, content } of turns) {
    if (author === 'user') {
      context.turns.push({ text: String(content.text ?? ''), calls: [] })
      continue
    }
    const turn = context.turns.at(-1)
    if (!turn) continue
    const { tools = [], text, plans, card, changeSet } = content as Partial<AssistantTurn>
    for (const { name, input, output } of tools)
      turn.calls.push({ tool: name, input, ...(output === undefined ? {} : { output }) })
    if (text) turn.answer = text
    const cells = plans?.flatMap((plan) => plan.changes.filter((change) => change.kind === 'cell')) ?? []
    if (!plans || plans.length === 0) continue
    const waits = card === 'open' || card === 'withdrawn'
    const applied = card === 'applied'
    const more = { ...(waits ? { waits } : {}), ...(applied && changeSet ? { id: changeSet.id } : {}) }
    turn.change = { applied, ...more, cells: cells.map(asChanged) }
  }
  return context
}

const asChanged = ({ project, employee, month, before, after }: CellChange) => ({
  project,
  employee,
  month,
  before,
  after,
})

/** A turn as the page gets it: without the tools' full outputs. */
export function visibleTurn({ seq, author, createdAt, content }: StoredTurn): Record<string, unknown> {
  const tools = (content.tools as ToolUse[] | undefined)?.map(({ output: _output, ...use }) => use)
  return { seq, author, createdAt, ...content, ...(tools ? { tools } : {}) }
}

// A conversation as the page holds it: messages built up from the events of the stream. Pure; the element draws it.

import type { Answer, Approval, AssistantEvent, Choice, ToolUse } from '../../agent/assistant-events.js'
import type { Plan } from '../../services/change.js'
import type { AnswerFigure, AnswerTable } from '../../tools/answer.js'

export interface UserMessage {
  author: 'user'
  id: string
  text: string
}

export interface UsedTool {
  name: string
  input: Record<string, unknown>
  state: 'running' | 'done' | 'failed'
  /** Word of a long tool that runs, the sentence of a finished one. */
  note: string
  /** What it returned. */
  output?: unknown
}

export type CardState = 'open' | 'applied' | 'rejected' | 'withdrawn' | 'replaced' | 'deciding'

export interface AssistantMessage {
  author: 'assistant'
  id: string
  state: 'running' | 'done' | 'stopped' | 'failed'
  text: string
  tables: AnswerTable[]
  figures: AnswerFigure[]
  tools: UsedTool[]
  choices: Choice[]
  answeredBy: string
  outcome?: Answer['outcome']
  changeSet?: Answer['changeSet']
  /** The change set was taken back from here. */
  takenBack?: boolean
  ungrounded: NonNullable<Answer['ungrounded']>
  notes: string[]
  error: string
  card?: { approvalId: string; plans: Plan[]; expiresAt: string; text: string; state: CardState }
}

export type Message = UserMessage | AssistantMessage

/** An answer that has not begun yet. */
export function emptyAnswer(id: string): AssistantMessage {
  return {
    author: 'assistant',
    id,
    state: 'running',
    text: '',
    tables: [],
    figures: [],
    tools: [],
    choices: [],
    answeredBy: '',
    ungrounded: [],
    notes: [],
    error: '',
  }
}

/** The message after one more event of its stream. */
export function withEvent(message: AssistantMessage, event: AssistantEvent): AssistantMessage {
  switch (event.type) {
    case 'token':
      return { ...message, text: message.text + event.text }
    case 'tool_start':
      return {
        ...message,
        tools: [...message.tools, { name: event.name, input: event.input, state: 'running', note: '' }],
      }
    case 'tool_progress':
      return { ...message, tools: lastOf(message.tools, event.name, { note: event.message }) }
    case 'tool_end':
      return {
        ...message,
        tools: lastOf(message.tools, event.name, {
          state: event.failed ? 'failed' : 'done',
          note: event.failed ? messageOf(event.data) : '',
          output: event.data,
        }),
      }
    case 'approval':
      return withCard(message, event)
    case 'answer':
      return withAnswer(message, event)
    case 'error':
      return { ...message, state: 'failed', error: event.hint ? `${event.message} ${event.hint}` : event.message }
    case 'done':
      return message.state === 'running' ? { ...message, state: 'done' } : message
  }
}

function lastOf(tools: UsedTool[], name: string, change: Partial<UsedTool>): UsedTool[] {
  const at = tools.findLastIndex((tool) => tool.name === name && tool.state === 'running')
  return at < 0 ? tools : tools.with(at, { ...tools[at]!, ...change })
}

function messageOf(data: unknown): string {
  const message = (data as { message?: unknown } | null | undefined)?.message
  return typeof message === 'string' ? message : ''
}

function withCard(message: AssistantMessage, approval: Approval): AssistantMessage {
  const { approvalId, plans, expiresAt, text } = approval
  return { ...message, card: { approvalId, plans, expiresAt, text, state: 'open' } }
}

function withAnswer(message: AssistantMessage, answer: Answer): AssistantMessage {
  return {
    ...message,
    text: answer.text,
    tables: answer.tables ?? [],
    figures: answer.figures ?? [],
    tools: message.tools.length
      ? message.tools
      : (answer.tools ?? []).map((tool) => ({ ...tool, state: 'done', note: '' })),
    choices: answer.choices ?? [],
    answeredBy: answer.answeredBy,
    outcome: answer.outcome,
    changeSet: answer.changeSet,
    ungrounded: answer.ungrounded ?? [],
    // What the text says already is not said again.
    notes: (answer.notes ?? []).filter((note) => !answer.text.includes(note)),
  }
}

/** A stored turn, as the thread's address answers it. */
export interface ThreadTurn {
  seq: number
  author: 'user' | 'assistant'
  text?: string
  tools?: ToolUse[]
  card?: CardState
  approvalId?: string
  plans?: Plan[]
  [key: string]: unknown
}

/** The messages of a stored conversation. `open` is the card that still waits. */
export function fromTurns(turns: ThreadTurn[], open: Approval | null): Message[] {
  return turns.map((turn): Message => {
    const id = `turn-${turn.seq}`
    if (turn.author === 'user') return { author: 'user', id, text: turn.text ?? '' }
    const answer = withAnswer({ ...emptyAnswer(id), state: 'done' }, turn as unknown as Answer)
    const tools = (turn.tools ?? []).map(
      (tool): UsedTool => ({
        name: tool.name,
        input: tool.input,
        state: tool.failed ? 'failed' : 'done',
        note: tool.say ?? '',
        output: tool.output,
      }),
    )
    if (!turn.approvalId) return { ...answer, text: turn.text ?? '', tools }
    const waits = open?.approvalId === turn.approvalId
    return {
      ...answer,
      tools,
      text: '',
      card: {
        approvalId: turn.approvalId,
        plans: (waits ? open?.plans : turn.plans) ?? [],
        expiresAt: open?.expiresAt ?? '',
        text: (waits ? open?.text : turn.text) ?? '',
        state: stateOf(turn, open),
      },
    }
  })
}

/** How the card of that approval stands in a stored conversation; `open` is the one that still waits. */
export function cardOf(turns: ThreadTurn[], approvalId: string, open: Approval | null): CardState {
  const turn = turns.find((at) => at.approvalId === approvalId)
  return turn ? stateOf(turn, open) : 'replaced'
}

function stateOf({ approvalId, card }: ThreadTurn, open: Approval | null): CardState {
  if (open?.approvalId === approvalId) return 'open'
  return card === 'open' || !card ? 'withdrawn' : card
}

export interface Segment {
  text: string
  /** Grid cells that this figure was summed from. */
  cells?: { assignmentId: string; month: string }[]
  /** No tool output holds this number. */
  doubtful?: boolean
}

/** Cuts an answer's text into plain words, figures that link to cells, and numbers nobody vouches for. */
export function segmentsOf(
  text: string,
  figures: AnswerFigure[],
  ungrounded: { start: number; end: number }[],
): Segment[] {
  const marks: (Segment & { start: number; end: number })[] = ungrounded.map(({ start, end }) => ({
    start,
    end,
    text: text.slice(start, end),
    doubtful: true,
  }))
  let from = 0
  for (const figure of figures) {
    const start = text.indexOf(figure.text, from)
    if (start < 0 || !figure.text || !figure.cells.length) continue
    marks.push({ start, end: start + figure.text.length, text: figure.text, cells: figure.cells })
    from = start + figure.text.length
  }
  marks.sort((a, b) => a.start - b.start)
  const segments: Segment[] = []
  let at = 0
  for (const { start, end, ...mark } of marks) {
    if (start < at) continue
    if (start > at) segments.push({ text: text.slice(at, start) })
    segments.push(mark)
    at = end
  }
  if (at < text.length) segments.push({ text: text.slice(at) })
  return segments
}

/** The lines of an answer's text. A numbered one, an option say, is hung under its number by the page. */
export function linesOf(segments: Segment[]): { numbered: boolean; segments: Segment[] }[] {
  const lines: Segment[][] = [[]]
  for (const segment of segments)
    for (const [i, part] of segment.text.split('\n').entries()) {
      if (i > 0) lines.push([])
      if (part) lines.at(-1)!.push({ ...segment, text: part })
    }
  return lines.map((line) => ({ numbered: /^\d{1,3}\. /.test(line[0]?.text ?? ''), segments: line }))
}

import type { Ungrounded } from './assistant-events.js'
import { findUngrounded } from './grounding.js'
import { gatherFacts } from './grounding-facts.js'
import type { Run } from './run.js'
import type { AssistantTurn } from './thread-memory.js'

export interface CheckedWords {
  text: string
  /** Positions are those of `text`. */
  ungrounded: Ungrounded[]
  note?: string
}

/**
 * Holds a model's words against what tools returned in this conversation and what was asked. Strict: where something
 * is left over, the tools' own sentences take the words' place.
 */
export function checkWords(run: Run, text: string, strict: boolean): CheckedWords {
  if (!run.answerer.ownWords || run.modelFailure || !text) return { text, ungrounded: [] }
  const former = run.former.flatMap(({ content }) => (content as Partial<AssistantTurn>).tools ?? [])
  const tools = [...former, ...run.tools]
  const questions = run.former.filter((t) => t.author === 'user').map((t) => String(t.content.text))
  const texts = [run.question, run.context.today, run.actor.name, run.decided ?? '', ...questions]
  const facts = gatherFacts(
    [...texts, ...tools.map((t) => t.say)],
    [...tools.map((t) => t.output), ...run.tables.map((t) => t.rows)],
    run.names,
  )
  const ungrounded = findUngrounded(text, facts)
  if (!strict || ungrounded.length === 0) return { text, ungrounded }
  const said = [...new Set(run.tools.filter((t) => !t.failed).map((t) => t.say))].join('\n\n')
  return {
    text: said,
    ungrounded: [],
    note: 'The model said things that no tool returned, so its words are not shown.',
  }
}

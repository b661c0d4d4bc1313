import type { PlannerRequest, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { Token } from '../reading/tokenise.js'
import { aboutOption, chosenPart } from './about-options.js'
import { afterAll, sameCard, whatChanged } from './after-all.js'
import { chosenOption } from './choose-option.js'
import { partOfChange } from './part-of-change.js'
import type { ThreadMemory } from './thread-memory.js'

/** What a message says to the change or the options before it; null where it is a request of its own. */
export const decided = (clause: Clause, planning: Planning): ToolCall[] | null =>
  planning.request.context.turns.length === 0
    ? null
    : (partOfChange(clause, planning) ??
      afterAll(clause, planning) ??
      aboutOption(clause, planning) ??
      whatChanged(clause, planning))

/** The calls of a card or an option that a message takes, whole or in part; null where it takes none. */
export const chosenAtOnce = (
  { text, context }: PlannerRequest,
  tokens: Token[],
  memory: ThreadMemory,
): ToolCall[] | null => sameCard(tokens, context) ?? chosenPart(text, memory) ?? chosenOption(tokens, memory)

/** "what can I do" right after a conflict asks for its ways out, not for help. */
export const asksWayOut = (tokens: Token[], { last }: ThreadMemory): boolean =>
  last.some((c) => c.tool === 'find_conflicts') &&
  /^what (can|could|should) (i|we|you) do\b/.test(tokens.map((t) => t.norm).join(' '))

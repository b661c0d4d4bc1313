import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { type Clause, unexplained } from '../reading/clause.js'

const WORDS = [
  'why',
  'not',
  'explainWord',
  'about',
  'recommend',
  'that',
  'free',
  'how',
  'what',
  'top',
  'option',
  'choose',
  'pastTense',
  'show',
  'search',
]

const ASKS_WHY =
  /^((and|but|so|ok|then) )*(why|how come|what (speaks|is|s|would speak|is there) (against|wrong with)|whats (wrong with|against)|what (about|keeps)|what do you have against)\b/

/** "Why not Lee?" after a list of candidates: the same request with that person explained. */
export function explainCandidate(clause: Clause, planning: Planning): ToolCall[] | null {
  const last = [...planning.memory.last].reverse().find((c) => c.tool === 'recommend_candidates')
  if (!last || clause.people.length !== 1) return null
  if (
    !clause.has('why', 'about') &&
    !ASKS_WHY.test(clause.plain) &&
    !clause.says('explain', 'reason', 'reasons', 'not')
  )
    return null
  if (!clause.has('why') && !ASKS_WHY.test(clause.plain) && clause.says('without', 'except')) return null
  if (unexplained(clause, { words: WORDS, kinds: ['words', 'person', 'project', 'role'] }).length > 0) return null
  const { explain: _before, ...input } = last.input as Record<string, unknown>
  return [{ tool: 'recommend_candidates', input: { ...input, explain: planning.person(clause.people[0]!) } }]
}

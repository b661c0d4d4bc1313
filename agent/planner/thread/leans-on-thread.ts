// Does a message lean on the one before it, or stand on its own feet?
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'
import { EDGES } from './about-shown.js'
import { isComparison } from './follow-up-question.js'
import { WRITE_TOOLS } from './thread-memory.js'

/** Words of a request that stands on its own feet; without one of them a message leans on the one before. */
const HEADS = [
  'show',
  'count',
  'who',
  'what',
  'which',
  'how',
  'where',
  'why',
  'forecast',
  'recommend',
  'resolve',
  'export',
  'report',
  'overbooked',
  'conflict',
  'overrun',
  'budget',
  'status',
  'search',
  'undo',
  'balance',
  'move',
  'replace',
  'copy',
  'distribute',
  'shift',
  'clear',
  'staff',
  'work',
  'need',
  'make',
  'hoursNoun',
  'whoModal',
  'give',
]

/** Does the message lean on the one before it ("and in December?", "only the seniors")? */
export function leansOnThread(clause: Clause, planning: Planning): boolean {
  if (planning.memory.last.length === 0) return false
  const first = clause.items.find((i) => !isWords(i, 'filler') || isWords(i, 'about', 'only', 'same', 'instead', 'and'))
  const cue = isWords(first, 'about', 'same', 'only', 'instead', 'without', 'no') || clause.has('same', 'instead')
  const heads = clause.items.filter(
    (i) =>
      isWords(i, ...HEADS) &&
      !isWords(i, 'filler', 'about', 'only', 'same', 'instead', 'and', 'sort', 'top', 'byProject') &&
      !(isWords(i, 'free') && clause.people.length + clause.projects.length + clause.amounts.length === 0) &&
      i.text.toLowerCase() !== 'as',
  )
  if (EDGES.test(clause.plain)) return false
  if (isBareCount(clause) || asksOfProject(clause, planning)) return true
  if (clause.says('of them', 'of those', 'of these', 'among them', 'out of these', 'of the list')) return true
  if (clause.items.some((i) => isWords(i, 'show') && /\b(it|that|this|them)\b/i.test(i.text))) return true
  if (isBareComparison(clause) || showsOthers(clause, planning)) return true
  if (cue) return !clause.has('who', 'which', 'count') || clause.has('same')
  if (isWholeChange(clause)) return false
  if (movesThemAgain(clause, planning)) return true
  if (heads.length === 0) return true
  return isCorrection(clause, planning)
}

/** "versus Grace?", "is that more than Drew's?": nothing of its own but the other one. */
const isBareComparison = (clause: Clause): boolean =>
  isComparison(clause) &&
  clause.periods.length + clause.amounts.length + clause.projects.length === 0 &&
  clause.items.every(
    (i) =>
      i.kind === 'person' ||
      isWords(i, 'filler', 'that', 'than', 'above', 'below', 'show', 'with', 'and', 'to', 'how', 'about'),
  )

/** "then show the mid-levels" after a list of others: the same list of these. */
const showsOthers = (clause: Clause, planning: Planning): boolean =>
  /^(and|then|now|also|ok|next)\b/.test(clause.plain) &&
  planning.memory.last.at(-1)?.tool === 'find_employees' &&
  clause.roles.length + clause.lcats.length > 0 &&
  clause.items.every(
    (i) =>
      i.kind === 'role' || i.kind === 'lcat' || isWords(i, 'filler', 'show', 'and', 'also', 'lcatNoun', 'roleNoun'),
  ) &&
  !/\b(all|every|everyone|everybody)\b/.test(clause.plain)

/** "who has less than 50 %?", "who has time?" right after the people of a project, or after named ones: of these. */
function asksOfProject(clause: Clause, planning: Planning): boolean {
  const last = planning.memory.last.at(-1)
  const input = (last?.input ?? {}) as Record<string, unknown>
  const several = (names: unknown) => Array.isArray(names) && names.length > 1
  const listed =
    (last?.tool === 'query_allocations' &&
      input.groupBy === 'employee' &&
      (several(input.employees) || (input.projects as unknown[] | undefined)?.length === 1)) ||
    (last?.tool === 'find_employees' && input.from !== undefined)
  const limits =
    clause.comparisons.length + clause.skills.length === 1 || clause.has('free', 'idle', 'bench', 'full', 'partly')
  return (
    listed &&
    limits &&
    clause.items.every(
      (i) =>
        i.kind === 'comparison' ||
        i.kind === 'skill' ||
        isWords(
          i,
          'filler',
          'who',
          'which',
          'that',
          'fteWord',
          'loadWord',
          'free',
          'idle',
          'bench',
          'full',
          'partly',
          'skillNoun',
        ),
    ) &&
    !/\b(all|every|everyone|everybody|anyone|anybody|else|firm|company|overall)\b/.test(clause.plain)
  )
}

/** "just the count", "how many is that?": the last answer again, which says how many. */
const isBareCount = (clause: Clause): boolean =>
  clause.has('count') &&
  clause.items.every((i) => isWords(i, 'filler', 'count', 'only', 'that', 'people', 'and', 'of', 'show'))

/** "move them to June", "give it to Ann" after a move: the same hours, to somebody or somewhere else. */
export const movesThemAgain = (clause: Clause, { memory }: Planning): boolean =>
  clause.has('move', 'give') &&
  clause.amounts.length === 0 &&
  /\b(them|it|that|those)\b/.test(clause.plain) &&
  memory.last.some((c) => WRITE_TOOLS.has(c.tool)) &&
  memory.lastChange.some((c) => c.tool === 'move_hours')

/** "set Jane to 80 hours on Alpha in May" says everything: it is never the question before, asked of somebody else. */
function isWholeChange(clause: Clause): boolean {
  return clause.has('set', 'add', 'subtract') && clause.people.length > 0 && clause.amounts.length > 0
}

/** "make it 60", "increase it by 20": a new amount for the last change. */
function isCorrection(clause: Clause, planning: Planning): boolean {
  return (
    clause.people.length === 0 &&
    clause.projects.length === 0 &&
    clause.amounts.length > 0 &&
    clause.has('set', 'add', 'subtract', 'make') &&
    !clause.has('free', 'who') &&
    planning.memory.last.some((c) => WRITE_TOOLS.has(c.tool))
  )
}

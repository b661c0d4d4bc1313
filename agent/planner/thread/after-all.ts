// "do it after all", "redo that", "undo both": a change taken back or never approved made again, several taken back at once.
import { ask, refuse } from '../outcomes.js'
import type { ChangedCell, ThreadContext, ThreadTurn, ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { monthNumber, monthTitle } from '../reading/month-arithmetic.js'
import type { Token } from '../reading/tokenise.js'
import { stripTalk } from '../words/deciding-words.js'
import { isApart, restored } from './part-of-change.js'
import { standing, WRITE_TOOLS } from './thread-memory.js'

const WHAT = '( it| that| this| them| the change| the changes| these| those)*'
const AFTER_ALL = new RegExp(
  `^(${['do', 'make', 'apply', 'book', 'keep', 'take', 'go ahead with', 'go with', 'go ahead', 'proceed with', 'proceed', 'approve', 'plan', 'leave', 'want', 'put', 'set'].join('|')})${WHAT}( (back|in))? (after all|anyway|anyways|nonetheless|nevertheless|all the same|regardless)$` +
    `|^(redo|re do|reapply|re apply|reinstate|do over)${WHAT}$|^(do|apply|make)${WHAT} again$|^(undo|revert|reverse) the undo$|^(after all|anyway) (do|apply|book)${WHAT}$|^it was (right|correct|fine)( after all)?$`,
)
const AGAIN_SO =
  /^((no|yes|ok|okay|well|actually|so|then|please|but) |, )*(do|put|book|give|set|move|staff|make|take|apply|assign|use)\b[^?]* after all\W*$/
/** Said to a change that was taken back or never approved. */
const DO_IT = new RegExp(
  `^(do|apply|book|make|approve|go ahead|go ahead with|proceed|proceed with|plan)${WHAT}( (now|then))*$`,
)
const SEVERAL =
  /^(undo|revert|reverse|take back|roll back|cancel|scrap|withdraw|put back|reset)( (them|those|these|it|that))?( (all|both))?( (the|my|of|last|these|those|two|three|four|2|3|4|all|both|everything|changes|them|that|it|this|changes|i did|we did|you did|from today|just now|today|steps))*$|^(take|put|roll|set|change|bring) (them|everything|it|that|all|both|these|those|all of (it|that|them|this)|both of them)( all| both)? back$|^put everything back( (the way|as|like|to how|to what) it was( before)?)?$/
const ALL = /\b(all|everything)\b/

/** The calls of a message that makes a change stand after all, or takes several back. Null where it says something else. */
export function afterAll(clause: Clause, planning: Planning): ToolCall[] | null {
  if (clause.periods.length + clause.comparisons.length > 0) return null
  // "put him on after all"
  if (AGAIN_SO.test(clause.plain) && clause.amounts.length === 0 && planning.memory.undone)
    return madeAgain(planning.request.context.turns, planning)
  if (clause.entities.length > 0) return null
  const plain = clause.plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  const said = stripTalk(plain)
  const turns = planning.request.context.turns
  if (
    /\b(after all|anyway|anyways|nonetheless|nevertheless|all the same|regardless|again|re ?do|undo|re ?apply|reinstate|do over|correct|right|fine)\b/.test(
      plain,
    )
  ) {
    const again = plain
      .replace(
        /^((no|yes|ok|okay|well|actually|hm+|so|then|please|sorry|and|but|on second thoughts?|let s|lets|let us|we should|we will|i want to|i d like to|can you|could you|you can) )+/,
        '',
      )
      .replace(/ (then|please)$/, '')
    if (AFTER_ALL.test(again)) return madeAgain(turns, planning)
  }
  if (STEP_BACK.test(said) || STEP_BACK.test(plain)) return stepBack(planning)
  if (OTHER_WAY.test(said)) return otherWay(planning)
  const waited =
    planning.memory.lastCells?.applied === false && planning.memory.last.some((c) => WRITE_TOOLS.has(c.tool))
  if (waited && DO_IT.test(said)) return madeAgain(turns, planning)
  if (SEVERAL.test(said) && /\b(all|both|everything|two|three|four|2|3|4|changes|them|those|these)\b/.test(said))
    return allBack(said, turns, planning)
  return null
}

const WHAT_CHANGED =
  /^(what|which|show|list|summari[sz]e|give|tell)( me| us)?( (what|which|exactly|all|a summary of|the|my|our|your|last|changes?))*( (did|have|has|had|was|were|is|are|been))?( (you|we|i))?( (just|now|actually|been|already))*( (change|changed|changes|do|done|made|make|applied|so far|today|here|in this (chat|conversation)|exactly|for me|again))+$/
const MOST_TOLD = 8

/** "what did you change?": the changes of this conversation that stand, told. Null where that is not asked. */
export function whatChanged(clause: Clause, planning: Planning): null {
  const said = stripTalk(clause.plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
  if (clause.entities.length + clause.periods.length + clause.amounts.length > 0) return null
  if (!/\b(changed?|changes|did you (just )?do|have you done)\b/.test(said) || !WHAT_CHANGED.test(said)) return null
  const cells = standing(planning.request.context.turns).flatMap((t) => t.change!.cells)
  if (cells.length === 0) return null
  const told = cells
    .slice(0, MOST_TOLD)
    .map((c) => `${c.employee} on ${c.project}, ${monthTitle(monthNumber(c.month))}: ${c.before} → ${c.after} h`)
  const more = cells.length > MOST_TOLD ? ` and ${cells.length - MOST_TOLD} more` : ''
  return refuse(
    `Changed in this conversation, newest first: ${told.join('; ')}${more}. All changes of yours: /history.`,
    ['Undo my last change'],
  )
}

const ASSENT =
  /^(?:(?:yes|yep|yeah|ok|okay|sure|fine|good|great|perfect|right|correct|looks|sounds|is|all|very|approve|approved|confirm|confirmed|do|it|that|thats|this|go|ahead|apply|proceed|please|agreed|agree|accept|accepted|works|for|me|lgtm|then|the|change|changes|i|book|make|save|to)(?: |$))+$/

/** "yes", "looks good, do it" typed beside a card that waits: the same card again, for the decision is made on it. */
export function sameCard(tokens: readonly Token[], { turns }: ThreadContext): ToolCall[] | undefined {
  const last = turns.at(-1)
  if (!last?.change?.waits || tokens.length > 8 || tokens.at(-1)?.norm === '?') return undefined
  const said = tokens
    .filter((t) => /[\p{L}\p{N}]/u.test(t.norm))
    .map((t) => t.norm)
    .join(' ')
  const writes = last.calls.filter((c) => WRITE_TOOLS.has(c.tool))
  return ASSENT.test(said) && writes.length > 0 ? last.calls.map(({ tool, input }) => ({ tool, input })) : undefined
}

/** Another step back, behind one. */
const STEP_BACK =
  /^(undo|undo again|again|(undo )?(one|another)( one| step)?( more)?|(undo )?(also )?the (one|change) before( that| it| this)?( (too|also|as well))?|(go )?(one|another) (more )?step back|go back (one|another)( more)?( step)?|once more|undo once more|undo more)$/

/** "undo" once more right after an undo: the change before it, as long as one stands. */
function stepBack({ request, memory }: Planning): ToolCall[] | null {
  const before = standing(request.context.turns)[0]
  const undid = memory.last.length > 0 && memory.last.every((c) => c.tool === 'undo_change')
  const steps = request.context.turns.filter((t) => t.calls.length > 0).slice(-2)
  if (undid && !before && steps.length === 2 && steps.every((t) => t.calls.every((c) => c.tool === 'undo_change')))
    refuse('Everything that was changed in this conversation is taken back. "Redo" brings the last of it back.')
  if (!undid || !before?.change?.id) return null
  return [{ tool: 'undo_change', input: { changeSetId: before.change.id } }]
}

const OTHER_WAY =
  /^(do it |make it |i meant |i mean |it should be |should be |it is |its )?(the |exactly the )?(other|opposite|wrong) way (round|around|about)$|^(do )?(the )?(opposite|vice versa|reverse direction|opposite direction|other direction)$|^(swap|switch|exchange|reverse) (them|the two|those|the names|the people|these)( round| around)?$/

/** "the other way round": who gave takes, where from is where to. Null where the last change has no two ends. */
function otherWay({ memory }: Planning): ToolCall[] | null {
  const { last, lastChange, lastCells } = memory
  const [change] = lastChange.filter((c) => c.tool !== 'staff_employee')
  if (!change || lastChange.length > 1 || !last.some((c) => WRITE_TOOLS.has(c.tool))) return null
  const turned = turnedRound(change)
  if (!turned) return null
  return lastCells?.applied ? [{ tool: 'undo_change', input: {} }, turned] : [turned]
}

function turnedRound({ tool, input }: ToolCall): ToolCall | undefined {
  const fields = input as Record<string, unknown>
  if (tool === 'change_plan' && fields.operation === 'replace' && (fields.employees as string[])?.length === 1)
    return {
      tool,
      input: { ...fields, employees: [fields.replacement], replacement: (fields.employees as string[])[0] },
    }
  const ends = [
    ['employee', 'toEmployee'],
    ['project', 'toProject'],
    ['month', 'toMonth'],
  ].filter(([, to]) => fields[to!] !== undefined)
  if (tool !== 'move_hours' || ends.length !== 1) return undefined
  const [from, to] = ends[0] as [string, string]
  return { tool, input: { ...fields, [from]: fields[to], [to]: fields[from] } }
}

/** The change that was taken back or never approved. */
function madeAgain(turns: readonly ThreadTurn[], planning: Planning): ToolCall[] | null {
  const { last, lastChange, lastCells, undone } = planning.memory
  if (undone && last.some((c) => c.tool === 'undo_change')) return [{ tool: 'undo_change', input: {} }]
  const at = turns.findLastIndex((t) => t.calls.length > 0)
  const waited =
    lastChange.length > 0 && turns[at]?.calls.some((c) => WRITE_TOOLS.has(c.tool)) && turns.length - at <= 3
  if (waited && lastCells?.applied === false) return lastChange.map(({ tool, input }) => ({ tool, input }))
  if (waited && lastCells?.applied) refuse('That is done already. Nothing more was changed.')
  return null
}

/** "undo both", "undo all of it": the last two changes of the conversation, or all of them, taken back by one card. */
function allBack(said: string, turns: readonly ThreadTurn[], planning: Planning): ToolCall[] | null {
  const stands = standing(turns)
  const { lastChange, undone } = planning.memory
  if (stands.length === 0)
    return /\ball of (it|that|this|them)\b|\bit all\b/.test(said) && lastChange.length > 0 && !undone
      ? [{ tool: 'undo_change', input: {} }]
      : null
  const number = { both: 2, two: 2, '2': 2, three: 3, '3': 3, four: 4, '4': 4 }[
    /\b(both|two|three|four|[234])\b/.exec(said)?.[0] ?? ''
  ]
  // "undo them" after one change of several hours.
  const { change } = stands[0]!
  const ofOne = (number ?? 2) === change!.cells.length && stands.length < (number ?? 2)
  const count = ALL.test(said) && number === undefined ? stands.length : (number ?? 1)
  if (ofOne || count === 1 || stands.length === 1) return [{ tool: 'undo_change', input: {} }]
  const taken = stands.slice(0, count)
  if (taken.length < count || !taken.every((t) => t.calls.every((c) => isApart(c) || c.tool === 'move_hours')))
    ask('I take back one change at a time. Every change of yours can be taken back on the History page: /history.', [
      { label: 'Undo my last change', message: 'Undo my last change' },
    ])
  if (taken.some((t) => t.calls.some((c) => c.tool === 'staff_employee'))) return null
  // Newest first: the oldest value of each is what stood before all of them.
  const before = new Map<string, ChangedCell>()
  for (const cell of taken.flatMap((t) => t.change!.cells))
    before.set([cell.project, cell.employee, cell.month].join('|'), cell)
  return [restored([...before.values()])]
}

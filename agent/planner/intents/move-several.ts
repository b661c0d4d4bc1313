import { ask } from '../outcomes.js'
import type { ToolCall } from '../planner-types.js'
import type { Planning } from '../planning.js'
import { Clause } from '../reading/clause.js'
import { type AmountItem, type EntityItem, type Item, isWords } from '../reading/items.js'
import { SHARES } from '../words/share-words.js'
import { type Intent, isCommand } from './intent.js'
import { moveHours } from './move-hours.js'
import { isList } from './move-wordings.js'

/** Hours that several people give to one, one gives to several, or several take along to another project or month. */
export const moveSeveral: Intent = {
  name: 'move several',
  title: 'Moving hours of several people',
  writes: true,
  shares: 'several',
  accepts: { ...moveHours.accepts, words: [...moveHours.accepts.words, 'distribute', 'evenly', 'per'] },
  when: (clause) => isCommand(clause) && !clause.has('same', 'without', 'copy') && manyOf(clause) !== undefined,
  plan: (clause, planning) => {
    const { many, isGiving } = manyOf(clause)!
    const parts = clause.items.filter(isPart)
    if (parts.length > 1 && parts.length !== many.length) return null
    const [only] = parts
    const hands = clause.people.length > many.length
    if (
      hands &&
      parts.length === 1 &&
      only?.kind === 'amount' &&
      shareOf(only) === undefined &&
      !EACH.test(clause.plain)
    )
      askWhetherEach(only, many.length, planning)
    if (parts.length === 0 && !isGiving) askWhetherEqual(clause, many, planning)
    const equal = parts.length === 0 && !isGiving ? 1 / many.length : undefined
    let left = 1
    const calls = many.map((person, k): ToolCall[] | null => {
      const part = parts.length === 1 ? only : parts[k]
      const share = equal ?? shareOf(part)
      const items = clause.items.flatMap((i): Item[] => {
        if (i !== person && many.includes(i as EntityItem)) return []
        if (!isPart(i)) return isWords(i, 'per') ? [] : [i]
        return i !== part || isRest(i) ? [] : [share === undefined ? i : oneHour(i)]
      })
      if (equal) items.push(oneHour(person))
      items.push(MOVE)
      const alone = new Clause(clause.text, items, clause.words, clause.offset)
      const moves = moveHours.when(alone, planning) ? moveHours.plan(alone, planning) : null
      if (share === undefined || !moves) return moves
      // One after the other of what is left: a third, then a half of the rest, then all.
      const ofRest = isGiving ? share : share / left
      left -= isGiving ? 0 : share
      return ofRest > 1.001 ? null : moves.map((call) => withShare(call, ofRest))
    })
    return calls.some((c) => c === null) ? null : calls.flatMap((c) => c!)
  },
  examples: [
    {
      ask: 'Take 10 hours each from Jane Doe and Sarah Jones on Beta in November and give them to Bob Ode',
      calls: ['Jane Doe', 'Sarah Jones'].map((employee) => ({
        tool: 'move_hours',
        input: { employee, project: 'Project Beta', month: '2026-11', hours: 10, toEmployee: 'Bob Ode' },
      })),
    },
    {
      ask: "Move 20 of Jane Doe's Beta hours in November to Bob Ode and the rest to Will Carter",
      calls: [
        {
          tool: 'move_hours',
          input: { employee: 'Jane Doe', project: 'Project Beta', month: '2026-11', hours: 20, toEmployee: 'Bob Ode' },
        },
        {
          tool: 'move_hours',
          input: { employee: 'Jane Doe', project: 'Project Beta', month: '2026-11', toEmployee: 'Will Carter' },
        },
      ],
    },
  ],
}

const EACH = /\b(each|apiece|every one|both)\b/
const VERBS = ['move', 'give', 'subtract', 'clear', 'distribute', 'replace', 'shift'] as const

/** The people whose hours move one by one: the givers, the takers, or those who take their hours along. */
function manyOf(clause: Clause): { many: EntityItem[]; isGiving: boolean } | undefined {
  const { people } = clause
  if (people.length < 2 || clause.projects.length > 2 || clause.amounts.some((a) => a.prep === 'to')) return undefined
  const takers = people.filter((p) => p.prep === 'to')
  const givers = people.filter((p) => p.possessive || /^(from|off|of)$/.test(p.prep))
  const others = people.filter((p) => !takers.includes(p) && !givers.includes(p))
  const moves = clause.has(...VERBS) || takers.length > 0
  if (!moves) return undefined
  if (takers.length + givers.length > 0 && people.length > 2 && clause.projects.length < 2) {
    const take = givers.length === 0 ? takers : takers.length === 0 ? others : [...takers, ...others]
    const give = takers.length === 0 ? givers : givers.length === 0 ? others : givers
    if (givers.length > 0 && takers.length > 0 && others.length > 0) return undefined
    if (give.length === 1 && take.length > 1) return { many: take, isGiving: false }
    if (take.length === 1 && give.length > 1) return { many: give, isGiving: true }
    return undefined
  }
  const elsewhere =
    clause.projects.length === 2
      ? !isList(clause, clause.projects)
      : clause.periods.length === 2 || clause.periods[0]?.stretch.last
  const listed = people.slice(1).every((p, k) => isList(clause, [people[k]!, p]) || clause.amounts.length > 1)
  return takers.length === 0 && elsewhere && listed && clause.has('move', 'shift')
    ? { many: people, isGiving: true }
    : undefined
}

const REST = /^(the )?(rest|remainder|remaining|remaining hours|other half|others)$/i
const isRest = (item: Item): boolean => item.kind === 'words' && REST.test(item.text)

/** What one of them gets or gives: an amount, a part of the hours, or the rest. */
const isPart = (item: Item): item is Item =>
  (item.kind === 'amount' && item.amount.unit !== 'months') ||
  isRest(item) ||
  (isWords(item, 'relative') && Object.hasOwn(SHARES, item.text.toLowerCase()))

/** The fraction of the present hours that a part is; undefined for hours, and for the rest. */
function shareOf(part: Item | undefined): number | undefined {
  if (!part || isRest(part)) return undefined
  if (part.kind === 'amount') return part.amount.unit === 'percent' ? part.amount.value : undefined
  return SHARES[part.text.toLowerCase()]
}

/** Stands for a share while the months are found. */
const oneHour = (item: Item): Item => ({
  ...item,
  prep: '',
  kind: 'amount',
  amount: { value: 1, unit: 'hours', signed: false },
})

const MOVE: Item = {
  ...{ from: -1, to: -1, start: 0, end: 0, text: 'move', prep: '', mended: false },
  kind: 'words',
  classes: new Set(['move']),
}

function withShare(call: ToolCall, share: number): ToolCall {
  const { hours: _hours, ...rest } = call.input as { hours?: number; toEmployee?: string; toProject?: string }
  const { toEmployee, toProject, ...base } = rest
  const part = share > 0.999 ? {} : { share: Math.round(share * 10_000) / 10_000 }
  const target = { ...(toEmployee ? { toEmployee } : {}), ...(toProject ? { toProject } : {}) }
  return { ...call, input: { ...base, ...part, ...target } }
}

/** "take 20 hours from Ann and Bill and give them to Cora": from each, or in all? */
function askWhetherEach(amount: AmountItem, count: number, planning: Planning): never {
  const { value, unit } = amount.amount
  const noun = unit === 'none' ? 'hours' : unit
  const share = Math.round((value / count) * 4) / 4
  return ask(`${value} ${noun} each, or in all?`, [
    { label: `${value} ${noun} each`, message: planning.rewritten(amount, `${value} ${noun} each`) },
    { label: `In all (${share} ${noun} each)`, message: planning.rewritten(amount, `${share} ${noun} each`) },
  ])
}

/** "move Ann's hours to Bill and Cora": who gets how many? */
function askWhetherEqual(clause: Clause, many: EntityItem[], planning: Planning): void {
  if (clause.has('evenly') || EACH.test(clause.plain)) return
  const text = planning.text.trim().replace(/[.!?]+$/, '')
  const names = many.map((p) => planning.person(p))
  ask(`In equal parts to ${names.join(' and ')}?`, [{ label: 'Equal parts', message: `${text} in equal parts` }])
}

import type { Intent } from '../intents/intent.js'
import { ask, refuse } from '../outcomes.js'
import type { Choice } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { type AmountItem, type Item, isEntity, isWords } from '../reading/items.js'
import { monthTitle } from '../reading/month-arithmetic.js'
import { shareOfHours } from '../reading/share-of-hours.js'

/**
 * Stops a change that hangs on a condition or an exception, or whose amount is vague or (unless `shares` are
 * understood) a part of the present hours. Throws Unanswered.
 */
export function holdChange(
  clause: Clause,
  planning: Planning,
  { shares, fills }: Pick<Intent, 'shares' | 'fills'>,
): void {
  const condition = clause.items.find((i) => isWords(i, 'condition'))
  if (condition)
    refuse(
      `I cannot hang a change on "${condition.text.toLowerCase()}", so I did nothing. Name exactly what shall change.`,
      questionAbout(clause, planning),
    )
  if (
    /\b(in|on|for) (both|all)( of them| months| projects)?\W*$/.test(clause.plain) &&
    !meansLastChange(clause, planning)
  )
    refuse('Say the months, projects or people once more instead of "both", so I did nothing yet.', [])
  askWhichOfTwo(clause, planning)
  const share = shares ? shareOfHours(clause)?.item : undefined
  const isOpen = (i: Item) => i !== share && (isWords(i, 'relative') || isShareOfHours(i, clause))
  const relative = shares === 'several' ? undefined : clause.items.find(isOpen)
  if (relative) askHours(clause, planning, relative)
  const vague = clause.items.find((i) => isWords(i, 'vague') && !fills)
  if (vague) askHours(clause, planning, vague)
  const limit = clause.comparisons[0]
  if (limit) {
    const said = planning.text.slice(limit.start, limit.end)
    const hours = said.replace(/^\D+/, '') || said.replace(/^(up to|at (most|least)|less than|more than) /i, '')
    ask(`Exactly ${hours}?`, [{ label: hours, message: planning.rewritten(limit, hours) }])
  }
  const days = clause.periods.find((p) => SHORTER_THAN_MONTHS.test(p.text))
  if (days) {
    const other = clause.periods.find((p) => p !== days && !SHORTER_THAN_MONTHS.test(p.text))
    const month = other?.text ?? monthTitle(planning.spansOf(clause, 'write')![0]!.from)
    ask('Hours are planned by the month. For which month?', [
      {
        label: month,
        message: planning.rewritten(
          other ? { start: days.start, end: other.end } : days,
          other ? month : `in ${month}`,
        ),
      },
    ])
  }
}

/** "and 50 for both": the two months, people or projects of the last change. */
function meansLastChange(clause: Clause, { memory }: Planning): boolean {
  const cells = memory.lastCells?.cells ?? []
  const count = Math.max(
    ...(['month', 'employee', 'project'] as const).map((k) => new Set(cells.map((c) => c[k])).size),
  )
  const bare = clause.entities.length + clause.periods.length === 0 && clause.amounts.length === 1
  return (
    bare &&
    memory.last.some((c) => memory.lastChange.includes(c)) &&
    (/\ball\b/.test(clause.plain) ? count > 1 : count === 2)
  )
}

const SHORTER_THAN_MONTHS = /\b(weeks?|today|tomorrow|yesterday|(mon|tues|wednes|thurs|fri|satur|sun)day)\b/i

/** "Jane or Bob", "on Alpha or Beta": one of them, and the asker says which. */
function askWhichOfTwo(clause: Clause, planning: Planning): void {
  clause.items.forEach((item, at) => {
    if (!isWords(item, 'or')) return
    const [before, after] = [clause.items[at - 1], clause.items[at + 1]]
    if (!before || before.kind === 'words' || after?.kind !== before.kind) return
    const place = { start: before.start, end: after.end }
    ask(
      `${before.text} or ${after.text}?`,
      [before, after].map((i) => ({ label: i.text, message: planning.rewritten(place, i.text) })),
    )
  })
}

/** "10 % more", "by 20 %", "half": of the hours that stand there, or of the month? Not said. */
function isShareOfHours(item: Item, clause: Clause): boolean {
  if (item.kind !== 'amount' || item.amount.unit !== 'percent') return false
  if (/^(one )?half$/i.test(item.text)) return true
  if (item.amount.change === 'to' || item.prep === 'to' || item.prep === 'at') return false
  const adds = clause.items.some((i) => isWords(i, 'add') && !/^add/i.test(i.text))
  return item.amount.change !== undefined || item.prep === 'by' || adds || clause.has('subtract', 'lower')
}

function askHours(clause: Clause, planning: Planning, item: Item): never {
  if (item.kind === 'amount' && item.amount.unit === 'percent') askShareOfWhat(planning, item)
  const show = questionAbout(clause, planning)[0]
  return ask(`How many hours exactly is "${item.text.toLowerCase()}"?`, [
    ...(isWords(item, 'vague') ? hoursFor(clause, planning, item) : []),
    ...(show ? [{ label: 'Show the present hours', message: show }] : []),
  ])
}

/** "by 20 %", "at half": of the hours that stand there, or of full time? */
function askShareOfWhat(planning: Planning, item: AmountItem): never {
  const percent = Math.round(item.amount.value * 100)
  const said = planning.text.slice(item.start, item.end)
  const more = /\b(more|less|fewer|extra)\b/i.exec(said)?.[0]
  return ask(`${percent} % of the present hours, or of full time?`, [
    {
      label: 'Of the present hours',
      message: planning.rewritten(
        item,
        /half/i.test(said) ? 'half of the hours' : `${percent} %${more ? ` ${more}` : ''} of the hours`,
      ),
    },
    { label: 'Of full time', message: planning.rewritten(item, `${percent / 100} FTE${more ? ` ${more}` : ''}`) },
  ])
}

/** "a few more hours" -> "8 more hours". */
function hoursFor(clause: Clause, planning: Planning, item: Item): Choice[] {
  let last = clause.items.indexOf(item)
  while (
    isWords(clause.items[last + 1], 'hoursNoun') ||
    /^(more|less|fewer|extra)$/i.test(clause.items[last + 1]?.text ?? '')
  )
    last += 1
  const place = { start: item.start, end: clause.items[last]!.end }
  const change = /\b(more|less|fewer|extra)\b/i.exec(planning.text.slice(place.start, place.end))
  const unit = `${change ? `${change[0]} ` : ''}hours${/ of$/.test(item.text) && last === clause.items.indexOf(item) ? ' of' : ''}`
  return [8, 20, 40].map((n) => ({ label: `${n} hours`, message: planning.rewritten(place, `${n} ${unit}`) }))
}

/** The question that shows what a change would touch. */
function questionAbout(clause: Clause, planning: Planning): string[] {
  if (!clause.entities.some((i) => isEntity(i) && (i.kind === 'person' || i.kind === 'project'))) return []
  const [person] = planning.peopleOf(clause)
  const [project] = planning.projectsOf(clause)
  const month = clause.periods[0] ? ` in ${clause.periods[0].text}` : ` in ${monthTitle(planning.today)}`
  const on = project ? ` on ${planning.projectName(project)}` : ''
  return [person ? `How many hours does ${person} have${on}${month}?` : `How many hours${on}${month}?`]
}

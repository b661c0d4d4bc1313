import { ask } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { AmountItem } from './items.js'
import { monthNumber } from './month-arithmetic.js'
import { type Amount, amountAt } from './read-amount.js'
import { tokenise } from './tokenise.js'

/** A cell that the last change named. */
interface SaidCell {
  hours: number
  month: string
}

/**
 * The amount of the last change as it was said: "50 %", "2 days". Only where the conversation names exactly one share or
 * number of days, and that number gives the hours which the change carried on its project. Undefined for plain hours.
 */
export function amountAsSaid(
  cell: SaidCell,
  project: LexiconProject | undefined,
  planning: Planning,
): Amount | undefined {
  for (const text of planning.memory.changeTexts) {
    const amounts = amountsIn(text)
    if (amounts.length === 0) continue
    const [amount] = amounts
    if (amounts.length > 1 || !/^(percent|fte|days|weeks)$/.test(amount!.unit)) return undefined
    const hours = hoursOf(amount!, project, cell.month, planning)
    return hours === Math.abs(cell.hours) ? amount : undefined
  }
  return undefined
}

/** "same in December" after "50 %": half of December, not the hours of half a November. */
export function hoursAgain(
  cell: SaidCell,
  from: LexiconProject | undefined,
  to: LexiconProject | undefined,
  month: string,
  planning: Planning,
): number {
  const said = amountAsSaid(cell, from, planning)
  if (!said) return cell.hours
  return Math.sign(cell.hours) * hoursOf(said, to, month, planning)
}

/** "make it 3" after "2 days" means days, "make it 60" after "50 %" 60 %. Asks where more than 100 may be either. */
export function inUnitSaid(
  item: AmountItem,
  cell: SaidCell,
  project: LexiconProject | undefined,
  planning: Planning,
): AmountItem {
  if (item.amount.unit !== 'none') return item
  const said = amountAsSaid(cell, project, planning)
  if (!said) return item
  const { value } = item.amount
  if (said.unit === 'days' || said.unit === 'weeks') return { ...item, amount: { ...item.amount, unit: said.unit } }
  if (said.unit === 'fte' && value <= 1) return { ...item, amount: { ...item.amount, unit: 'fte' } }
  if (said.unit === 'percent' && value <= MOST_PERCENT)
    return { ...item, amount: { ...item.amount, unit: 'percent', value: value / 100 } }
  return ask(
    `${value} % or ${value} hours?`,
    [`${value}%`, `${value} hours`].map((label) => ({ label, message: planning.rewritten(item, label) })),
  )
}

/** A bare number behind a share is a share, unless nobody can work so much. */
const MOST_PERCENT = 100

function amountsIn(text: string): Amount[] {
  const tokens = tokenise(text)
  const found: Amount[] = []
  for (let at = 0; at < tokens.length; ) {
    const match = amountAt(tokens, at)
    if (match && !(match.amount.unit === 'none' && match.amount.value > 744)) found.push(match.amount)
    at += match?.length ?? 1
  }
  return found
}

const hoursOf = (amount: Amount, project: LexiconProject | undefined, month: string, planning: Planning): number =>
  planning.hours({ ...NOWHERE, kind: 'amount', amount }, project ?? null, monthNumber(month))

const NOWHERE = { from: -1, to: -1, start: 0, end: 0, text: '', prep: '', mended: false }

import { hoursOn } from '../changes/plan-hours.js'
import { ask } from '../outcomes.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { monthNumber, monthTitle } from '../reading/month-arithmetic.js'
import type { Cell } from './staff-first.js'

const DOWN =
  /\b(down to|down at|back to|cuts?|reduces?|lowers?|decreases?|trims?|cut back|pull back|scale back|drops? to|limits?|caps?|restricts?)\b/
const UP = /\b(up to|increases?|raises?|boosts?|bumps?)\b/

/** -1 for verbs that only lower ("cut", "goes down to"), 1 for those that only raise, 0 for others. */
export function directionOf({ plain, amounts }: Clause): -1 | 0 | 1 {
  // "from 90 to 60 hours a month".
  const [amount, more] = amounts
  if (amount?.amount.was !== undefined && !more) return amount.amount.value < amount.amount.was ? -1 : 1
  const [down, up] = [DOWN.test(plain), UP.test(plain)]
  return down === up ? 0 : down ? -1 : 1
}

/**
 * "goes down to 50 from July on" leaves alone what is lower already, "raise to 50" what is higher, and with an open end
 * the months without hours. Asks where no month is left: then something else was meant.
 */
export function inDirection(cells: Cell[], clause: Clause, planning: Planning): Cell[] {
  const said = directionOf(clause)
  const sign = said < 0 && clause.has('add') ? 0 : said
  // "only 50 hours from July on" is a limit too, but may be said of somebody who has none.
  const limits = sign === 0 && (clause.has('only') || /\bonly\b/.test(clause.plain)) && cells.length > 1
  if ((sign === 0 && !limits) || cells.some((c) => c.mode !== 'set')) return cells
  const present = cells.map((cell) => {
    const project = planning.request.lexicon.projects.find((p) => planning.projectName(p) === cell.project)!
    return hoursOn(cell.employee, project, [monthNumber(cell.month)], planning)?.[0]
  })
  const isOpen = clause.periods.some((p) => /^(onwards|asOf)$/.test(p.stretch.open ?? ''))
  const someStand = present.some((hours) => hours !== undefined && hours > 0)
  const kept = cells.filter((cell, at) => {
    const hours = present[at]
    if (hours === undefined) return true
    if (sign > 0 && isOpen && someStand && hours === 0) return false
    return Math.sign(cell.hours - hours) !== (limits ? 1 : -sign)
  })
  if (kept.length > 0 || limits) return kept.length > 0 ? kept : cells
  const [cell] = cells
  const month = monthTitle(monthNumber(cell!.month))
  const them = cells.length === 1 ? `Set ${cell!.employee} to ${cell!.hours} hours on ${cell!.project} in ${month}` : ''
  return ask(
    `${cell!.employee} has ${present[0]} h on ${cell!.project} in ${month}. Set ${cell!.hours} h all the same?`,
    them ? [{ label: `Yes, ${cell!.hours} hours`, message: them }] : [],
  )
}

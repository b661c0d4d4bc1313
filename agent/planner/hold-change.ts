import type { Clause } from './clause.js'
import { type Item, isEntity, isWords } from './items.js'
import { monthTitle } from './month-arithmetic.js'
import { ask, refuse } from './outcomes.js'
import type { Planning } from './planning.js'

/** Stops a change that hangs on a condition or an exception, or whose amount is vague or relative. Throws Unanswered. */
export function holdChange(clause: Clause, planning: Planning): void {
  const condition = clause.items.find((i) => isWords(i, 'condition'))
  if (condition)
    refuse(
      `I cannot hang a change on "${condition.text.toLowerCase()}", so I did nothing. Name exactly what shall change.`,
      questionAbout(clause, planning),
    )
  const relative = clause.items.find((i) => isWords(i, 'relative') || isShareOfHours(i, clause))
  if (relative) askHours(`I do not reckon "${relative.text}". How many hours exactly?`, clause, planning, relative)
  const vague = clause.items.find((i) => isWords(i, 'vague'))
  if (vague) askHours(`How many hours is "${vague.text.toLowerCase()}"?`, clause, planning, vague)
}

/** "10 % more", "by 20 %", "half": of the hours that stand there, or of the month? Not said. */
function isShareOfHours(item: Item, clause: Clause): boolean {
  if (item.kind !== 'amount' || item.amount.unit !== 'percent') return false
  if (/^(one )?half$/i.test(item.text)) return true
  if (item.amount.change === 'to' || item.prep === 'to' || item.prep === 'at') return false
  return item.amount.change !== undefined || item.prep === 'by' || item.amount.signed || clause.has('subtract', 'lower')
}

function askHours(question: string, clause: Clause, planning: Planning, item: Item): never {
  const next = clause.items[clause.items.indexOf(item) + 1]
  const place = { start: item.start, end: isWords(next, 'hoursNoun') ? next!.end : item.end }
  const hours = isWords(item, 'vague')
    ? [8, 20, 40].map((n) => ({ label: `${n} hours`, message: planning.rewritten(place, `${n} hours`) }))
    : []
  const show = questionAbout(clause, planning)[0]
  return ask(question, [...hours, ...(show ? [{ label: 'Show the present hours', message: show }] : [])])
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

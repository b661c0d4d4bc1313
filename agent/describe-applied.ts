import type { Applied, CellChange } from '../services/change.js'
import { sayWarnings } from '../tools/say-warnings.js'
import type { AppliedChange } from './assistant-events.js'

/** Changes named one by one in a sentence; the rest is counted. */
const NAMED = 3

/**
 * "Applied 1 change: Jane Doe on Project Alpha, November 2026: 40 → 80 h." from what was really written. Warnings that
 * the card showed before are not said again.
 */
export function describeApplied({ changeSet, warnings, loads }: Applied, card = ''): string {
  const count = `${changeSet.changes.length} ${changeSet.changes.length === 1 ? 'change' : 'changes'}`
  const cells = changeSet.changes.filter((c): c is CellChange => c.kind === 'cell')
  const named = cells.slice(0, NAMED).map((c) => sentence(c))
  const rest = changeSet.changes.length - named.length
  if (rest > 0 && named.length > 0) named.push(`and ${rest} more`)
  const list = named.length > 0 ? `: ${named.join('; ')}` : ''
  const said = changeSet.undoes ? `Took back ${count}${list}.` : `Applied ${count}${list}.`
  return [said, ...sayWarnings(warnings, loads).filter((text) => !card.includes(text))].join(' ')
}

const number = (hours: number) => hours.toLocaleString('en')
const sentence = (c: CellChange) =>
  `${c.employee} on ${c.project}, ${inWords(c.month)}: ${number(c.before)} → ${number(c.after)} h`

const inWords = (month: string) =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

export const appliedChange = ({ changeSet }: Applied): AppliedChange => ({
  id: changeSet.id,
  changes: changeSet.changes.length,
  ...(changeSet.undoes ? { undoes: changeSet.undoes } : {}),
})

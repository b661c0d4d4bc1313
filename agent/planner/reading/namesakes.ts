import { type Item, isFiller, isWords } from './items.js'

/** "which Sam has more time", "both Browns", "the two Claires": everybody of that name, nobody has to be chosen. */
export function namesakes(items: Item[]): Item[] {
  if (!items.some((i) => i.kind === 'person' && i.refs.length > 1)) return items
  const counted = new Set<Item>()
  const result = items.flatMap((item, at) => {
    const several = item.kind === 'person' && new Set(item.refs.map((r) => r.index)).size > 1
    if (!several || !meansAll(items, at, counted)) return item
    return [...new Map(item.refs.map((r) => [r.index, r])).values()].map((ref): Item => ({ ...item, refs: [ref] }))
  })
  return result.filter((i) => !counted.has(i))
}

function meansAll(items: Item[], at: number, counted: Set<Item>): boolean {
  const before = items.slice(0, at)
  const solid = before.findLast((i) => !isFiller(i))
  if (/^(both|all|both of|all of)$/i.test(before[before.length - 1]?.text ?? '')) return true
  if (solid && /^(two|three|2|3)$/i.test(solid.text)) {
    counted.add(solid)
    return true
  }
  const asked =
    /^which( of| one of)?$/i.test(solid?.text ?? '') ||
    (isWords(solid, 'of') && before.some((i) => /^which$/i.test(i.text)))
  return asked && before.filter((i) => i.kind === 'person').length === 0
}

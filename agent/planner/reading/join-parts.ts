import { type Item, isFiller, isWords } from './items.js'
import { isStatement } from './split-clauses.js'

/** "Sarah is overbooked in June." belongs to the question behind it; "They need Python." to the one before. */
export function mergeStatements(parts: Item[][]): Item[][] {
  const merged: Item[][] = []
  let waiting: Item[] = []
  parts.forEach((part, at) => {
    if (isStatement(part) && at < parts.length - 1) waiting = [...waiting, ...part]
    else if (merged.length > 0 && ((isStatement(part) && at > 0) || (asksWhoIsFree(part) && isNeed(merged.at(-1)!))))
      merged.at(-1)!.push(...part)
    else {
      merged.push([...waiting, ...part])
      waiting = []
    }
  })
  return merged
}

/** "I need somebody with SQL in May, who's got time?": the second part asks about the first. */
const asksWhoIsFree = (part: Item[]): boolean =>
  part.some((i) => isWords(i, 'free', 'takesOn')) &&
  part.every(
    (i) => isFiller(i) || isWords(i, 'who', 'whoModal', 'which', 'free', 'takesOn', 'people', 'with', 'and', 'in'),
  )

const isNeed = (part: Item[]): boolean =>
  isWords(
    part.find((i) => !isFiller(i)),
    'need',
    'show',
  ) && part.some((i) => i.kind === 'role' || i.kind === 'skill')

/** "Who is overloaded and who has room in November?": the month behind the last question holds for the ones before it. */
export function sharePeriod(parts: Item[][]): Item[][] {
  const last = parts[parts.length - 1]
  const periods = last?.filter((i) => i.kind === 'period') ?? []
  if (parts.length < 2 || periods.length !== 1) return parts
  const asks = parts.every((part) =>
    isWords(
      part.find((i) => !isFiller(i) && !isWords(i, 'and')),
      'who',
      'which',
      'how',
      'count',
      'what',
    ),
  )
  const joined = parts.every((part) => part.every((i, at) => !/^[.?!;]$/.test(i.text) || (part === last && at > 0)))
  if (!asks || !joined) return parts
  return parts.map((part) => (part.some((i) => i.kind === 'period') ? part : [...part, periods[0]!]))
}

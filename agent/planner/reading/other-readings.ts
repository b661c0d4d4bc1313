import type { EntityKind } from './lexicon-index.js'
import type { Reading } from './read-items.js'

/** A second look at a request reads ambiguous words ("Will", "May") the other way, so many times at most. */
const MOST_READINGS = 8

/** The other ways to read single words, one at a time. */
export function* otherReadings(reading: Reading): Generator<ReadonlyMap<number, EntityKind | 'word'>> {
  let count = 0
  for (const [at, kinds] of reading.others)
    for (const kind of kinds) {
      if (count >= MOST_READINGS) return
      count += 1
      yield new Map([[at, kind]])
    }
}

/**
 * Edit distance with transpositions (Damerau-Levenshtein, adjacent), given up above `limit`.
 * "alpah" to "alpha" is 1.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1)
      row.push(value)
      best = Math.min(best, value)
    }
    if (best > limit) return limit + 1
    before = last
    last = row
  }
  return last[b.length]!
}

/** Words by first letter and by last letter with length, so that a misspelt word is compared with few others. */
export class WordBuckets {
  private readonly buckets = new Map<string, string[]>()

  constructor(words: Iterable<string>) {
    for (const word of words) {
      if (word.length < 3 || word.includes('@') || /\d/.test(word)) continue
      this.put(`^${word[0]}${word.length}`, word)
      this.put(`$${word[word.length - 1]}${word.length}`, word)
    }
  }

  private put(key: string, word: string): void {
    const list = this.buckets.get(key)
    if (list) list.push(word)
    else this.buckets.set(key, [word])
  }

  /** All words at the smallest distance not above `limit`, among those that share the first or the last letter. */
  nearest(word: string, limit: number): { distance: number; words: string[] } {
    let distance = limit
    let words = new Set<string>()
    for (let length = word.length - limit; length <= word.length + limit; length += 1) {
      for (const key of [`^${word[0]}${length}`, `$${word[word.length - 1]}${length}`, `^${word[1] ?? ''}${length}`]) {
        for (const candidate of this.buckets.get(key) ?? []) {
          const d = editDistance(word, candidate, distance)
          if (d < distance) {
            distance = d
            words = new Set([candidate])
          } else if (d === distance && d <= limit) words.add(candidate)
        }
      }
    }
    return { distance: words.size > 0 ? distance : limit + 1, words: [...words] }
  }
}

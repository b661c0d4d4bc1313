/**
 * Edit distance with transpositions (Damerau-Levenshtein, adjacent), given up above `limit`.
 * "alpah" to "alpha" is 1.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last: number[] = []
  for (let j = 0; j <= b.length; j += 1) last.push(j)
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

/** All forms of a word with one letter left out, and the word itself. */
function deletions(word: string): string[] {
  const forms = [word]
  for (let i = 0; i < word.length; i += 1) if (word[i] !== word[i - 1]) forms.push(word.slice(0, i) + word.slice(i + 1))
  return forms
}

/**
 * Words to be found again when misspelt. One slip is looked up by leaving out letters on both sides; two slips (long
 * words only) among words of the same first letter.
 */
export class WordBuckets {
  private readonly oneOff = new Map<string, string[]>()
  private readonly long = new Map<string, string[]>()

  constructor(words: Iterable<string>) {
    for (const word of words) {
      if (word.length < 3 || word.includes('@') || /\d/.test(word)) continue
      for (const form of deletions(word)) put(this.oneOff, form, word)
      if (word.length >= 6) put(this.long, `${word[0]}${word.length}`, word)
    }
  }

  /** All words at the smallest distance not above `limit` (1 or 2). */
  nearest(word: string, limit: number): { distance: number; words: string[] } {
    const near = new Set<string>()
    for (const form of deletions(word))
      for (const candidate of this.oneOff.get(form) ?? [])
        if (editDistance(word, candidate, 1) === 1) near.add(candidate)
    if (near.size > 0 || limit < 2) return { distance: near.size > 0 ? 1 : limit + 1, words: [...near] }
    for (let length = word.length - 2; length <= word.length + 2; length += 1)
      for (const candidate of this.long.get(`${word[0]}${length}`) ?? [])
        if (sharesLetters(word, candidate) && editDistance(word, candidate, 2) === 2) near.add(candidate)
    return { distance: near.size > 0 ? 2 : limit + 1, words: [...near] }
  }
}

function put(map: Map<string, string[]>, key: string, word: string): void {
  const list = map.get(key)
  if (list) list.push(word)
  else map.set(key, [word])
}

/** A quick no: two slips leave all but three letters in common. */
function sharesLetters(a: string, b: string): boolean {
  let missing = 0
  for (let i = 0; i < a.length; i += 1) {
    if (!b.includes(a[i]!)) missing += 1
    if (missing > 2) return false
  }
  return true
}

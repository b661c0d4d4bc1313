// Text -> vectors. The built-in one needs no model; app/ brings one that runs all-MiniLM-L6-v2.

export interface Embedder {
  /** Names model and version: vectors of different embedders are never compared. */
  readonly id: string
  /** What /health and the page say. */
  readonly label: string
  readonly dimension: number
  /** Similarity below which two texts have nothing to do with each other. */
  readonly floor: number
  /** Whether nearness is more than spelling. If not, nearness alone says nothing: some word must be written. */
  readonly knowsMeanings: boolean
  /** How much its ranks count beside those of the words (1.5). */
  readonly weight: number
  /** Unit vectors, one per text. May take long; callers keep it off the request path. */
  embed(texts: readonly string[]): Promise<Float32Array[]>
}

/** Lower case, no accents, words of letters and digits; a plural's s is dropped. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return (folded.match(/[\p{L}\p{N}][\p{L}\p{N}+#]*/gu) ?? []).map(stem)
}

/** A light stem, the same for questions and passages: "migrations" and "migration" meet. */
function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}

const DIMENSION = 384

/** FNV-1a, 32 bits. */
function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  return h >>> 0
}

/** Words that say nothing about the topic. */
const EMPTY_WORDS = new Set(
  'a an and any are as at be been by can do doe done for from had ha have he her his how i in is it like me of on or our she similar than that the their them they this to us was we were what when where which who whom whose with work worked working you your'.split(
    ' ',
  ),
)

export const contentWords = (text: string): string[] => wordsOf(text).filter((w) => !EMPTY_WORDS.has(w))

/**
 * The built-in lexical embedder: signed feature hashing of words and of the trigrams inside them, so that spelling
 * variants are near each other. It knows no meanings; it is named as what it is.
 */
export const lexicalEmbedder: Embedder = {
  id: 'lexical-1',
  label: 'built-in lexical (no language model)',
  dimension: DIMENSION,
  // Chance collisions of hashed features reach 0.15.
  floor: 0.2,
  // On the demo organisation every right answer shares a word with its question, while nonsense reaches 0.43.
  knowsMeanings: false,
  // It sees little that BM25 does not see better: spelling variants.
  weight: 0.4,
  embed: async (texts) => texts.map(lexicalVector),
}

function lexicalVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSION)
  const put = (feature: string, weight: number) => {
    const h = hash(feature, 0)
    vector[h % DIMENSION]! += hash(feature, 7) & 1 ? weight : -weight
  }
  const words = contentWords(text.slice(0, 20_000))
  for (const [i, word] of words.entries()) {
    put(word, 1)
    const next = words[i + 1]
    if (next) put(`${word} ${next}`, 0.5)
    const padded = `^${word}$`
    for (let j = 0; j + 3 <= padded.length; j++) put(`#${padded.slice(j, j + 3)}`, 0.25)
  }
  return normalise(vector)
}

/** Scales to length 1; a zero vector (empty text) stays zero and is near nothing. */
export function normalise(vector: Float32Array): Float32Array {
  let sum = 0
  for (const v of vector) sum += v * v
  if (sum > 0) {
    const scale = 1 / Math.sqrt(sum)
    for (let i = 0; i < vector.length; i++) vector[i]! *= scale
  }
  return vector
}

/** A vector that may be stored: right length, all finite. */
export function isSound(vector: Float32Array, dimension: number): boolean {
  return vector.length === dimension && vector.every(Number.isFinite)
}

/**
 * Splits a whole number over weights by largest remainder, ties to the earlier: the parts always sum to `total`
 * (US017, distribute). Weights are whole numbers >= 0; all zero gives the first the whole.
 */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (weights.length === 0) return []
  if (sum === 0) return weights.map((_, i) => (i === 0 ? total : 0))
  const parts = weights.map((w) => Math.floor((total * w) / sum))
  let rest = total - parts.reduce((a, b) => a + b, 0)
  const order = weights
    .map((w, i) => ({ i, remainder: (total * w) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  for (const { i } of order) {
    if (rest === 0) break
    parts[i]!++
    rest--
  }
  return parts
}

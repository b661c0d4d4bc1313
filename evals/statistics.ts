// The few statistics that a report needs.

/** Wilson's 95 % interval of a proportion; [0, 1] for no trials. */
export function wilson(passed: number, total: number, z = 1.96): [number, number] {
  if (total === 0) return [0, 1]
  const p = passed / total
  const denominator = 1 + (z * z) / total
  const centre = (p + (z * z) / (2 * total)) / denominator
  const margin = (z / denominator) * Math.sqrt((p * (1 - p)) / total + (z * z) / (4 * total * total))
  return [Math.max(0, centre - margin), Math.min(1, centre + margin)]
}

/** The value at or below which a fraction q of the values lies (nearest rank); 0 for none. */
export function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0
}

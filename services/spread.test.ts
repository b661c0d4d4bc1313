import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spread } from './spread.js'

it.each([
  [400, [1, 1, 1], [134, 133, 133]],
  [10, [1, 0, 1], [5, 0, 5]],
  [1, [0, 1, 1], [0, 1, 0]],
  [7, [0, 0], [7, 0]],
  [0, [3, 4], [0, 0]],
  [5, [], []],
])('%i over the weights %j is %j: largest remainder, ties to the earlier', (total, weights, parts) => {
  expect(spread(total, weights)).toEqual(parts)
})

it('keeps the total, whatever the weights', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), (total, weights) => {
      const parts = spread(total, weights)
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
      if (weights.some((w) => w > 0)) for (const [i, w] of weights.entries()) if (w === 0) expect(parts[i]).toBe(0)
    }),
  )
})

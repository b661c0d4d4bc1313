import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  compare,
  fromDecimal,
  ratio,
  subtract,
  sumExact,
  sumRatios,
  timesRoundedUp,
  toNumber,
  ZERO,
} from './ratio.js'

const fraction = fc.record({ num: fc.integer({ min: 0, max: 3000 }), den: fc.integer({ min: 1, max: 3000 }) })

describe('sums of ratios', () => {
  it('of a tenth and two tenths are three tenths, which doubles miss', () => {
    expect(
      compare(
        sumRatios([
          { num: 1, den: 10 },
          { num: 2, den: 10 },
        ]),
        ratio(3, 10),
      ),
    ).toBe(0)
    expect(0.1 + 0.2).not.toBe(0.3)
  })

  it('do not depend on order or grouping', () => {
    fc.assert(
      fc.property(fc.array(fraction, { maxLength: 8 }), (parts) => {
        const one = sumRatios(parts)
        expect(compare(one, sumRatios([...parts].reverse()))).toBe(0)
        expect(compare(one, parts.map((p) => ratio(p.num, p.den)).reduce(add, ZERO))).toBe(0)
        expect(compare(one, sumExact(parts.map((p) => ratio(p.num, p.den))))).toBe(0)
      }),
    )
  })

  it('leave out parts of a month without business days', () => {
    expect(
      sumRatios([
        { num: 8, den: 0 },
        { num: 1, den: 2 },
      ]),
    ).toEqual(ratio(1, 2))
  })
})

describe('comparison', () => {
  it('agrees with cross-multiplication whatever the denominators', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(compare(ratio(a.num, a.den), ratio(b.num, b.den))).toBe(Math.sign(a.num * b.den - b.num * a.den))
      }),
    )
  })

  it('of a difference with zero is the comparison of the two', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const [x, y] = [ratio(a.num, a.den), ratio(b.num, b.den)]
        expect(compare(subtract(x, y), ZERO)).toBe(compare(x, y))
      }),
    )
  })
})

describe('rounding up', () => {
  it.each([
    [ratio(32, 160), 640, 128],
    [ratio(51, 640), 640, 51],
    [ratio(1, 3), 640, 214],
    [ratio(2, 1), 640, 1280],
  ])('of %o of %i quarter hours gives %i', (part, whole, quarters) => {
    expect(timesRoundedUp(part, whole)).toBe(quarters)
  })
})

describe('numbers for display', () => {
  it('are the double next to the ratio, however large its parts', () => {
    expect(toNumber(ratio(84, 168))).toBe(0.5)
    const large = 10n ** 30n
    expect(toNumber({ num: 108n * large, den: 100n * large })).toBeCloseTo(1.08, 12)
  })

  it('become ratios again up to nine decimals', () => {
    expect(compare(fromDecimal(0.25), ratio(1, 4))).toBe(0)
    expect(compare(fromDecimal(0.4), ratio(2, 5))).toBe(0)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Calendar } from './calendar.js'
import {
  bandOf,
  type CapacityBasis,
  fteOf,
  type LoadPart,
  monthLoad,
  periodFte,
  quartersFree,
  quartersToTakeOff,
  type TimeOffSpan,
  utilisation,
  withParts,
} from './load.js'
import { compare, ratio, sumRatios, toNumber } from './ratio.js'
import { formatPercent } from './units.js'

// September 2024 has 21 business days (168 h), May 2026 with two holidays 19 (152 h), January 2026 with two 20 (160 h).
const calendar = new Calendar(
  new Set(['2026-01-01', '2026-01-19', '2026-05-01', '2026-05-25', '2026-11-11', '2026-11-26']),
)
const SEPTEMBER = 202409
const JANUARY = 202601

const fullTimer: CapacityBasis = { id: 'e', contractPct: 100, startsOn: null, endsOn: null }
const part = (hours: number, fullTimeHours: number, projectId = 'p'): LoadPart => ({
  assignmentId: `a-${projectId}`,
  projectId,
  employeeId: 'e',
  month: SEPTEMBER,
  quarters: hours * 4,
  fullTimeQuarters: fullTimeHours * 4,
})
const loadOf = (
  parts: LoadPart[],
  options: { month?: number; basis?: Partial<CapacityBasis>; off?: TimeOffSpan[] } = {},
) => monthLoad(calendar, { ...fullTimer, ...options.basis }, options.month ?? SEPTEMBER, parts, options.off)

it('without hours is no band, also where a project has its own full-time hours', () => {
  expect(bandOf(ratio(0, 1), ratio(1, 1))).toBe('none')
})

describe('FTE', () => {
  it('of 84 h in September 2024 is 50 % of 168 h', () => {
    expect(loadOf([part(84, 168)])).toMatchObject({ fte: 0.5, load: 0.5, fullTimeQuarters: 672, band: 'medium' })
  })

  it('of 80 h in November 2026 depends on the denominator', () => {
    const percents = [176, 168, 160, 152].map((full) => (toNumber(fteOf([part(80, full)])) * 100).toFixed(1))
    expect(percents).toEqual(['45.5', '47.6', '50.0', '52.6'])
  })

  it('of 96 h and 76.75 h of 160 h is 60 % and 48 %, 108 % together', () => {
    const load = loadOf([part(96, 160, 'beta'), part(76.75, 160, 'alpha')], { month: JANUARY })
    expect(load.parts.map((p) => formatPercent(toNumber(fteOf([p]))))).toEqual(['60 %', '48 %'])
    expect(formatPercent(load.fte)).toBe('108 %')
  })

  it('of 80 h of an overridden 160 h and 84 h of 168 h is exactly full', () => {
    const load = loadOf([part(80, 160, 'a'), part(84, 168, 'b')])
    expect(load).toMatchObject({ side: 0, overQuarters: 0, band: 'full', load: 1 })
  })

  it('of months is weighted by their full-time hours, never a mean of percentages', () => {
    const months = [
      monthLoad(calendar, fullTimer, SEPTEMBER, [part(168, 168)]),
      monthLoad(calendar, fullTimer, JANUARY, []),
    ]
    expect(toNumber(periodFte(months).fte)).toBeCloseTo(168 / 328, 12)
  })
})

describe('over-allocation', () => {
  it('of 96 h and 76.75 h of 160 h is 12.75 h too many', () => {
    const load = loadOf([part(96, 160, 'beta'), part(76.75, 160, 'alpha')], { month: JANUARY })
    expect(load).toMatchObject({ side: 1, overQuarters: 51, band: 'over' })
    expect(quartersToTakeOff(load, 640)).toBe(51)
  })

  it('of 120 % of 160 h is 32 h too many, also where the month itself has 168 h', () => {
    const load = loadOf([part(96, 160, 'alpha'), part(96, 160, 'beta')])
    expect(quartersToTakeOff(load, 640) / 4).toBe(32)
    expect(load.overQuarters / 4).toBe(32)
  })

  it('is counted in full-time hours of the calendar where projects differ', () => {
    const load = loadOf([part(96, 160, 'alpha'), part(84, 168, 'beta')])
    // 110 %: a tenth of 168 h, rounded up.
    expect(load.overQuarters / 4).toBe(17)
    expect([quartersToTakeOff(load, 640) / 4, quartersToTakeOff(load, 672) / 4]).toEqual([16, 17])
  })

  it('of a quarter hour is one', () => {
    expect(loadOf([part(168.25, 168)])).toMatchObject({ side: 1, overQuarters: 1 })
    expect(loadOf([part(168, 168)])).toMatchObject({ side: 0, overQuarters: 0 })
  })
})

describe('capacity', () => {
  it('of a half-timer with 84 h of 168 h is used up: 50 % FTE, 100 % loaded', () => {
    const load = loadOf([part(84, 168)], { basis: { contractPct: 50 } })
    expect(load).toMatchObject({ fte: 0.5, load: 1, side: 0, capacityQuarters: 336 })
  })

  it('is rounded up to the quarter hour', () => {
    // 33 % of 168 h = 55.44 h.
    expect(loadOf([], { basis: { contractPct: 33 } }).capacityQuarters / 4).toBe(55.5)
  })

  it('counts business days employed', () => {
    expect(loadOf([], { basis: { startsOn: '2024-09-16' } }).capacityQuarters / 4).toBe(11 * 8)
    expect(loadOf([], { basis: { endsOn: '2024-09-01' } }).capacityQuarters).toBe(0)
  })

  it('leaves out days off, halves allowed, a day at most once', () => {
    const off = (startsOn: string, endsOn: string, halfDay = 0) => ({ startsOn, endsOn, halfDay })
    expect(loadOf([], { off: [off('2024-09-02', '2024-09-08')] })).toMatchObject({
      offHalfDays: 10,
      capacityQuarters: 16 * 32,
    })
    expect(loadOf([], { off: [off('2024-09-02', '2024-09-02', 1)] }).capacityQuarters / 4).toBe(164)
    const twice = [
      off('2024-09-02', '2024-09-02', 1),
      off('2024-09-02', '2024-09-02', 1),
      off('2024-09-02', '2024-09-03'),
    ]
    expect(loadOf([], { off: twice }).offHalfDays).toBe(4)
  })

  it('of nothing prints a dash, and hours on it are over', () => {
    const away = [{ startsOn: '2024-09-01', endsOn: '2024-09-30', halfDay: 0 }]
    expect(loadOf([], { off: away })).toMatchObject({ load: null, side: 0, band: 'none' })
    expect(loadOf([part(8, 168)], { off: away })).toMatchObject({ load: null, side: 1, band: 'over', overQuarters: 32 })
  })
})

describe('the heat map', () => {
  it.each([
    [0, 'none'],
    [67, 'low'],
    [67.25, 'medium'],
    [134.25, 'medium'],
    [134.5, 'high'],
    [167.75, 'high'],
    [168, 'full'],
    [168.25, 'over'],
  ])('shows %f h of 168 h as %s', (hours, band) => {
    expect(loadOf([part(hours, 168)]).band).toBe(band)
  })

  it('has exact bounds: 40 % and 80 % belong to the band below', () => {
    expect(bandOf(ratio(2, 5), ratio(1, 1))).toBe('low')
    expect(bandOf(ratio(4, 5), ratio(1, 1))).toBe('medium')
    expect(bandOf(ratio(1, 2), ratio(1, 1), [0.5, 0.9])).toBe('low')
  })
})

describe('display', () => {
  it('never rounds across 100', () => {
    expect([1.003, 0.996, 1, 1.08].map((f) => formatPercent(f))).toEqual(['>100 %', '<100 %', '100 %', '108 %'])
  })
})

describe('free hours', () => {
  it('fit below capacity and one quarter hour more does not', () => {
    const hours = fc.integer({ min: 0, max: 800 })
    fc.assert(
      fc.property(
        hours,
        fc.constantFrom(608, 640, 672, 704),
        fc.integer({ min: 1, max: 100 }),
        (q, full, contractPct) => {
          const load = loadOf([{ ...part(0, 168), quarters: q }], { basis: { contractPct } })
          const free = quartersFree(load, full)
          const withMore = (more: number) =>
            withParts(load, [...load.parts, { ...part(0, 168, 'new'), quarters: more, fullTimeQuarters: full }])
          if (load.side < 0) {
            expect(withMore(free).side).toBeLessThanOrEqual(0)
            expect(withMore(free + 1).side).toBe(1)
          } else expect(free).toBe(0)
        },
      ),
    )
  })

  it('are had again by taking the hours too many off', () => {
    const parts = fc.array(fc.tuple(fc.integer({ min: 1, max: 700 }), fc.constantFrom(608, 640, 672, 704)), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(parts, (list) => {
        const load = loadOf(
          list.map(([quarters, full], i) => ({ ...part(0, 168, `p${i}`), quarters, fullTimeQuarters: full })),
        )
        const [first, ...rest] = load.parts
        const off = quartersToTakeOff(load, first!.fullTimeQuarters)
        if (off === 0 || off > first!.quarters) return
        expect(withParts(load, [{ ...first!, quarters: first!.quarters - off }, ...rest]).side).toBeLessThanOrEqual(0)
        expect(withParts(load, [{ ...first!, quarters: first!.quarters - off + 1 }, ...rest]).side).toBe(1)
      }),
    )
  })
})

/** Splits of exactly 100 % into 2 to 5 parts: quarter hours of full-time hours that may differ by project. */
const splits = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom(576, 608, 640, 672, 704, 736)), {
    minLength: 2,
    maxLength: 5,
  })
  .map((list) => {
    // What the first parts leave is taken by the last one, on a project with full-time hours that make it whole.
    const parts = list.map(([quarters, full], i) => ({
      ...part(0, 168, `p${i}`),
      quarters: Math.min(quarters, Math.floor(full / list.length)),
      fullTimeQuarters: full,
    }))
    const others = sumRatios(parts.slice(0, -1).map((p) => ({ num: p.quarters, den: p.fullTimeQuarters })))
    const last: LoadPart = { ...parts.at(-1)! }
    last.quarters = Number(others.den - others.num)
    last.fullTimeQuarters = Number(others.den)
    return [...parts.slice(0, -1), last]
  })
  .filter((parts) => Number.isSafeInteger(parts.at(-1)!.fullTimeQuarters) && parts.at(-1)!.quarters > 0)

describe('a split of 100 %', () => {
  it('into 2 to 5 parts, with and without overrides, is exactly full and never over', () => {
    let above = 0
    let below = 0
    fc.assert(
      fc.property(splits, (parts) => {
        const load = loadOf(parts)
        expect(load).toMatchObject({ side: 0, overQuarters: 0, band: 'full', load: 1 })
        const doubles = parts.reduce((sum, p) => sum + p.quarters / p.fullTimeQuarters, 0)
        if (doubles > 1) above++
        if (doubles < 1) below++
      }),
      { numRuns: 3000, seed: 4 },
    )
    // Doubles get some of them wrong on both sides: why comparisons are exact.
    expect(above).toBeGreaterThan(0)
    expect(below).toBeGreaterThan(0)
  })

  it('of one full-time month into quarter hours is exactly full', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 672 }), { minLength: 1, maxLength: 4 }), (cuts) => {
        const at = [...new Set([0, ...cuts, 672])].sort((a, b) => a - b)
        const parts = at.slice(1).map((end, i) => ({ ...part(0, 168, `p${i}`), quarters: end - at[i]! }))
        expect(loadOf(parts)).toMatchObject({ side: 0, fte: 1, load: 1 })
      }),
    )
  })
})

describe('load', () => {
  const anyParts = fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.constantFrom(608, 640, 672, 704)), {
    maxLength: 6,
  })

  it('equals the sum of its parts', () => {
    fc.assert(
      fc.property(anyParts, (list) => {
        const parts = list.map(([quarters, full], i) => ({
          ...part(0, 168, `p${i}`),
          quarters,
          fullTimeQuarters: full,
        }))
        const whole = loadOf(parts)
        expect(
          compare(whole.exact.fte, sumRatios(parts.map((p) => ({ num: p.quarters, den: p.fullTimeQuarters })))),
        ).toBe(0)
        expect(whole.fte).toBeCloseTo(
          parts.reduce((sum, p) => sum + p.quarters / p.fullTimeQuarters, 0),
          12,
        )
        expect(withParts(loadOf([]), parts)).toEqual(whole)
      }),
    )
  })

  it('is the same by whole quarter hours and by ratios', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 5 }),
        fc.integer({ min: 0, max: 100 }),
        (list, contractPct) => {
          const whole = loadOf(
            list.map((quarters, i) => ({ ...part(0, 168, `p${i}`), quarters })),
            { basis: { contractPct } },
          )
          const doubled = list.map((q, i) => ({ ...part(0, 336, `p${i}`), quarters: q * 2 }))
          const { side, band, fte, load, exact } = loadOf(doubled, { basis: { contractPct } })
          expect(whole).toMatchObject({ side, band, fte, load })
          expect(compare(whole.exact.fte, exact.fte)).toBe(0)
          expect(whole.overQuarters).toBe(Math.max(0, list.reduce((a, b) => a + b, 0) - whole.capacityQuarters))
        },
      ),
    )
  })

  it('of a group is its hours over its capacity, where nothing is overridden', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 672 }), { minLength: 1, maxLength: 5 }), (list) => {
        const loads = list.map((quarters) => loadOf([{ ...part(0, 168), quarters }]))
        expect(utilisation(loads)).toBeCloseTo(list.reduce((a, b) => a + b, 0) / (672 * list.length), 12)
      }),
    )
    expect(utilisation([loadOf([], { basis: { contractPct: 0 } })])).toBe(null)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, Calendar, monthOfDate, projectEnd } from './calendar.js'
import { spread } from './spread.js'
import { spreadOverSprints, sprintsOf } from './sprint-view.js'

const calendar = new Calendar(new Set())

describe('the sprint view', () => {
  it('gives 18 sprints from 2025-01-01 the end 2025-09-09, 36 weeks later', () => {
    expect(sprintsOf('2025-01-01', 18).at(-1)).toEqual({ number: 18, startsOn: '2025-08-27', endsOn: '2025-09-09' })
    expect(projectEnd('2025-01-01', 18)).toBe('2025-09-09')
  })

  it('spreads a month over its business days', () => {
    // January 2025: sprint 1 holds 1-14 (10 business days), sprint 2 15-28 (10), sprint 3 29-31 (3).
    const totals = spreadOverSprints(calendar, { startsOn: '2025-01-01', sprints: 3 }, new Map([[202501, 23 * 32]]))
    expect(totals).toEqual([320, 320, 96])
  })

  it('conserves the total of every month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.integer({ min: 0, max: 2976 }), { minLength: 1, maxLength: 6 }),
        (offset, sprints, hours) => {
          const startsOn = new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10)
          const months = new Map(hours.map((q, i) => [addMonths(monthOfDate(startsOn), i), q]))
          const sum = (list: Iterable<number>) => [...list].reduce((a, b) => a + b, 0)
          expect(sum(spreadOverSprints(calendar, { startsOn, sprints }, months))).toBe(sum(months.values()))
        },
      ),
    )
  })

  it('gives ties to the earlier', () => {
    expect(spread(5, [1, 1])).toEqual([3, 2])
    expect(spread(1, [0, 1, 1])).toEqual([0, 1, 0])
  })
})

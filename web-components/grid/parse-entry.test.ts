import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arithmetic, parseEntry } from './parse-entry.js'

const from = { hours: 40, fullTimeHours: 168 }
const hours = (text: string) => parseEntry(text, from)

describe('what can be typed into a month cell', () => {
  it.each([
    ['80', 80],
    ['80.25', 80.25],
    [' 80 h ', 80],
    ['', 0],
    ['50%', 84],
    ['50 %', 84],
    ['0.5 FTE', 84],
    ['.5fte', 84],
    ['=160/2', 80],
    ['=(100+20)*2-8', 232],
    ['=160/3', 53.25],
    ['+40', 80],
    ['-8', 32],
    ['- 40', 0],
    ['\u22128', 32],
  ])('takes %s as %d hours', (text, expected) => {
    expect(hours(text)).toEqual({ hours: expected })
  })

  it.each([
    ['-41', 'below 0'],
    ['80,5', 'with a point'],
    ['80.3', '80.25 or 80.5'],
    ['1e9', 'at most 744'],
    ['745', 'at most 744'],
    ['=1/0', 'worked out'],
    ['=-5', 'below 0'],
    ['=alert(1)', 'worked out'],
    ['eighty', 'not a number'],
  ])('refuses %s and says why', (text, why) => {
    expect(hours(text)).toEqual({ reason: expect.stringContaining(why) })
  })

  it('takes a pasted sign as a sign, not as more or less', () => {
    expect(parseEntry('+40', from, { relative: false })).toEqual({ hours: 40 })
    expect(parseEntry('-8', from, { relative: false })).toEqual({ reason: expect.stringContaining('below 0') })
  })

  it('needs full-time hours for a share', () => {
    expect(parseEntry('50%', { hours: 0, fullTimeHours: 0 })).toHaveProperty('reason')
  })

  it('never answers anything but quarter hours from 0 to 744', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const parsed = hours(text)
        if ('hours' in parsed) {
          expect(Number.isInteger(parsed.hours * 4)).toBe(true)
          expect(parsed.hours).toBeGreaterThanOrEqual(0)
          expect(parsed.hours).toBeLessThanOrEqual(744)
        }
      }),
    )
  })

  it('works out products before sums', () => {
    expect(arithmetic('2+3*4')).toBe(14)
    expect(arithmetic('2+')).toBeUndefined()
    expect(arithmetic('(2')).toBeUndefined()
  })
})

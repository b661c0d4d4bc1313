import { describe, expect, it } from 'vitest'
import { contentWidth, placeAt, revealed, stretchedWidth, windowOf } from './grid-geometry.js'

const geometry = { rowHeight: 28, nameWidth: 180, columnWidth: 64, totalWidth: 72, columns: 52, totals: 1 }
const view = { width: 1240, height: 640, scrollTop: 2800, scrollLeft: 640, headHeight: 44, footHeight: 0 }

describe('where cells lie', () => {
  it('renders the rows and columns in view and one row more at each end', () => {
    expect(windowOf(geometry, 10_000, view)).toEqual({ top: 99, bottom: 122, left: 10, right: 25 })
    expect(windowOf(geometry, 5, { ...view, scrollTop: 0, scrollLeft: 0 })).toMatchObject({
      top: 0,
      bottom: 4,
      left: 0,
    })
  })

  it('finds the cell under the pointer, pinned columns first', () => {
    expect(placeAt(geometry, view, 100, 50)).toEqual({ row: 100, column: -1 })
    expect(placeAt(geometry, view, 181, 50)).toEqual({ row: 100, column: 10 })
    expect(placeAt(geometry, view, 1239, 50)).toEqual({ row: 100, column: 52 })
  })

  it('scrolls no further than needed', () => {
    expect(revealed(geometry, view, 100, 12)).toEqual({ top: 2800, left: 640 })
    expect(revealed(geometry, view, 0, 0)).toEqual({ top: 0, left: 0 })
    expect(revealed(geometry, view, 9999, 51)).toEqual({ top: 10_000 * 28 - 596, left: 52 * 64 - 988 })
  })

  it('lets columns grow into free room', () => {
    expect(stretchedWidth(64, 12, 1200)).toBe(100)
    expect(stretchedWidth(64, 12, 300)).toBe(64)
    expect(contentWidth(geometry)).toBe(180 + 52 * 64 + 72)
  })
})

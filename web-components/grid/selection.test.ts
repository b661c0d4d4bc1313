import { describe, expect, it } from 'vitest'
import { cellSelection, cellsOf, inRect, monthRect, moveSelection, rectOf, wholeSelection } from './selection.js'

const bounds = { rows: 10, columns: 12, totals: 3, pageRows: 4 }
const at = (row: number, column: number) => cellSelection(row, column, bounds)

describe('selection', () => {
  it('does not wrap at the edges', () => {
    expect(moveSelection(at(0, -1), 'left', bounds, false)).toMatchObject({ row: 0, column: -1 })
    expect(moveSelection(at(9, 14), 'right', bounds, false)).toMatchObject({ row: 9, column: 14 })
    expect(moveSelection(at(8, 0), 'pageDown', bounds, false)).toMatchObject({ row: 9, column: 0 })
  })

  it('goes to row ends and grid corners', () => {
    expect(moveSelection(at(3, 3), 'rowEnd', bounds, false)).toMatchObject({ row: 3, column: 14 })
    expect(moveSelection(at(3, 3), 'top', bounds, false)).toMatchObject({ row: 0, column: -1 })
    expect(moveSelection(at(3, 3), 'bottom', bounds, false)).toMatchObject({ row: 9, column: 14 })
    expect(moveSelection(at(3, 3), 'columnBottom', bounds, false)).toMatchObject({ row: 9, column: 3 })
  })

  it('grows a range from its anchor with Shift', () => {
    const range = moveSelection(moveSelection(at(3, 3), 'down', bounds, true), 'left', bounds, true)
    expect(rectOf(range)).toEqual({ top: 3, bottom: 4, left: 2, right: 3 })
    expect([...cellsOf(rectOf(range))]).toHaveLength(4)
  })

  it('selects the whole row, column and grid', () => {
    expect(rectOf(wholeSelection(at(3, 3), 'row', bounds))).toEqual({ top: 3, bottom: 3, left: 0, right: 11 })
    expect(rectOf(wholeSelection(at(3, 3), 'column', bounds))).toEqual({ top: 0, bottom: 9, left: 3, right: 3 })
    expect(rectOf(wholeSelection(at(3, 3), 'all', bounds))).toEqual({ top: 0, bottom: 9, left: 0, right: 11 })
  })

  it('leaves names and totals out of what can be edited', () => {
    expect(monthRect({ anchorRow: 0, anchorColumn: -1, row: 0, column: 14 }, 12)).toMatchObject({ left: 0, right: 11 })
    expect(monthRect(at(0, 13), 12)).toBeNull()
    expect(inRect({ top: 0, left: 0, bottom: 1, right: 1 }, 1, 2)).toBe(false)
  })
})

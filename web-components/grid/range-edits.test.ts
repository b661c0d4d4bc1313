import { describe, expect, it } from 'vitest'
import { type GridSource, NO_ROWS } from './grid-source.js'
import { filledDown, sumsOf } from './range-edits.js'

/** Rows of numbers; a minus one is a cell that cannot be edited, zero a blank one. */
function sourceOf(rows: number[][]): GridSource {
  return {
    ...NO_ROWS,
    rowCount: rows.length,
    columnCount: rows[0]!.length,
    value: (row, column) => rows[row]?.[column] || undefined,
    entry: (row, column) => (rows[row]?.[column] === -1 ? null : { hours: 0, fullTimeHours: 160 }),
  }
}
const at = (row: number, column: number) => ({ top: row, bottom: row, left: column, right: column })

describe('filling down by a double click on the handle', () => {
  it('goes as far as the column on the left has numbers', () => {
    const source = sourceOf([
      [8, 4],
      [8, 0],
      [8, 0],
      [0, 0],
      [8, 0],
    ])
    expect(filledDown(source, at(0, 1))).toEqual({ top: 0, bottom: 2, left: 1, right: 1 })
  })

  it('looks to the right in the first month, and stops at a cell that cannot be written', () => {
    const source = sourceOf([
      [4, 8],
      [0, 8],
      [-1, 8],
    ])
    expect(filledDown(source, at(0, 0)).bottom).toBe(1)
  })

  it('fills nothing where nothing stands beside', () => {
    expect(filledDown(sourceOf([[4], [0]]), at(0, 0))).toEqual(at(0, 0))
  })
})

it('sums, counts and averages the months of a selection, blanks left out', () => {
  const source = sourceOf([
    [8, 0],
    [4, 12],
  ])
  expect(sumsOf(source, { anchorRow: 0, anchorColumn: -1, row: 1, column: 5 })).toEqual({
    count: 3,
    sum: 24,
    average: 8,
  })
})

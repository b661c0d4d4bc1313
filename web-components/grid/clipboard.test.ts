import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillPairs, handlePairs, parseHtmlTable, parseTsv, placeBlock, toHtmlTable, toTsv } from './clipboard.js'

describe('clipboard', () => {
  it('reads back what it wrote', () => {
    const cell = fc.string({ maxLength: 5 }).filter((text) => !/\r/.test(text) && !text.startsWith('"'))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), (block) => {
        const text = toTsv(block)
        if (!text.endsWith('\n')) expect(parseTsv(text)).toEqual(block)
      }),
    )
  })

  it('reads a block as a sheet writes it, with line breaks of Windows and a last empty line', () => {
    expect(parseTsv('1\t2\r\n3\t"a ""b"""\r\n')).toEqual([
      ['1', '2'],
      ['3', 'a "b"'],
    ])
  })

  it('reads the table of a page where the clipboard has no text', () => {
    const html =
      '<meta charset=utf-8><table><thead><tr><th>Jan</th><th>Feb</th></tr></thead><tr><td class="x">8&nbsp;</td><td><b>12.5</b></td></tr></table>'
    expect(parseHtmlTable(html)).toEqual([
      ['Jan', 'Feb'],
      ['8', '12.5'],
    ])
    expect(parseHtmlTable(toHtmlTable([['<b> & "c"', '1']]))).toEqual([['<b> & "c"', '1']])
    expect(parseHtmlTable('<p>no table</p>')).toBeUndefined()
  })

  it('escapes names in the HTML table', () => {
    expect(toHtmlTable([['<b>', '1']])).toBe('<table><tr><td>&lt;b&gt;</td><td>1</td></tr></table>')
  })

  it('tiles a block over a selection that is a multiple of it', () => {
    const { cells } = placeBlock([['8']], { top: 0, left: 0, bottom: 1, right: 2 }, { rows: 9, columns: 9 })
    expect(cells).toHaveLength(6)
  })

  it('pastes once where the selection is no multiple, and counts what falls outside', () => {
    const block = [['1', '2', '3']]
    const placed = placeBlock(block, { top: 0, left: 1, bottom: 0, right: 2 }, { rows: 1, columns: 3 })
    expect(placed.cells.map((cell) => [cell.column, cell.text])).toEqual([
      [1, '1'],
      [2, '2'],
    ])
    expect(placed.outside).toBe(1)
  })

  it('fills down from the first row and right from the first column', () => {
    const rect = { top: 2, left: 3, bottom: 3, right: 4 }
    expect(fillPairs(rect, 'down')).toEqual([
      { from: [2, 3], to: [3, 3] },
      { from: [2, 4], to: [3, 4] },
    ])
    expect(fillPairs(rect, 'right').map((pair) => pair.to)).toEqual([
      [2, 4],
      [3, 4],
    ])
  })

  it('repeats the block under the fill handle, upwards too', () => {
    const pairs = handlePairs({ top: 2, left: 0, bottom: 3, right: 0 }, { top: 1, left: 0, bottom: 3, right: 0 })
    expect(pairs).toEqual([{ from: [3, 0], to: [1, 0] }])
  })
})

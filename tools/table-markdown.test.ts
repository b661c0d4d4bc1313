import { expect, it } from 'vitest'
import { tableMarkdown } from './table-markdown.js'

const columns = [
  { key: 'name', label: 'Name', unit: 'text' },
  { key: 'hours', label: 'Hours', unit: 'hours' },
  { key: 'fte', label: 'FTE of 160 h', unit: 'fte' },
]

it('prints hours and per cent as people write them, never rounded across 100', () => {
  const rows = [
    { name: 'Sarah', hours: 1706.25, fte: 1.003 },
    { name: 'Mark', hours: 0, fte: null },
  ]
  expect(tableMarkdown({ title: 'Load', columns, rows })).toBe(
    [
      '**Load**',
      '',
      '| Name | Hours | FTE of 160 h |',
      '| --- | --- | --- |',
      '| Sarah | 1,706.25 | >100 % |',
      '| Mark | 0 | – |',
    ].join('\n'),
  )
})

it('keeps a name with a pipe or a line break in its cell', () => {
  const text = tableMarkdown({ title: 'x', columns, rows: [{ name: 'A|B\nC', hours: 1, fte: 0 }] })
  expect(text.split('\n').at(-1)).toBe('| A\\|B C | 1 | 0 % |')
})

it('says how many rows it left out', () => {
  const rows = Array.from({ length: 5 }, (_, i) => ({ name: `P${i}`, hours: i, fte: 0 }))
  expect(tableMarkdown({ title: 'x', columns, rows }, 3)).toContain('2 more rows not shown here.')
})

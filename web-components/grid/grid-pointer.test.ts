import { expect, it } from 'vitest'
import { grownRect } from './grid-pointer.js'

it('lets the fill handle grow in the longer direction alone', () => {
  const from = { top: 2, left: 2, bottom: 3, right: 3 }
  expect(grownRect(from, { row: 6, column: 4 })).toEqual({ top: 2, left: 2, bottom: 6, right: 3 })
  expect(grownRect(from, { row: 3, column: 0 })).toEqual({ top: 2, left: 0, bottom: 3, right: 3 })
  expect(grownRect(from, { row: 3, column: 3 })).toEqual(from)
})

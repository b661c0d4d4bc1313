import { expect, it } from 'vitest'
import { FRESH, readAddress, writeAddress } from './plan-address.js'

it('reads back the choices that it wrote', () => {
  const choices = {
    ...FRESH,
    rows: 'people' as const,
    unit: 'fte' as const,
    text: 'ana & co',
    from: '2026-08',
    to: '2027-01',
  }
  expect(readAddress(writeAddress(choices))).toEqual(choices)
  expect(writeAddress(FRESH)).toBe('')
})

it('takes the usual where the address is nonsense', () => {
  expect(readAddress('?rows=cats&unit=%00&from=soon')).toEqual(FRESH)
})

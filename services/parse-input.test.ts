import { expect, it } from 'vitest'
import { z } from 'zod'
import { parseInput } from './parse-input.js'

const schema = z.strictObject({
  count: z.int().min(1).max(9),
  share: z.number().gt(0).lt(1),
  name: z.string().trim().min(1).max(120),
  skills: z.array(z.string()).max(2),
  status: z.enum(['Active', 'Closed']),
  email: z.string().regex(/@/, 'is not an e-mail address'),
})
const good = { count: 1, share: 0.5, name: 'x', skills: [], status: 'Active', email: 'a@b' }

it.each<[object, string]>([
  [{ count: 0 }, 'count 0 is below 1.'],
  [{ count: 10 }, 'count 10 is above 9.'],
  [{ count: 10 ** 400 }, 'count: Invalid input: expected number, received Infinity.'],
  [{ count: Number.NaN }, 'count: Invalid input: expected number, received NaN.'],
  [{ count: 2.5 }, 'count: Invalid input: expected int, received number.'],
  [{ share: 0 }, 'share 0 is not above 0.'],
  [{ share: 1 }, 'share 1 is not below 1.'],
  [{ name: '  ' }, 'name has 0 characters; at least 1.'],
  [{ name: 'x'.repeat(10_000) }, 'name has 10000 characters; at most 120.'],
  [{ skills: ['a', 'b', 'c'] }, 'skills has 3 entries; at most 2.'],
  [{ status: 'Open' }, `status: Invalid option: expected one of "Active"|"Closed" ('Open' was given).`],
  [{ email: 'nobody' }, "email: is not an e-mail address ('nobody' was given)."],
  [{ email: undefined }, 'email: Invalid input: expected string, received undefined.'],
  [{ colour: 'red' }, "there is no field 'colour'."],
])('%j is refused with field, value and limit', (fields, message) => {
  expect(() => parseInput(schema, { ...good, ...fields })).toThrow(message)
})

it('that is nothing at all is refused', () => {
  expect(() => parseInput(schema, null)).toThrow('Invalid input: expected object, received null.')
  expect(() => parseInput(z.object({ list: z.array(schema) }), { list: [{ ...good, more: 1 }] })).toThrow(
    "list.0: there is no field 'more'.",
  )
})

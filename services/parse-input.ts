// The one place that says what is wrong with an input: field, value and limit in a sentence.
import type { z } from 'zod'
import { Fault } from './fault.js'

interface Words {
  /** What a field of it is called: 'field', or 'argument' of a tool. */
  noun?: string
  hint?: string
}

/** Checks an input strictly. Throws Fault invalid: the first thing wrong as a sentence, up to ten in details.issues. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown, words: Words = {}): z.output<T> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issues = result.error.issues.slice(0, 10)
  const [first] = issues as [z.core.$ZodIssue]
  const found = valueAt(input, first.path)
  throw new Fault('invalid', `${sentence(first, input, words.noun ?? 'field')}.`, words.hint, {
    field: nameOf(first),
    ...(isShort(found) ? { value: found } : {}),
    issues: issues.map((issue) => ({ field: nameOf(issue), message: issue.message })),
  })
}

const nameOf = (issue: z.core.$ZodIssue) => issue.path.join('.')

function sentence(issue: z.core.$ZodIssue, input: unknown, noun: string): string {
  const field = nameOf(issue)
  const found = valueAt(input, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${field ? `${field}: ` : ''}there is no ${noun} ${issue.keys.map((k) => `'${k.slice(0, 40)}'`).join(', ')}`
    case 'too_small':
      if (typeof found === 'number')
        return `${field} ${found} is ${issue.inclusive ? 'below' : 'not above'} ${issue.minimum}`
      return `${field} has ${sizeOf(found)}; at least ${issue.minimum}`
    case 'too_big':
      if (typeof found === 'number')
        return `${field} ${found} is ${issue.inclusive ? 'above' : 'not below'} ${issue.maximum}`
      return `${field} has ${sizeOf(found)}; at most ${issue.maximum}`
    default: {
      const given = isShort(found) && !/received/.test(issue.message) ? ` ('${found}' was given)` : ''
      return `${field ? `${field}: ` : ''}${issue.message}${given}`
    }
  }
}

const sizeOf = (value: unknown) =>
  Array.isArray(value) ? `${value.length} entries` : `${String(value).trim().length} characters`

const isShort = (value: unknown) =>
  typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= 60)

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key]
  return value
}

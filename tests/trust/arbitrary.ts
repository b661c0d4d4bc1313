// Random inputs from JSON Schema: valid ones that reach a handler, and the same with one thing wrong.
import fc from 'fast-check'

// biome-ignore lint/suspicious/noExplicitAny: JSON Schema
type Schema = any

/** Values that exist in the small organisation, so that many inputs mean something. */
const POOLS: [RegExp, unknown[]][] = [
  [
    /^(projectId|project|projects|toProject)$/,
    ['p-alpha', 'p-beta', 'p-alpha', 'p-beta', 'ALPHA', 'Project Beta', 'p-none'],
  ],
  [
    /^(employeeId|employee|employees|toEmployee|exclude|explain|replacement)$/,
    ['e-sarah', 'e-sarah', 'e-mark', 'e-mark', 'Jane Doe', 'e-none'],
  ],
  [/^assignmentId$/, ['s-alpha', 's-beta', 'm-alpha', 'j-alpha', 'none']],
  [/^(roleId|role|roles)$/, ['r-cyber', 'r-sw', 'Cyber Analyst']],
  [/^(lcatId|lcat|lcats)$/, ['l-mid', 'l-senior', 'Senior']],
  [/^managerId$/, ['u-maria', 'u-paul', null]],
  [
    /^(month|from|to|sourceMonth|toMonth)$/,
    ['2025-05', '2025-05', '2025-05', '2025-06', '2025-01', '2025-09', '2026-01'],
  ],
  [/^(startsOn|endsOn|date|expiresOn)$/, ['2025-01-01', '2025-06-30', '2025-07-04', '2025-12-25', '2026-02-28']],
  [/^country$|^calendarCountry$/, ['US', 'DE', '']],
  [/^email$/, ['new@example.com', 'paul@example.com', 'u-gone@example.com', 'someone.else@example.org']],
  [/^(fromYear|toYear)$/, [2025, 2026]],
  [/^(hours|fundedHours|hoursPerMonth|after)$/, [0, 8, 40, 80.25, 160]],
  [/^version$/, [1, 1, 1, 2]],
  [
    /^id$/,
    [
      'p-alpha',
      'p-beta',
      'e-sarah',
      's-beta',
      'r-sw',
      'l-mid',
      'd-beta',
      't-sarah',
      'h-one',
      'o-beta',
      'u-sarah',
      'set-paul',
      'plan-paul',
      'thread-paul',
      'report-paul',
      'last',
      'none',
    ],
  ],
]

/** What somebody might write to the assistant; half of the time anything at all. */
const SENTENCES = [
  'Show me all Cyber Analysts with less than 50% FTE in May',
  'Set Sarah Jones on ALPHA to 80 hours in May 2025',
  'How is Project Beta doing?',
  'Who is over-allocated in 2025?',
  'Move 8 hours of Mark Lee from ALPHA to BETA in June 2025',
  'undo that',
  'the second one',
  'Export the portfolio from May to June 2025',
]

/** Text that has broken programs before. */
const NAUGHTY = [
  '',
  ' ',
  'Ünïcödé',
  '🦆',
  '\u202Ertl',
  'a\u0000b',
  "'; --",
  '=1+1',
  '<img src=x>',
  '../../x',
  '%00',
  '\uFFFE',
  'null',
  '-0',
]

/** A value that the schema allows, most of the time one that means something. */
export function valid(schema: Schema, name = ''): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const pool = schema.type === 'array' ? undefined : POOLS.find(([pattern]) => pattern.test(name))?.[1]
  const fits = pool?.filter((value) => matchesType(schema, value))
  if (fits && fits.length > 0) return fc.constantFrom(...fits)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each: Schema) => valid(each, name)))
  if (name === 'message') return fc.oneof(fc.constantFrom(...SENTENCES), validString(schema))
  switch (schema.type) {
    case 'object':
      return validObject(schema)
    case 'array': {
      const min = schema.minItems ?? 0
      return fc.array(valid(schema.items ?? {}, name), {
        minLength: min,
        maxLength: Math.max(min, Math.min(schema.maxItems ?? 3, 3)),
      })
    }
    case 'string':
      return validString(schema)
    case 'integer':
    case 'number': {
      const low = schema.minimum ?? (schema.exclusiveMinimum === undefined ? -5 : schema.exclusiveMinimum + 0.01)
      const high = schema.maximum ?? (schema.exclusiveMaximum === undefined ? 800 : schema.exclusiveMaximum - 0.01)
      if (schema.type === 'integer') return fc.integer({ min: Math.ceil(low), max: Math.floor(Math.min(high, 1e6)) })
      return fc.integer({ min: Math.ceil(low * 100), max: Math.floor(high * 100) }).map((n) => n / 100)
    }
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function matchesType(schema: Schema, value: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((each: Schema) => matchesType(each, value))
  if (value === null) return schema.type === 'null'
  if (typeof value === 'number')
    return (
      schema.type === 'number' ||
      (schema.type === 'integer' && Number.isInteger(value) && value <= (schema.maximum ?? 1e9))
    )
  return schema.type === 'string' && (schema.maxLength ?? 1e9) >= String(value).length
}

function validObject(schema: Schema): fc.Arbitrary<unknown> {
  const properties: Record<string, Schema> = schema.properties ?? {}
  if (Object.keys(properties).length === 0) return fc.constant({})
  const parts = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valid(each, name)]))
  return fc.record(parts, { requiredKeys: schema.required ?? [] })
}

function validString(schema: Schema): fc.Arbitrary<string> {
  if (schema.pattern?.startsWith('^\\d{4}-\\d{2}-')) return fc.constantFrom('2025-06-30', '2027-01-01')
  if (schema.pattern?.startsWith('^\\d{4}-\\d{2}')) return fc.constantFrom('2025-05', '2025-06')
  if (schema.pattern?.startsWith('^\\d{1,')) return fc.integer({ min: 1, max: 50 }).map(String)
  if (schema.pattern?.includes('@')) return fc.constantFrom('a@example.com', 'b@example.com')
  const max = Math.min(schema.maxLength ?? 40, 40)
  const min = schema.minLength ?? 0
  const fitting = NAUGHTY.filter((text) => text.length >= min && text.length <= max && (min === 0 || text.trim()))
  return fc.oneof(
    fc.string({ minLength: min, maxLength: max, unit: 'grapheme' }),
    fc.constantFrom(...fitting, 'Plain words'),
  )
}

/** What a field may be turned into. JSON text, so that 1e400 and doubled keys can be said. */
const WRONG = [
  'null',
  '"text"',
  '-1',
  '1e400',
  '1.1e308',
  '0.3',
  '[]',
  '{}',
  'true',
  '""',
  `"${'x'.repeat(10_000)}"`,
  '{"$ne": 1}',
  '[[[[[[[[]]]]]]]]',
  '{"__proto__": {"admin": true}}',
  '"2025-13"',
  '"\\ud800"',
]

/** A valid value as JSON text with one thing wrong: a field replaced, left out, or one too many. */
export function withOneWrong(schema: Schema): fc.Arbitrary<string> {
  const extra = fc.constantFrom(
    '"id":"x"',
    '"version":99',
    '"createdBy":"me"',
    '"constructor":{}',
    '"__proto__":{"x":1}',
    '"":1',
  )
  return fc
    .tuple(valid(schema), fc.nat(), fc.constantFrom(...WRONG), fc.constantFrom('replace', 'leave out', 'add'), extra)
    .map(([value, which, wrong, how, added]) => {
      const fields = Object.entries((value ?? {}) as object).map(([name, each]) => [
        JSON.stringify(name),
        JSON.stringify(each),
      ])
      if (fields.length > 0 && how !== 'add') {
        const at = which % fields.length
        if (how === 'replace') fields[at] = [fields[at]?.[0] as string, wrong]
        else fields.splice(at, 1)
      }
      const text = fields.map(([name, each]) => `${name}:${each}`)
      if (how === 'add') text.push(added)
      return `{${text.join(',')}}`
    })
}

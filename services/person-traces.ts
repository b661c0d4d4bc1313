// What names a person in text: full name and address in any case, and parts of them that nobody else bears.
import type { Db } from '../db/open.js'
import { MONTH_NAMES } from './calendar.js'

export interface Traces {
  /** Whether the text names the person. */
  in(text: string | null): boolean
  /** The text with pseudonym and address instead; JSON stays JSON. */
  replaced(text: string): string
  /** Parts of the name that are not looked for: somebody or something else is called so. */
  shared: string[]
}

/** Words beside those of the organisation that a name may be as well. */
const EVERYDAY = [
  ...MONTH_NAMES,
  'Will',
  'Mark',
  'Grant',
  'Rose',
  'Grace',
  'Hope',
  'Long',
  'Young',
  'Day',
  'Page',
  'Bill',
]

/** Words of a name: three letters at least. */
const partsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length >= 3)

/** How the person is named, by what else the organisation calls by those words. Reads before anything is erased. */
export async function tracesOf(
  db: Db,
  person: readonly { id: string; name: string; email: string }[],
  instead: { pseudonym: string; address: string },
): Promise<Traces> {
  const ids = person.map(({ id }) => id)
  const taken = new Set([...EVERYDAY, ...(await otherNames(db, ids))].map((word) => word.toLowerCase()))
  const parts = [...new Set(person.flatMap(({ name, email }) => [...partsOf(name), ...partsOf(email.split('@')[0]!)]))]
  const own = parts.filter((part) => !taken.has(part.toLowerCase()))
  const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const either = (words: readonly string[]) => `(?:${words.map(literal).join('|')})`
  const addresses = new RegExp(
    `(?<![\\p{L}\\p{N}._%+-])${either(person.map(({ email }) => email))}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`,
    'giu',
  )
  // The whole name first: its parts are found in what is left.
  const names = new RegExp(
    `(?<![\\p{L}\\p{N}])${either([...person.map(({ name }) => name), ...own])}(?![\\p{L}\\p{N}])`,
    'giu',
  )
  const plain = (text: string) => text.replaceAll(addresses, instead.address).replaceAll(names, instead.pseudonym)
  const replaced = (text: string) => {
    const value = jsonOf(text)
    if (value === undefined) return plain(text)
    const after = JSON.stringify(deep(value, plain))
    return after === JSON.stringify(value) ? text : after
  }
  return {
    in: (text) => text !== null && replaced(text) !== text,
    replaced,
    shared: parts.filter((part) => !own.includes(part)),
  }
}

/** What else is called by a word: other people, roles, LCATs, projects, clients. */
async function otherNames(db: Db, ids: readonly string[]): Promise<string[]> {
  const people = [
    ...(await db.selectFrom('employee').select(['id', 'name', 'email']).execute()),
    ...(await db.selectFrom('user').select(['id', 'name', 'email']).execute()),
  ].filter(({ id }) => !ids.includes(id))
  const projects = await db.selectFrom('project').select(['name', 'code', 'client']).execute()
  const lists = [
    ...(await db.selectFrom('role').select('name').execute()),
    ...(await db.selectFrom('lcat').select('name').execute()),
  ]
  return [
    ...people.flatMap(({ name, email }) => [name, email.split('@')[0]!]),
    ...projects.flatMap(({ name, code, client }) => [name, code, client]),
    ...lists.map(({ name }) => name),
  ].flatMap(partsOf)
}

/** Objects and lists only: everything else is text for people. */
function jsonOf(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function deep(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => deep(one, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deep(one, change)]))
}

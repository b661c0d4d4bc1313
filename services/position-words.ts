// Positions as people say them: "3 Senior Developers", and back from words to role and LCAT.
import type { Db } from '../db/open.js'
import { Fault } from './fault.js'
import { fold, type NamedRow, resolveListed } from './names.js'

/** 'Senior Developers' for role Developer, LCAT Senior and a count other than 1. */
export function positionWords(role: string, lcat: string, count: number): string {
  const name = role || 'people of any role'
  return [lcat, count === 1 || !role ? name : plural(name)].filter(Boolean).join(' ')
}

export function plural(name: string): string {
  if (/[^aeiou]y$/i.test(name)) return name.replace(/y$/i, 'ies')
  return /(s|x|ch|sh)$/i.test(name) ? `${name}es` : `${name}s`
}

/**
 * "Senior Developer(s)" is a role of that name, or the role Developer with an LCAT named Senior (DESIGN section 1).
 * Throws the Fault of the role's name when neither fits.
 */
export async function resolvePosition(
  db: Db,
  text: string,
  lcatText?: string,
): Promise<{ role: NamedRow; lcat?: NamedRow }> {
  const named = lcatText === undefined ? undefined : await resolveListed(db, 'lcat', lcatText)
  try {
    return { role: await resolveListed(db, 'role', text), lcat: named }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'not_found') throw error
    for (const lcat of await db.selectFrom('lcat').select(['id', 'name']).execute()) {
      if (!fold(text).startsWith(`${fold(lcat.name)} `)) continue
      const rest = fold(text).slice(fold(lcat.name).length + 1)
      const role = await resolveListed(db, 'role', rest).catch(() => undefined)
      if (role) return { role, lcat: named ?? lcat }
    }
    throw error
  }
}

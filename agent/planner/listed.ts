import type { Planning } from './planning.js'
import { entityNamed } from './pronouns.js'

/** More people than this are not meant one by one. */
const MOST = 30

/** The people whom the last answer listed, in its order: found, recommended, in conflict or summed by person. */
export function listedPeople(planning: Planning): string[] {
  const output = planning.memory.last.at(-1)?.output as Record<string, unknown> | undefined
  if (!output || typeof output !== 'object') return []
  const rows = ['employees', 'candidates', 'conflicts', ...(output.groupBy === 'employee' ? ['rows'] : [])].flatMap(
    (key) => (Array.isArray(output[key]) ? (output[key] as Record<string, unknown>[]) : []),
  )
  const names = rows.slice(0, MOST).flatMap((row) => {
    const said = [row.email, row.employee, row.name, row.label].find((value) => typeof value === 'string')
    const item = entityNamed(NOWHERE, 'person', said as string | undefined, planning.request)
    return item ? [planning.personName(item.refs[0]!.index)] : []
  })
  return [...new Set(names)]
}

const NOWHERE = { from: -1, to: -1, start: 0, end: 0, text: '', prep: '', mended: false }

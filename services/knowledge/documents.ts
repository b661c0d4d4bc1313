// The words around the numbers: passages made from people, projects, assignments, demand and notes.
// No passage states a total or an FTE: a question for a figure goes to the typed tools.
import { createHash } from 'node:crypto'
import type { Db } from '../../db/open.js'
import { fromMonthNumber, monthName } from '../calendar.js'
import { batches } from '../change-rows.js'

export type SourceTable = 'employee' | 'project' | 'assignment' | 'demand' | 'note'

export interface Passage {
  id: string
  kind: SourceTable
  sourceTable: SourceTable
  sourceId: string
  employeeId: string | null
  projectId: string | null
  private: boolean
  title: string
  text: string
  hash: string
}

type Draft = Omit<Passage, 'hash' | 'private' | 'employeeId' | 'projectId'> &
  Partial<Pick<Passage, 'private' | 'employeeId' | 'projectId'>>

const finish = (draft: Draft): Passage => {
  const passage = { private: false, employeeId: null, projectId: null, ...draft }
  const hash = createHash('sha256')
    .update(JSON.stringify([passage.title, passage.text, passage.private, passage.employeeId, passage.projectId]))
    .digest('base64url')
    .slice(0, 22)
  return { ...passage, hash }
}

const list = (label: string, items: readonly string[]) => (items.length > 0 ? ` ${label}: ${items.join(', ')}.` : '')

/** The passages of some rows of a table; rows that are gone give none. */
export async function buildPassages(db: Db, table: SourceTable, ids: readonly string[]): Promise<Passage[]> {
  const found: Passage[] = []
  for (const batch of batches(ids)) found.push(...(await BUILDERS[table](db, batch)).map(finish))
  return found
}

const BUILDERS: Record<SourceTable, (db: Db, ids: string[]) => Promise<Draft[]>> = {
  async employee(db, ids) {
    const rows = await db
      .selectFrom('employee as e')
      .leftJoin('role as r', 'r.id', 'e.roleId')
      .leftJoin('lcat as l', 'l.id', 'e.lcatId')
      .selectAll('e')
      .select(['r.name as role', 'l.name as lcat'])
      .where('e.id', 'in', ids)
      .execute()
    return rows.flatMap((e) => {
      const skills = JSON.parse(e.skills) as string[]
      const clearances = JSON.parse(e.clearances) as string[]
      const experience = e.yearsExperience === null ? '' : ` ${e.yearsExperience} years of experience.`
      const base = {
        kind: 'employee',
        sourceTable: 'employee',
        sourceId: e.id,
        employeeId: e.id,
        title: e.name,
      } as const
      const about: Draft = {
        ...base,
        id: `employee:${e.id}`,
        text: `${e.name}, ${[e.lcat, e.role].filter(Boolean).join(' ') || 'no role'}.${list('Skills', skills)}${list('Clearances', clearances)}${experience}${e.education ? ` ${e.education}.` : ''}`,
      }
      return [
        about,
        ...cut(e.notes).map((text, i): Draft => ({ ...base, id: `employee:${e.id}:notes:${i}`, private: true, text })),
      ]
    })
  },

  async project(db, ids) {
    const rows = await db
      .selectFrom('project')
      .select(['id', 'code', 'name', 'client', 'description', 'status'])
      .where('id', 'in', ids)
      .execute()
    return rows.flatMap((p) => {
      const base = { kind: 'project', sourceTable: 'project', sourceId: p.id, projectId: p.id, title: p.name } as const
      const [first = '', ...rest] = cut(p.description)
      const head = `${p.name} (${p.code})${p.client ? ` for ${p.client}` : ''}, ${p.status.toLowerCase()}. ${first}`
      return [head, ...rest].map((text, i): Draft => ({ ...base, id: `project:${p.id}:${i}`, text }))
    })
  },

  async assignment(db, ids) {
    return (await selectAssignments(db).where('a.id', 'in', ids).execute()).map((a) => aboutAssignment(a, a))
  },

  async demand(db, ids) {
    const rows = await db
      .selectFrom('demand as d')
      .innerJoin('project as p', 'p.id', 'd.projectId')
      .leftJoin('role as r', 'r.id', 'd.roleId')
      .leftJoin('lcat as l', 'l.id', 'd.lcatId')
      .select(['d.id', 'd.projectId', 'd.skills', 'd.month', 'p.name as project', 'r.name as role', 'l.name as lcat'])
      .where('d.id', 'in', ids)
      .execute()
    return rows.map((d) => {
      const wanted = [d.lcat, d.role].filter(Boolean).join(' ') || 'somebody'
      const month = monthName(Number(fromMonthNumber(d.month).replace('-', '')))
      return {
        id: `demand:${d.id}`,
        kind: 'demand',
        sourceTable: 'demand',
        sourceId: d.id,
        projectId: d.projectId,
        title: `Open position on ${d.project}`,
        text: `${d.project} looks for ${wanted} in ${month}.${list('Skills', JSON.parse(d.skills) as string[])}`,
      }
    })
  },

  async note(db, ids) {
    const rows = await db
      .selectFrom('note')
      .select(['id', 'title', 'body', 'subjectTable', 'subjectId'])
      .where('id', 'in', ids)
      .execute()
    return rows.flatMap((n) =>
      cut(n.body).map(
        (text, i): Draft => ({
          id: `note:${n.id}:${i}`,
          kind: 'note',
          sourceTable: 'note',
          sourceId: n.id,
          employeeId: n.subjectTable === 'employee' ? n.subjectId : null,
          projectId: n.subjectTable === 'project' ? n.subjectId : null,
          private: n.subjectTable === 'employee',
          title: n.title,
          text,
        }),
      ),
    )
  },
}

const selectAssignments = (db: Db) =>
  db
    .selectFrom('assignment as a')
    .innerJoin('employee as e', 'e.id', 'a.employeeId')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .leftJoin('role as r', 'r.id', 'a.roleId')
    .leftJoin('lcat as l', 'l.id', 'a.lcatId')
    .select(['a.id', 'a.employeeId', 'a.projectId', 'a.note', 'e.name', 'p.name as project', 'p.client'])
    .select(['r.name as role', 'l.name as lcat'])

type NamedAssignment = Awaited<ReturnType<ReturnType<typeof selectAssignments>['execute']>>[number]

function aboutAssignment(a: NamedAssignment, { client, note }: { client: string; note: string }): Draft {
  const as = [a.lcat, a.role].filter(Boolean).join(' ')
  return {
    id: `assignment:${a.id}`,
    kind: 'assignment',
    sourceTable: 'assignment',
    sourceId: a.id,
    employeeId: a.employeeId,
    projectId: a.projectId,
    title: `${a.name} on ${a.project}`,
    text: `${a.name} works on ${a.project}${client ? ` for ${client}` : ''}${as ? ` as ${as}` : ''}. ${note}`.trim(),
  }
}

/** What people may read of their own assignments: not the client, and not the manager's note. */
export async function ownAssignmentPassages(db: Db, employeeIds: readonly string[]): Promise<Passage[]> {
  const rows = await selectAssignments(db)
    .where('a.employeeId', 'in', [...employeeIds])
    .orderBy('a.id')
    .execute()
  return rows.map((a) => finish(aboutAssignment(a, { client: '', note: '' })))
}

const PASSAGE_CHARACTERS = 800

/** Cuts a text at paragraphs and sentences into passages of at most 800 characters; blank text gives none. */
export function cut(text: string): string[] {
  const passages: string[] = []
  let current = ''
  const push = () => {
    if (current.trim()) passages.push(current.trim())
    current = ''
  }
  for (const sentence of text.split(/(?<=[.!?。！？])\s+|\n{2,}/u)) {
    let rest = sentence
    while (rest.length > PASSAGE_CHARACTERS) {
      push()
      passages.push(rest.slice(0, PASSAGE_CHARACTERS))
      rest = rest.slice(PASSAGE_CHARACTERS)
    }
    if (current.length + rest.length + 1 > PASSAGE_CHARACTERS) push()
    current = current ? `${current} ${rest}` : rest
  }
  push()
  return passages
}

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findBrokenAuditLink } from '../services/audit.js'
import { draftCells } from '../services/cells.js'
import { commitStep } from '../services/changes.js'
import { exportPerson } from '../services/person.js'
import { changeRecord } from '../services/record-changes.js'
import { createBackup } from './backup.js'
import { type Application, compose } from './compose.js'
import { eraseEverywhere } from './erase-person.js'
import { backupsFolder } from './jobs/handlers.js'
import { readSettings } from './settings.js'

let folder: string
let app: Application
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-erase-'))
  app = await compose(readSettings({ STAFFALLOC_DATA: folder, STAFFALLOC_TODAY: '2026-10-15' }))
})
afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const WORDS = ['Jane Doe', 'jane@example.com', 'canary-note-7361', 'canary-skill-9914']

/** Every file of the data folder, backups left out, that holds one of the words. */
function filesThatName(words: readonly string[]): string[] {
  const found: string[] = []
  const walk = (path: string) => {
    for (const name of readdirSync(path)) {
      const file = join(path, name)
      if (statSync(file).isDirectory()) {
        if (name !== 'backups') walk(file)
      } else if (words.some((w) => readFileSync(file).includes(w))) found.push(name)
    }
  }
  walk(folder)
  return found
}

async function totals() {
  const row = await app.db
    .selectFrom('allocation')
    .select((eb) => eb.fn.sum<number>('quarters').as('q'))
    .executeTakeFirst()
  return row?.q
}

it('an erased person is named nowhere any more, and every total stays', async () => {
  const admin = await app.owner()
  const jane = await app.db
    .selectFrom('employee')
    .selectAll()
    .where('email', '=', 'jane@example.com')
    .executeTakeFirstOrThrow()
  const ctx = app.changeContext(admin, 'api')
  await changeRecord(
    ctx,
    'employee',
    jane.id,
    { notes: 'canary-note-7361', skills: ['canary-skill-9914'] },
    jane.version,
  )
  const cell = await app.db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .select(['al.assignmentId', 'al.month', 'al.quarters'])
    .where('a.employeeId', '=', jane.id)
    .where('al.quarters', '>', 8)
    .executeTakeFirstOrThrow()
  const month = `${Math.floor(cell.month / 100)}-${String(cell.month % 100).padStart(2, '0')}`
  await commitStep(ctx, async (db) => ({
    changes: await draftCells(db, [{ assignmentId: cell.assignmentId, month, hours: cell.quarters / 4 - 1 }]),
  }))
  await app.knowledge.search(admin, 'canary', { limit: 3 })
  const before = await totals()
  expect(JSON.stringify(await exportPerson(app.db, admin, 'jane@example.com'))).toContain('canary-note-7361')
  await createBackup(app.database.sqlite, backupsFolder(app), {
    id: 'old',
    at: new Date('2026-10-01'),
    reason: 'daily',
  })
  expect(filesThatName(WORDS)).not.toEqual([])

  const { pseudonym, backups } = await eraseEverywhere(app, admin, 'jane@example.com')

  expect(filesThatName(WORDS)).toEqual([])
  expect(await totals()).toBe(before)
  expect(
    (await app.knowledge.search(admin, 'canary Jane', { limit: 20 })).hits.filter((h) =>
      /Jane Doe|canary/.test(h.passage + h.title),
    ),
  ).toEqual([])
  expect(backups).toEqual([{ file: 'staffalloc-old.db', until: '2026-10-31' }])
  expect(await findBrokenAuditLink(app.db)).toBeUndefined()
  await expect(exportPerson(app.db, admin, 'jane@example.com')).rejects.toThrow('Nobody here has the e-mail')
  expect(pseudonym).toMatch(/^Former person /)
})

it('only an Admin sees or erases the data of a person', async () => {
  const pm = await app.actor('maria@example.com')
  await expect(exportPerson(app.db, pm, 'jane@example.com')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(eraseEverywhere(app, pm, 'jane@example.com')).rejects.toMatchObject({ code: 'forbidden' })
})

import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { draftCells } from '../services/cells.js'
import { commitStep } from '../services/changes.js'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { createBackup, listBackups, pruneBackups, restoreBackup, verifyBackup } from './backup.js'

let folder: string
let org: SmallOrganisation
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-backup-'))
  org = await openSmallOrganisation(join(folder, 'staffalloc.db'))
})
afterEach(async () => {
  await org.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = new Date('2026-10-15T02:00:00Z')
const made = (id: string, when = at) => ({ id, at: when, reason: 'daily' })
const set = (hours: number) =>
  commitStep(org.context(org.admin), async (db) => ({
    changes: await draftCells(db, [{ assignmentId: 's-alpha', month: '2025-05', hours }]),
  }))
const backups = () => join(folder, 'backups')

describe('a backup', () => {
  it('made while others write holds a moment of the plan, and is verified', async () => {
    for (let i = 1; i <= 20; i++) {
      const [, manifest] = await Promise.all([set(i), createBackup(org.sqlite, backups(), made(`b${i}`))])
      const verified = await verifyBackup(join(backups(), manifest.file))
      expect([i - 1, i]).toContain(verified.rows.change_set)
    }
  })

  it('that was altered, cut or has lost its manifest is refused', async () => {
    const { file } = await createBackup(org.sqlite, backups(), made('a'))
    const path = join(backups(), file)
    appendFileSync(path, 'x')
    await expect(verifyBackup(path)).rejects.toThrow('its hash differs')
    rmSync(`${path}.json`)
    await expect(verifyBackup(path)).rejects.toThrow('has no manifest')
    await expect(verifyBackup(join(backups(), 'none.db'))).rejects.toThrow('There is no backup none.db.')
  })

  it('of the same job is made once', async () => {
    const first = await createBackup(org.sqlite, backups(), made('a'))
    await set(8)
    expect(await createBackup(org.sqlite, backups(), made('a'))).toEqual(first)
  })

  it('that is old goes, the newest three stay', async () => {
    for (let day = 1; day <= 6; day++)
      await createBackup(org.sqlite, backups(), made(`d${day}`, new Date(Date.UTC(2026, 0, day))))
    expect(pruneBackups(backups(), at, 30)).toEqual(['staffalloc-d3.db', 'staffalloc-d2.db', 'staffalloc-d1.db'])
    expect(listBackups(backups()).map((m) => m.file)).toEqual([
      'staffalloc-d6.db',
      'staffalloc-d5.db',
      'staffalloc-d4.db',
    ])
  })
})

describe('a restore', () => {
  it('brings the former plan back and keeps what it replaced', async () => {
    await set(80)
    const { file } = await createBackup(org.sqlite, backups(), made('a'))
    await set(40)
    await org.close()
    const target = join(folder, 'staffalloc.db')
    const { kept } = await restoreBackup(join(backups(), file), target, at)
    expect(existsSync(kept!)).toBe(true)
    const { openDatabase } = await import('../db/open.js')
    const restored = await openDatabase(target)
    const cell = await restored.db.selectFrom('allocation').select('quarters').executeTakeFirst()
    expect(cell?.quarters).toBe(320)
    await restored.close()
    org = await openSmallOrganisation()
  })

  it('from a damaged file changes nothing', async () => {
    const { file } = await createBackup(org.sqlite, backups(), made('a'))
    const path = join(backups(), file)
    writeFileSync(path, readFileSync(path).subarray(0, 5000))
    const before = readFileSync(join(folder, 'staffalloc.db'))
    await expect(restoreBackup(path, join(folder, 'staffalloc.db'), at)).rejects.toThrow('its hash differs')
    expect(readFileSync(join(folder, 'staffalloc.db')).equals(before)).toBe(true)
  })
})

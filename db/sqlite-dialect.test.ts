import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type OpenDatabase, openDatabase } from './open.js'

let folder: string
let ours: OpenDatabase
let other: OpenDatabase
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-lock-'))
  ours = await openDatabase(join(folder, 'staffalloc.db'))
  other = await openDatabase(join(folder, 'staffalloc.db'))
})
afterEach(async () => {
  await Promise.all([ours.close(), other.close()])
  rmSync(folder, { recursive: true })
})
const setting = (key: string) => ours.db.insertInto('setting').values({ key, value: '1' })
const keys = async () => (await ours.db.selectFrom('setting').select('key').orderBy('key').execute()).map((r) => r.key)

it('a write waits for another process that writes, and reads go on meanwhile', async () => {
  other.sqlite.exec("begin immediate; insert into setting (key, value) values ('other', '1')")
  const single = setting('single').execute()
  const whole = ours.db.transaction().execute(async (trx) => {
    await trx.insertInto('setting').values({ key: 'whole', value: '1' }).execute()
  })
  // Reads are answered while both wait: neither may hold the connection.
  for (let i = 0; i < 5; i++) expect(await keys()).toEqual([])
  other.sqlite.exec('commit')
  await Promise.all([single, whole])
  expect(await keys()).toEqual(['other', 'single', 'whole'])
  expect(ours.sqlite.pragma('busy_timeout', { simple: true })).toBe(5000)
})

it('a write that fails for another reason fails at once', async () => {
  await setting('a').execute()
  await expect(setting('a').execute()).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
})

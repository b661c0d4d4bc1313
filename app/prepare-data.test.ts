import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { prepareData } from './prepare-data.js'
import { readSettings } from './settings.js'

const before = process.umask()
const folder = mkdtempSync(join(tmpdir(), 'staffalloc-private-'))
afterEach(() => {
  process.umask(before)
  rmSync(folder, { recursive: true, force: true })
})

it('what a library writes into the data folder without saying a mode is for its owner only', async () => {
  process.umask(0)
  const data = join(folder, 'data')
  const database = await prepareData(readSettings({ STAFFALLOC_DATA: data, STAFFALLOC_EMPTY: '1' }), () => new Date())
  writeFileSync(join(data, 'graph'), 'x')
  expect(statSync(data).mode & 0o777).toBe(0o700)
  expect(statSync(join(data, 'graph')).mode & 0o777).toBe(0o600)
  await database.close()
})

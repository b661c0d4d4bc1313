import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LocalFileStore } from './local-file-store.js'

let folder: string
let store: LocalFileStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
  store = new LocalFileStore(join(folder, 'kept'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function text(key: string): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of store.read(key)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

it('gives back what was written, readable by this account only', async () => {
  expect(await store.write('reports/a.xlsx', Buffer.from('one'))).toBe(3)
  async function* parts() {
    yield Buffer.from('two ')
    yield Buffer.from('parts')
  }
  expect(await store.write('reports/a.xlsx', parts())).toBe(9)
  expect(await text('reports/a.xlsx')).toBe('two parts')
  expect(statSync(store.localPath('reports/a.xlsx')).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'kept/reports')).mode & 0o777).toBe(0o700)
})

it('keeps the former file and leaves no half one when writing fails', async () => {
  await store.write('reports/a.csv', Buffer.from('whole'))
  async function* broken() {
    yield Buffer.from('ha')
    throw new Error('the disk is full')
  }
  await expect(store.write('reports/a.csv', broken())).rejects.toThrow('the disk is full')
  expect(await text('reports/a.csv')).toBe('whole')
  expect(readdirSync(join(folder, 'kept/reports'))).toEqual(['a.csv'])
})

it.each([
  '../secret',
  'reports/../../secret',
  '/etc/passwd',
  'reports//a',
  'reports/.hidden',
  'reports/a\\..\\b',
  'reports/a\0.xlsx',
  'reports/%2e%2e',
  '',
  'C:evil',
  'a/b/c/d/e',
  `reports/${'x'.repeat(101)}`,
])('refuses the key %j', async (key) => {
  await expect(store.write(key, Buffer.from('x'))).rejects.toMatchObject({ code: 'invalid' })
  await expect(text(key)).rejects.toMatchObject({ code: 'invalid' })
  await expect(store.remove(key)).rejects.toMatchObject({ code: 'invalid' })
})

it('does not follow a link out of the folder', async () => {
  writeFileSync(join(folder, 'secret'), 'x')
  mkdirSync(join(folder, 'kept'))
  symlinkSync(join(folder, 'secret'), join(folder, 'kept/link'))
  symlinkSync(folder, join(folder, 'kept/up'))
  await expect(text('link')).rejects.toMatchObject({ code: 'not_found' })
  await expect(text('up/secret')).rejects.toMatchObject({ code: 'not_found' })
})

it('says that a removed file is not there', async () => {
  await store.write('reports/a', Buffer.from('x'))
  await store.remove('reports/a')
  await store.remove('reports/a')
  await expect(text('reports/a')).rejects.toMatchObject({ code: 'not_found' })
})

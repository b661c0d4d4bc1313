import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAccessTokens } from './access-token.js'
import { loadSigningKeys, rotateSigningKeys } from './signing-keys.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (time: string) => new Date(`2026-10-15T${time}Z`)
const file = () => join(folder, 'signing-keys.json')
const tokensAt = (time: string) =>
  createAccessTokens(
    () => loadSigningKeys(folder, at(time)),
    () => at(time),
  )
const claims = { userId: 'u-maria', familyId: 'f-1' }

describe('the keys that sign', () => {
  it('are made at the first start, kept, and differ from those of any other installation', () => {
    const first = loadSigningKeys(folder, at('09:00:00'))
    expect(loadSigningKeys(folder, at('10:00:00'))).toEqual(first)
    const other = mkdtempSync(join(tmpdir(), 'staffalloc-keys-'))
    const second = loadSigningKeys(other, at('09:00:00'))
    rmSync(other, { recursive: true })
    expect(second.installation).not.toBe(first.installation)
    expect(second.current).not.toBe(first.current)
    expect(Object.values(second.keys)).not.toEqual(Object.values(first.keys))
    expect(first.keys[first.current]).toHaveLength(32)
  })

  it('are readable by their owner only, whatever the umask', () => {
    const before = process.umask(0)
    try {
      rotateSigningKeys(folder, at('09:00:00'))
      expect(statSync(file()).mode & 0o777).toBe(0o600)
    } finally {
      process.umask(before)
    }
  })

  it('are exchanged at any time: who is signed in stays so, and the former key is gone an hour later', async () => {
    const token = await tokensAt('09:00:00').sign(claims)
    const former = loadSigningKeys(folder, at('09:00:00')).current
    const { current } = rotateSigningKeys(folder, at('09:05:00'))
    expect(current).not.toBe(former)
    expect(await tokensAt('09:06:00').verify(token)).toEqual(claims)
    expect(Object.keys(loadSigningKeys(folder, at('10:06:00')).keys)).toEqual([current])
    rotateSigningKeys(folder, at('10:10:00'))
    expect(readFileSync(file(), 'utf8')).not.toContain(former)
  })

  it('that cannot be read stop the start instead of being made anew', () => {
    writeFileSync(file(), 'no JSON')
    expect(() => loadSigningKeys(folder, at('09:00:00'))).toThrow()
    expect(readFileSync(file(), 'utf8')).toBe('no JSON')
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { cassetteFetch, MissingRecording, requestKey } from './cassette.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cassette-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const post = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body) })

it('plays back what was recorded and says what was not', async () => {
  const server: typeof fetch = async (input) => Response.json({ said: await new Request(input).text() })
  const url = 'http://localhost:11434/api/chat'
  const recorded = await (await cassetteFetch(folder, 'record', server)(url, post({ ask: 1 }))).json()
  const replay = cassetteFetch(folder, 'replay', () => Promise.reject(new Error('no network')))
  expect(await (await replay(url, post({ ask: 1 }))).json()).toEqual(recorded)
  await expect(replay(url, post({ ask: 2 }))).rejects.toBeInstanceOf(MissingRecording)
})

it('takes requests that differ in random ids only for the same', () => {
  const key = (a: string, b: string) => requestKey('POST', '/api/chat', JSON.stringify({ call: a, result: b }))
  const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
  expect(key(one, one)).toBe(key(two, two))
  expect(key(one, one)).not.toBe(key(one, two))
})

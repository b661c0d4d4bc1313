import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KnowledgeSearch } from '../../services/knowledge/search.js'
import { changeRecord } from '../../services/record-changes.js'
import { openSmallOrganisation } from '../../tests/small-organisation.js'
import { fetchModel } from './fetch-model.js'
import { isModelPresent, MODEL_FILES, openModelEmbedder, SENTENCE_MODEL } from './model-embedder.js'
import { TINY_DIMENSION, writeTinyModel } from './tiny-model.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-models-'))
  return () => rmSync(folder, { recursive: true, force: true })
})

describe('the sentence model', () => {
  it('runs from files in the models folder, in a process of its own, and serves the search', async () => {
    writeTinyModel(folder)
    const embedder = await openModelEmbedder(folder)
    const org = await openSmallOrganisation()
    try {
      expect(embedder.dimension).toBe(TINY_DIMENSION)
      const [a, b, c] = await embedder.embed(['satellite station', 'Station, satellite!', 'zero trust'])
      const cosine = (x: Float32Array, y: Float32Array) => x.reduce((sum, v, i) => sum + v * y[i]!, 0)
      expect(cosine(a!, b!)).toBeCloseTo(1, 5)
      expect(cosine(a!, c!)).toBeLessThan(0.5)

      await changeRecord(org.context(org.admin), 'project', 'p-beta', { description: 'A ground station.' }, 1)
      const search = new KnowledgeSearch({ db: org.db })
      await search.changeEmbedder(embedder)
      const { embedder: label, hits } = await search.search(org.admin, 'ground station', { limit: 3 })
      expect(label).toBe('all-MiniLM-L6-v2')
      expect(hits[0]?.title).toBe('Project Beta')
      expect(hits[0]?.parts.dense).toBeGreaterThan(0.25)
    } finally {
      await embedder.close()
      await org.close()
    }
  })

  it('that is not there says how to get it', async () => {
    await expect(openModelEmbedder(folder)).rejects.toMatchObject({
      code: 'busy',
      hint: 'Fetch it with: staffalloc reindex --fetch-model',
    })
  })

  it('whose files have changed since they were first used is refused', async () => {
    writeTinyModel(folder)
    await (await openModelEmbedder(folder)).close()
    appendFileSync(join(folder, SENTENCE_MODEL, 'onnx', 'model_quantized.onnx'), 'x')
    await expect(openModelEmbedder(folder)).rejects.toThrow('has changed since it was first used')
  })

  it('that is no model is refused with the cause', async () => {
    writeTinyModel(folder)
    appendFileSync(join(folder, SENTENCE_MODEL, 'tokenizer.json'), '{{')
    await expect(openModelEmbedder(folder)).rejects.toThrow('cannot be read')
  })
})

describe('fetching the model', () => {
  let server: Server
  let hub: string
  let mode: 'whole' | 'missing' | 'silent' | 'short' = 'whole'
  const source = mkdtempSync(join(tmpdir(), 'staffalloc-hub-'))
  beforeAll(async () => {
    writeTinyModel(source)
    const { readFileSync } = await import('node:fs')
    server = createServer((req, res) => {
      if (mode === 'missing') return void res.writeHead(404).end()
      if (mode === 'silent') return
      const file = decodeURI(req.url!).split('/resolve/main/')[1]!
      const content = readFileSync(join(source, SENTENCE_MODEL, file))
      res.writeHead(200, { 'content-length': content.length })
      if (mode === 'short') {
        res.write(content.subarray(0, 10))
        res.destroy()
      } else res.end(content)
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
    rmSync(source, { recursive: true, force: true })
  })

  it('brings every file', async () => {
    mode = 'whole'
    await fetchModel(folder, { hub })
    expect(isModelPresent(folder)).toBe(true)
  })

  it.each([
    ['missing', 'config.json could not be fetched: the server answered 404.'],
    ['silent', 'config.json could not be fetched: no data for 0.2 s.'],
    ['short', 'config.json could not be fetched'],
  ] as const)('from a server that is %s ends with the cause and leaves nothing behind', async (how, message) => {
    mode = how
    await expect(fetchModel(folder, { hub, stallMs: 200 })).rejects.toThrow(message)
    expect(MODEL_FILES.some((file) => existsSync(join(folder, SENTENCE_MODEL, file)))).toBe(false)
    expect(existsSync(join(folder, SENTENCE_MODEL, 'config.json.part'))).toBe(false)
    cpSync(source, folder, { recursive: true })
  })
})

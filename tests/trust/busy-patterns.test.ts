import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'
import { planRequest } from '../../agent/planner/plan-request.js'
import { FIRM, fullTimeHours } from '../../agent/planner/testing/lexicons.js'

const root = join(import.meta.dirname, '..', '..')
const folders = ['agent', 'app', 'files', 'mcp-server', 'server', 'services', 'tools']

interface Pattern {
  file: string
  source: string
  flags: string
}

/** Every regular expression that is written in the sources, once. */
function patterns(): Pattern[] {
  const found = new Map<string, Pattern>()
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
      const file = join(folder, name)
      visit(parseAst(readFileSync(join(root, file), 'utf8'), { lang: 'ts' }), ({ pattern, flags }) =>
        found.set(`/${pattern}/${flags}`, { file, source: pattern, flags }),
      )
    }
  return [...found.values()]
}

function visit(node: unknown, take: (regex: { pattern: string; flags: string }) => void): void {
  if (typeof node !== 'object' || node === null) return
  const { regex } = node as { regex?: { pattern: string; flags: string } }
  if (regex) take(regex)
  for (const value of Object.values(node)) visit(value, take)
}

/** Texts of two thousand characters made to keep a pattern busy: its own words and signs again and again, then a stop. */
const ATTACK = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', ({ source, flags }) => {
  const words = [...new Set(source.replace(/\\\\[a-zA-Z]/g, ' ').match(/[a-z]{2,}|[^\\sa-zA-Z0-9]/gi) ?? [])].slice(0, 40)
  const shapes = ['a', '0', ' ', 'a ', '0 ', '0.', '0-', 'aA', '(', ...words, ...words.map((word) => word + ' ')]
  for (const shape of shapes)
    for (const end of ['', '!', '\\n', '\\u0000']) {
      const text = shape.repeat(Math.ceil(2000 / shape.length)).slice(0, 2000) + end
      if (flags.includes('g')) text.replace(new RegExp(source, flags), '')
      else new RegExp(source, flags).test(text)
    }
  parentPort.postMessage('done')
})`

/** How long one pattern may take for all of its texts, on a machine however busy; honest ones take milliseconds. */
const PATIENCE_MS = 20_000

describe('text made to keep the program busy', () => {
  it('stops no regular expression of it', async () => {
    const all = patterns()
    expect(all.length).toBeGreaterThan(200)
    const stuck: string[] = []
    let worker = new Worker(ATTACK, { eval: true })
    for (const pattern of all) {
      const done = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), PATIENCE_MS)
        worker.once('message', () => {
          clearTimeout(timer)
          resolve(true)
        })
        worker.postMessage(pattern)
      })
      if (done) continue
      stuck.push(`${pattern.file}: /${pattern.source}/${pattern.flags}`)
      await worker.terminate()
      worker = new Worker(ATTACK, { eval: true })
    }
    await worker.terminate()
    expect(stuck).toEqual([])
  }, 600_000)

  it.each([
    '80 ',
    '80',
    'Alpha ',
    'set ',
    'and ',
    'from May to ',
    '1/2/',
    '2025-',
    '- ',
    ', ',
    '%',
    "'",
    '((',
    'é',
    'x',
  ])("does not stop the planner: '%s' up to what a message may have", (shape) => {
    const text = shape.repeat(20_000 / shape.length).slice(0, 20_000)
    const outcome = planRequest({ text, today: '2026-10-15', lexicon: FIRM, context: { turns: [] }, fullTimeHours })
    expect(['calls', 'ask', 'refuse']).toContain(outcome.kind)
  })
})

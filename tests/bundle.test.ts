import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const dist = join(import.meta.dirname, '..', 'dist')

/** Packages and chunks that loading a chunk loads at once, dynamic imports left out. */
function loadedBy(chunk: string, seen = new Set<string>()): Set<string> {
  if (seen.has(chunk)) return seen
  seen.add(chunk)
  const source = readFileSync(join(dist, chunk), 'utf8')
  for (const [, name] of source.matchAll(/^(?:import|export)\b[^;'"]*?(?:from\s*)?["']([^"']+)["'];?$/gm)) {
    if (name?.startsWith('./')) loadedBy(name.slice(2), seen)
    else if (name) seen.add(name)
  }
  return seen
}

describe('starting', () => {
  it('loads nothing of LangChain, MCP, workbooks, models or passwords', () => {
    const start = readdirSync(dist).filter((name) => /^start-.*\.js$/.test(name))
    expect(start.length).toBeGreaterThan(0)
    // Of several builds the newest is the one that runs.
    const main = readFileSync(join(dist, 'main.js'), 'utf8')
    const current = start.filter((name) => main.includes(name))
    const packages = [...current, 'main.js']
      .flatMap((name) => [...loadedBy(name)])
      .filter((name) => !name.endsWith('.js'))
    const heavy = /langchain|modelcontextprotocol|exceljs|transformers|hnswlib|argon2|date-holidays|chrono|nodemailer/
    expect(packages).toContain('better-sqlite3')
    expect(packages.filter((name) => heavy.test(name))).toEqual([])
  })
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Which folders a folder may import at run time. What is not listed is forbidden. */
const runTime: Record<string, string[]> = {
  db: [],
  services: ['db'],
  files: ['services'],
  tools: ['services', 'files'],
  agent: ['tools', 'prompts'],
  'mcp-server': ['tools'],
  server: ['agent', 'tools', 'mcp-server', 'services', 'files'],
  'web-components': [],
  evals: ['app'],
  cli: ['app'],
  app: ['db', 'services', 'files', 'tools', 'agent', 'mcp-server', 'server', 'prompts'],
}

/** Types cost nothing at run time: they may come from any folder further down, and to the page from anywhere. */
const typesOnly: Record<string, string[]> = {
  db: [],
  services: ['db'],
  files: ['db', 'services'],
  tools: ['db', 'services', 'files'],
  agent: ['db', 'services', 'files', 'tools'],
  'mcp-server': ['db', 'services', 'files', 'tools'],
  server: ['db', 'services', 'files', 'tools', 'agent', 'mcp-server'],
  'web-components': ['server', 'services', 'tools', 'agent', 'files'],
  evals: ['services', 'tools', 'agent', 'db'],
  cli: ['services', 'tools', 'agent', 'db', 'server'],
  app: [],
}

/** The one class of errors that people can mend crosses every layer. */
const everywhere = ['services/fault']

interface Import {
  file: string
  target: string
  typeOnly: boolean
}

describe('import directions', () => {
  for (const folder of Object.keys(runTime)) {
    it(`${folder} imports only what lies below it`, () => {
      const wrong = importsOf(folder)
        .filter((found) => !isAllowed(folder, found))
        .map((found) => `${found.file} -> ${found.target}`)
      expect(wrong).toEqual([])
    })
  }
})

function isAllowed(folder: string, { target, typeOnly }: Import): boolean {
  const to = target.split('/')[0] as string
  if (to === folder || everywhere.includes(target.replace(/\.[jt]s$/, ''))) return true
  if (runTime[folder]?.includes(to)) return true
  return typeOnly && (typesOnly[folder]?.includes(to) ?? false)
}

/** Imports of the project's own files, from static, dynamic and re-exporting statements; tests may import anything. */
function importsOf(folder: string): Import[] {
  const found: Import[] = []
  for (const file of sourceFiles(folder)) {
    const source = readFileSync(join(root, file), 'utf8')
    const statement = /(?:^|\n)\s*(import|export)\s+(type\s)?([^'"`;]*?from\s*)?['"](\.[^'"]+)['"]/g
    for (const [, , type, clause, path] of source.matchAll(statement)) {
      const names = clause?.match(/\{([^}]*)\}/)?.[1]
      const allTypes = names?.split(',').every((n) => !n.trim() || n.trim().startsWith('type '))
      found.push({ file, target: resolve(file, path as string), typeOnly: type !== undefined || allTypes === true })
    }
    for (const [, path] of source.matchAll(/[^\w.]import\(\s*['"](\.[^'"]+)['"]\s*\)(?!\.)/g))
      found.push({ file, target: resolve(file, path as string), typeOnly: false })
  }
  return found
}

function resolve(file: string, path: string): string {
  return relative(root, join(root, dirname(file), path))
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$/.test(name))
    .map((name) => join(folder, name))
}

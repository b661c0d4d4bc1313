import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toSchema } from '../../server/openapi.js'
import { agentTools, screenTools } from '../../tools/registry.js'
import { openHttpServer } from '../http-server.js'

const root = join(import.meta.dirname, '..', '..')
const folders = ['agent', 'app', 'cli', 'db', 'files', 'mcp-server', 'server', 'services', 'tools', 'web-components']

/** Every source file that ships, by its path, without comments. */
const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name))
    .map((name) => join(root, folder, name))
    .map((path) => ({
      file: relative(root, path),
      text: readFileSync(path, 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, ''),
    })),
)
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

describe('the sources', () => {
  it('check access tokens in one place only', () => {
    expect(filesWith(/\bjwtVerify\b/)).toEqual(['server/access-token.ts'])
    expect(filesWith(/\b(decodeJwt|jwtDecrypt|compactVerify)\b/)).toEqual([])
  })

  it('turn no text into numbers or truths on the way in: "" is not 0 hours, "false" is not true', () => {
    expect(filesWith(/z\.coerce|z\.preprocess/)).toEqual([])
  })

  it('put no text into SQL, but for the schema changes', () => {
    expect(filesWith(/\bsql\.(raw|lit|id)\b/).filter((file) => !file.startsWith('db/'))).toEqual([])
    const exec = /sqlite\.exec\(`[^`]*\$\{|prepare\(`[^`]*\$\{/
    // The graph tidies its own tables, named in a list beside it.
    expect(filesWith(exec).filter((file) => !file.startsWith('db/'))).toEqual(['agent/graph.ts'])
  })

  it('run no text as a program, and start other programs in known places only', () => {
    expect(filesWith(/\beval\(|new Function\(/)).toEqual([])
    const starts = filesWith(/from 'node:child_process'/).filter((file) => !/^(app|cli)\//.test(file))
    // The bundle for desktop assistants starts the installed command.
    expect(starts).toEqual(['mcp-server/bridge/bridge.ts'])
  })

  it('of the page put no markup into it but templates and what the sanitiser let through', () => {
    const page = filesWith(/innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write/)
    expect(page.filter((file) => file.startsWith('web-components/'))).toEqual([])
  })

  it('of the tools reach no address and no file of their own', () => {
    expect(
      filesWith(/\bfetch\(|from 'node:(fs|net|http|https|dgram|dns)/).filter((f) => /^(tools|services)\//.test(f)),
    ).toEqual([])
  })
})

describe('every input', () => {
  /** Paths of objects that take fields nobody named; a list of free names (records) says so by its own schema. */
  function open(schema: unknown, path: string): string[] {
    if (typeof schema !== 'object' || schema === null) return []
    const node = schema as Record<string, unknown>
    const here = node.type === 'object' && node.properties && node.additionalProperties !== false ? [path] : []
    return [...here, ...Object.entries(node).flatMap(([key, value]) => open(value, `${path}.${key}`))]
  }

  it('of a tool refuses fields that it does not name', () => {
    for (const tool of [...agentTools, ...screenTools])
      expect(open(toSchema(tool.input, 'input'), tool.name)).toEqual([])
  })

  it('of a route refuses fields that it does not name', async () => {
    const http = await openHttpServer()
    try {
      for (const { method, path, params, query, body } of http.app.routes)
        for (const schema of [params, query, body])
          if (schema) expect(open(toSchema(schema, 'input'), `${method} ${path}`)).toEqual([])
    } finally {
      await http.close()
    }
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, InMemoryTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stateCodec } from '../../mcp-server/ask-to-apply.js'
import { createMcpServer } from '../../mcp-server/create-mcp-server.js'
import { promptText } from '../../mcp-server/identity.js'
import { promptKinds } from '../../mcp-server/register-prompts.js'
import { staleResources } from '../../mcp-server/update-notices.js'
import type { Actor } from '../../services/actor.js'
import { draftCells } from '../../services/cells.js'
import { commitStep } from '../../services/changes.js'
import { agentTools } from '../../tools/registry.js'
import { openSmallOrganisation, type SmallOrganisation } from '../small-organisation.js'
import { mcpDepsFor } from './mcp-deps.js'

let folder: string
let org: SmallOrganisation

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staffalloc-resources-'))
  org = await openSmallOrganisation(join(folder, 'staffalloc.db'))
  await commitStep(org.context(org.admin), async (db) => ({
    changes: await draftCells(db, [
      { assignmentId: 's-alpha', month: '2025-05', hours: 96 },
      { assignmentId: 's-beta', month: '2025-05', hours: 96 },
      { assignmentId: 'm-alpha', month: '2025-05', hours: 40 },
    ]),
  }))
})
afterAll(async () => {
  await org.close()
  rmSync(folder, { recursive: true, force: true })
})

async function clientOf(actor: Actor): Promise<Client> {
  const session = { actor: async () => actor, writes: 'ask' as const }
  const mcp = createMcpServer(mcpDepsFor(org.db), session, stateCodec(new Uint8Array(32)))
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  await mcp.connect(ours)
  const client = new Client({ name: 'reader', version: '1' })
  await client.connect(theirs)
  return client
}

async function read(client: Client, uri: string): Promise<string> {
  const { contents } = await client.readResource({ uri })
  return (contents[0] as { text: string }).text
}

describe('resources', () => {
  it('list overviews, every project and every person, in both forms', async () => {
    const client = await clientOf(org.maria)
    const { resources } = await client.listResources()
    expect(resources.map((r) => r.uri)).toEqual(
      expect.arrayContaining([
        'staffalloc://people',
        'staffalloc://people.json',
        'staffalloc://people/sarah@example.com',
        'staffalloc://projects/ALPHA',
        'staffalloc://projects/ALPHA/grid',
        'staffalloc://conflicts',
        'staffalloc://changes',
      ]),
    )
    expect((await client.listResourceTemplates()).resourceTemplates.map((t) => t.uriTemplate)).toContain(
      'staffalloc://projects/{project}/grid.json',
    )
  })

  it('read as Markdown for people and as JSON for programs', async () => {
    const client = await clientOf(org.maria)
    expect(await read(client, 'staffalloc://conflicts')).toContain('| Sarah Jones | 2025-05 | 16 |')
    expect(JSON.parse(await read(client, 'staffalloc://conflicts.json'))).toMatchObject({
      conflicts: [{ email: 'sarah@example.com', month: '2025-05', overHours: 16 }],
    })
    expect(await read(client, 'staffalloc://projects/ALPHA/grid')).toContain('Mark Lee')
    expect(JSON.parse(await read(client, 'staffalloc://projects/ALPHA.json'))).toMatchObject({ code: 'ALPHA' })
    expect(await read(client, 'staffalloc://people/sarah%40example.com')).toContain('Project Alpha 96, Project Beta 96')
    expect(await read(client, 'staffalloc://changes')).toContain('Ada Admin (grid)')
  })

  it('answer for an unknown address with the address', async () => {
    const client = await clientOf(org.maria)
    for (const uri of ['staffalloc://projects/NOPE', 'staffalloc://people/nobody@example.com', 'staffalloc://moon'])
      await expect(client.readResource({ uri })).rejects.toMatchObject({ code: -32602, data: { uri } })
  })

  it('show an Employee nothing but their own plan', async () => {
    const client = await clientOf(org.sarah)
    const people = await read(client, 'staffalloc://people')
    expect(people).toContain('Sarah Jones')
    expect(people).not.toContain('Mark Lee')
    await expect(client.readResource({ uri: 'staffalloc://people/mark@example.com' })).rejects.toMatchObject({
      code: -32602,
    })
    expect(await read(client, 'staffalloc://changes')).not.toContain('Mark Lee')
  })

  it('complete codes and e-mails while they are typed', async () => {
    const client = await clientOf(org.maria)
    const complete = async (uri: string, name: string, value: string) =>
      (await client.complete({ ref: { type: 'ref/resource', uri }, argument: { name, value } })).completion.values
    expect(await complete('staffalloc://projects/{project}', 'project', 'al')).toEqual(['ALPHA'])
    expect(await complete('staffalloc://people/{person}', 'person', 'jones')).toEqual(['sarah@example.com'])
  })
})

describe('update notices', () => {
  it('name the person, the project and the overviews of a changed cell, nobody else', async () => {
    const [change] = await draftCells(org.db, [{ assignmentId: 's-beta', month: '2025-06', hours: 8 }])
    const { uris, listChanged } = await staleResources(org.db, org.maria, [change!])
    expect(uris).toContain('staffalloc://projects/BETA/grid')
    expect(uris).toContain('staffalloc://people/sarah@example.com.json')
    expect(uris).toContain('staffalloc://conflicts')
    expect(uris.filter((uri) => uri.includes('ALPHA') || uri.includes('mark@'))).toEqual([])
    expect(listChanged).toBe(false)
  })

  it('of a holiday name everybody, to an employee only herself and her projects', async () => {
    const holiday = { date: '2025-12-24', name: 'Eve' }
    const change = { kind: 'record', table: 'holiday', id: 'h', before: null, after: holiday, version: 0 } as const
    const all = await staleResources(org.db, org.maria, [change])
    expect(all.uris).toEqual(expect.arrayContaining(['staffalloc://people/sarah@example.com']))
    const { uris } = await staleResources(org.db, { ...org.sarah, employeeId: 'e-mark' }, [change])
    expect(uris).toContain('staffalloc://people/mark@example.com')
    expect(uris.filter((uri) => /sarah@|jane@|BETA/.test(uri))).toEqual([])
  })
})

describe('prompts', () => {
  it('are filled with what was given and with sensible months', async () => {
    const client = await clientOf(org.maria)
    const { prompts } = await client.listPrompts()
    expect(prompts.map((p) => p.name)).toEqual(promptKinds.map((p) => p.name))
    for (const { name, required } of promptKinds) {
      const args = Object.fromEntries(required.map((field) => [field, 'Cyber Analyst']))
      const { messages } = await client.getPrompt({ name, arguments: args })
      const { text } = messages[0]!.content as { text: string }
      expect(text, name).toContain('2025-05')
      expect(text, name).not.toContain('{{')
    }
  })

  it('call only tools that there are', () => {
    for (const { file } of promptKinds) {
      const named = promptText(file).match(/\b[a-z]+_[a-z_]+\b/g) ?? []
      expect([...agentTools.map((tool) => tool.name), 'apply_plan']).toEqual(expect.arrayContaining(named))
    }
  })

  it('complete roles, months and reports', async () => {
    const client = await clientOf(org.maria)
    const complete = async (prompt: string, name: string, value: string) =>
      (await client.complete({ ref: { type: 'ref/prompt', name: prompt }, argument: { name, value } })).completion
        .values
    expect(await complete('fill_a_role', 'role', 'cy')).toEqual(['Cyber Analyst'])
    expect(await complete('weekly_staffing_review', 'from', '2025-1')).toEqual(['2025-10', '2025-11', '2025-12'])
    expect(await complete('prepare_the_export', 'report', 'c')).toEqual(['conflicts'])
  })
})

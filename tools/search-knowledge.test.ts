import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KnowledgeSearch } from '../services/knowledge/search.js'
import { type DemoOrganisation, openDemoOrganisation, readWith } from '../tests/demo-organisation.js'

let demo: DemoOrganisation
let search: KnowledgeSearch
beforeAll(async () => {
  demo = await openDemoOrganisation()
  search = new KnowledgeSearch({ db: demo.db })
})
afterAll(() => demo.close())

const ask = (input: object, mailbox = 'maria') => readWith({ ...demo.as(mailbox), search }, 'search_knowledge', input)

describe('search_knowledge', () => {
  it('finds what is written about a project, with a link and the passage', async () => {
    const { data, say, tables } = await ask({ query: 'satellite ground stations', kinds: ['project'], limit: 2 })
    const [first] = data.hits as { kind: string; link: string; passage: string }[]
    expect(first).toMatchObject({ kind: 'project', link: expect.stringMatching(/^\/projects\//) })
    expect(first!.passage.toLowerCase()).toContain('satellite')
    expect(say).toMatch(/on "satellite ground stations"\. /)
    expect(tables[0]!.rows).toHaveLength((data.hits as unknown[]).length)
  })

  it('says so where nothing is written that the asker may read', async () => {
    const { say, tables } = await ask({ query: 'open positions', kinds: ['demand'] }, 'jane')
    expect(say).toBe('Nothing is written about "open positions" in what you can read.')
    expect(tables).toEqual([])
  })

  it('finds an employee no other person', async () => {
    const { data } = await ask({ query: 'Cyber Analyst', kinds: ['employee'], limit: 50 }, 'jane')
    expect((data.hits as { title: string }[]).every((hit) => hit.title.includes('Jane Doe'))).toBe(true)
  })

  it('tells what is on record of one person in one sentence', async () => {
    const { say } = await ask({ query: 'Jane Doe', kinds: ['employee'], limit: 1 })
    expect(say).toMatch(/^Jane Doe, Mid SW Engineer\. Skills: TypeScript/)
  })

  it('says what to do where no search is running', async () => {
    await expect(readWith(demo.as('maria'), 'search_knowledge', { query: 'x' })).rejects.toMatchObject({
      code: 'busy',
      hint: 'Start the application and ask again.',
    })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { chooseAssistant, readAssistantChoice } from './assistant-settings.js'
import { readLexicon, recordsChangedAfter } from './lexicon.js'
import { evalCaseFile, listModelTurns, pruneModelTurns, recordModelTurn } from './model-turns.js'
import { amendTurn, appendTurns, listThreads, pruneThreads, recentTurns, renameThread, takeCard } from './threads.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const say = (threadId: string, text: string, at: string, userId = 'u-maria', card?: Record<string, unknown> | null) =>
  appendTurns(org.db, {
    threadId,
    userId,
    at,
    turns: [
      { author: 'user', content: { text } },
      { author: 'assistant', content: { text: `Answer to ${text}`, approvalId: card?.approvalId } },
    ],
    card,
  })

describe('conversations', () => {
  it('are titled by their first message, cut to a line, and found by title and text', async () => {
    await say('a', `Hours of\n  Sarah ${'and more '.repeat(20)}`, '2025-05-01T08:00:00Z')
    await say('b', '   ', '2025-05-02T08:00:00Z')
    const list = await listThreads(org.db, 'u-maria')
    expect(list.map((t) => t.id)).toEqual(['b', 'a'])
    expect(list[0]?.title).toBe('New conversation')
    expect(list[1]?.title).toMatch(/^Hours of Sarah and more .*…$/)
    expect(await listThreads(org.db, 'u-maria', { search: 'ANSWER TO hours' })).toHaveLength(1)
    expect(await listThreads(org.db, 'u-maria', { search: '%' })).toHaveLength(0)
    expect(await listThreads(org.db, 'u-maria', { limit: 1 })).toHaveLength(1)
  })

  it('forget the old ones and those beyond the newest of each user', async () => {
    await say('old', 'x', '2024-01-01T08:00:00Z')
    for (const id of ['a', 'b', 'c']) await say(id, id, `2025-05-0${id === 'a' ? 1 : id === 'b' ? 2 : 3}T08:00:00Z`)
    await say('paul', 'x', '2025-05-01T08:00:00Z', 'u-paul')
    expect((await pruneThreads(org.db, '2025-01-01T00:00:00Z', 2)).sort()).toEqual(['a', 'old'])
    expect((await listThreads(org.db, 'u-maria')).map((t) => t.id)).toEqual(['c', 'b'])
    expect(await recentTurns(org.db, 'old')).toEqual([])
  })

  it('give their card away once, to the one who knows it', async () => {
    await say('a', 'x', '2025-05-01T08:00:00Z', 'u-maria', { approvalId: 'card' })
    expect((await listThreads(org.db, 'u-maria'))[0]?.waiting).toBe(true)
    expect(await takeCard(org.db, 'a', 'other')).toBe(false)
    expect(await takeCard(org.db, 'a', 'card')).toBe(true)
    expect(await takeCard(org.db, 'a', 'card')).toBe(false)
    await amendTurn(org.db, 'a', 'card', { card: 'applied' })
    await amendTurn(org.db, 'a', 'nobody', { card: 'applied' })
    expect((await recentTurns(org.db, 'a')).at(-1)?.content).toMatchObject({ card: 'applied' })
  })

  it('take a title of 1 to 200 characters', async () => {
    await say('a', 'x', '2025-05-01T08:00:00Z')
    await expect(renameThread(org.db, 'u-maria', 'a', ' ')).rejects.toMatchObject({ code: 'invalid' })
    await expect(renameThread(org.db, 'u-maria', 'a', 'x'.repeat(201))).rejects.toMatchObject({ code: 'invalid' })
    await expect(renameThread(org.db, 'u-paul', 'a', 'mine')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the log of model turns', () => {
  const turn = (id: string, at: string, outcome: string, question = `Question ${id}`) =>
    recordModelTurn(org.db, {
      id,
      threadId: id === 'c' ? null : 't-1',
      userId: id === 'c' ? 'gone' : 'u-maria',
      at,
      answeredBy: 'planner',
      promptHash: '',
      exchange: { question },
      tools: [{ name: 'find_employees', input: {} }],
      inputTokens: 1,
      outputTokens: 2,
      durationMs: 3,
      outcome,
    })

  it('is read by Admins, newest first, and keeps the newest', async () => {
    await turn('a', '2025-05-01T08:00:00Z', 'answered')
    await turn('b', '2025-05-02T08:00:00Z', 'approval')
    await turn('c', '2025-05-03T08:00:00Z', 'failed')
    await turn('d', '2025-05-04T08:00:00Z', 'answered', '')
    await expect(listModelTurns(org.db, org.director)).rejects.toMatchObject({ code: 'forbidden' })
    const all = await listModelTurns(org.db, org.admin)
    expect(all.map((t) => t.id)).toEqual(['d', 'c', 'b', 'a'])
    const before = await listModelTurns(org.db, org.admin, { before: '2025-05-03T08:00:00Z', outcome: 'approval' })
    expect(before.map((t) => t.id)).toEqual(['b'])
    const file = await evalCaseFile(org.db, all, '2025-05-15')
    expect(file.match(/ask: .*/g)).toEqual(['ask: Question a', 'ask: Question b', 'ask: Question c'])
    expect(file).toContain('actor: u-maria@example.com')
    await pruneModelTurns(org.db, 2)
    expect((await listModelTurns(org.db, org.admin)).map((t) => t.id)).toEqual(['d', 'c'])
    await pruneModelTurns(org.db)
  })
})

describe('the choice of the assistant', () => {
  it('is kept, added to, and refused where it makes no sense', async () => {
    expect(await readAssistantChoice(org.db)).toEqual({})
    await chooseAssistant(org.db, org.admin, { mode: 'llm' })
    expect(await chooseAssistant(org.db, org.admin, { model: 'ollama:qwen3.5:4b', strict: true })).toEqual({
      mode: 'llm',
      model: 'ollama:qwen3.5:4b',
      strict: true,
    })
    await expect(chooseAssistant(org.db, org.admin, { model: 'gpt' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(chooseAssistant(org.db, org.maria, { mode: 'llm' })).rejects.toMatchObject({ code: 'forbidden' })
    const readOnly = { ...org.admin, readOnly: true }
    await expect(chooseAssistant(org.db, readOnly, { mode: 'llm' })).rejects.toMatchObject({ code: 'forbidden' })
    await org.db.updateTable('setting').set({ value: '{"mode":"magic"}' }).where('key', '=', 'assistant').execute()
    expect(await readAssistantChoice(org.db)).toEqual({})
  })
})

describe('the names that a request may use', () => {
  it('are those of the asker’s scope, with the full-time hours of a project’s month', async () => {
    await org.db
      .insertInto('monthOverride')
      .values({ id: 'o', projectId: 'p-alpha', month: 202505, quarters: 640, version: 1 })
      .execute()
    const { lexicon, fullTimeHours } = await readLexicon(org.db, org.sarah)
    expect(lexicon).toMatchObject({
      employees: [{ name: 'Sarah Jones', role: 'Cyber Analyst', lcat: 'Senior' }],
      projects: [{ code: 'ALPHA', endsOn: '2025-09-09' }, { code: 'BETA' }],
      clients: ['ACME'],
      skills: ['zero trust'],
      fiscalYearStart: 10,
      actor: { name: 'Sarah Jones', systemRole: 'Employee', employee: 'Sarah Jones' },
    })
    expect([
      fullTimeHours('ALPHA', '2025-05'),
      fullTimeHours('BETA', '2025-05'),
      fullTimeHours(null, '2025-05'),
    ]).toEqual([160, 176, 176])
    expect((await readLexicon(org.db, org.maria)).lexicon.actor).toEqual({ name: 'Maria Manager', systemRole: 'PM' })
    expect(await recordsChangedAfter(org.db, 0)).toBe(false)
  })
})

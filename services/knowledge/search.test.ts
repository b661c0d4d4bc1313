import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../../tests/small-organisation.js'
import { addNote } from '../notes.js'
import { changeRecord, createRecord, removeRecord } from '../record-changes.js'
import { cut } from './documents.js'
import { type Embedder, lexicalEmbedder } from './embedder.js'
import { KnowledgeSearch } from './search.js'
import { fingerprint } from './sync-passages.js'
import { ExactVectorIndex } from './vector-index.js'

let org: SmallOrganisation
let search: KnowledgeSearch
beforeEach(async () => {
  org = await openSmallOrganisation()
  search = new KnowledgeSearch({ db: org.db })
})
afterEach(() => org.close())

const titles = async (query: string, actor = org.admin, from = search) =>
  (await from.search(actor, query, { limit: 10 })).hits.map((h) => h.title)
const admin = () => org.context(org.admin)

describe('the knowledge search', () => {
  it('finds people by what they can do, however it is spelt', async () => {
    await changeRecord(admin(), 'employee', 'e-jane', { skills: ['Satellite ground stations'] }, 1)
    expect((await titles('who has done satellite ground station work?'))[0]).toBe('Jane Doe')
    expect((await titles('satelite groundstation'))[0]).toBe('Jane Doe')
  })

  it('finds nothing where no word is written anywhere, unless the embedder knows what words mean', async () => {
    const asked = 'medieval falconry'
    const near = (knowsMeanings: boolean) =>
      new KnowledgeSearch({ db: org.db, embedder: { ...lexicalEmbedder, floor: -1, knowsMeanings } })
    expect(await titles(asked, org.admin, near(false))).toEqual([])
    expect(await titles(asked, org.admin, near(true))).not.toEqual([])
  })

  it('finds a change at the next question, and a removed person no more', async () => {
    const { record } = await createRecord(admin(), 'employee', {
      name: 'Lee Park',
      email: 'lee@example.com',
      skills: ['quantum radar'],
    })
    expect(await titles('quantum radar')).toContain('Lee Park')
    await removeRecord(admin(), 'employee', record!.id, 1)
    expect(await titles('quantum radar')).not.toContain('Lee Park')
  })

  it('sees what another process has changed', async () => {
    await titles('anything')
    const other = new KnowledgeSearch({ db: org.db })
    await changeRecord(admin(), 'project', 'p-beta', { description: 'Harbour crane telemetry' }, 1)
    await titles('anything', org.admin, other)
    expect((await titles('crane telemetry'))[0]).toBe('Project Beta')
  })

  it('keeps the passages equal to the rows', async () => {
    await changeRecord(admin(), 'employee', 'e-mark', { name: 'Mark Leigh' }, 1)
    await titles('mark')
    const incremental = await fingerprint(org.db)
    await org.db.deleteFrom('passage').execute()
    await org.db.deleteFrom('setting').execute()
    await titles('mark', org.admin, new KnowledgeSearch({ db: org.db }))
    expect(await fingerprint(org.db)).toBe(incremental)
  })

  it('finds projects like another one, and not that one', async () => {
    await changeRecord(admin(), 'project', 'p-alpha', { description: 'Zero trust network for a ministry' }, 1)
    await changeRecord(admin(), 'project', 'p-beta', { description: 'Zero trust rollout for an agency' }, 1)
    expect((await titles('projects like Alpha'))[0]).toBe('Project Beta')
    expect(await titles('projects like Alpha')).not.toContain('Project Alpha')
  })

  it('states no total and no percentage anywhere', async () => {
    await titles('x')
    const texts = await org.db.selectFrom('passage').select('text').execute()
    expect(texts.filter(({ text }) => /%|hours|FTE/i.test(text))).toEqual([])
  })
})

describe('rights come before ranking', () => {
  it('a PM finds notes of people on her projects only, by words and by nearness', async () => {
    await changeRecord(admin(), 'employee', 'e-mark', { notes: 'Wants to learn falconry' }, 1)
    expect(await titles('falconry', org.maria)).toContain('Mark Lee')
    expect(await titles('falconry', org.director)).toContain('Mark Lee')
    expect(await titles('falconry', org.paul)).not.toContain('Mark Lee')
    const near = async (who = org.admin) =>
      (await search.search(who, 'wants to learn falconry', { limit: 10, mode: 'dense' })).hits.map((hit) => hit.title)
    expect(await near()).toContain('Mark Lee')
    expect(await near(org.paul)).not.toContain('Mark Lee')
  })

  it('an employee finds nothing about others, not even their own notes', async () => {
    expect(await titles('cyber analyst mark jane sarah alpha', org.sarah)).toEqual(
      expect.not.arrayContaining(['Mark Lee', 'Jane Doe']),
    )
    expect(await titles('prefers mornings', org.sarah)).toEqual([])
  })

  it('an employee finds the own assignments and only these, without what is not theirs to know', async () => {
    await changeRecord(admin(), 'assignment', 's-beta', { note: 'A remark on falconry' }, 1)
    expect((await titles('sarah jones beta cyber analyst', org.sarah)).sort()).toEqual([
      'Sarah Jones',
      'Sarah Jones on Project Alpha',
      'Sarah Jones on Project Beta',
    ])
    expect((await titles('assignments on beta', org.sarah))[0]).toBe('Sarah Jones on Project Beta')
    const asked = { kinds: ['assignment'], limit: 10 }
    expect((await search.search(org.sarah, 'project', asked)).hits.map((hit) => hit.passage)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/ACME|falconry/)]),
    )
    // Neither is found by the words that are hidden, nor ranked by them.
    expect(await titles('falconry', org.sarah)).toEqual([])
    expect(await titles('ACME', org.sarah)).toEqual([])
    expect(await titles('ACME', org.director)).toContain('Sarah Jones on Project Beta')
  })

  it('somebody without an employee record finds nothing at all', async () => {
    expect(await titles('sarah alpha', { ...org.sarah, employeeId: null })).toEqual([])
  })
})

describe('uploaded notes', () => {
  const note = async (
    id: string,
    fields: { title: string; body: string; subjectTable?: 'project' | 'employee'; subjectId?: string },
  ) => {
    await addNote(
      org.db,
      org.admin,
      { subjectTable: '', subjectId: '', ...fields },
      { id, at: '2025-05-15T09:00:00Z', via: 'api' },
    )
    await search.refreshNotes([id])
  }
  const hits = async (query: string, options: object = {}) =>
    (await search.search(org.admin, query, { limit: 5, kinds: ['note'], ...options })).hits

  it('are found with a link to what they are about: a person, a project, or themselves', async () => {
    await titles('anything')
    await note('n-1', { title: 'Talk', body: 'Marmalade for Mark.', subjectTable: 'employee', subjectId: 'e-mark' })
    await note('n-2', { title: 'Plan', body: 'Marmalade on Beta.', subjectTable: 'project', subjectId: 'p-beta' })
    await note('n-3', { title: 'Idea', body: 'Marmalade at large.' })
    expect((await hits('marmalade')).map((h) => [h.title, h.link]).sort()).toEqual([
      ['Idea', '/notes/n-3'],
      ['Plan', '/projects/p-beta'],
      ['Talk', '/people/e-mark'],
    ])
  })

  it('of many sentences are shown by the one that answers', async () => {
    const filler = 'The weather was fine and nothing happened at all. '
    await note('n-1', { title: 'Minutes', body: `${filler.repeat(9)}The crane is broken. ${filler.repeat(4)}` })
    const [hit] = await hits('broken crane')
    expect(hit!.passage).toMatch(/^The crane is broken\. The weather/)
    expect(hit!.passage.length).toBeLessThanOrEqual(320)
    await note('n-2', { title: 'Last', body: `${filler.repeat(9)}The winch is broken.` })
    expect((await hits('winch'))[0]!.passage).toBe('The winch is broken.')
    expect(cut(filler.repeat(40)).every((p) => p.length <= 800)).toBe(true)
  })

  it('are ranked by words alone or by nearness alone where that is asked', async () => {
    await note('n-1', { title: 'Minutes', body: 'The crane is broken.' })
    const [words] = await hits('crane', { mode: 'lexical' })
    expect(words!.parts).toMatchObject({ dense: 0 })
    const [near] = await hits('crane', { mode: 'dense' })
    expect(near!.parts).toMatchObject({ lexical: 0 })
  })
})

describe('what changed since the last question', () => {
  it('may be a role, whose name stands in many passages', async () => {
    await titles('x')
    await changeRecord(admin(), 'role', 'r-cyber', { name: 'Submarine Pilot' }, 1)
    expect(await titles('submarine pilot')).toEqual(expect.arrayContaining(['Sarah Jones', 'Mark Lee']))
  })

  it('may be hours and holidays, which are written nowhere', async () => {
    await titles('x')
    const before = await fingerprint(org.db)
    await setCells(org, [['s-alpha', '2025-05', 8]])
    await createRecord(admin(), 'holiday', { date: '2025-05-01', name: 'May Day' })
    await titles('x')
    expect(await fingerprint(org.db)).toBe(before)
  })

  it('may be an assignment or a demand', async () => {
    await titles('x')
    await changeRecord(admin(), 'assignment', 's-beta', { note: 'keeps the periscope' }, 1)
    await createRecord(admin(), 'demand', {
      projectId: 'p-beta',
      month: '2025-06',
      hours: 8,
      skills: ['Periscope repair'],
    })
    expect(await titles('periscope')).toEqual(
      expect.arrayContaining(['Sarah Jones on Project Beta', 'Open position on Project Beta']),
    )
  })

  it('may be another database put in its place', async () => {
    await changeRecord(admin(), 'project', 'p-beta', { description: 'Harbour crane' }, 1)
    await titles('x')
    await org.db.updateTable('changeSet').set({ id: 'other' }).execute()
    await org.db.updateTable('project').set({ description: 'Lighthouse lamp' }).where('id', '=', 'p-beta').execute()
    expect((await titles('lighthouse'))[0]).toBe('Project Beta')
  })
})

describe('another embedder', () => {
  const slow: Embedder = { ...lexicalEmbedder, id: 'model-1', label: 'a model' }

  it('takes over when all its vectors are there, and new rows are found by words meanwhile', async () => {
    await titles('x')
    const fractions: number[] = []
    await search.changeEmbedder(slow, (f) => fractions.push(f))
    expect(fractions.at(-1)).toBe(1)
    await changeRecord(admin(), 'project', 'p-beta', { description: 'Harbour crane telemetry' }, 1)
    expect((await titles('crane telemetry'))[0]).toBe('Project Beta')
    await search.settled()
    const rows = await org.db.selectFrom('passage').select('embedder').distinct().execute()
    expect(rows).toEqual([{ embedder: 'model-1' }])
  })

  it('whose numbers are not finite is not stored', async () => {
    const broken: Embedder = {
      ...slow,
      id: 'broken',
      embed: async (t) => t.map(() => new Float32Array(384).fill(Number.NaN)),
    }
    await titles('x')
    await search.changeEmbedder(broken)
    expect((await titles('cyber analyst')).length).toBeGreaterThan(0)
  })
})

describe('odd texts', () => {
  it('of a megabyte, of twenty scripts, or empty are cut and found', async () => {
    const scripts = 'Ω Ж א ع अ অ ਅ અ அ అ ಅ അ ක ก ລ က ა አ ខ 漢 ア 한'
    const long = `${'lorem ipsum dolor '.repeat(60_000)} needle`
    const { record } = await createRecord(admin(), 'project', {
      code: 'X',
      name: 'Xylophone',
      startsOn: '2025-01-01',
      sprints: 1,
      description: scripts,
    })
    expect(cut(long).every((p) => p.length <= 800)).toBe(true)
    expect(cut('   \n\n ')).toEqual([])
    expect((await titles('漢 한 Ж'))[0]).toBe('Xylophone')
    expect(await titles('')).toEqual([])
    expect(record?.name).toBe('Xylophone')
  })
})

describe('the exact index', () => {
  it('keeps every vector through additions and removals', () => {
    const index = new ExactVectorIndex(2)
    for (let i = 0; i < 200; i++) index.set(`v${i}`, new Float32Array([Math.cos(i / 100), Math.sin(i / 100)]))
    for (let i = 0; i < 200; i += 2) index.delete(`v${i}`)
    expect(index.size).toBe(100)
    const query = new Float32Array([Math.cos(0.51), Math.sin(0.51)])
    expect(index.nearest(query, 3, () => true).map((n) => n.id)).toEqual(['v51', 'v53', 'v49'])
    expect(index.nearest(query, 1, (id) => id === 'v99').map((n) => n.id)).toEqual(['v99'])
    index.delete('v0')
    expect(index.size).toBe(100)
    expect(index.get('v0')).toBeUndefined()
    expect(index.get('v1')?.[0]).toBeCloseTo(Math.cos(0.01), 6)
    expect(() => index.set('x', new Float32Array(3))).toThrow('vector of 3')
  })
})

// What is left blank stays usable everywhere: a person without role and LCAT, on a project without client and manager.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { applyWith } from '../tests/tool-plans.js'
import { KnowledgeSearch } from './knowledge/search.js'
import { readLexicon } from './lexicon.js'
import { changeRecord, createRecord } from './record-changes.js'

let org: SmallOrganisation
let noa: string
let assignment: string
beforeEach(async () => {
  org = await openSmallOrganisation()
  const admin = org.context(org.admin)
  await createRecord(admin, 'project', { code: 'BARE', name: 'Bare', startsOn: '2025-01-01', sprints: 18 })
  noa = (await createRecord(admin, 'employee', { name: 'Noa Blank', email: 'noa@example.com' })).record!.id
  const [project] = await org.db.selectFrom('project').select('id').where('code', '=', 'BARE').execute()
  assignment = (await createRecord(admin, 'assignment', { projectId: project!.id, employeeId: noa })).record!.id
  await setCells(org, [[assignment, '2025-05', 200]])
})
afterEach(() => org.close())

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted, not typed
type Row = Record<string, any>
const ask = async (tool: string, input: object, actor = org.admin) =>
  readWith(org.toolContext(actor), tool, input).then((r) => ({ ...r, data: r.data as Record<string, Row[]> }))
const may = { from: '2025-05', to: '2025-05' }

describe('somebody without a role on a project without a manager', () => {
  it('is in the grid, which names an Admin to turn to', async () => {
    const { data } = await ask('get_grid', may, org.maria)
    expect(data.employees!.find((e) => e.id === noa)).toMatchObject({ role: '', lcat: '' })
    expect(data.assignments!.find((a) => a.id === assignment)).toMatchObject({ role: '', lcat: '' })
    expect(data.projects!.find((p) => p.code === 'BARE')).toMatchObject({
      manager: '',
      whyNot: 'Bare is managed by nobody: needs an Admin.',
    })
    const readOnly = await ask('get_grid', may, { ...org.maria, readOnly: true })
    expect(readOnly.data.projects!.every((p) => p.whyNot === 'This sign-in may read only.')).toBe(true)
  })

  it('is in the sprints, the dashboard and the project’s status', async () => {
    const sprints = await ask('get_sprints', { project: 'BARE' })
    expect(sprints.data.rows ?? sprints.data.people).toMatchObject([{ role: '', lcat: '' }])
    const board = await ask('get_portfolio', { month: '2025-05' })
    expect(board.data.projects!.find((p) => p.code === 'BARE')).toMatchObject({ manager: '' })
    const { data } = await ask('get_project_status', { project: 'BARE' })
    expect(data.people).toMatchObject([{ name: 'Noa Blank', role: '', lcat: '' }])
  })

  it('is known to the planner by name', async () => {
    await org.db.deleteFrom('organisation').execute()
    const { lexicon } = await readLexicon(org.db, org.admin)
    expect(lexicon.employees.find((e) => e.id === noa)).toMatchObject({ role: '', lcat: '' })
    expect(lexicon.fiscalYearStart).toBe(1)
  })

  it('above capacity is offered a cut, as nobody shares the missing role', async () => {
    const { data } = await ask('resolve_over_allocation', { employee: 'Noa', ...may })
    expect(data.options!.map((o) => o.text)).toEqual([
      'reduce Bare by 24 h (May 2025)',
      'move 24 h of Bare to June 2025 (May 2025)',
    ])
  })

  it('is a conflict like any other, by name', async () => {
    const { say } = await ask('find_conflicts', may)
    expect(say).toContain('Noa Blank is 24 h over in May 2025: 114 % FTE of 176 h = 200 h Bare.')
  })

  it('is found in what is written', async () => {
    const search = new KnowledgeSearch({ db: org.db })
    const { hits } = await search.search(org.admin, 'Noa Blank', { kinds: ['assignment'], limit: 3 })
    expect(hits[0]!.passage).toBe('Noa Blank works on Bare.')
  })
})

describe('an open position without role, LCAT and skills', () => {
  beforeEach(async () => {
    const [project] = await org.db.selectFrom('project').select('id').where('code', '=', 'BARE').execute()
    await createRecord(org.context(org.admin), 'demand', {
      projectId: project!.id,
      month: '2025-06',
      hours: 80,
      count: 2,
    })
  })

  it('is a conflict for people of any role, with nothing to recommend yet', async () => {
    const { data } = await ask('find_conflicts', { from: '2025-06', to: '2025-06' })
    expect(data.conflicts).toMatchObject([
      {
        text: 'Bare has nobody yet for 2 people of any role in June 2025: 80 h each (160 h in all).',
        calls: [],
      },
    ])
  })

  it('with only a role is recommended for by that role', async () => {
    const [row] = await org.db.selectFrom('demand').selectAll().execute()
    await changeRecord(org.context(org.admin), 'demand', row!.id, { roleId: 'r-sw', count: 1 }, 1)
    const { data } = await ask('find_conflicts', { from: '2025-06', to: '2025-06' })
    expect(data.conflicts).toMatchObject([
      {
        text: 'Bare has nobody yet for 1 SW Engineer in June 2025: 80 h.',
        calls: [
          {
            tool: 'recommend_candidates',
            input: { role: 'SW Engineer', project: 'BARE', from: '2025-06', to: '2025-06', hours: 80 },
          },
        ],
      },
    ])
  })

  it('is found in what is written', async () => {
    const search = new KnowledgeSearch({ db: org.db })
    const { hits } = await search.search(org.admin, 'open position Bare', { kinds: ['demand'], limit: 3 })
    expect(hits[0]!.passage).toContain('somebody')
  })
})

describe('a month whose every day became a holiday', () => {
  beforeEach(async () => {
    const days = Array.from({ length: 31 }, (_, i) => `2025-05-${String(i + 1).padStart(2, '0')}`)
    for (const date of days)
      await org.db.insertInto('holiday').values({ id: date, date, name: 'Closed', version: 1 }).execute()
  })

  it('has no capacity: its hours are a conflict, to be cleared', async () => {
    const { data } = await ask('find_conflicts', may)
    expect(data.conflicts!.map((c) => c.kind)).toEqual(['no_capacity', 'budget_overrun'])
    expect(data.conflicts!.slice(0, 1)).toMatchObject([
      {
        kind: 'no_capacity',
        text: 'Noa Blank has 200 h in May 2025 but no working time in that month.',
        calls: [
          { tool: 'change_plan', input: { operation: 'clear', employees: ['noa@example.com'], from: '2025-05' } },
        ],
      },
    ])
    await applyWith(org.toolContext(org.admin), 'change_plan', data.conflicts![0]!.calls[0].input)
    expect((await ask('find_conflicts', may)).data.conflicts).toEqual([])
  })

  it('is nothing to resolve, forecast or balance', async () => {
    expect((await ask('resolve_over_allocation', may)).data.overs).toEqual([])
    expect((await ask('resolve_over_allocation', { from: '2025-05', to: '2025-06' })).data.options).toEqual([])
    await org.db
      .insertInto('demand')
      .values({
        id: 'd',
        projectId: 'p-alpha',
        roleId: 'r-sw',
        lcatId: null,
        skills: '[]',
        month: 202505,
        quarters: 640,
        count: 1,
        version: 1,
      })
      .execute()
    expect((await ask('forecast_staffing', { from: '2025-04', to: '2025-06' })).say).toContain(
      'No shortage in Q2 2025.',
    )
    expect((await ask('suggest_balance', may)).data.suggestions).toEqual([])
  })

  it('shows no FTE in lists, grid, dashboard and reports', async () => {
    const { data } = await ask('query_allocations', { ...may, groupBy: 'project' })
    expect(data).toMatchObject({ totalHours: 200, fte: 0 })
    const grid = await ask('get_grid', may)
    expect(grid.data.employees!.find((e) => e.id === noa)).toMatchObject({ fte: [0], load: [null], band: [5] })
    expect(grid.data.employees!.find((e) => e.id === 'e-mark')).toMatchObject({ fte: [0], load: [null], band: [0] })
    expect((await ask('get_portfolio', { month: '2025-05' })).data.roles).toBeDefined()
    for (const report of ['portfolio', 'project', 'utilisation', 'conflicts'])
      for (const format of ['xlsx', 'csv'])
        expect((await ask('export_report', { report, project: 'BARE', ...may, format })).say).toContain('ready')
  })

  it('takes nobody: candidates for it cannot be asked for', async () => {
    await expect(ask('recommend_candidates', { role: 'SW Engineer', ...may })).rejects.toThrow(
      'May 2025 holds no working day.',
    )
  })
})

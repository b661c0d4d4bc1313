import { expect, it } from 'vitest'
import type { Turn } from './case-schema.js'
import { failuresOf, type Happened } from './score.js'

const spellings = new Map([
  ['jane doe', 'jane@example.com'],
  ['emp-jane', 'jane@example.com'],
  ['project alpha', 'alpha'],
])
const happened = (more: Partial<Happened> = {}): Happened => ({
  answer: '',
  tables: [],
  outcome: 'answered',
  tools: [],
  changes: [],
  approvals: [],
  ...more,
})
const turn = (expected: Turn['expect']): Turn => ({ ask: '', approve: true, expect: expected })
const failures = (expected: Turn['expect'], more: Partial<Happened>) =>
  failuresOf(turn(expected), happened(more), spellings)

it('takes a person by name, id or e-mail for the same', () => {
  const tools = [{ name: 'query_allocations', input: { employees: ['Jane Doe'], from: '2026-10' } }]
  expect(failures({ args: { query_allocations: { employees: ['emp-jane'] } } }, { tools })).toEqual([])
  expect(failures({ args: { query_allocations: { employees: ['Ben Ode'] } } }, { tools })).toEqual([
    'query_allocations.employees is ["jane@example.com"], expected ["ben ode"]',
  ])
})

it('takes a plural role for the role, and fractions within rounding', () => {
  const tools = [{ name: 'find_employees', input: { roles: ['cyber analysts'], fteBelow: 0.1 + 0.2 } }]
  expect(failures({ args: { find_employees: { roles: ['Cyber Analyst'], fteBelow: 0.3 } } }, { tools })).toEqual([])
})

it('fails for an argument that has to be absent', () => {
  const tools = [{ name: 'find_employees', input: { limit: 3 } }]
  expect(failures({ args: { find_employees: { limit: null } } }, { tools })).toEqual([
    'find_employees.limit is given: 3',
  ])
})

it('compares the list of tools in order', () => {
  const tools = [
    { name: 'set_hours', input: {} },
    { name: 'export_report', input: {} },
  ]
  expect(failures({ tools: ['set_hours', 'export_report'] }, { tools })).toEqual([])
  expect(failures({ tools: [] }, { tools })).toEqual(['called set_hours, export_report, expected none'])
})

it('finds numbers and names in text and tables, with thousands separators and fractions as per cent', () => {
  const tables = [
    {
      title: 'People',
      columns: [
        { key: 'name', label: 'Name', unit: 'text' },
        { key: 'fte', label: 'FTE', unit: 'fte' },
      ],
      rows: [{ name: 'Ana Silva', fte: 0.263 }],
    },
  ]
  expect(failures({ numbers: [1706, 26.3], mentions: ['ana silva'] }, { answer: '1,706 hours', tables })).toEqual([])
  expect(failures({ numbers: [17], omits: ['Ana'] }, { answer: '1,706 hours', tables })).toHaveLength(2)
})

it('wants exactly the changes that are listed, each behind an approval', () => {
  const changes = [{ project: 'ALPHA', employee: 'jane@example.com', month: '2026-11', before: 40, after: 80 }]
  const wanted = {
    changes: [{ project: 'Project Alpha', employee: 'Jane Doe', month: '2026-11', before: 40, after: 80 }],
  }
  expect(failures(wanted, { changes, approvals: [{ approved: true, summary: '' }] })).toEqual([])
  expect(failures(wanted, { changes })).toEqual(['changed 1 value(s) without an approval'])
  expect(failures({ changes: [] }, { changes, approvals: [{ approved: true, summary: '' }] })).toHaveLength(1)
  expect(failures(wanted, {})).toHaveLength(1)
})

it('accepts any of several outcomes', () => {
  expect(failures({ outcome: ['asked', 'refused'] }, { outcome: 'refused' })).toEqual([])
  expect(failures({ outcome: 'asked' }, { outcome: 'refused' })).toEqual(['outcome refused, expected asked'])
})

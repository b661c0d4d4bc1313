import { describe, expect, it } from 'vitest'
import { argumentName, argumentText, resultTable } from './tool-result.js'

describe('a tool card', () => {
  it('writes arguments as people read them', () => {
    expect(argumentName('fteBelow')).toBe('FTE below')
    expect(argumentText('fteBelow', 0.5)).toBe('50 %')
    expect(argumentText('from', '2026-11')).toBe('November 2026')
    expect(argumentText('roles', ['Developer', 'Tester'])).toBe('Developer, Tester')
    expect(argumentText('changes', [{ project: 'Alpha', month: '2026-11', hours: 80 }])).toBe(
      'Alpha · November 2026 · 80',
    )
  })

  it('shows the records that came back, without ids and lists inside', () => {
    const output = { period: 'May', employees: [{ id: 'e1', name: 'Ana', fte: 0.5, freeHours: 84, skills: ['x'] }] }
    expect(resultTable(output)).toEqual({
      title: 'Employees',
      columns: [
        { key: 'name', label: 'Name', unit: 'text' },
        { key: 'fte', label: 'FTE', unit: 'percent' },
        { key: 'freeHours', label: 'Free hours', unit: 'hours' },
      ],
      rows: [{ name: 'Ana', fte: 0.5, freeHours: 84 }],
    })
    expect(resultTable({ total: 3 })).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import type { Load, Warning } from '../services/change.js'
import { sayWarnings } from './say-warnings.js'

const over = (employee: string, month: string): Warning => ({
  code: 'over_allocated',
  message: `${employee} ${month}`,
  employee,
  month,
})
const load = (employee: string, month: string, fteAfter: number) => ({ employee, month, fteAfter }) as Load

describe('the warnings of a plan', () => {
  it('are one sentence for all months of one person, and say the rest as it is', () => {
    const warnings: Warning[] = [
      { code: 'over_funded', message: '520 h of 500 h.', employee: 'Jane Doe' },
      over('Jane Doe', '2026-11'),
      over('Bob Ode', '2026-11'),
      over('Jane Doe', '2026-12'),
    ]
    const loads = [load('Jane Doe', '2026-11', 1.08), load('Jane Doe', '2026-12', 1.003)]
    expect(sayWarnings(warnings, loads)).toEqual([
      '520 h of 500 h.',
      'This puts Jane Doe above capacity in November 2026 (108 % FTE), December 2026 (>100 % FTE).',
      'Bob Ode 2026-11',
    ])
  })
})

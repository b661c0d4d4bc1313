import { describe, expect, it } from 'vitest'
import { addMonths, cellText, monthLabel, monthName, monthsBetween, percent } from './format.js'

describe('figures as people read them', () => {
  it('never rounds across 100 %', () => {
    expect(percent(1.003)).toBe('>100 %')
    expect(percent(0.996)).toBe('<100 %')
    expect(percent(1)).toBe('100 %')
    expect(percent(1.08)).toBe('108 %')
    expect(percent(0.4762, 1)).toBe('47.6 %')
    expect(percent(0.9999, 1)).toBe('<100 %')
  })

  it('prints a dash where there is no capacity', () => {
    expect(percent(null)).toBe('–')
    expect(cellText(null, 'hours')).toBe('–')
  })

  it('names months with their year', () => {
    expect(monthName('2026-05')).toBe('May 2026')
    expect(monthLabel('2026-05')).toBe('May ’26')
    expect(cellText(12.75, 'hours')).toBe('12.75 h')
  })

  it('counts months over the turn of the year', () => {
    expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect(addMonths('2026-01', -1)).toBe('2025-12')
  })
})

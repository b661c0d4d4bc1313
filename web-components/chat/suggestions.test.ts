import { expect, it } from 'vitest'
import { fixtureGrid } from '../plan/fixture-grid.js'
import { suggestionsFor } from './suggestions.js'

it('asks about people and months that are really there', () => {
  expect(suggestionsFor(fixtureGrid(), true)).toEqual([
    "How can I resolve Sarah Jones's over-allocation in May 2026?",
    'Show me all Cyber Analysts with less than 50% FTE in June 2026',
    'Who is on the bench this month?',
    'Where are we short of people in the next quarter?',
  ])
})

it('asks an employee about their own plan', () => {
  const data = fixtureGrid()
  data.employees = data.employees.slice(0, 1)
  expect(suggestionsFor(data, false)[0]).toBe('What is my total allocation for May 2026?')
})

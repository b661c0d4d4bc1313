import { expect, it } from 'vitest'
import { senioritySounds } from './lcat-seniority.js'

it.each([
  [['Junior', 'Mid', 'Senior', 'Principal']],
  [['Trainee', 'Associate', 'Engineer', 'Sr. Engineer', 'Lead Engineer', 'Expert']],
  [['Engineer I', 'Engineer II', 'Engineer IV', 'Senior Engineer']],
  [['Level 1', 'Level 2', 'Level 10']],
  [['L1', 'L2', 'L3']],
  [['Consultant', 'Senior Consultant', 'Manager', 'Senior Manager', 'Associate Director', 'Director', 'Partner']],
  [['Assistant', 'Senior Assistant', 'SME']],
])('is known to rise in %j', (rising) => {
  const sorted = [...rising].reverse().sort((a, b) => senioritySounds(a) - senioritySounds(b))
  expect(sorted).toEqual(rising)
})

it('is the same for names that say nothing of it', () => {
  expect(senioritySounds('Specialist')).toBe(senioritySounds('Fachkraft'))
})

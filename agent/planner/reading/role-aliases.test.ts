import { expect, it } from 'vitest'
import { lcatAliases } from './role-aliases.js'

const named = (lcats: string[], word: string) =>
  lcats.filter((_, at) => lcatAliases(lcats)[at]!.some((alias) => alias.key === word))

it('"the seniors" are the one LCAT that holds the word', () => {
  expect(named(['Associate', 'Senior Associate', 'Principal', 'Partner'], 'seniors')).toEqual(['Senior Associate'])
  expect(named(['Jr. Consultant', 'Consultant', 'Sr. Consultant'], 'senior')).toEqual(['Sr. Consultant'])
})

it('"the seniors" are no LCAT where two hold the word or one is called so', () => {
  expect(named(['Senior Analyst', 'Senior Associate'], 'senior')).toEqual([])
  expect(named(['Senior', 'Senior Principal'], 'senior')).toEqual(['Senior'])
})

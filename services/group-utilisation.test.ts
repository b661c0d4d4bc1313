import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { readGroupUtilisation } from './group-utilisation.js'
import { readScope } from './policy.js'
import { readPortfolio } from './portfolio.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

it('agrees with the portfolio, for the firm and for every role', async () => {
  const scope = await readScope(org.db, org.director)
  const portfolio = await readPortfolio(org.db, org.director, 202505)
  const group = await readGroupUtilisation(org.db, { scope, from: 202505, to: 202505 })
  expect(group).toMatchObject({ people: portfolio.people, utilisation: portfolio.utilisation })
  for (const { role, utilisation } of portfolio.roles) expect(group.byRole.get(role)?.utilisation).toBe(utilisation)
  expect(group.byMonth.get('2025-05')?.utilisation).toBe(portfolio.utilisation)
})
it('shows an Employee nobody else', async () => {
  const scope = await readScope(org.db, org.sarah)
  expect((await readGroupUtilisation(org.db, { scope, from: 202505, to: 202505 })).people).toBe(1)
})

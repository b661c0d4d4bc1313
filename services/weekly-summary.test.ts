import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation, setCells } from '../tests/small-organisation.js'
import { setPreferences } from './notices.js'
import { weeklyNotices } from './weekly-summary.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const wants = { overAllocation: false, reportReady: false, weeklySummary: true }

it('a manager reads how full the months are, who has too much or nothing to do, and the own projects', async () => {
  await setCells(org, [
    ['s-alpha', '2025-05', 84.5],
    ['s-beta', '2025-05', 105.5],
    ['m-alpha', '2025-06', 80],
  ])
  await setPreferences(org.db, org.maria, wants)
  const [mail, ...others] = await weeklyNotices(org.db, '2025-05-12')
  expect(others).toEqual([])
  expect(mail?.to).toBe('u-maria@example.com')
  expect(mail?.subject).toBe('Staffing in the week of 2025-05-12')
  expect(mail?.text).toMatchInlineSnapshot(`
    "Hello Maria Manager,

    May 2025: 43 % utilised, 1 person above capacity
    - Sarah Jones: 14 h above a capacity of 176 h
    June 2025: 19 % utilised, nobody above capacity
    July 2025: 0 % utilised, nobody above capacity

    On the bench in May 2025 (loaded below 25 %):
    - Jane Doe: 0 %
    - Mark Lee: 0 %

    Your projects:
    - Project Alpha: 164.5 of 2,000 funded hours planned, 1,835.5 left

    You chose this summary; "Mail" under your name in StaffAlloc ends it.
    "
  `)
})

it('goes to who chose it and may still sign in, and never to an Employee', async () => {
  for (const actor of [org.paul, org.director, org.sarah]) await setPreferences(org.db, actor, wants)
  await org.db.updateTable('user').set({ disabledAt: '2025-05-01T00:00:00Z' }).where('id', '=', 'u-paul').execute()
  const mails = await weeklyNotices(org.db, '2025-05-12')
  expect(mails.map(({ to }) => to)).toEqual(['u-director@example.com'])
  expect(mails[0]?.text).not.toContain('Your projects')
})

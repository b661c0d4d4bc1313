import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { positionWords, resolvePosition } from './position-words.js'

it.each([
  ['Developer', 'Senior', 3, 'Senior Developers'],
  ['Developer', 'Senior', 1, 'Senior Developer'],
  ['Deputy', '', 2, 'Deputies'],
  ['Coach', '', 2, 'Coaches'],
  ['', 'Senior', 2, 'Senior people of any role'],
  ['', '', 1, 'people of any role'],
])('role %j, LCAT %j and %i of them are %j', (role, lcat, count, words) => {
  expect(positionWords(role, lcat, count)).toBe(words)
})

describe('a position said in words', () => {
  let org: SmallOrganisation
  beforeEach(async () => {
    org = await openSmallOrganisation()
  })
  afterEach(() => org.close())

  it('is a role of that name, or an LCAT and a role', async () => {
    expect(await resolvePosition(org.db, 'cyber analysts')).toMatchObject({ role: { id: 'r-cyber' } })
    expect(await resolvePosition(org.db, 'Senior Cyber Analysts')).toMatchObject({
      role: { id: 'r-cyber' },
      lcat: { id: 'l-senior' },
    })
    expect(await resolvePosition(org.db, 'Senior SW Engineer', 'Mid')).toMatchObject({ lcat: { id: 'l-mid' } })
  })

  it('of an unknown role is refused, also behind a known LCAT', async () => {
    await expect(resolvePosition(org.db, 'Senior Pilot')).rejects.toThrow("No role 'Senior Pilot'.")
    await expect(resolvePosition(org.db, ' ')).rejects.toMatchObject({ code: 'invalid' })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { applyWith, hours, planWith } from '../tests/tool-plans.js'
import { createRecord } from './record-changes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const open = async (fields: object = {}) =>
  (
    await createRecord(org.context(org.admin), 'demand', {
      projectId: 'p-alpha',
      roleId: 'r-cyber',
      month: '2025-06',
      hours: 100,
      ...fields,
    })
  ).record!.id
const fill = (ids: string[], changes: object[]) =>
  applyWith(org.toolContext(org.maria), 'set_hours', { changes, coversDemand: ids })
const left = async () =>
  (await org.db.selectFrom('demand').select(['count', 'quarters']).orderBy('quarters').execute()).map(
    (d) => `${d.count} x ${d.quarters / 4} h`,
  )

describe('an open position', () => {
  it('goes when all its hours are planned for somebody', async () => {
    await fill([await open()], [hours('ALPHA', 'Mark', '2025-06', 100)])
    expect(await left()).toEqual([])
  })

  it('stays open for the rest', async () => {
    await fill([await open()], [hours('ALPHA', 'Mark', '2025-06', 40), hours('ALPHA', 'Sarah', '2025-06', 20)])
    expect(await left()).toEqual(['1 x 40 h'])
  })

  it('of several becomes one fewer, and what is left of the one taken in part stands alone', async () => {
    const id = await open({ count: 3 })
    await fill([id], [hours('ALPHA', 'Mark', '2025-06', 100)])
    expect(await left()).toEqual(['2 x 100 h'])
    await fill([id], [hours('ALPHA', 'Mark', '2025-06', 130)])
    expect(await left()).toEqual(['1 x 70 h', '1 x 100 h'])
  })

  it('takes each hour once, in the order they are named', async () => {
    const ids = [await open({ hours: 30 }), await open({ hours: 50 })]
    await fill([...ids, ids[0]!], [hours('ALPHA', 'Mark', '2025-06', 60)])
    expect(await left()).toEqual(['1 x 20 h'])
  })

  it('of another month or project stays as it is', async () => {
    const id = await open({ month: '2025-07' })
    const { say } = await planWith(org.toolContext(org.maria), 'set_hours', {
      changes: [hours('ALPHA', 'Mark', '2025-06', 60)],
      coversDemand: [id],
    })
    expect(say).toBe('Set Mark Lee to 60 h on Project Alpha in June 2025.')
  })

  it('that does not exist is refused', async () => {
    await expect(fill(['d-none'], [hours('ALPHA', 'Mark', '2025-06', 60)])).rejects.toThrow(
      "There is no demand 'd-none'.",
    )
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import {
  editDistance,
  resolveAssignment,
  resolveClient,
  resolveEmployee,
  resolveListed,
  resolveProject,
} from './names.js'
import { readScope, type Scope } from './policy.js'
import { createRecord } from './record-changes.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

/** A scope is made per call, as its lists are kept with it. */
const all = (): Scope => ({ all: true })
const hire = async (name: string, email: string) => {
  await createRecord(org.context(org.admin), 'employee', { name, email })
}

describe('a person', () => {
  it.each([
    'e-sarah',
    'SARAH@example.com',
    'Sarah Jones',
    'Jones Sarah',
    'Jones, Sarah',
    '  sarah   jones ',
    'Sàrah Jónes',
    'sarah',
    'Jones',
  ])('is found by %j', async (text) => {
    expect((await resolveEmployee(org.db, all(), text)).id).toBe('e-sarah')
  })

  it('of a name that two have is asked for, with both named', async () => {
    await hire('Sarah Miller', 'miller@example.com')
    await expect(resolveEmployee(org.db, all(), 'sarah')).rejects.toMatchObject({
      code: 'ambiguous',
      message: "'sarah' fits 2 employees: Sarah Jones (sarah@example.com), Sarah Miller (miller@example.com).",
      hint: 'Say which one.',
    })
  })

  it('of a name that many have is asked for with the first five', async () => {
    for (let i = 0; i < 6; i++) await hire(`Kim Number${i}`, `kim${i}@example.com`)
    await expect(resolveEmployee(org.db, all(), 'kim')).rejects.toThrow(
      /fits 6 employees: .*Number4 \(kim4@example.com\), …\.$/,
    )
  })

  it.each([
    ['Sarah Jonse', "No employee 'Sarah Jonse'. Closest: Sarah Jones.", 'Use one of these names.'],
    ['Zbigniew', "No employee 'Zbigniew'.", 'Check the name of the employee.'],
    ['  ', 'Name the employee.', undefined],
  ])('called %j is answered with what is close', async (text, message, hint) => {
    await expect(resolveEmployee(org.db, all(), text)).rejects.toMatchObject({ message, hint })
  })

  it('may be named in any script', async () => {
    await hire('李 小龙', 'lee@example.com')
    await hire('مريم الزهراء', 'maryam@example.com')
    expect((await resolveEmployee(org.db, all(), '李 小龙')).email).toBe('lee@example.com')
    expect((await resolveEmployee(org.db, all(), 'الزهراء')).email).toBe('maryam@example.com')
  })

  it('outside what the asker may see does not exist, and is not suggested', async () => {
    const scope = await readScope(org.db, org.sarah)
    await expect(resolveEmployee(org.db, scope, 'Mark Lee')).rejects.toMatchObject({
      code: 'not_found',
      message: "No employee 'Mark Lee'.",
      details: { candidates: [] },
    })
  })
})

describe('a project', () => {
  it.each(['p-alpha', 'alpha', 'ALPHA', 'Project Alpha', 'project ALPHA'])('is found by %j', async (text) => {
    expect((await resolveProject(org.db, all(), text)).id).toBe('p-alpha')
  })

  it('called without its word Project, or with one too many, is found', async () => {
    await createRecord(org.context(org.admin), 'project', {
      code: 'X1',
      name: 'Phoenix',
      startsOn: '2025-01-01',
      sprints: 2,
    })
    expect((await resolveProject(org.db, all(), 'project phoenix')).code).toBe('X1')
  })
})

describe('a role, an LCAT, a client', () => {
  it.each([
    ['role', 'cyber analysts', 'r-cyber'],
    ['role', 'r-sw', 'r-sw'],
    ['lcat', 'SENIOR', 'l-senior'],
  ] as const)('%s %j is found', async (table, text, id) => {
    expect((await resolveListed(org.db, table, text)).id).toBe(id)
  })

  it('that ends in y is found by its plural', async () => {
    await createRecord(org.context(org.admin), 'role', { name: 'Deputy' })
    expect((await resolveListed(org.db, 'role', 'Deputies')).name).toBe('Deputy')
  })

  it.each([
    ['role', "No role 'Pilot'."],
    ['lcat', "No LCAT 'Pilot'."],
  ] as const)('unknown as %s is said', async (table, message) => {
    await expect(resolveListed(org.db, table, 'Pilot')).rejects.toThrow(message)
  })

  it('stands for the client’s projects; for an employee there is no client', async () => {
    expect(await resolveClient(org.db, all(), 'acme')).toEqual({ client: 'ACME', projectIds: ['p-alpha', 'p-beta'] })
    const scope = await readScope(org.db, org.sarah)
    await expect(resolveClient(org.db, scope, 'ACME')).rejects.toThrow("No client 'ACME'.")
    await expect(resolveClient(org.db, all(), 'Umbrella')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the assignment of a person on a project', () => {
  const sarah = { id: 'e-sarah', name: 'Sarah Jones' }
  const alpha = { id: 'p-alpha', name: 'Project Alpha' }
  const second = (fields: object) =>
    createRecord(org.context(org.admin), 'assignment', { projectId: 'p-alpha', employeeId: 'e-sarah', ...fields })

  it('is the one there is', async () => {
    expect(await resolveAssignment(org.db, sarah, alpha)).toBe('s-alpha')
  })

  it('that does not exist is said with what to do', async () => {
    const jane = { id: 'e-jane', name: 'Jane Doe' }
    await expect(resolveAssignment(org.db, jane, { id: 'p-beta', name: 'Project Beta' })).rejects.toMatchObject({
      message: 'Jane Doe is not on Project Beta.',
      hint: 'Staff Jane Doe on Project Beta first.',
    })
  })

  it('of two is told by LCAT or role', async () => {
    await second({ lcatId: 'l-mid', roleId: 'r-sw' })
    expect(await resolveAssignment(org.db, sarah, alpha, { lcat: 'senior' })).toBe('s-alpha')
    expect(await resolveAssignment(org.db, sarah, alpha, { role: 'Cyber analyst' })).toBe('s-alpha')
    await expect(resolveAssignment(org.db, sarah, alpha)).rejects.toMatchObject({
      code: 'ambiguous',
      message: 'Sarah Jones is on Project Alpha as Mid SW Engineer and as Senior Cyber Analyst.',
      hint: 'Name the role or LCAT.',
    })
    await expect(resolveAssignment(org.db, sarah, alpha, { lcat: 'Junior' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('without role and LCAT is called so', async () => {
    await second({ lcatId: null, roleId: null })
    await expect(resolveAssignment(org.db, sarah, alpha)).rejects.toThrow('as without role and LCAT')
    expect(await resolveAssignment(org.db, sarah, alpha, { role: 'Cyber Analyst', lcat: 'Senior' })).toBe('s-alpha')
  })
})

describe('how far two words are apart', () => {
  it.each([
    ['alpha', 'alpha', 0],
    ['alpha', 'alpah', 1],
    ['alpha', 'alph', 1],
    ['alpha', 'alphas', 1],
    ['alpha', 'olpha', 1],
    ['', 'abc', 3],
    ['abc', '', 3],
  ])('%j and %j are %i apart', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })
})

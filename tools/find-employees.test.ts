import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWith } from '../tests/demo-organisation.js'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { applyWith, hours } from '../tests/tool-plans.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
  await applyWith(org.toolContext(org.admin), 'set_hours', {
    changes: [hours('ALPHA', 'Sarah', '2025-05', 176), hours('ALPHA', 'Jane', '2025-05', 88)],
  })
})
afterEach(() => org.close())

const ask = (input: object, actor = org.maria) => readWith(org.toolContext(actor), 'find_employees', input)
const names = async (input: object) =>
  ((await ask(input)).data.employees as { name: string }[]).map((e) => e.name.split(' ')[0])

describe('find_employees', () => {
  it('lists people without any allocation and shows what the percentage divides by', async () => {
    const { say } = await ask({ roles: ['cyber analysts'], fteBelow: 0.5 })
    expect(say).toBe('1 of 2 Cyber Analysts with FTE below 50 % in May 2025 (FTE of 176 h): Mark Lee 0 %, no project.')
  })

  it.each([
    [{ fteBelow: 0.5 }, ['Mark']],
    [{ fteAtMost: 0.5 }, ['Jane', 'Mark']],
    [{ fteAbove: 0.5 }, ['Sarah']],
    [{ fteAtLeast: 0.5 }, ['Jane', 'Sarah']],
    [{ loadBelow: 1 }, ['Mark']],
    [{ loadAtLeast: 1 }, ['Jane', 'Sarah']],
    [{ loadAbove: 1 }, []],
    [{ loadAtMost: 0 }, ['Mark']],
    [{ lcats: ['Mid'] }, ['Jane']],
    [{ project: 'BETA' }, ['Sarah']],
    [{ notOnProject: 'ALPHA' }, ['Mark']],
    [{ exclude: ['Sarah'] }, ['Jane', 'Mark']],
    [{ onProjects: ['ALPHA', 'BETA'] }, []],
    [{ onProjects: ['ALPHA'] }, ['Jane', 'Sarah']],
    [{ projectsAtLeast: 1 }, ['Jane', 'Sarah']],
    [{ projectsAtMost: 0 }, ['Mark']],
    [{ projectsAtLeast: 2 }, []],
    [{ worksWith: 'Sarah' }, ['Jane']],
    [{ skills: ['Zero Trust'], notSkills: ['zero trust'] }, []],
    [{ from: '2025-05', to: '2025-06', loadAtLeast: 1 }, []],
    [{ from: '2025-05', to: '2025-06', loadAtLeast: 1, monthly: 'any' }, ['Jane', 'Sarah']],
    [{ from: '2025-05', to: '2025-06', freeHoursAtLeast: 84, monthly: 'each' }, ['Mark']],
    [{ worksWith: 'Mark' }, []],
    [{ contract: 'part' }, ['Jane']],
    [{ contract: 'full' }, ['Mark', 'Sarah']],
    [{ turn: 'off' }, ['Jane', 'Sarah']],
    [{ turn: 'on', project: 'ALPHA' }, ['Jane', 'Sarah']],
    [{ turn: 'off', project: 'BETA' }, []],
    [{ hoursBelow: 88 }, ['Mark']],
    [{ hoursAtMost: 88 }, ['Jane', 'Mark']],
    [{ hoursAbove: 88 }, ['Sarah']],
    [{ hoursAtLeast: 88, sort: '-free' }, ['Jane', 'Sarah']],
    [{ freeHoursAtLeast: 176 }, ['Mark']],
    [{ freeHoursAbove: 176 }, []],
    [{ freeHoursBelow: 1 }, ['Jane', 'Sarah']],
    [{ freeHoursAtMost: 0 }, ['Jane', 'Sarah']],
    [{ skills: ['Zero Trust'], sort: '-fte', limit: 2 }, ['Sarah', 'Jane']],
  ])(
    'with %j finds %j: a bound itself counts exactly, a half-timer with half the hours is full',
    async (input, found) => {
      expect(await names(input)).toEqual(found)
    },
  )

  it('tells people on two projects with the hours of each', async () => {
    await applyWith(org.toolContext(org.admin), 'set_hours', { changes: [hours('BETA', 'Sarah', '2025-05', 20)] })
    const { say } = await ask({ onProjects: ['ALPHA', 'BETA'] })
    expect(say).toBe(
      '1 person on both Project Alpha and Project Beta in May 2025 (FTE of 176 h): Sarah Jones 111 % on Project Alpha (176 h), Project Beta (20 h).',
    )
    expect((await ask({ projectsAtLeast: 2, sort: '-projects' })).say).toContain(
      '1 of 3 people on at least 2 projects in',
    )
  })

  it('tells who rolls off a project, with the last month', async () => {
    const { say } = await ask({ turn: 'off', from: '2025-04', to: '2025-06' })
    expect(say).toBe(
      '2 people whose hours on a project end in Q2 2025: Jane Doe (Project Alpha, May 2025); Sarah Jones (Project Alpha, May 2025).',
    )
    expect((await ask({ turn: 'off', from: '2025-06', to: '2025-06' })).say).toBe(
      'Nobody in June 2025 among people whose hours on a project end.',
    )
    expect((await ask({ turn: 'off', from: '2025-04', to: '2025-04' })).say).toBe(
      'Nobody in April 2025 among people whose hours on a project end. Next: Jane Doe (Project Alpha, May 2025); Sarah Jones (Project Alpha, May 2025).',
    )
  })

  it('says free hours of capacity where they were asked for', async () => {
    const { say } = await ask({ freeHoursAtLeast: 40 })
    expect(say).toBe(
      '1 of 3 people with at least 40 free hours in May 2025 (FTE of 176 h): Mark Lee 0 %, 176 of 176 h free, no project.',
    )
  })

  it('tells the months in which a limit holds, where any of them is enough', async () => {
    const { say } = await ask({ from: '2025-05', to: '2025-07', loadAtLeast: 1, monthly: 'any' })
    expect(say).toBe(
      '2 of 3 people fully booked in at least one month in May 2025 to July 2025: Jane Doe (May 2025 100 %); Sarah Jones (May 2025 100 %).',
    )
  })

  it('tells who is free next where nobody is, and who has a skill where no role has it', async () => {
    expect((await ask({ employees: ['Sarah', 'Jane'], loadBelow: 1 })).say).toBe(
      'Nobody with free time in May 2025 among 2 people among Sarah Jones, Jane Doe. Next free: Sarah Jones (168 h in June 2025), Jane Doe (84 h in June 2025).',
    )
    expect((await ask({ roles: ['sw engineers'], lcats: ['Senior'], skills: ['Zero Trust'] })).say).toMatch(
      /^There are no Senior SW Engineers with Zero Trust on record\. Zero Trust: .*Sarah Jones \(Senior Cyber Analyst\)/,
    )
  })

  it('tells a group as one figure, with the share of each', async () => {
    expect((await ask({ tell: 'group' })).say).toBe(
      'The 3 people are booked for 60 % of their capacity in May 2025: 264 of 440 h; 176 h free, 58.75 h each on average. Jane Doe 100 %, Mark Lee 0 %, Sarah Jones 100 %.',
    )
    expect((await ask({ loadAtMost: 0 })).say).toBe('1 of 3 people without hours in May 2025: Mark Lee (176 h free).')
    expect((await ask({ sort: '-load', loadAtLeast: 1 })).say).toBe(
      '2 of 3 people fully booked in May 2025, busiest first (load; full time 176 h): Jane Doe 100 % on Project Alpha; Sarah Jones 100 % on Project Alpha. Together 100 % of their capacity (264 of 264 h).',
    )
  })

  it('answers an invented argument with the expected ones', async () => {
    await expect(ask({ department: 'x' })).rejects.toMatchObject({
      message: "there is no argument 'department'.",
      hint: /roles, lcats, skills/,
    })
  })
})

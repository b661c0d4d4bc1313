import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyPlan } from '../services/changes.js'
import { openSmallOrganisation, type SmallOrganisation } from '../tests/small-organisation.js'
import { callTool, changeContext } from './call-tool.js'

let org: SmallOrganisation
beforeEach(async () => {
  org = await openSmallOrganisation()
})
afterEach(() => org.close())

const set = (project: string, employee: string, month: string, hours: number) => ({
  tool: 'set_hours',
  input: { changes: [{ project, employee, month, hours, mode: 'set' }] },
})
async function apply(call: { tool: string; input: unknown }) {
  const ctx = org.toolContext(org.admin)
  const result = await callTool(call, ctx)
  if (result.kind !== 'plan') throw new Error('not a plan')
  return applyPlan(changeContext(ctx), result.plan.id)
}

it('answers a quarter in the words of the story', async () => {
  await apply(set('ALPHA', 'Sarah Jones', '2025-04', 100))
  await apply(set('Alpha', 'sarah', '2025-05', 60))
  await apply(set('Project Beta', 'Jones, Sarah', '2025-06', 80))
  const answer = await callTool(
    { tool: 'query_allocations', input: { employees: ['Sarah'], from: '2025-04', to: '2025-06' } },
    org.toolContext(org.director),
  )
  expect(answer.say).toBe(
    'Sarah Jones has 240 hours in Q2 2025 across Project Alpha (160) and Project Beta (80): 46 % FTE of 520 full-time hours.',
  )
})

it('lists people without any allocation and shows what the percentage divides by', async () => {
  await apply(set('ALPHA', 'Sarah', '2025-05', 176))
  const answer = await callTool(
    { tool: 'find_employees', input: { roles: ['cyber analysts'], fteBelow: 0.5 } },
    org.toolContext(org.maria),
  )
  expect(answer.say).toBe(
    '1 of 2 Cyber Analysts with FTE below 50 % in May 2025 (FTE of 176 h): Mark Lee 0 %, no project.',
  )
})

it('shows an employee their own plan only', async () => {
  await expect(
    callTool(
      { tool: 'query_allocations', input: { employees: ['Mark'], from: '2025-05', to: '2025-05' } },
      org.toolContext(org.sarah),
    ),
  ).rejects.toMatchObject({ code: 'not_found', details: { candidates: [] } })
})

it('answers an invented argument with the expected ones', async () => {
  await expect(
    callTool({ tool: 'find_employees', input: { department: 'x' } }, org.toolContext(org.maria)),
  ).rejects.toMatchObject({ message: "there is no argument 'department'.", hint: /roles, lcats, skills/ })
})

it.each([
  [1e9, 'is outside 0 to 744'],
  [-5, 'is outside 0 to 744'],
  [80.3, 'is not a whole quarter hour'],
])('refuses %s hours', async (hours, reason) => {
  await expect(callTool(set('ALPHA', 'Sarah', '2025-05', hours), org.toolContext(org.maria))).rejects.toThrow(reason)
})

it('refuses an unknown project and names the closest', async () => {
  await expect(callTool(set('Alpah', 'Sarah', '2025-05', 8), org.toolContext(org.maria))).rejects.toThrow(
    "No project 'Alpah'. Closest: Project Alpha.",
  )
})

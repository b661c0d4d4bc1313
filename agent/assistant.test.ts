import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { CellChange } from '../services/change.js'
import { applyPlan } from '../services/changes.js'
import { only, openSmallAssistant, type SmallAssistant } from '../tests/small-assistant.js'
import { openSmallOrganisation } from '../tests/small-organisation.js'
import { callTool, changeContext } from '../tools/call-tool.js'

let small: SmallAssistant
afterEach(() => small.close())

const hours = (employee: string, month: string, value: number, project = 'ALPHA'): [string, object] => [
  'set_hours',
  { changes: [{ project, employee, month, hours: value, mode: 'set' }] },
]
const sum = (employee: string): [string, object] => [
  'query_allocations',
  { employees: [employee], from: '2025-05', to: '2025-05' },
]

async function cell(assignmentId: string, month: number): Promise<number | undefined> {
  const row = await small.org.db
    .selectFrom('allocation')
    .select('quarters')
    .where('assignmentId', '=', assignmentId)
    .where('month', '=', month)
    .executeTakeFirst()
  return row && row.quarters / 4
}

describe('a question', () => {
  it("is answered with the tools' own sentences, tables and linked figures", async () => {
    small = await openSmallAssistant(() => [sum('Sarah')])
    const events = await small.ask(small.org.maria, 'How many hours has Sarah in May?')
    expect(events.map((e) => e.type)).toEqual(['tool_start', 'tool_end', 'answer', 'done'])
    expect(only(events, 'answer')).toMatchObject({
      text: 'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
      outcome: 'answered',
      answeredBy: 'planner',
      tools: [{ name: 'query_allocations' }],
    })
  })

  it('hands the planner the names that the asker may see, and only those', async () => {
    small = await openSmallAssistant(() => [sum('Sarah')])
    await small.ask(small.org.maria, 'first')
    await small.ask(small.org.sarah, 'second')
    expect(small.asked.map((r) => r.lexicon.employees.map((e) => e.name))).toEqual([
      ['Jane Doe', 'Mark Lee', 'Sarah Jones'],
      ['Sarah Jones'],
    ])
    expect(small.asked[0]?.fullTimeHours?.(null, '2025-05')).toBe(176)
  })

  it('is told no with the reason and the closest names', async () => {
    small = await openSmallAssistant(() => [sum('Sarh')])
    const answer = only(await small.ask(small.org.maria, 'Hours of Sarh in May'), 'answer')
    expect(answer.outcome).toBe('asked')
    expect(answer.text).toContain("No employee 'Sarh'")
    expect(answer.choices).toEqual([
      { label: 'Sarah Jones (sarah@example.com)', message: 'Hours of sarah@example.com in May' },
    ])
  })

  it("passes the planner's question on with its choices", async () => {
    const choices = [{ label: 'May 2025', message: 'Hours of Sarah in May 2025' }]
    small = await openSmallAssistant(() => ({ kind: 'ask', question: 'Which month?', choices }))
    const events = await small.ask(small.org.maria, 'Hours of Sarah')
    expect(only(events, 'answer')).toMatchObject({ text: 'Which month?', outcome: 'asked', choices, tools: [] })
  })

  it('shows a follow-up the calls and outputs of former turns', async () => {
    small = await openSmallAssistant(() => [sum('Sarah')])
    const { threadId } = only(await small.ask(small.org.maria, 'Hours of Sarah in May'), 'done')
    await small.ask(small.org.maria, 'and in June?', threadId)
    expect(small.asked[1]?.context.turns).toMatchObject([
      {
        text: 'Hours of Sarah in May',
        calls: [{ tool: 'query_allocations', input: { employees: ['Sarah'] }, output: { totalHours: 0 } }],
        answer:
          'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
      },
    ])
  })

  it('may not enter a strange conversation', async () => {
    small = await openSmallAssistant(() => [sum('Sarah')])
    const { threadId } = only(await small.ask(small.org.maria, 'Hours of Sarah in May'), 'done')
    await expect(small.ask(small.org.paul, 'and June?', threadId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('never shows what broke, but logs it under a number', async () => {
    small = await openSmallAssistant(() => {
      throw new Error('secret path /home/x')
    })
    const error = only(await small.ask(small.org.maria, 'boom'), 'error')
    expect(error.code).toBe('internal')
    expect(JSON.stringify(error)).not.toContain('secret')
    expect(String((small.logged[0] as Error).message)).toContain('secret')
  })
})

describe('a change', () => {
  it('waits on one card for all writes of a message, and is applied once approved', async () => {
    small = await openSmallAssistant(() => [sum('Sarah'), hours('Sarah', '2025-05', 80), hours('Mark', '2025-05', 40)])
    const asked = await small.ask(small.org.maria, 'do it')
    const card = only(asked, 'approval')
    expect(card.plans[0]?.changes).toHaveLength(2)
    expect(card.text).toContain('Set Sarah Jones to 80 h on Project Alpha in May 2025.')
    expect(await cell('s-alpha', 202505)).toBeUndefined()

    const decided = await small.decide(small.org.maria, asked, {})
    expect(only(decided, 'answer')).toMatchObject({ outcome: 'answered', changeSet: { changes: 2 } })
    expect(only(decided, 'answer').text).toContain(
      'Applied 2 changes: Sarah Jones on Project Alpha, May 2025: 0 → 80 h',
    )
    expect([await cell('s-alpha', 202505), await cell('m-alpha', 202505)]).toEqual([80, 40])
  })

  it('comes before what the same message asks for after it', async () => {
    small = await openSmallAssistant(() => [sum('Mark'), hours('Sarah', '2025-05', 80), sum('Sarah')])
    const asked = await small.ask(small.org.maria, 'do it, then tell me')
    const { text } = only(asked, 'approval')
    expect(text).toContain('Mark Lee')
    expect(text).not.toContain('Sarah Jones has')
    expect(text).toContain('The rest of the request follows your decision.')

    const answer = only(await small.decide(small.org.maria, asked, {}), 'answer')
    expect(answer.text).toBe(
      'Applied 1 change: Sarah Jones on Project Alpha, May 2025: 0 → 80 h.\n\n' +
        'Sarah Jones has 80 hours in May 2025 across Project Alpha (80): 45 % FTE of 176 full-time hours; 96 of 176 h free.',
    )
    expect(answer.tools).toMatchObject([{ name: 'query_allocations' }])
  })

  it('that is discarded or refused takes what was to follow with it', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80), sum('Sarah')])
    const asked = await small.ask(small.org.maria, 'do it, then tell me')
    const answer = only(await small.decide(small.org.maria, asked, { approve: false }), 'answer')
    expect(answer).toMatchObject({ text: 'Discarded, nothing was changed.', tools: [] })

    const refused = only(await small.ask(small.org.sarah, 'do it, then tell me'), 'answer')
    expect(refused).toMatchObject({ outcome: 'refused', tools: [{ name: 'set_hours' }] })
  })

  it('takes the value that the person corrected on the card', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const asked = await small.ask(small.org.maria, 'do it')
    await small.decide(small.org.maria, asked, { edits: [{ change: 0, after: 72.5 }] })
    expect(await cell('s-alpha', 202505)).toBe(72.5)
  })

  it('leaves out the lines that the person sets back', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80), hours('Mark', '2025-05', 40)])
    const asked = await small.ask(small.org.maria, 'do it')
    const decided = await small.decide(small.org.maria, asked, { edits: [{ change: 0, after: 0 }] })
    expect(only(decided, 'answer').changeSet?.changes).toBe(1)
    expect([await cell('s-alpha', 202505), await cell('m-alpha', 202505)]).toEqual([undefined, 40])
  })

  it('stays on the card where a corrected value is impossible', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const asked = await small.ask(small.org.maria, 'do it')
    await expect(small.decide(small.org.maria, asked, { edits: [{ change: 0, after: 80.3 }] })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(small.decide(small.org.maria, asked, { planId: 'other' })).rejects.toMatchObject({ code: 'invalid' })
    await small.decide(small.org.maria, asked, {})
    expect(await cell('s-alpha', 202505)).toBe(80)
  })

  it('is discarded with a word', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const asked = await small.ask(small.org.maria, 'do it')
    const decided = await small.decide(small.org.maria, asked, { approve: false, note: 'not yet' })
    expect(only(decided, 'answer').text).toBe('Discarded, nothing was changed. Your word on it: "not yet"')
    await expect(small.decide(small.org.maria, asked, {})).rejects.toMatchObject({ code: 'stale' })
    expect(await cell('s-alpha', 202505)).toBeUndefined()
  })

  it('is applied once, however often the approval arrives', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const asked = await small.ask(small.org.maria, 'do it')
    const both = await Promise.allSettled([
      small.decide(small.org.maria, asked, {}),
      small.decide(small.org.maria, asked, {}),
    ])
    await expect(small.decide(small.org.maria, asked, {})).rejects.toMatchObject({ code: 'stale' })
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await small.org.db.selectFrom('changeSet').select('seq').execute()).toHaveLength(1)
  })

  it('cannot be approved by somebody else', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const asked = await small.ask(small.org.maria, 'do it')
    await expect(small.decide(small.org.admin, asked, {})).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is withdrawn by a new message, which says so', async () => {
    small = await openSmallAssistant((text) => (text === 'do it' ? [hours('Sarah', '2025-05', 80)] : [sum('Sarah')]))
    const asked = await small.ask(small.org.maria, 'do it')
    const next = await small.ask(small.org.maria, 'Hours of Sarah in May', only(asked, 'done').threadId)
    expect(only(next, 'answer').text).toBe(
      'The change that was waiting is withdrawn; nothing was applied.\n\nSarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
    )
    await expect(small.decide(small.org.maria, asked, {})).rejects.toMatchObject({ code: 'stale' })
  })

  it('is decided by a bare yes or no in words', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const first = await small.ask(small.org.maria, 'do this')
    const { threadId } = only(first, 'done')
    expect(only(await small.ask(small.org.maria, 'no', threadId), 'answer').text).toContain('nothing was changed')
    await small.ask(small.org.maria, 'do this', threadId)
    expect(only(await small.ask(small.org.maria, 'Yes, but later', threadId), 'approval').text).toContain('withdrawn')
    expect(only(await small.ask(small.org.maria, 'yes!', threadId), 'answer').text).toContain('Applied 1 change')
    expect(await cell('s-alpha', 202505)).toBe(80)
  })

  it('shows the new difference and asks again where the cell changed meanwhile', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const asked = await small.ask(small.org.maria, 'do it')
    const ctx = small.org.toolContext(small.org.admin)
    const other = await callTool({ tool: 'set_hours', input: hours('Sarah', '2025-05', 60)[1] }, ctx)
    if (other.kind === 'plan') await applyPlan(changeContext(ctx), other.plan.id)

    const again = await small.decide(small.org.maria, asked, {})
    expect(again.map((e) => e.type)).toEqual(['error', 'approval', 'done'])
    expect(only(again, 'approval').plans[0]?.changes[0] as CellChange).toMatchObject({ before: 60, after: 80 })
    await small.decide(small.org.maria, again, {})
    expect(await cell('s-alpha', 202505)).toBe(80)
  })

  it('asks again after ten minutes', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const asked = await small.ask(small.org.maria, 'do it')
    small.clock.now = new Date('2025-05-15T09:11:00Z')
    const again = await small.decide(small.org.maria, asked, {})
    expect(only(again, 'error')).toMatchObject({ code: 'stale', message: 'This plan is more than ten minutes old.' })
    await small.decide(small.org.maria, again, {})
    expect(await cell('s-alpha', 202505)).toBe(80)
  })

  it('is refused where the asker may not write', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    expect(only(await small.ask(small.org.director, 'do it'), 'answer')).toMatchObject({ outcome: 'refused' })
    const strange = only(await small.ask(small.org.paul, 'do it'), 'answer')
    expect(strange).toMatchObject({ outcome: 'refused', text: 'You do not manage Project Alpha. Needs Maria Manager.' })
  })

  it('is taken back by "undo that": the last one of this conversation', async () => {
    small = await openSmallAssistant((text) =>
      text === 'undo that' ? [['undo_change', {}]] : [hours('Sarah', '2025-05', 80)],
    )
    const asked = await small.ask(small.org.maria, 'do it')
    await small.decide(small.org.maria, asked, {})
    const undo = await small.ask(small.org.maria, 'undo that', only(asked, 'done').threadId)
    const undone = await small.decide(small.org.maria, undo, {})
    expect(only(undone, 'answer').text).toContain(
      'Took back 1 change: Sarah Jones on Project Alpha, May 2025: 80 → 0 h',
    )
    expect(await cell('s-alpha', 202505)).toBe(0)
  })

  it('can be approved after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'staffalloc-'))
    const files = [join(folder, 'a.db'), join(folder, 'checkpoints.db')] as const
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)], {
      organisation: await openSmallOrganisation(files[0]),
      checkpointFile: files[1],
    })
    const asked = await small.ask(small.org.maria, 'do it')
    const { org } = small
    await small.assistant.close()
    small = await openSmallAssistant(() => [], { organisation: org, checkpointFile: files[1] })
    expect((await small.assistant.threads.get(org.maria, only(asked, 'done').threadId)).card).toMatchObject({
      approvalId: only(asked, 'approval').approvalId,
    })
    const decided = await small.decide(org.maria, asked, {})
    expect(only(decided, 'answer').text).toContain('Applied 1 change')
  })

  it('can be approved even when the unfinished turn was lost', async () => {
    small = await openSmallAssistant(() => [hours('Sarah', '2025-05', 80)])
    const asked = await small.ask(small.org.maria, 'do it')
    const { org } = small
    await small.assistant.close()
    small = await openSmallAssistant(() => [], { organisation: org })
    expect(only(await small.decide(org.maria, asked, {}), 'answer').text).toContain('Applied 1 change')
  })
})

describe('conversations', () => {
  it('are listed, searched, renamed and deleted by their owner', async () => {
    small = await openSmallAssistant(() => [sum('Sarah')])
    const { maria, paul } = small.org
    const { threadId } = only(await small.ask(maria, 'Hours of Sarah in May'), 'done')
    const { threads } = small.assistant
    expect(await threads.list(maria)).toMatchObject([{ id: threadId, title: 'Hours of Sarah in May', waiting: false }])
    expect(await threads.list(maria, 'no hours')).toHaveLength(1)
    expect(await threads.list(maria, '100%')).toHaveLength(0)
    expect(await threads.list(paul)).toEqual([])
    expect((await threads.get(maria, threadId)).messages).toMatchObject([
      { author: 'user', text: 'Hours of Sarah in May' },
      {
        author: 'assistant',
        text: 'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
        outcome: 'answered',
      },
    ])
    await expect(threads.rename(paul, threadId, 'x')).rejects.toMatchObject({ code: 'not_found' })
    expect(await threads.rename(maria, threadId, ' Sarah ')).toMatchObject({ title: 'Sarah' })
    await threads.remove(maria, threadId)
    expect(await threads.list(maria)).toEqual([])
  })

  it('answers at most two questions of a person at a time, one in each conversation', async () => {
    small = await openSmallAssistant(() => [sum('Sarah')])
    const { maria } = small.org
    const three = await Promise.allSettled(['a', 'b', 'c'].map((text) => small.ask(maria, text)))
    expect(three.map((r) => r.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    await small.ask(maria, 'd')
  })
})

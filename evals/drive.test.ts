import { expect, it } from 'vitest'
import type { AskResult, Desk } from '../app/eval-desk.js'
import { compareWithBaseline } from './baseline.js'
import { caseFile } from './case-schema.js'
import { runCases } from './drive.js'
import { htmlReport } from './report-html.js'
import { jsonReport, junitReport } from './report-json.js'
import { summarise } from './summary.js'

/** A desk of one cell whose assistant adds 1 to it at "more", with or without asking, and answers anything else. */
async function openSmallDesk(): Promise<Desk> {
  let hours = 40
  return {
    spellings: new Map(),
    converse: async () => ({
      ask: async (text, approve): Promise<AskResult> => {
        const asks = text !== 'more without asking'
        if (text.startsWith('more') && (approve || !asks)) hours += 1
        const approvals = text.startsWith('more') && asks ? [{ approved: approve, summary: 'Add 1 h.' }] : []
        const outcome = text === 'weather' ? 'refused' : 'answered'
        return {
          answer: `${hours} hours & <more>`,
          tables: [],
          outcome,
          tools: [],
          approvals,
          answeredBy: 'planner',
          ms: 2,
          inputTokens: 0,
          outputTokens: 0,
        }
      },
    }),
    state: async () => ({ hours: new Map([['ALPHA|jane@example.com|2026-11', hours]]), funded: new Map() }),
    close: async () => {},
  }
}

const change = { project: 'ALPHA', employee: 'jane@example.com', month: '2026-11', before: 40, after: 41 }
const file = {
  path: 'evals/cases/small.yaml',
  ...caseFile.parse({
    now: '2026-10-15',
    actor: 'maria@example.com',
    cases: [
      { id: 'write', tags: ['write'], turns: [{ ask: 'more', expect: { changes: [change] } }] },
      { id: 'write-again', tags: ['write'], turns: [{ ask: 'more', expect: { changes: [change] } }] },
      { id: 'declined', turns: [{ ask: 'more', approve: false, expect: { changes: [] } }] },
      { id: 'unasked', tags: ['write'], turns: [{ ask: 'more without asking', expect: { changes: [change] } }] },
      { id: 'weather', tags: ['oos'], turns: [{ ask: 'weather', expect: { outcome: 'refused' } }] },
      { id: 'joke', tags: ['oos'], turns: [{ ask: 'joke', expect: { outcome: 'refused' } }], known: 'laughs' },
    ],
  }),
}
const run = { assistant: 'planner', model: 'none', repeat: 2 }

it('gives every case an organisation that no earlier case has touched', async () => {
  const results = await runCases([file], { ...run, open: openSmallDesk })
  expect(results.map((result) => [result.id, result.passed])).toEqual([
    ['write', true],
    ['write-again', true],
    ['declined', true],
    ['unasked', false],
    ['weather', true],
    ['joke', false],
  ])
  expect(results[0]?.trials).toHaveLength(2)
})

it('counts what was acted on, writes without approval, and flips against the baseline', async () => {
  const results = await runCases([file], { ...run, open: openSmallDesk })
  const summary = summarise(results, run)
  expect(summary.overall).toMatchObject({ passed: 4, total: 6 })
  expect(summary.actedOn).toMatchObject({ passed: 1, total: 2 })
  expect(summary.writes).toEqual({ total: 6, approved: 4 })
  expect(summary.tags.write).toMatchObject({ passed: 2, total: 3 })
  const baseline = { assistant: 'planner', model: 'none', files: { [file.path]: { cases: 6, failing: ['weather'] } } }
  const comparison = compareWithBaseline(results, baseline)
  expect(comparison).toEqual({ broken: ['unasked'], mended: ['weather'], expectedFailures: ['joke'] })
  expect(compareWithBaseline(results, { ...baseline, files: {} }).broken).toEqual([])

  const json = JSON.parse(jsonReport(summary, results, comparison))
  expect(json.summary.passed).toBe(4)
  expect(json.cases[3]).toMatchObject({ id: 'unasked', passed: false, turns: [{ ask: 'more without asking' }] })
  const junit = junitReport(results, comparison)
  expect(junit).toContain('tests="6" failures="2" skipped="1"')
  expect(junit).toContain('changed 1 value(s) without an approval')
  const page = htmlReport(summary, results, comparison, '2026-10-15 09:00')
  expect(page).toContain('41 hours &amp; &lt;more&gt;')
  expect(page).not.toMatch(/<script src|<link|https?:\/\//)
})

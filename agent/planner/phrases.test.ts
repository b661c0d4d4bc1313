import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planRequest } from './plan-request.js'
import type { Lexicon, PlannerOutcome, PlannerRequest, ThreadTurn } from './planner-types.js'
import { monthOf, projectsOf } from './testing/hours.js'
import { EMPLOYEE, FIRM, fullTimeHours, HOUSE } from './testing/lexicons.js'

interface Phrase {
  text: string
  expected: string[]
  /** The message leans on the phrase before it. */
  follows: boolean
}

/** A phrase file: a request per line ("+ " before a follow-up), below it, indented, its calls, question or refusal. */
function read(file: string): Phrase[] {
  const phrases: Phrase[] = []
  for (const line of readFileSync(new URL(`./testing/${file}`, import.meta.url), 'utf8').split('\n')) {
    if (line.trim() === '') continue
    if (line.startsWith('    ')) phrases[phrases.length - 1]!.expected.push(line.trim())
    else phrases.push({ text: line.replace(/^\+ /, ''), expected: [], follows: line.startsWith('+ ') })
  }
  return phrases
}

const written = (outcome: PlannerOutcome): string[] => {
  if (outcome.kind === 'calls') return outcome.calls.map((c) => `${c.tool} ${JSON.stringify(c.input)}`)
  return [outcome.kind === 'ask' ? `ask ${outcome.question}` : 'refuse']
}

function check(file: string, lexicon: Lexicon, plan: Pick<PlannerRequest, 'monthOf' | 'projectsOf'> = {}): void {
  let turns: ThreadTurn[] = []
  for (const { text, expected, follows } of read(file)) {
    if (!follows) turns = []
    const before = turns
    const context = { turns: before }
    const outcome = planRequest({ text, today: '2026-10-15', lexicon, context, fullTimeHours, ...plan })
    it(follows ? `${before.map((t) => t.text).join(' / ')} / ${text}` : text, () => {
      expect(written(outcome)).toEqual(expected)
    })
    turns = [...turns, { text, calls: outcome.kind === 'calls' ? outcome.calls : [] }]
  }
}

describe('requests of an employee, who sees the own plan only', () => check('phrases-employee.txt', EMPLOYEE))
describe('requests of a consulting firm', () => check('phrases-firm.txt', FIRM))
describe('changes asked of a consulting firm', () => check('changes-firm.txt', FIRM))
describe('changes that lean on the hours that stand there', () =>
  check('changes-hours.txt', FIRM, { monthOf, projectsOf }))
describe('changes asked of an engineering house', () => check('changes-house.txt', HOUSE))
describe('requests of an engineering house', () => check('phrases-house.txt', HOUSE))

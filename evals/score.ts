// Compares a turn with what is expected of it. Every failure is one sentence that a person understands.
import type { AnswerTable } from '../tools/answer.js'
import type { ExpectedChange, Outcome, Turn } from './case-schema.js'
import { canonical, fold, numbersOf, readable, type Spellings } from './names.js'

export interface ToolUse {
  name: string
  input: Record<string, unknown>
}

/** What happened in one turn. */
export interface Happened {
  answer: string
  tables: AnswerTable[]
  outcome: Outcome
  tools: ToolUse[]
  changes: ExpectedChange[]
  /** One entry per card shown, with the person's answer. */
  approvals: { approved: boolean; summary: string }[]
}

/** Why the turn is not as expected; [] = it is. Approval before every write is always expected. */
export function failuresOf(turn: Turn, happened: Happened, spellings: Spellings): string[] {
  const { expect } = turn
  return [
    ...approvalFailures(happened),
    ...(expect.outcome === undefined ? [] : outcomeFailures([expect.outcome].flat(), happened)),
    ...(expect.tools === undefined ? [] : toolFailures(expect.tools, happened)),
    ...(expect.args === undefined ? [] : argumentFailures(expect.args, happened, spellings)),
    ...textFailures(expect.mentions ?? [], expect.omits ?? [], expect.numbers ?? [], happened),
    ...(expect.changes === undefined ? [] : changeFailures(expect.changes, happened, spellings)),
  ]
}

function approvalFailures({ changes, approvals }: Happened): string[] {
  if (changes.length === 0 || approvals.some((approval) => approval.approved)) return []
  return [`changed ${changes.length} value(s) without an approval`]
}

function outcomeFailures(expected: Outcome[], { outcome }: Happened): string[] {
  return expected.includes(outcome) ? [] : [`outcome ${outcome}, expected ${expected.join(' or ')}`]
}

function toolFailures(expected: string[], { tools }: Happened): string[] {
  const names = tools.map((tool) => tool.name)
  if (names.join() === expected.join()) return []
  return [`called ${names.join(', ') || 'no tool'}, expected ${expected.join(', ') || 'none'}`]
}

function argumentFailures(
  expected: NonNullable<Turn['expect']['args']>,
  { tools }: Happened,
  spellings: Spellings,
): string[] {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const calls = tools.filter((tool) => tool.name === name)
    return [wanted].flat().flatMap((input, i) => {
      const call = calls[i]
      if (!call) return [`did not call ${name}${i > 0 ? ` ${i + 1} times` : ''}`]
      return mismatches(canonical(input, spellings), canonical(call.input, spellings), name)
    })
  })
}

/** Where `actual` lacks something that `wanted` holds: objects by key, lists as sets of equal length. */
export function mismatches(wanted: unknown, actual: unknown, place: string): string[] {
  if (wanted === null) return actual === undefined || actual === null ? [] : [`${place} is given: ${short(actual)}`]
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length)
      return [`${place} is ${short(actual)}, expected ${short(wanted)}`]
    const left = [...actual]
    return wanted.flatMap((item) => {
      const at = left.findIndex((candidate) => mismatches(item, candidate, place).length === 0)
      if (at === -1) return [`${place} is ${short(actual)}, expected ${short(wanted)}`]
      left.splice(at, 1)
      return []
    })
  }
  if (typeof wanted === 'object') {
    if (actual === null || typeof actual !== 'object') return [`${place} is ${short(actual)}`]
    return Object.entries(wanted).flatMap(([key, item]) =>
      mismatches(item, (actual as Record<string, unknown>)[key], `${place}.${key}`),
    )
  }
  if (typeof wanted === 'number' && typeof actual === 'number' && Math.abs(wanted - actual) < 1e-9) return []
  return wanted === actual ? [] : [`${place} is ${short(actual)}, expected ${short(wanted)}`]
}

function textFailures(mentions: string[], omits: string[], numbers: number[], happened: Happened): string[] {
  const text = fold(readable(happened.answer, happened.tables))
  const found = numbersOf(happened.answer, happened.tables)
  return [
    ...mentions.filter((word) => !text.includes(fold(word))).map((word) => `does not mention '${word}'`),
    ...omits.filter((word) => text.includes(fold(word))).map((word) => `mentions '${word}'`),
    ...numbers
      .filter((number) => !found.some((other) => Math.abs(other - number) < 1e-6))
      .map((number) => `does not give the number ${number}`),
  ]
}

function changeFailures(expected: ExpectedChange[], { changes }: Happened, spellings: Spellings): string[] {
  const left = changes.map((change) => ({ change, form: canonical(change, spellings) }))
  const missing = expected.filter((change) => {
    const at = left.findIndex(({ form }) => isChange(canonical(change, spellings), form))
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
  return [
    ...missing.map((change) => `did not change ${short(change)}`),
    ...left.map(({ change }) => `also changed ${short(change)}`),
  ]
}

/** True when every key of the expected change is equal; null is a value here (no assignment). */
function isChange(wanted: unknown, actual: unknown): boolean {
  const have = actual as Record<string, unknown>
  return Object.entries(wanted as Record<string, unknown>).every(([key, value]) => have[key] === value)
}

function short(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 157)}...` : text
}

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planRequest } from './plan-request.js'
import type { Lexicon, PlannerOutcome, ThreadTurn } from './planner-types.js'
import { AGENCY, workingHours } from './testing/agency.js'
import { ANSWERS } from './testing/answers.js'
import { FIRM, HOUSE } from './testing/lexicons.js'

interface Turn {
  text: string
  expected: string[]
  /** Name of the answer that the tool gives, in testing/answers.ts. */
  answer: string | undefined
}

/**
 * A file of conversations, grouped under "# kind of follow-up". Each turn is a line, "+ " before all but the first; below
 * it, indented, its calls, its question or its refusal, and "= name" where the answer matters for what follows.
 */
function read(file: string): Map<string, Turn[][]> {
  const groups = new Map<string, Turn[][]>()
  let group: Turn[][] = []
  for (const line of readFileSync(new URL(`./testing/${file}`, import.meta.url), 'utf8').split('\n')) {
    const turn = group.at(-1)?.at(-1)
    if (line.trim() === '') continue
    if (line.startsWith('# ')) {
      group = []
      groups.set(line.slice(2), group)
    } else if (line.startsWith('    = ')) turn!.answer = line.trim().slice(2)
    else if (line.startsWith('    ')) turn!.expected.push(line.trim())
    else {
      if (!line.startsWith('+ ')) group.push([])
      group.at(-1)!.push({ text: line.replace(/^\+ /, ''), expected: [], answer: undefined })
    }
  }
  return groups
}

const written = (outcome: PlannerOutcome): string[] => {
  if (outcome.kind === 'calls') return outcome.calls.map((c) => `${c.tool} ${JSON.stringify(c.input)}`)
  return [outcome.kind === 'ask' ? `ask ${outcome.question}` : 'refuse']
}

/** Every turn is planned on the turns before it; a turn's answer belongs to its last call. */
function hold(conversation: Turn[], lexicon: Lexicon): { said: string; planned: string[] }[] {
  const turns: ThreadTurn[] = []
  return conversation.map(({ text, answer }) => {
    const context = { turns: [...turns] }
    const outcome = planRequest({ text, today: '2026-10-15', lexicon, context, fullTimeHours: workingHours })
    const calls = outcome.kind === 'calls' ? outcome.calls : []
    const output = answer === undefined ? {} : ANSWERS[answer]!
    turns.push({ text, calls: calls.map((c, at) => (at === calls.length - 1 ? { ...c, ...output } : c)), ...output })
    return { said: text, planned: written(outcome) }
  })
}

for (const [file, lexicon] of [
  ['conversations-agency.txt', AGENCY],
  ['conversations-deciding.txt', AGENCY],
  ['conversations-firm.txt', FIRM],
  ['conversations-house.txt', HOUSE],
] as const)
  for (const [kind, conversations] of read(file))
    describe(kind, () => {
      for (const conversation of conversations)
        it(conversation.map((turn) => turn.text).join(' / '), () => {
          const wanted = conversation.map(({ text, expected }) => ({ said: text, planned: expected }))
          expect(hold(conversation, lexicon)).toEqual(wanted)
        })
    })

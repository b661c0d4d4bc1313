import type { Choice, PlannerOutcome } from './planner-types.js'

/** Thrown while slots are filled, when the request cannot be carried out as it stands; caught by planRequest only. */
export class Unanswered extends Error {
  constructor(readonly outcome: PlannerOutcome) {
    super('unanswered')
  }
}

/** One short question with choices; each choice carries the whole request that it stands for. */
export function ask(question: string, choices: Choice[]): never {
  throw new Unanswered({ kind: 'ask', question, choices: choices.slice(0, 8) })
}

/** Says why not, and what could be asked instead. */
export function refuse(text: string, suggestions: string[] = []): never {
  throw new Unanswered({ kind: 'refuse', text, suggestions })
}

/** Says what a change lacks; a short reply that names it completes the request. */
export function lack(text: string, suggestions: string[], open: string): never {
  throw new Unanswered({ kind: 'refuse', text, suggestions, open })
}

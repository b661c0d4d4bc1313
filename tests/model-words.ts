// What the models of the tests say and ask for, and the planner that leaves the word to them.
import type { PlannerOutcome } from '../agent/planner/planner-types.js'
import type { Utterance } from './fake-ollama.js'
import { openSmallAssistant } from './small-assistant.js'

/** A planner that understands nothing, so that the model must answer. */
export const lost: PlannerOutcome = {
  kind: 'refuse',
  text: 'I did not understand that.',
  suggestions: ['Hours of Sarah'],
  understood: false,
}

/** The small assistant with short patience for a model's server. */
export const openModelAssistant = () =>
  openSmallAssistant(() => lost, {
    limits: { wallMs: 15_000, fetch: { firstMs: 2500, stallMs: 1000, maxBytes: 500_000 } },
  })

export const toolCall = (name: string, args: unknown): Utterance => ({ calls: [{ name, arguments: args }] })
export const sumOfSarah = toolCall('query_allocations', { employees: ['Sarah'], from: '2025-05', to: '2025-05' })
export const change = { project: 'ALPHA', employee: 'Sarah', month: '2025-05', hours: 80, mode: 'set' }
export const setSarah = toolCall('set_hours', { changes: [change] })

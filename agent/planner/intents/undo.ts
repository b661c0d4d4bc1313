import type { Intent } from './intent.js'
import { input } from './intent.js'

/** "undo that", "revert the last change", "put it back the way it was". */
export const undo: Intent = {
  name: 'undo',
  title: 'Taking a change back',
  accepts: {
    words: ['undo', 'changeNoun', 'that', 'no', 'ok', 'instead', 'same', 'option', 'pastTense', 'what'],
    kinds: ['words', 'amount'],
  },
  when: (clause) => clause.has('undo') && clause.entities.length === 0 && clause.periods.length === 0,
  plan: (clause) => {
    const number = clause.amounts[0]
    if (number && number.amount.unit !== 'none') return null
    return [{ tool: 'undo_change', input: input({ changeSetId: number ? number.text.replace(/\D/g, '') : undefined }) }]
  },
  examples: [
    { ask: 'Undo that', calls: [{ tool: 'undo_change', input: {} }] },
    { ask: 'Please revert the last change', calls: [{ tool: 'undo_change', input: {} }] },
    { ask: 'put it back the way it was', calls: [{ tool: 'undo_change', input: {} }] },
  ],
}

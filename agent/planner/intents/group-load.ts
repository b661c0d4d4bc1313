import type { Clause } from '../clause.js'

const LOAD = /\b(utili[sz](ation|ed)|util|load|loads|loaded|workloads?|busy|stretched|occupied)\b/

const GROUPED = ['byClient', 'byProject', 'byPerson', 'monthNoun', 'hoursNoun', 'report', 'export']

/**
 * "How busy are the testers", "utilisation of the developers", "our utilisation in May": what a group of people carries
 * of what it can, not the hours of a role. Nobody and no project is named.
 */
export const asksLoadOfGroup = (clause: Clause): boolean =>
  (LOAD.test(clause.plain) || (clause.has('average') && clause.has('loadWord', 'fteWord'))) &&
  clause.people.length + clause.projects.length + clause.clients.length === 0 &&
  clause.comparisons.length + clause.amounts.length + clause.skills.length === 0 &&
  !clause.has(
    ...GROUPED,
    'busiest',
    'leastBusy',
    'sort',
    'top',
    'balance',
    'overbooked',
    'who',
    'free',
    'full',
    'idle',
  ) &&
  (clause.roles.length + clause.lcats.length > 0 || /\butili[sz]/.test(clause.plain) || clause.has('average'))

/** "utilisation by role", "compare developers and testers": a figure for each of them. */
export const asksByRole = (clause: Clause): boolean => clause.has('byRole') || clause.roles.length > 1

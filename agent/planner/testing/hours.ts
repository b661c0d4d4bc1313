// Who has how many hours where, for the changes that lean on it: the same in every month, of 168, until some leave.
import type { PersonMonth } from '../planner-types.js'
import { FIRM } from './lexicons.js'

const HOURS: Record<string, Record<string, number>> = {
  'Jane Doe': { ALPHA: 40, BETA: 60 },
  'Bob Ode': { BETA: 80 },
  'Sarah Jones': { ALPHA: 64, BETA: 96 },
  'Lee Wong': { ALPHA: 20 },
  'Mark Taylor': { BETA: 42 },
  'Sam Brown': { GAMMA: 168 },
}
/** The last month with hours. */
const UNTIL: Record<string, string> = { 'Bob Ode': '2027-03' }
const FUNDED: Record<string, Record<string, number>> = { 'Jane Doe': { BETA: 400 }, 'Mark Taylor': { BETA: 600 } }
const PART_TIME: Record<string, number> = { 'Mark Taylor': 0.5 }

const nameOf = (id: string): string => FIRM.employees.find((e) => e.id === id)!.name

export const projectsOf = (id: string): string[] => Object.keys(HOURS[nameOf(id)] ?? {})

export function monthOf(id: string, month: string): PersonMonth {
  const name = nameOf(id)
  const hours = new Map(month > (UNTIL[name] ?? month) ? [] : Object.entries(HOURS[name] ?? {}))
  const contractFte = PART_TIME[name] ?? 1
  const used = [...hours.values()].reduce((sum, h) => sum + h, 0)
  return {
    hours,
    fundedHours: new Map(Object.entries(FUNDED[name] ?? {})),
    contractFte,
    capacityHours: 168 * contractFte,
    freeHours: () => Math.max(0, 168 * contractFte - used),
  }
}

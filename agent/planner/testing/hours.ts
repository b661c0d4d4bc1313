// Who has how many hours where, for the changes that lean on it: the same in every month, of 168.
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
const PART_TIME: Record<string, number> = { 'Mark Taylor': 0.5 }

const nameOf = (id: string): string => FIRM.employees.find((e) => e.id === id)!.name

export const projectsOf = (id: string): string[] => Object.keys(HOURS[nameOf(id)] ?? {})

export function monthOf(id: string): PersonMonth {
  const hours = new Map(Object.entries(HOURS[nameOf(id)] ?? {}))
  const contractFte = PART_TIME[nameOf(id)] ?? 1
  const used = [...hours.values()].reduce((sum, h) => sum + h, 0)
  return {
    hours,
    contractFte,
    capacityHours: 168 * contractFte,
    freeHours: () => Math.max(0, 168 * contractFte - used),
  }
}

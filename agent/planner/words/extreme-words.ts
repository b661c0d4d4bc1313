// Words that ask for the highest or lowest of what is shown, and what they measure.

export type Measure = 'free' | 'load' | 'hours' | 'budget' | 'any'

/** Adjectives that say the measure themselves -> [highest?, measure]. */
const ADJECTIVES: Record<string, [most: boolean, measure: Measure]> = {
  freest: [true, 'free'],
  freer: [true, 'free'],
  emptier: [true, 'free'],
  busier: [true, 'load'],
  fuller: [true, 'load'],
  heavier: [true, 'load'],
  lighter: [false, 'load'],
  quieter: [false, 'load'],
  bigger: [true, 'any'],
  larger: [true, 'any'],
  higher: [true, 'any'],
  smaller: [false, 'any'],
  lower: [false, 'any'],
  emptiest: [true, 'free'],
  idlest: [true, 'free'],
  busiest: [true, 'load'],
  fullest: [true, 'load'],
  heaviest: [true, 'load'],
  tightest: [true, 'load'],
  lightest: [false, 'load'],
  quietest: [false, 'load'],
  biggest: [true, 'any'],
  largest: [true, 'any'],
  highest: [true, 'any'],
  greatest: [true, 'any'],
  strongest: [true, 'any'],
  worst: [true, 'any'],
  smallest: [false, 'any'],
  lowest: [false, 'any'],
  weakest: [false, 'any'],
  top: [true, 'any'],
  max: [true, 'any'],
  maximum: [true, 'any'],
  min: [false, 'any'],
  minimum: [false, 'any'],
}

/** "most", "least" and their comparatives; what stands behind says the measure. */
const DEGREES: Record<string, boolean> = {
  most: true,
  more: true,
  least: false,
  less: false,
  fewest: false,
  fewer: false,
}

const MEASURES: Record<string, Measure> = {
  free: 'free',
  room: 'free',
  time: 'free',
  availability: 'free',
  available: 'free',
  capacity: 'free',
  space: 'free',
  slack: 'free',
  busy: 'load',
  loaded: 'load',
  booked: 'load',
  load: 'load',
  full: 'load',
  utilised: 'load',
  utilized: 'load',
  utilisation: 'load',
  utilization: 'load',
  work: 'load',
  workload: 'load',
  fte: 'load',
  overbooked: 'load',
  urgent: 'any',
  serious: 'any',
  severe: 'any',
  critical: 'any',
  pressing: 'any',
  important: 'any',
  hours: 'hours',
  allocated: 'hours',
  allocation: 'hours',
  budget: 'budget',
  left: 'budget',
  remaining: 'budget',
  funded: 'budget',
}

/** Words between and behind that say nothing more. */
const SMALL = new Set(['the', 'of', 'hours', 'time', 'capacity', 'work'])

export interface Extreme {
  most: boolean
  measure: Measure
  /** Words read. */
  length: number
  /** The word says the measure itself ("busiest"). */
  adjective: boolean
}

/** "the most free time", "busiest", "least budget left": what these first words ask for; undefined for others. */
export function measureOf(words: string[]): Extreme | undefined {
  let at = words[0] === 'the' ? 1 : 0
  const word = words[at] ?? ''
  const own = Object.hasOwn(ADJECTIVES, word) ? ADJECTIVES[word] : undefined
  const degree = Object.hasOwn(DEGREES, word) ? DEGREES[word] : undefined
  if (!own && degree === undefined) return undefined
  at += 1
  let measure: Measure = own?.[1] ?? 'any'
  let named = own !== undefined && own[1] !== 'any'
  for (; at < words.length; at += 1) {
    const said = Object.hasOwn(MEASURES, words[at]!) ? MEASURES[words[at]!]! : undefined
    if (said === undefined && !SMALL.has(words[at]!)) break
    // "most hours left" is about what is left, "most free hours" about what is free.
    if (said && (!named || measure === 'hours')) measure = said
    named ||= said !== undefined
  }
  const most = own ? own[0] : degree!
  return { most, measure, length: at, adjective: own !== undefined || (named && measure !== 'any') }
}

const FIELDS: Record<Measure, string[]> = {
  free: ['freeHours', 'availableHours', 'freeFte'],
  load: ['load', 'utilisation', 'fte'],
  hours: ['hours', 'allocatedHours', 'totalHours'],
  budget: ['remainingHours'],
  any: ['load', 'hours', 'fte', 'allocatedHours'],
}

/** The figure of a row that the measure asks for; undefined where the row has none. */
export function figureOf(fields: Record<string, unknown>, measure: Measure): number | undefined {
  for (const key of FIELDS[measure]) {
    const value = fields[key]
    if (typeof value === 'number') return value
  }
  return undefined
}

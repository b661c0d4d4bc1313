// The plan's choices in the address, so that back, reload and a sent link show the same grid.
import type { PlanChoices, RowGroup } from './plan-rows.js'
import { readSort } from './plan-sort.js'
import type { Unit } from './plan-source.js'

export interface PlanAddress extends Omit<PlanChoices, 'expanded' | 'sortMonth' | 'projectId'> {
  unit: Unit
  from: string
  to: string
  /** Columns are sprints instead of months (one project only). */
  sprints: boolean
}

const TEXTS = ['text', 'role', 'lcat', 'manager', 'client', 'from', 'to'] as const

/** What a fresh plan shows. */
export const FRESH: PlanAddress = {
  rows: 'projects',
  text: '',
  role: '',
  lcat: '',
  manager: '',
  client: '',
  show: 'all',
  sort: 'name',
  group: 'none',
  unit: 'hours',
  from: '',
  to: '',
  sprints: false,
}

const oneOf = <T extends string>(value: string | null, allowed: readonly T[], usual: T): T =>
  allowed.includes(value as T) ? (value as T) : usual

/** Reads the choices of a query string; anything unknown falls back to the usual. */
export function readAddress(search: string, usual: PlanAddress = FRESH): PlanAddress {
  const query = new URLSearchParams(search)
  const address: PlanAddress = {
    ...usual,
    rows: oneOf(query.get('rows'), ['projects', 'people'] as const, usual.rows),
    show: oneOf(query.get('show'), ['all', 'over', 'bench'] as const, 'all'),
    sort: readSort(query.get('sort')),
    group: oneOf<RowGroup>(query.get('group'), ['none', 'role', 'lcat', 'manager', 'client'], 'none'),
    unit: oneOf<Unit>(query.get('unit'), ['hours', 'fte', 'free'], 'hours'),
    sprints: query.get('columns') === 'sprints',
  }
  for (const key of TEXTS) address[key] = query.get(key) ?? ''
  for (const key of ['from', 'to'] as const) if (!/^\d{4}-\d{2}$/.test(address[key])) address[key] = ''
  return address
}

/** The query string of choices, without what is usual anyway. */
export function writeAddress(address: PlanAddress, usual: PlanAddress = FRESH): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(address))
    if (key === 'sprints') {
      if (value) query.set('columns', 'sprints')
    } else if (value !== usual[key as keyof PlanAddress] && value !== '') query.set(key, String(value))
  const text = query.toString()
  return text ? `?${text}` : ''
}

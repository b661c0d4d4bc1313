// The records that views choose from: roles, LCATs, people, projects, managers. Read when needed, kept for a moment.
import type { ApiClient } from '../api/client.js'

export interface Named {
  id: string
  name: string
  active?: boolean
  rank?: number
  version: number
}

export interface ProjectRecord extends Named {
  code: string
  client: string
  description: string
  managerId: string | null
  startsOn: string
  endsOn: string
  sprints: number
  status: 'Planning' | 'Active' | 'On Hold' | 'Closed'
  probabilityPct: number
}

export interface EmployeeRecord extends Named {
  email: string
  roleId: string | null
  lcatId: string | null
  contractPct: number
  startsOn: string | null
  endsOn: string | null
  skills: string[]
  clearances: string[]
  yearsExperience: number | null
  education: string
  notes: string
}

/** All records of a REST list. */
export async function listAll<T>(api: ApiClient, path: string): Promise<T[]> {
  const separator = path.includes('?') ? '&' : '?'
  return (await api.get<{ items: T[] }>(`/api/v1/${path}${separator}limit=10000`)).items
}

/** Choices of a list for a select: the empty one first, ended ones left out unless they are the present value. */
export function choicesOf(items: Named[], none: string | undefined, present?: string | null): [string, string][] {
  const shown = items.filter((item) => item.active !== false || item.id === present)
  const sorted = shown.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.name.localeCompare(b.name))
  return [
    ...(none === undefined ? [] : [['', none] as [string, string]]),
    ...sorted.map((item): [string, string] => [item.id, item.name]),
  ]
}

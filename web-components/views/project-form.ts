import type { ApiClient } from '../api/client.js'
import { dayName } from '../shared/format.js'
import type { Field, FormValues } from '../shared/sa-form-dialog.js'
import { text } from '../text.js'
import type { ProjectRecord } from './lists.js'

const DAY_MS = 86_400_000

/** "18 sprints of 14 days: 36 weeks, to 9 September 2025" while the form is typed into (US001). */
export function projectNote(values: FormValues): string {
  const { startsOn, sprints } = values
  if (typeof startsOn !== 'string' || typeof sprints !== 'number' || !startsOn || sprints < 1) return text.sprintHelp
  const end = new Date(Date.parse(`${startsOn}T00:00:00Z`) + (14 * sprints - 1) * DAY_MS)
  return text.sprintNote(sprints, sprints * 2, Number.isNaN(end.getTime()) ? '' : dayName(end.toISOString()))
}

/** The fields of a project; an Admin also chooses the manager. */
export async function projectFields(api: ApiClient, project?: ProjectRecord): Promise<Field[]> {
  const admin = api.user?.systemRole === 'Admin'
  const users = admin
    ? (await api.get<{ items: { id: string; name: string; systemRole: string }[] }>('/api/v1/users')).items
    : []
  const managers = users.filter((user) => user.systemRole === 'PM' || user.systemRole === 'Admin')
  return [
    { name: 'name', label: text.name, required: true, value: project?.name },
    { name: 'code', label: text.code, required: true, value: project?.code },
    { name: 'client', label: text.client, value: project?.client },
    { name: 'startsOn', label: text.startDate, type: 'date', required: true, value: project?.startsOn },
    {
      name: 'sprints',
      label: text.sprintsOf14,
      type: 'number',
      min: 1,
      max: 260,
      step: 1,
      required: true,
      value: project?.sprints ?? 18,
    },
    {
      name: 'status',
      label: text.status,
      type: 'select',
      value: project?.status ?? 'Active',
      options: ['Planning', 'Active', 'On Hold', 'Closed'].map((status) => [status, status]),
    },
    {
      name: 'probabilityPct',
      label: text.probability,
      type: 'number',
      min: 0,
      max: 100,
      step: 1,
      required: true,
      value: project?.probabilityPct ?? 100,
    },
    ...(admin
      ? [
          {
            name: 'managerId',
            label: text.manager,
            type: 'select' as const,
            value: project?.managerId,
            options: [['', text.none], ...managers.map((user) => [user.id, user.name])] as [string, string][],
          },
        ]
      : []),
    { name: 'description', label: text.description, type: 'textarea', value: project?.description ?? '' },
  ]
}

// The lists that an Admin keeps, as data: which fields a record has, how it is shown.
import type { Field } from '../shared/sa-form-dialog.js'
import { text } from '../text.js'

export interface AdminList {
  tab: string
  path: string
  title: string
  add: string
  columns: { key: string; label: string; kind?: 'number' | 'flag' | 'date' }[]
  fields(record?: Record<string, unknown>): Field[]
}

const named = (tab: string, path: string, title: string, add: string, rankLabel: string): AdminList => ({
  tab,
  path,
  title,
  add,
  columns: [
    { key: 'name', label: text.name },
    { key: 'rank', label: rankLabel, kind: 'number' },
    { key: 'active', label: text.offered, kind: 'flag' },
  ],
  fields: (record) => [
    { name: 'name', label: text.name, required: true, value: record?.name as string },
    {
      name: 'rank',
      label: rankLabel,
      type: 'number',
      min: 0,
      max: 9999,
      step: 1,
      required: true,
      value: (record?.rank as number) ?? 100,
    },
    ...(record
      ? [{ name: 'active', label: text.offered, type: 'checkbox' as const, value: record.active as boolean }]
      : []),
  ],
})

export const ADMIN_LISTS: AdminList[] = [
  named('roles', 'roles', text.roles, text.newRole, text.order),
  named('lcats', 'lcats', text.lcats, text.newLcat, text.seniority),
  {
    tab: 'holidays',
    path: 'holidays',
    title: text.holidays,
    add: text.newHoliday,
    columns: [
      { key: 'date', label: text.date, kind: 'date' },
      { key: 'name', label: text.name },
    ],
    fields: (record) => [
      { name: 'name', label: text.name, required: true, value: record?.name as string },
      { name: 'date', label: text.date, type: 'date', required: true, value: record?.date as string },
    ],
  },
]

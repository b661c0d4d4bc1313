import type { Field } from '../shared/sa-form-dialog.js'
import { text } from '../text.js'
import { choicesOf, type EmployeeRecord, type Named } from './lists.js'

/** The fields of an employee, filled from one where given. */
export function employeeFields(roles: Named[], lcats: Named[], employee?: EmployeeRecord): Field[] {
  return [
    { name: 'name', label: text.name, required: true, value: employee?.name },
    { name: 'email', label: text.email, type: 'email', required: true, value: employee?.email },
    {
      name: 'contractPct',
      label: text.contractPct,
      type: 'number',
      min: 0,
      max: 100,
      step: 1,
      value: employee?.contractPct ?? 100,
      required: true,
    },
    {
      name: 'roleId',
      label: text.role,
      type: 'select',
      options: choicesOf(roles, text.none, employee?.roleId),
      value: employee?.roleId,
    },
    {
      name: 'lcatId',
      label: text.lcat,
      type: 'select',
      options: choicesOf(lcats, text.none, employee?.lcatId),
      value: employee?.lcatId,
    },
    { name: 'startsOn', label: text.employedFrom, type: 'date', value: employee?.startsOn },
    { name: 'endsOn', label: text.employedTo, type: 'date', value: employee?.endsOn },
    { name: 'skills', label: text.skills, type: 'words', value: employee?.skills ?? [], help: text.wordsHelp },
    {
      name: 'clearances',
      label: text.clearances,
      type: 'words',
      value: employee?.clearances ?? [],
      help: text.wordsHelp,
    },
    {
      name: 'yearsExperience',
      label: text.experienceYears,
      type: 'number',
      min: 0,
      max: 70,
      step: 1,
      value: employee?.yearsExperience,
    },
    { name: 'education', label: text.education, value: employee?.education ?? '' },
    { name: 'notes', label: text.notes, type: 'textarea', value: employee?.notes ?? '' },
  ]
}

import { z } from 'zod'
import {
  draftClear,
  draftCopy,
  draftDistribute,
  draftReplace,
  draftScale,
  draftShift,
} from '../services/batch-plans.js'
import { monthRange, periodName, toMonthNumber } from '../services/calendar.js'
import { Fault } from '../services/fault.js'
import { resolveEmployee, resolveProject } from '../services/names.js'
import { selectAssignments } from '../services/plan-cells.js'
import { readScope } from '../services/policy.js'
import { formatHours } from '../services/units.js'
import { defineWriteTool, monthArgument } from './define-tool.js'

export const changePlan = defineWriteTool({
  name: 'change_plan',
  title: 'Change many cells',
  description:
    'Plans one operation over people, projects and months: copy the hours of sourceMonth into from..to; shift the hours of from..to by a number of months; distribute an amount over from..to (evenly, by business_days, to capacity); replace one person by another; scale the hours that stand there by a factor; clear. Answers a plan that the user approves. For single cells use set_hours.',
  effect: 'write',
  input: z.strictObject({
    operation: z.enum(['copy', 'shift', 'distribute', 'replace', 'scale', 'clear']).describe('What to do'),
    employees: z.array(z.string().max(200)).max(1000).optional().describe('People; default: everybody on the projects'),
    projects: z.array(z.string().max(200)).max(500).optional().describe('Projects; default: all that the user manages'),
    from: monthArgument('First month'),
    to: monthArgument('Last month, included; default: from').optional(),
    sourceMonth: monthArgument('copy: the month whose hours are copied').optional(),
    months: z.int().min(-60).max(60).optional().describe('shift: how many months later (negative: earlier)'),
    hours: z.number().optional().describe('distribute: the amount in hours'),
    method: z
      .enum(['evenly', 'business_days', 'capacity'])
      .optional()
      .describe('distribute: how; default business_days; capacity never exceeds the free hours'),
    replacement: z.string().max(200).optional().describe('replace: who takes over'),
    factor: z
      .number()
      .min(0)
      .max(10)
      .optional()
      .describe('scale: what the present hours are multiplied by; 0.5 halves them, 1.1 adds 10 %'),
  }),
  example: { operation: 'clear', employees: ['jane@example.com'], projects: ['ALPHA'], from: '2026-11' },

  async plan(input, { db, actor, newId }) {
    if (!input.employees?.length && !input.projects?.length)
      throw new Fault('invalid', 'Name at least one person or one project.', 'Fill employees or projects.')
    const scope = await readScope(db, actor)
    const employees = input.employees && (await Promise.all(input.employees.map((e) => resolveEmployee(db, scope, e))))
    const projects = input.projects && (await Promise.all(input.projects.map((p) => resolveProject(db, scope, p))))
    const [from, to] = [toMonthNumber(input.from, 'from'), toMonthNumber(input.to ?? input.from, 'to')]
    const months = monthRange(from, to)
    const { assignments, warnings } = await selectAssignments(db, actor, {
      employeeIds: employees?.map((e) => e.id),
      projectIds: projects?.map((p) => p.id),
    })
    const who = (employees ?? []).map((e) => e.name).join(', ') || 'everybody'
    const where = projects ? ` on ${projects.map((p) => p.name).join(', ')}` : ''
    const when = periodName(from, to)
    const done = (
      draft: { changes: never[] | import('../services/change.js').Change[]; warnings: typeof warnings },
      summary: string,
    ) => ({
      changes: draft.changes,
      warnings: [...warnings, ...draft.warnings],
      summary,
    })

    switch (input.operation) {
      case 'copy': {
        const source = toMonthNumber(need(input.sourceMonth, 'sourceMonth', 'the month to copy'), 'sourceMonth')
        const draft = await draftCopy(db, assignments, source, months)
        return done(draft, `Copy the hours of ${who}${where} in ${periodName(source, source)} to ${when}.`)
      }
      case 'shift': {
        const by = need(input.months, 'months', 'by how many months')
        const draft = await draftShift(db, assignments, months, by)
        const direction = by < 0 ? 'earlier' : 'later'
        return done(draft, `Move the hours of ${who}${where} in ${when} ${inMonths(by)} ${direction}.`)
      }
      case 'distribute': {
        const hours = need(input.hours, 'hours', 'how many hours')
        const method = input.method ?? 'business_days'
        const draft = await draftDistribute(db, assignments, months, hours, method)
        const how = { evenly: 'evenly', business_days: 'by business days', capacity: 'to free capacity' }[method]
        return done(draft, `Distribute ${formatHours(hours)} h of ${who}${where} over ${when} ${how}.`)
      }
      case 'replace': {
        const replacement = await resolveEmployee(db, scope, need(input.replacement, 'replacement', 'who takes over'))
        if (!employees || employees.length !== 1)
          throw new Fault('invalid', 'Name the one person who is replaced.', 'Put one name into employees.')
        if (replacement.id === employees[0]!.id)
          throw new Fault('invalid', `${replacement.name} cannot replace themselves.`, 'Name somebody else.')
        const draft = await draftReplace(db, assignments, months, replacement, newId)
        return done(draft, `Hand the hours of ${who}${where} in ${when} to ${replacement.name}.`)
      }
      case 'scale': {
        const factor = need(input.factor, 'factor', 'by which factor')
        const draft = await draftScale(db, assignments, months, factor)
        return done(draft, scaleSentence(factor, `the hours of ${who}${where} in ${when}`))
      }
      case 'clear':
        return done(await draftClear(db, assignments, months), `Clear the hours of ${who}${where} in ${when}.`)
    }
  },
})

const inMonths = (by: number): string => (Math.abs(by) === 1 ? 'one month' : `${Math.abs(by)} months`)

/** "Halve the hours of ...", "Raise the hours of ... by 10 %." */
function scaleSentence(factor: number, hours: string): string {
  const verb = { 0.5: 'Halve', 2: 'Double', 3: 'Triple' }[factor]
  if (verb) return `${verb} ${hours}.`
  return `${factor < 1 ? 'Cut' : 'Raise'} ${hours} by ${Math.round(Math.abs(factor - 1) * 1000) / 10} %.`
}

function need<T>(value: T | undefined, field: string, words: string): T {
  if (value === undefined) throw new Fault('invalid', `${field} is missing.`, `Say ${words}.`, { field })
  return value
}

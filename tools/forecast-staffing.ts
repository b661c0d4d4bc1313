import { z } from 'zod'
import { monthName, toMonthNumber } from '../services/calendar.js'
import { forecastStaffing as forecast } from '../services/forecast-staffing.js'
import { resolveListed } from '../services/names.js'
import { requirePortfolio } from '../services/policy.js'
import { resolvePosition } from '../services/position-words.js'
import { formatPercent } from '../services/units.js'
import { defineReadTool, monthArgument } from './define-tool.js'

const month = z.strictObject({
  month: z.string().describe('Month, YYYY-MM'),
  demandFte: z.number().describe('Open demand, full-time equivalents'),
  capacityFte: z.number().describe('Capacity, full-time equivalents'),
  plannedFte: z.number().describe('Assigned, full-time equivalents'),
  freeFte: z.number().describe('Free capacity, full-time equivalents'),
  shortage: z.int().describe('People short'),
  fullTimeHours: z.number().describe('Hours of one full-time equivalent in the month'),
})

const line = z.strictObject({
  role: z.string().describe('Role'),
  lcat: z.string().describe('LCAT; empty = all of the role'),
  position: z.string().describe('Role and LCAT in words'),
  from: z.string().describe('First month of the quarter'),
  to: z.string().describe('Last month of the quarter'),
  period: z.string().describe('The quarter in words'),
  shortage: z.int().describe('People short: the largest of its months'),
  month: z.string().optional().describe('The month of the largest shortage'),
  people: z.int().describe('How many people have the role and LCAT'),
  months: z.array(month),
  train: z
    .array(z.strictObject({ name: z.string(), role: z.string(), lcat: z.string(), freeFte: z.number() }))
    .describe('Who could be trained and has time'),
  text: z.string().describe('The line in words'),
})

export const forecastStaffing = defineReadTool({
  name: 'forecast_staffing',
  title: 'Forecast staffing',
  description:
    'Supply against demand by role (and LCAT) and quarter, from assignments, open demand and planned projects by probability: shortages in people to hire or train, and the bench to come. Use it for "what will we be short of in Q3", "do we have enough Senior Developers". For people free now use find_employees.',
  effect: 'read',
  input: z.strictObject({
    roles: z
      .array(z.string().max(200))
      .max(50)
      .optional()
      .describe('Only these roles; "Senior Developer" names role and LCAT'),
    lcats: z.array(z.string().max(200)).max(50).optional().describe('Only these LCATs'),
    from: monthArgument('First month'),
    to: monthArgument('Last month, included'),
  }),
  output: z.strictObject({
    from: z.string().describe('First month, YYYY-MM'),
    to: z.string().describe('Last month, YYYY-MM'),
    period: z.string().describe('The period in words'),
    lines: z.array(line).describe('One per role, LCAT and quarter'),
    bench: z
      .array(
        z.strictObject({
          name: z.string(),
          role: z.string(),
          lcat: z.string(),
          load: z.number(),
          freeHours: z.number(),
        }),
      )
      .describe('People below 25 % load over the period'),
    planning: z
      .array(z.strictObject({ project: z.string(), probability: z.number() }))
      .describe('Projects counted by probability'),
    assumptions: z.array(z.string()).describe('How it was computed'),
  }),
  example: { from: '2027-07', to: '2027-09' },

  async run(input, { db, actor }) {
    requirePortfolio(actor)
    const positions = input.roles && (await Promise.all(input.roles.map((r) => resolvePosition(db, r))))
    const lcats = input.lcats && (await Promise.all(input.lcats.map((l) => resolveListed(db, 'lcat', l))))
    const named = [...(positions ?? []).flatMap((p) => p.lcat ?? []), ...(lcats ?? [])]
    return forecast(db, {
      roleIds: positions?.map((p) => p.role.id),
      lcatIds: named.length > 0 ? named.map((l) => l.id) : undefined,
      from: toMonthNumber(input.from, 'from'),
      to: toMonthNumber(input.to, 'to'),
    })
  },

  say(answer) {
    const shown = shortages(answer.lines)
    const lines = shown.slice(0, 10).map((l) => {
      const worst = l.months.find((m) => m.month === l.month)!
      const figures = `${fte(worst.demandFte)} FTE wanted, ${fte(worst.freeFte)} free in ${monthName(toMonthNumber(worst.month))}`
      const train =
        l.train.length > 0
          ? ` To train: ${l.train.map((t) => `${t.name} (${[t.lcat, t.role].filter(Boolean).join(' ')}, ${fte(t.freeFte)} FTE free)`).join(', ')}.`
          : ''
      return `${l.text.charAt(0).toUpperCase()}${l.text.slice(1)} (${figures}).${train}`
    })
    if (lines.length === 0) lines.push(`No shortage in ${answer.period}.`)
    if (shown.length > 10) lines.push(`And ${shown.length - 10} more.`)
    const bench = answer.bench.slice(0, 8).map((b) => `${b.name} ${formatPercent(b.load)}`)
    if (bench.length > 0)
      lines.push(
        `Bench to come in ${answer.period} (load below 25 %): ${bench.join(', ')}${answer.bench.length > 8 ? ` and ${answer.bench.length - 8} more` : ''}.`,
      )
    if (answer.planning.length > 0)
      lines.push(
        `Projects in planning count by probability: ${answer.planning.map((p) => `${p.project} ${formatPercent(p.probability)}`).join(', ')}.`,
      )
    return lines.join('\n')
  },

  show(answer) {
    return {
      tables: [
        {
          title: `Supply and demand, ${answer.period}`,
          columns: [
            { key: 'position', label: 'Role', unit: 'text' },
            { key: 'month', label: 'Month', unit: 'month' },
            { key: 'demandFte', label: 'Demand, FTE', unit: 'count' },
            { key: 'capacityFte', label: 'Capacity, FTE', unit: 'count' },
            { key: 'plannedFte', label: 'Assigned, FTE', unit: 'count' },
            { key: 'freeFte', label: 'Free, FTE', unit: 'count' },
            { key: 'shortage', label: 'Short of', unit: 'count' },
            { key: 'fullTimeHours', label: 'Hours of 1 FTE', unit: 'hours' },
          ],
          rows: answer.lines.flatMap((l) =>
            l.months.map((m) => ({
              position: [l.lcat, l.role].filter(Boolean).join(' '),
              month: m.month,
              demandFte: round(m.demandFte),
              capacityFte: round(m.capacityFte),
              plannedFte: round(m.plannedFte),
              freeFte: round(m.freeFte),
              shortage: m.shortage,
              fullTimeHours: m.fullTimeHours,
            })),
          ),
        },
      ],
    }
  },
})

const round = (value: number) => Math.round(value * 100) / 100
const fte = (value: number) =>
  round(value)
    .toFixed(2)
    .replace(/\.?0+$/, '')

interface Line {
  role: string
  lcat: string
  from: string
  shortage: number
}

/** Shortages by LCAT, and of a whole role only where it is more than its LCATs are short of together. */
function shortages<L extends Line>(lines: readonly L[]): L[] {
  return lines.filter((l) => {
    if (l.shortage === 0) return false
    if (l.lcat) return true
    const named = lines.filter((o) => o.role === l.role && o.from === l.from && o.lcat)
    return l.shortage > named.reduce((sum, o) => sum + o.shortage, 0)
  })
}

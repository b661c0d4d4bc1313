import { z } from 'zod'
import { draftHolidayCalendar } from '../../services/holiday-calendar.js'
import { requireAdmin } from '../../services/policy.js'
import { defineWriteTool } from '../define-tool.js'

export const setHolidayCalendar = defineWriteTool({
  name: 'set_holiday_calendar',
  title: 'Take over the public holidays of a country',
  description: 'Plans to make the holidays of some years the public ones of a country. Answers a plan to approve.',
  effect: 'write',
  screenOnly: true,
  input: z.strictObject({
    country: z.string().max(8).describe('ISO code such as US; empty = days kept by hand'),
    fromYear: z.int().min(1990).max(2150).describe('First year'),
    toYear: z.int().min(1990).max(2150).describe('Last year'),
  }),
  example: { country: 'DE', fromYear: 2026, toYear: 2027 },

  async plan(input, { db, actor, newId }) {
    requireAdmin(actor)
    const { changes } = await draftHolidayCalendar(db, input, newId)
    const years = input.fromYear === input.toYear ? `${input.fromYear}` : `${input.fromYear} to ${input.toYear}`
    return { changes, summary: `Use the public holidays of ${input.country || 'nobody'} in ${years}.` }
  },
})

import { refuse } from '../outcomes.js'
import { isoMonth, monthTitle } from '../reading/month-arithmetic.js'
import { type Intent, QUESTION_WORDS } from './intent.js'

const DAYS = /\bhow many (business|working|work) ?days\b|\bhow many full time hours\b/

/** Business days and full-time hours of a month: told at once, since every percentage divides by them. */
export const calendar: Intent = {
  name: 'calendar',
  title: 'Business days of a month',
  accepts: { words: [...QUESTION_WORDS, 'hoursNoun', 'businessDays', 'fteWord', 'work'], kinds: ['words', 'period'] },
  free: (clause) => clause.items.filter((i) => /^(business|working|work|days|full|time|full time)$/i.test(i.text)),
  when: (clause, planning) =>
    DAYS.test(clause.plain) && clause.periods.length > 0 && planning.request.fullTimeHours !== undefined,
  plan: (clause, planning) => {
    const months = planning
      .spansOf(clause, 'read')!
      .flatMap((s) => Array.from({ length: Math.min(s.to - s.from + 1, 12) }, (_, i) => s.from + i))
    const told = months.map((month) => {
      const hours = planning.request.fullTimeHours!(null, isoMonth(month))
      return `${monthTitle(month)} has ${hours / 8} business days (${hours} full-time hours).`
    })
    return refuse(told.join(' '), [])
  },
  examples: [],
}

import { refuse } from '../outcomes.js'
import { isoMonth, monthTitle } from '../reading/month-arithmetic.js'
import { type Intent, QUESTION_WORDS } from './intent.js'

const DAYS = /\bhow many (business|working|work) ?days\b|\bhow many full time hours\b/

const FISCAL =
  /^(?:when|what month|in (?:which|what) month|which month|what|which|what s|whats|how)\b.{0,24}\b(?:fiscal|financial|business) (?:year|quarter|years|quarters|calendar)\b.{0,24}$/
const NAMES = 'January February March April May June July August September October November December'.split(' ')

/** "when does our fiscal year start", "what fiscal quarter are we in": the months, and where today lies. */
export const fiscalYear: Intent = {
  name: 'fiscal year',
  title: 'The fiscal year',
  accepts: {
    words: [...QUESTION_WORDS, 'projectState', 'status', 'clear', 'shift', 'work', 'about'],
    kinds: ['words', 'period', 'unknown'],
  },
  when: (clause) =>
    FISCAL.test(clause.plain.replace(/[\s?!.]+$/, '')) &&
    clause.entities.length + clause.amounts.length + clause.comparisons.length === 0 &&
    !clause.has(
      'hoursNoun',
      'allocation',
      'fteWord',
      'budget',
      'overrun',
      'overbooked',
      'forecast',
      'free',
      'export',
      'projectNoun',
    ) &&
    /\b(start|starts|begin|begins|end|ends|are we in|is it|is this|now|current|run|runs|defined|months)\b/.test(
      clause.plain,
    ),
  plan: (_clause, planning) => {
    const start = planning.request.lexicon.fiscalYearStart
    const since = (planning.today % 12) - (start - 1)
    const first = planning.today - (since < 0 ? since + 12 : since)
    const year = Math.floor((first + 11) / 12)
    const quarter = Math.floor((planning.today - first) / 3) + 1
    return refuse(
      `The fiscal year starts in ${NAMES[start - 1]}: FY ${year} is ${monthTitle(first)} to ${monthTitle(first + 11)}, and today lies in its Q${quarter}.`,
      [],
    )
  },
  examples: [],
}

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

import { groupOf } from '../intents/query.js'
import { asked, type Reader } from './about-answer.js'
import { slotsOf, WRITE_TOOLS } from './thread-memory.js'

const SHOWS =
  /^(((please|now|can you|could you) )*(show|list|display|tell|see|give)( (me|us))?|what (is|does|do|are)|hows|how is|how (does|do)|whats|is|are)( (the|it|that|this|all|everything|everybody|everyone|things|totals?|hours|total hours|plan|sum|sums|figures|numbers|picture|like|look|looks|looking|ok|okay|fine|too|also|as well|of it|by|per|person|project|month|each|in|for|on|and|there|now|then|again))*$/

/** "show me the totals for July" right after a change: that month of its project, never the change again. */
export const monthAfterChange: Reader = (clause, last, planning) => {
  if (!WRITE_TOOLS.has(last.tool) || clause.periods.length === 0 || clause.amounts.length > 0) return undefined
  const months = clause.periods.map((p) => p.text.toLowerCase())
  const said = months
    .reduce((text, month) => text.replace(month, ' '), asked(clause))
    .replace(/\s+/g, ' ')
    .trim()
  const byGroup = /^(by|per) (person|project|month|role|client)$/.test(said)
  if (!byGroup && !SHOWS.test(said)) return undefined
  const { people, projects } = slotsOf(planning.memory.last)
  const spans = planning.readSpans(clause, planning.thisMonth)
  const ofProject =
    byGroup || /\b(totals?|everybody|everyone|all|by|per|plan|sums?)\b/.test(said) || people.length === 0
  const scope =
    ofProject && projects.length > 0 ? { projects: projects.slice(0, 3) } : { employees: people.slice(0, 5) }
  if (people.length + projects.length === 0) return undefined
  const groupBy = groupOf(clause)
  return spans.map((span) => ({
    tool: 'query_allocations',
    input: { ...scope, ...span, ...(groupBy ? { groupBy } : {}) },
  }))
}

import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { type Intent, input } from './intent.js'

const WORK =
  '(?:projects?|engagements?|contracts?|jobs?|work|assignments?|programmes?|programs?|clients?|pieces? of work)'
const NEW = '(?:(?:a|an|any|some|one|another|more|new|extra|additional|further|bigger|big|small|second) )+'
/** "is there capacity for a new project", "could we take on more work", "can we start another project". */
const ROOM = new RegExp(
  `\\b(?:capacity|room|time|slack|space|bandwidth|enough people|people|headroom) (?:left )?(?:for|to take on|to do|to start) ${NEW}${WORK}\\b|^(?:so |and )?(?:can|could|would|will|do|are|should) we (?:be able to |able to |manage to |afford to |have the people to |have capacity to )?(?:take on|take|start|accept|absorb|squeeze in|fit in|handle|staff|do|win|sign) ${NEW}${WORK}\\b`,
)
const NEWNESS = /^(new|another|second|bigger|big|small|win|sign|accept|start|further)$/i
/** "can we take on 500 more hours": hours of nobody in particular. */
const HOURS =
  /^(?:so |and )?(?:(?:can|could|would|will) we (?:be able to )?(?:take on|absorb|handle|fit in|squeeze in|cope with|manage|take)|do we have (?:the )?(?:capacity|room|time|space) (?:for|to take on)|is there (?:any )?(?:capacity|room|time|space) for)\b/
/** "where is the slack in October": who has it. */
const WHERE =
  /^where (?:is|are|s|do we have|have we got|do we still have|is there|can we find) (?:the |our |any |some |still |there |most )*(?:slack|spare capacity|free capacity|capacity|room|spare time|free hours|free time|headroom)\b/

/** Whether the firm has room for more work: what is free of everybody's time, or of a role's. */
export const roomForWork: Intent = {
  name: 'room-for-work',
  title: 'Room for more work',
  accepts: { words: [], kinds: [] },
  free: (clause) => clause.items.filter((i) => i.kind !== 'unknown' || NEWNESS.test(i.text)),
  when: (clause) =>
    clause.people.length + clause.projects.length + clause.clients.length + clause.skills.length === 0 &&
    clause.comparisons.length === 0 &&
    !clause.has('not', 'without', 'who', 'export', 'budget') &&
    kindOf(clause) !== undefined,
  plan: (clause, planning) => {
    const filter = { roles: planning.rolesOf(clause), lcats: planning.lcatsOf(clause) }
    const listed = kindOf(clause) === 'people' ? { loadBelow: 1, sort: '-free' } : { tell: 'group' }
    return spansOf(clause, planning).map((span) => ({
      tool: 'find_employees',
      input: input({ ...filter, ...span, ...listed }),
    }))
  },
  examples: [
    {
      ask: 'Is there capacity for a new project in January?',
      calls: [{ tool: 'find_employees', input: { from: '2027-01', to: '2027-01', tell: 'group' } }],
    },
    {
      ask: 'Could we take on 500 more hours in March?',
      calls: [{ tool: 'find_employees', input: { from: '2027-03', to: '2027-03', tell: 'group' } }],
    },
    {
      ask: 'where is the slack in December',
      calls: [{ tool: 'find_employees', input: { from: '2026-12', to: '2026-12', loadBelow: 1, sort: '-free' } }],
    },
  ],
}

function kindOf(clause: Clause): 'people' | 'group' | undefined {
  const hours = clause.amounts.filter((a) => ['hours', 'days', 'weeks'].includes(a.amount.unit))
  if (WHERE.test(clause.plain)) return clause.amounts.length === 0 ? 'people' : undefined
  if (ROOM.test(clause.plain)) return clause.amounts.length === hours.length ? 'group' : undefined
  return HOURS.test(clause.plain) && hours.length === 1 && clause.amounts.length === 1 ? 'group' : undefined
}

const spansOf = (clause: Clause, planning: Planning) => planning.readSpans(clause, planning.thisMonth)

import { refuse } from '../outcomes.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'
import { find } from './find.js'
import { type Intent, input } from './intent.js'

/** A name stands as "·" in the plain words: "who works with ·", "who does · work with", "· colleagues". */
const WITH =
  /(\b(works?|working|worked|collaborat(es?|ing)|projects?|people|team|together|else|colleagues|anyone|anybody)( closely| together| directly)?|·) (with|alongside) ·/
const BEHIND =
  /\b(with )?who(m)?( else| all)?( do| does| did| is| are| am| will)? · (currently |now )?(be )?(work|working|works|collaborating|paired|teamed)( closely| together)?( with| alongside|$)/
const COLLEAGUES =
  /· (colleagues|teammates|team mates|coworkers|co workers|peers|team members)\b|\b(colleagues|teammates|team mates|coworkers|co workers|peers) of ·/
const SAME = /\b(on|share|shares|sharing) (any of )?the same (project|projects|team|engagements?) (as|with) ·/
const MINE = /\bwho( else)? (is |are )?(also )?(on|works? on|working on|with me on) my (projects?|team)\b/

/** Who shares a project with somebody. */
export const colleagues: Intent = {
  name: 'colleagues',
  title: 'Who works with whom',
  accepts: {
    words: [...find.accepts.words, 'and', 'personPronoun'],
    kinds: ['words', 'person', 'role', 'lcat', 'skill', 'period'],
  },
  free: (clause) => clause.items.filter((i) => /^(shar(e|es|ing)|the same( project)?|same|as)$/i.test(i.text)),
  when: (clause) =>
    clause.projects.length + clause.clients.length + clause.amounts.length + clause.comparisons.length === 0 &&
    !clause.has('hoursNoun', 'count', 'recommend', 'replace') &&
    sharesWith(clause),
  plan: (clause, planning) => {
    if (planning.request.lexicon.actor.systemRole === 'Employee')
      refuse('You can see your own plan only, not who else is on your projects.', ['Which projects am I on?'])
    const [worksWith] = planning.peopleOf(clause)
    const filter = {
      roles: planning.rolesOf(clause),
      lcats: planning.lcatsOf(clause),
      skills: planning.skillsOf(clause),
    }
    return planning
      .readSpans(clause, planning.thisMonth)
      .map((span) => ({ tool: 'find_employees', input: input({ ...filter, worksWith, ...span }) }))
  },
  examples: [
    {
      ask: 'Who works with Sarah Jones?',
      calls: [{ tool: 'find_employees', input: { worksWith: 'Sarah Jones', from: '2026-10', to: '2026-10' } }],
    },
    {
      ask: 'Which developers does Jane work with in November?',
      calls: [
        {
          tool: 'find_employees',
          input: { roles: ['Developer'], worksWith: 'Jane Doe', from: '2026-11', to: '2026-11' },
        },
      ],
    },
  ],
}

/** "who else is on Nimbus with Tom", "who works with Tom": the people beside the one named. */
export const sharesWith = (clause: Clause): boolean => {
  if (clause.people.length !== 1 || !clause.has('who', 'which', 'what', 'show', 'people')) return false
  if ([WITH, BEHIND, COLLEAGUES, SAME, MINE].some((wording) => wording.test(clause.plain))) return true
  // "which developers does Jane work with": the verb and its "with" end the sentence.
  const said = clause.items.filter((i) => i.kind !== 'period' && !isWords(i, 'filler', 'in', 'for'))
  const last = said[said.length - 1]
  return isWords(last, 'with') && clause.has('work')
}

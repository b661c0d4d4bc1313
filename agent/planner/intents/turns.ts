import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { projectMonths } from '../reading/month-arithmetic.js'
import type { Span } from '../reading/resolve-period.js'
import { fromNow } from './from-now.js'
import { type Intent, input, isCommand, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

const WHO =
  /\b(who|whos|whose|everyone|everybody|which (people|person|assignments?|bookings?|of the people)|anyone|anybody|people|assignments?)\b/
/** Whatever is left: an office, a year and the like are no project. */
const OFF =
  /\b(roll(s|ing)? off|com(es?|ing) off|drop(s|ping)? off|get(s|ting)? off|go(es|ing)? off|leav(es?|ing)|finish(es|ing)?|wrap(s|ping)? up|end(s|ing)?|run(s|ning)? out|(is|are) done)\b/
const ON =
  /\b(start(s|ing)?|begin(s|ning)?|join(s|ing)?|roll(s|ing)? on(to)?|com(es?|ing) on(to|to the)?|kick(s|ing)? off|new (on|to)|newcomers?|new starters?|starters?|joiners?)\b/
const ELSEWHERE = /\b(company|firm|us|organi[sz]ation|employment|contract|leave|holiday|vacation|work at)\b/

/** Who rolls off a project in a period, and who comes onto one. */
export const turns: Intent = {
  name: 'turns',
  title: 'Who rolls off, who starts',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'clear',
      'off',
      'staff',
      'shift',
      'move',
      'status',
      'projectState',
      'replace',
      'leave',
      'set',
      'up',
      'add',
      'that',
      'anything',
      'projectNoun',
    ],
    kinds: ['words', 'project', 'role', 'lcat', 'period'],
  },
  when: (clause) =>
    (!isCommand(clause) ||
      /^(please )?((show|list|give|find|tell)( me)? )?(all |the )*(anyone|anybody|everyone|everybody|people|whose|assignments?|who)\b/.test(
        clause.plain,
      )) &&
    WHO.test(clause.plain) &&
    clause.people.length + clause.clients.length === 0 &&
    clause.projects.length <= 1 &&
    clause.periods.length + clause.projects.length > 0 &&
    !clause.has('free', 'hoursNoun', 'fteWord', 'recommend', 'replace', 'idle', 'budget', 'overrun', 'export') &&
    !ELSEWHERE.test(clause.plain) &&
    !/\bwho('?s| is)? (runs|manages|leads|owns|running|managing|leading|in charge|responsible)\b/.test(clause.plain) &&
    turnOf(clause) !== undefined,
  plan: (clause, planning) => {
    const project = planning.projectsOf(clause)[0]
    const spans = planning.readSpans(clause, defaultSpan(clause, planning), project)
    return spans
      .map((span) => fromNow(span, clause, planning))
      .map((span) => ({
        tool: 'find_employees',
        input: input({
          roles: planning.rolesOf(clause),
          lcats: planning.lcatsOf(clause),
          project: project && planning.projectName(project),
          ...span,
          turn: turnOf(clause),
        }),
      }))
  },
  examples: [
    {
      ask: 'Who rolls off in December?',
      calls: [{ tool: 'find_employees', input: { from: '2026-12', to: '2026-12', turn: 'off' } }],
    },
    {
      ask: 'Who starts on Beta next month?',
      calls: [
        { tool: 'find_employees', input: { project: 'Project Beta', from: '2026-11', to: '2026-11', turn: 'on' } },
      ],
    },
  ],
}

/** "Who leaves" needs a project: people leave firms too. A project that ends is no person that does. */
function turnOf(clause: Clause): 'on' | 'off' | undefined {
  const { plain } = clause
  if (/\bprojects? (which |that )?(start|begin|end|finish|close|kick)/.test(plain)) return undefined
  if (/\b(which|what) projects?\b/.test(plain)) return undefined
  if (ON.test(plain) && !/\bend(s|ing)?\b/.test(plain)) return 'on'
  if (!OFF.test(plain)) return undefined
  return /\bleav(es?|ing)\b/.test(plain) && clause.projects.length === 0 && !/\bprojects?\b/.test(plain)
    ? undefined
    : 'off'
}

/** Without a period: what is left of the project. */
function defaultSpan(clause: Clause, planning: Planning): Span {
  const project = planning.projectsOf(clause)[0]
  const last = project ? projectMonths(project).to : planning.today + 2
  return { from: planning.today, to: Math.max(planning.today, last) }
}

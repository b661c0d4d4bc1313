import { ask } from '../outcomes.js'
import type { LexiconProject } from '../planner-types.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { AmountItem, ComparisonItem } from '../reading/items.js'
import { projectMonths } from '../reading/month-arithmetic.js'
import type { Span } from '../reading/resolve-period.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** People for an open role, with reasons. */
export const recommend: Intent = {
  name: 'recommend',
  title: 'Candidates for a role',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'recommend',
      'need',
      'skillNoun',
      'without',
      'not',
      'free',
      'top',
      'monthNoun',
      'monthlyWord',
      'staff',
      'replace',
      'option',
      'fteWord',
      'only',
      'totalWord',
      'exactly',
      'open',
      'about',
      'mostFree',
      'that',
      'atLeast',
      'roleNoun',
    ],
    kinds: ['words', 'role', 'lcat', 'skill', 'project', 'period', 'amount', 'person', 'comparison'],
  },
  // "we need another tester": one more is wanted.
  free: (clause) =>
    clause.has('need') && clause.roles.length > 0
      ? clause.items.filter((i) => i.kind === 'words' && /^(an )?(another|additional|extra)( one)?$/i.test(i.text))
      : [],
  when: (clause) => {
    if (clause.has('overbooked', 'bench', 'idle', 'full') || clause.comparisons.some((c) => c.operator !== 'atLeast'))
      return false
    // "who has BPMN and can take 40 hours in May": a list of people with time, no place to fill.
    if (clause.roles.length + clause.projects.length === 0 && clause.has('takesOn') && clause.amounts.length > 0)
      return false
    if (clause.has('not', 'without') && !clause.people.some((p) => p.prep === 'not' || p.prep === 'without'))
      return false
    const fills =
      clause.people.length === 0 &&
      clause.roles.length > 0 &&
      clause.projects.length > 0 &&
      clause.amounts.length === 0 &&
      /^(please )?(staff|fill)\b/.test(clause.plain)
    if (fills) return true
    const asksWho =
      clause.has('recommend', 'need') || clause.says('who can', 'who could', 'who should', 'who might', 'who would')
    const replacing =
      clause.people.length === 1 &&
      clause.has('replace') &&
      (clause.has('who', 'recommend', 'which') ||
        asksWho ||
        /\balternatives? (to|for)\b/.test(clause.plain) ||
        (clause.has('show') && clause.says('replacement', 'a replacement', 'replacements', 'substitute')))
    if (replacing || helps(clause)) return true
    if (clause.people.some((p) => p.prep !== 'without' && p.prep !== 'not')) return false
    if (clause.says('do we need', 'need to hire', 'will we need', 'how many')) return false
    if (clause.roles.length === 0)
      return (
        needsSomebody(clause) ||
        (strongly(clause) &&
          (clause.projects.length > 0 || clause.lcats.length > 0 || clause.skills.length > 0 || clause.has('roleNoun')))
      )
    if (strongly(clause)) return true
    if (clause.has('need') && (clause.projects.length > 0 || clause.periods.length > 0)) return true
    if (clause.has('recommend') && (clause.projects.length > 0 || clause.has('roleNoun'))) return true
    const single = clause.roles.every((r) => r.refs.every((ref) => !ref.plural))
    const hours = clause.amounts.some((a) => ['hours', 'days', 'weeks', 'percent', 'fte'].includes(a.amount.unit))
    return (
      single &&
      clause.has('show') &&
      !clause.has('personPronoun') &&
      clause.projects.some((p) => p.prep === 'for' || hours)
    )
  },
  plan: (clause, planning) => {
    const project = planning.projectsOf(clause)[0]
    const replaced =
      clause.has('replace') || helps(clause)
        ? clause.people.find((p) => p.prep !== 'without' && p.prep !== 'not')
        : undefined
    const leaver = replaced ? planning.person(replaced) : undefined
    const home = leaver
      ? planning.request.lexicon.employees.find((e) => e.name === leaver || e.email === leaver)
      : undefined
    // "a developer or a tester for Alpha": candidates for each.
    const several = clause.roles.length > 1 && clause.has('or') ? planning.rolesOf(clause) : []
    const role = several[0] ?? planning.role(clause.roles) ?? home?.role ?? askRole(clause, planning)
    const spans = planning.spansOf(clause, 'read', project) ?? [defaultSpan(planning, project)]
    const exclude = clause.people.map((p) => planning.person(p))
    const amount = [...clause.amounts, ...clause.comparisons].find((a) =>
      ['hours', 'days', 'weeks', 'fte', 'percent'].includes(a.amount.unit),
    )
    const roles = several.length > 1 ? several : [role]
    const wanted = planning.isoSpans(spans).flatMap((span, i) => roles.map((r) => ({ span, i, r })))
    return wanted.map(({ span, i, r }) => ({
      tool: 'recommend_candidates',
      input: input({
        role: r,
        lcat:
          planning.lcat(clause.lcats) ??
          (clause.roles.length === 0 && !helps(clause) ? home?.lcat || undefined : undefined),
        skills: planning.skillsOf(clause),
        project: project ? planning.projectName(project) : undefined,
        ...span,
        hours: amount ? hoursNeeded(clause, planning, amount, project ?? null, spans[i]!) : undefined,
        exclude,
      }),
    }))
  },
  examples: [
    {
      ask: 'Recommend a Senior Cyber Analyst for Project Beta from January to March',
      calls: [
        {
          tool: 'recommend_candidates',
          input: { role: 'Cyber Analyst', lcat: 'Senior', project: 'Project Beta', from: '2027-01', to: '2027-03' },
        },
      ],
    },
    {
      ask: 'Who could fill the Developer role on Alpha in November? They need Python.',
      calls: [
        {
          tool: 'recommend_candidates',
          input: { role: 'Developer', skills: ['Python'], project: 'Project Alpha', from: '2026-11', to: '2026-11' },
        },
      ],
    },
    {
      ask: 'Who can replace Sarah Jones on Beta in December?',
      calls: [
        {
          tool: 'recommend_candidates',
          input: {
            role: 'Cyber Analyst',
            lcat: 'Senior',
            project: 'Project Beta',
            from: '2026-12',
            to: '2026-12',
            exclude: ['Sarah Jones'],
          },
        },
      ],
    },
  ],
}

/** "I need someone with Kafka for Vega at half time": a place to fill; without a project, a list of who has time. */
const needsSomebody = (clause: Clause): boolean =>
  clause.has('need') &&
  clause.skills.length > 0 &&
  clause.projects.length > 0 &&
  /\b(someone|somebody|anyone|anybody|a person|a colleague|people|resource)\b/.test(clause.plain)

/** "who could help Bob in June": people of his role, whatever their level. */
const helps = (clause: Clause): boolean =>
  clause.people.length === 1 &&
  clause.amounts.length === 0 &&
  clause.has('who', 'people', 'whoModal', 'recommend') &&
  /\b(help|help out|support|assist|relieve|back up|jump in for|lend a hand to) ·/.test(clause.plain)

function strongly(clause: Clause): boolean {
  return (
    clause.has('recommend') &&
    clause.says(
      'recommend',
      'recommends',
      'recommended',
      'recommendation',
      'recommendations',
      'suggest',
      'suggestion',
      'suggestions',
      'candidate',
      'candidates',
      'who could',
      'who can',
      'who should',
      'who would',
      'who might',
      'fill',
      'best person',
      'best people',
      'best fit',
      'good fit',
      'right fit',
      'best match',
      'suitable',
      'suited',
      'qualified',
      'right person',
      'propose',
      'shortlist',
      'nominate',
      'ideal',
      'find someone',
      'find somebody',
      'find me someone',
      'find us someone',
      'get me someone',
      'who is best',
      'who do you',
      'eligible',
      'good choice',
      'best choice',
      'available for',
      'could join',
      'can join',
      'good match',
      'matches',
      'match',
      'advise',
      'cover',
      'pick',
      'take the role',
      'could help',
      'could work',
      'can work',
      'could take',
      'can take',
      'fits',
      'fit',
      'step in',
      'step in as',
      'stand in as',
      'come in as',
    )
  )
}

/** Hours over the whole period: monthly amounts and shares of full time are summed over its months. */
function hoursNeeded(
  clause: Clause,
  planning: Planning,
  amount: AmountItem | ComparisonItem,
  project: LexiconProject | null,
  span: Span,
): number {
  const item = { ...amount, kind: 'amount' as const }
  const months = Array.from({ length: span.to - span.from + 1 }, (_, i) => span.from + i)
  const monthly =
    ['percent', 'fte'].includes(amount.amount.unit) ||
    clause.says('per month', 'a month', 'monthly', 'each month', 'every month', '/ month', '/ mo', 'pm')
  return monthly
    ? months.reduce((sum, month) => sum + planning.hours(item, project, month), 0)
    : planning.hours(item, project, span.from)
}

function defaultSpan(planning: Planning, project: LexiconProject | undefined): Span {
  if (!project) return { from: planning.today, to: planning.today + 2 }
  const window = projectMonths(project)
  return { from: Math.min(Math.max(planning.today, window.from), window.to), to: window.to }
}

function askRole(clause: Clause, planning: Planning): never {
  const text = planning.text.trim().replace(/[.!?\s]+$/, '')
  const last = clause.lcats[0]
  return ask(
    'For which role?',
    planning.request.lexicon.roles.slice(0, 6).map((role) => ({
      label: role,
      message: last ? planning.rewritten(last, `${last.text} ${role}`) : `${text} as ${role}`,
    })),
  )
}

import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import type { AmountItem } from '../reading/items.js'
import type { Amount } from '../reading/read-amount.js'
import { isoSpan } from '../reading/resolve-period.js'
import { periodOf } from '../thread/thread-memory.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** Ways out of an over-allocation, for one person or all. */
export const resolve: Intent = {
  name: 'resolve',
  title: 'Resolving over-allocations',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'resolve',
      'overbooked',
      'conflict',
      'full',
      'recommend',
      'that',
      'about',
      'set',
      'subtract',
      'need',
      'free',
      'ok',
      'so',
      'status',
      'option',
      'fteWord',
      'choose',
      'allHours',
      'asker',
      'amountTo',
      'lower',
      'raise',
      'modal',
      'staff',
      'move',
      'add',
      'clear',
    ],
    kinds: ['words', 'period', 'person', 'comparison', 'amount', 'project'],
  },
  when: (clause, planning) => {
    if (clause.amounts.some((a) => !isLoad(a) && !/^one$/i.test(a.text))) return false
    if (isPersonLikeMonth(clause, planning)) return false
    const overload = clause.has('overbooked') || getsBackToFull(clause)
    if (getsBackToFull(clause)) return true
    const strong = clause.says(
      'resolve',
      'resolution',
      'fix',
      'solve',
      'sort out',
      'what can we do',
      'what can i do',
      'what should we do',
      'what can be done',
      'what do we do',
      'what could we do',
      'what to do',
      'relieve',
      'unload',
      'help',
      'do about',
      'take work off',
      'take some work off',
      'take load off',
      'take some load off',
      'take work away from',
      'take something off',
      'relief',
      'relief for',
      'get some relief for',
      'do something about',
      'deal with',
      'ways out',
      'way out',
      'address',
      'mitigate',
      'remedy',
      'bring',
      'what now',
      'now what',
      'get',
      'ease',
      'lighten',
      'handle',
      'tackle',
      'solution',
      'solutions',
      'options',
      'options do we have',
      'fixes',
      'how do we fix',
      'how can we fix',
      'alleviate',
      'untangle',
      'repair',
      'clean up',
      'should be done',
      'could be done',
      'sort',
    )
    if (overload && clause.has('resolve')) return true
    const optionsFor =
      clause.people.length > 0 &&
      clause.says('options for', 'options', 'ways out', 'fixes for', 'solutions for') &&
      !clause.has('replace', 'need', 'search', 'export')
    if (optionsFor) return true
    if (
      overload &&
      clause.has('recommend') &&
      clause.says('suggest', 'recommend', 'propose', 'suggestions', 'recommendations', 'proposals')
    )
      return clause.says('fix', 'fixes', 'solution', 'solutions', 'for', 'ways', 'to', 'how')
    if (clause.has('conflict') && clause.has('resolve') && strong) return true
    if (!strong || !clause.has('resolve')) return false
    if (clause.projects.length > 0 || clause.comparisons.length > 0) return overload
    const after = planning.memory.last[0]?.tool
    if (
      clause.people.length > 0 &&
      (clause.says(
        'do about',
        'take work off',
        'take some work off',
        'take load off',
        'take some load off',
        'take work away from',
        'take something off',
        'relief',
        'relief for',
        'get some relief for',
        'sort out',
        'fix',
        'resolve',
        'relieve',
        'unload',
        'help',
        'lighten',
        'ease',
        'do for',
        'what can we do',
        'what should we do',
        'deal with',
        'way out',
        'solution',
        'alleviate',
        'tackle',
      ) ||
        clause.items.some((i) => /^(sort|straighten)( out)?$/i.test(i.text)) ||
        after === 'find_conflicts')
    )
      return !clause.has('find', 'need')
    return (
      clause.people.length === 0 &&
      (after === 'find_conflicts' || after === 'resolve_over_allocation') &&
      !clause.amounts.some(isLoad)
    )
  },
  plan: (clause, planning) => {
    const people = planning.peopleOf(clause)
    const last = planning.memory.last[0]
    const inherits =
      people.length === 0 && !clause.has('overbooked', 'conflict') && last?.tool.match(/find_conflicts|resolve_over/)
    const before = inherits ? (last!.input as { employee?: string; project?: string; from?: string; to?: string }) : {}
    const spans = spansOf(clause, planning) ?? [
      inherits || last?.tool === 'find_conflicts' || people.some((p) => p === remembered(planning))
        ? { from: before.from ?? fromMemory(planning)?.from, to: before.to ?? fromMemory(planning)?.to }
        : {},
    ]
    const employees = people.length > 0 ? people : [before.employee]
    const named = planning.projectsOf(clause).map((p) => planning.projectName(p))
    const projects = named.length > 0 ? named : [before.project]
    return employees.flatMap((employee) =>
      projects.flatMap((project) =>
        spans.map((span) => ({ tool: 'resolve_over_allocation', input: input({ employee, project, ...span }) })),
      ),
    )
  },
  examples: [
    {
      ask: "How can we resolve Sarah Jones's over-allocation in June?",
      calls: [{ tool: 'resolve_over_allocation', input: { employee: 'Sarah Jones', from: '2027-06', to: '2027-06' } }],
    },
    {
      ask: 'Resolve the over-allocations on Beta in Q4',
      calls: [{ tool: 'resolve_over_allocation', input: { project: 'Project Beta', from: '2026-10', to: '2026-12' } }],
    },
    {
      ask: 'Fix all overbookings in Q4',
      calls: [{ tool: 'resolve_over_allocation', input: { from: '2026-10', to: '2026-12' } }],
    },
    {
      ask: 'Sarah Jones is overbooked in June. What can we do about it?',
      calls: [{ tool: 'resolve_over_allocation', input: { employee: 'Sarah Jones', from: '2027-06', to: '2027-06' } }],
    },
  ],
}

/** 100 % and more, or "100" alone: a load, not hours. */
const isLoad = ({ amount }: AmountItem): boolean =>
  ((amount.unit === 'percent' || amount.unit === 'fte') && amount.value >= 1) || isFull(amount)

const isFull = ({ value, unit }: Amount): boolean => (unit === 'none' ? value === 100 : value === 1)

/** "get Tom back under 100 %", "bring her down to 100 %": no project, and full time as the aim. */
function getsBackToFull(clause: Clause): boolean {
  if (clause.projects.length > 0 || clause.people.length === 0 || clause.has('who', 'which', 'export')) return false
  const aim =
    clause.amounts.some((a) => isLoad(a) && isFull(a.amount)) ||
    clause.comparisons.some((c) => ['below', 'atMost'].includes(c.operator) && c.amount.value === 1)
  return (
    aim &&
    /\b(get|getting|bring|bringing|take|taking|drop|back|reduce|reducing|down|cut|fix|within)\b/.test(clause.plain)
  )
}

/** "how do I fix Jan?" after a list of people: Jan is one of them; after one person's conflicts it is January. */
function isPersonLikeMonth(clause: Clause, planning: Planning): boolean {
  const [period] = clause.periods
  if (clause.people.length > 0 || clause.periods.length !== 1 || period!.prep !== '') return false
  const named = planning.index.phrases.get(period!.text.toLowerCase())?.some((ref) => ref.kind === 'person')
  return named === true && remembered(planning) === undefined
}

const remembered = (planning: Planning): string | undefined =>
  (planning.memory.last[0]?.input as { employee?: string } | undefined)?.employee
const fromMemory = (planning: Planning) => {
  const last = planning.memory.last[0]
  const span = last?.tool === 'find_conflicts' ? periodOf(last.input as Record<string, unknown>) : undefined
  return span && isoSpan(span)
}
const spansOf = (clause: Clause, planning: Planning) => planning.spansOf(clause, 'read')?.map(isoSpan)

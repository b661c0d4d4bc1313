import type { Clause } from '../reading/clause.js'
import { type Item, isFiller, isWords } from '../reading/items.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** Words that say plainly that notes and records are meant. */
const PLAIN =
  /\b(notes?|mention(s|ed|ing)?|documents?|documentation|knowledge|remarks?|comments?|written|says? about|said about|know about|anything about|anything on|wrote|refer(s|ring)? to)\b/i
const ELSEWHERE = /\b(web|internet|google|online|news|wikipedia|youtube|net)\b/i

/** "search everything for FedRAMP", "search for zero trust"; "search for developers" looks for people. */
const isSearch = (clause: Clause): boolean =>
  /^(please |can you |could you )?(full text )?search\b/.test(clause.plain) &&
  !clause.has('people', 'hoursNoun', 'allocation', 'overbooked', 'export') &&
  clause.roles.length + clause.periods.length + clause.comparisons.length === 0 &&
  (clause.people.length === 0 || /\b(everything|all|records?|notes?)\b/.test(clause.plain))

/** "projects about satellite ground stations", "projects like Phoenix", "which projects use Kafka". */
const ABOUT =
  /\b(projects?|engagements?|programmes?|programs?|jobs?|work) (that |which |to do |having to do |we have |we had )?(are |is |was |were |have been |to )?(about|like|similar to|similiar to|resembling|comparable to|related to|involving|involve|involves|dealing with|deal with|concerning|concerned with|around|on the topic of|on the subject of|on the theme of|touching|touch on|using|use|uses|that use|with to do with|to do with)\b/

/** "which project had the radar stuff". */
const HAD =
  /\b(which|what) (projects?|jobs?|engagements?)( of ours)?( was it that| was the one that| is it that)? (had|has|have|used|did|dealt with|involved|was the one with|was about) (the |some |all the |to do with )*(.{3,40}?)( stuff| things?| work| part| bits?| topic)?[\s?!.]*$/

const aboutProjects = (clause: Clause): boolean =>
  (ABOUT.test(clause.plain) || (HAD.test(clause.plainWithNames) && clause.unknown.length + clause.skills.length > 0)) &&
  clause.people.length + clause.periods.length + clause.amounts.length + clause.comparisons.length === 0 &&
  !(clause.roles.length > 0 && clause.has('busiest', 'leastBusy', 'people', 'top')) &&
  !/\b(most|fewest|least|best|worst|highest|lowest|largest|biggest|smallest|longest)\b/.test(clause.plain) &&
  !(clause.has('allocation') && !/\binvolv(e|es|ing)\b/.test(clause.plain)) &&
  !clause.has('hoursNoun', 'overbooked', 'budget', 'overrun', 'export', 'free', 'conflict')

/** Full-text search in notes and records; what is searched for may be any words. */
export const search: Intent = {
  name: 'search',
  title: 'Searching notes',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'search',
      'that',
      'about',
      'skillNoun',
      'only',
      'not',
      'without',
      'free',
      'status',
      'need',
      'same',
      'top',
      'report',
      'anything',
      'recorded',
    ],
    kinds: ['words', 'person', 'project', 'client', 'role', 'lcat', 'skill', 'unknown', 'amount'],
  },
  when: (clause) => {
    if (ELSEWHERE.test(clause.plain)) return false
    if (!clause.has('search') && !aboutProjects(clause)) return false
    // "do I have anything on in February" asks for hours.
    if (
      clause.periods.length > 0 &&
      clause.has('anything') &&
      clause.skills.length === 0 &&
      clause.unknown.every((i) => /^\p{Lu}/u.test(i.text))
    )
      return /\b(notes?|written|said|mention(s|ed)?)\b/.test(clause.plain)
    if (PLAIN.test(clause.plain) || isSearch(clause) || aboutProjects(clause)) return queryOf(clause) !== ''
    return (
      /\bsearch( for| the| in|ing)?\b/i.test(clause.plain) &&
      clause.unknown.length > 0 &&
      clause.unknown.length <= 4 &&
      clause.items.filter((i) => !isFiller(i)).length <= 6
    )
  },
  free: (clause) => (aboutProjects(clause) ? clause.items : queryItems(clause)),
  plan: (clause) => {
    const query = aboutProjects(clause) ? projectsQuery(clause) : queryOf(clause)
    if (query === '') return null
    const kinds = aboutProjects(clause)
      ? ['project']
      : /\bnotes?\b/i.test(clause.plain)
        ? ['employee', 'note']
        : undefined
    return [{ tool: 'search_knowledge', input: input({ query, kinds }) }]
  },
  examples: [
    {
      ask: 'Find projects about data migration',
      calls: [{ tool: 'search_knowledge', input: { query: 'data migration', kinds: ['project'] } }],
    },
    {
      ask: 'Search the notes for security clearance',
      calls: [{ tool: 'search_knowledge', input: { query: 'security clearance', kinds: ['employee', 'note'] } }],
    },
    {
      ask: 'Which notes mention parental leave?',
      calls: [{ tool: 'search_knowledge', input: { query: 'parental leave', kinds: ['employee', 'note'] } }],
    },
    {
      ask: 'What do we know about data migration?',
      calls: [{ tool: 'search_knowledge', input: { query: 'data migration' } }],
    },
  ],
}

/** The words behind the last search phrase ("mention", "about", "for"); else those before it; a quotation by itself. */
function queryItems(clause: Clause): Item[] {
  let after = -1
  clause.items.forEach((item, at) => {
    const first = after < 0 || clause.items.slice(after + 1, at).every((i) => isFiller(i))
    if (
      (isWords(item, 'search') && first) ||
      (after >= 0 && at - after === 1 && isWords(item, 'for', 'about', 'of', 'on', 'that', 'in', 'search'))
    )
      after = at
  })
  const behind = clause.items.slice(after + 1).filter((i) => !isMark(i))
  if (behind.some((i) => !isFiller(i))) return behind
  return clause.items
    .slice(0, after + 1)
    .filter(
      (i) =>
        !isFiller(i) &&
        !isWords(
          i,
          'search',
          'show',
          'who',
          'what',
          'which',
          'for',
          'in',
          'about',
          'need',
          'people',
          'how',
          'that',
          'on',
          'of',
        ),
    )
}

/** "projects like Phoenix" stays whole, so that the project itself is left out; else what they are about. */
function projectsQuery(clause: Clause): string {
  const had = ABOUT.test(clause.plainWithNames) ? undefined : HAD.exec(clause.plainWithNames)?.[7]
  if (had) return had
  const match = ABOUT.exec(clause.plainWithNames)!
  const behind = clause.plainWithNames
    .slice(match.index + match[0].length)
    .replace(/[\s?!.,;]+$/, '')
    .trim()
  if (behind === '') return ''
  return /(like|similar|similiar|comparable|resembling)/.test(match[0]) ? `projects like ${behind}` : behind
}

const isMark = (item: Item): boolean => isFiller(item) && /^[^\p{L}\p{N}]+$/u.test(item.text)

function queryOf(clause: Clause): string {
  const quoted = /["“]([^"”]{2,80})["”]/.exec(clause.text)
  if (quoted) return quoted[1]!.trim()
  const items = queryItems(clause)
  const first = items[0]
  const last = items[items.length - 1]
  if (!first || !last) return ''
  return clause.text
    .slice(first.start - clause.offset, last.end - clause.offset)
    .replace(/(?<![\s?!.,;])[\s?!.,;]+$/, '')
    .replace(/(?<![\s?!.,;])[\s?!.,;]+(please|thanks|thank you|cheers|pls|thx)$/i, '')
    .replace(/^(the|a|an|for|about|on)\s+/i, '')
    .replace(/\s+in (their|his|her|the|our) (notes?|records?|profiles?)$/i, '')
    .replace(/^['‘]|['’]$/g, '')
    .trim()
}

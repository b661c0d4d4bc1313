import type { Clause } from '../clause.js'
import { type Item, isFiller, isWords } from '../items.js'
import { type Intent, input, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** Words that say plainly that notes and records are meant. */
const PLAIN =
  /\b(notes?|mention(s|ed|ing)?|documents?|documentation|knowledge|remarks?|comments?|written|says? about|said about|know about|anything about|anything on|wrote|refer(s|ring)? to)\b/i
const ELSEWHERE = /\b(web|internet|google|online|news|wikipedia|youtube|net)\b/i

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
    ],
    kinds: ['words', 'person', 'project', 'client', 'role', 'lcat', 'skill', 'unknown', 'amount'],
  },
  when: (clause) => {
    if (!clause.has('search') || ELSEWHERE.test(clause.plain)) return false
    if (PLAIN.test(clause.plain)) return queryOf(clause) !== ''
    return (
      /\bsearch( for| the| in|ing)?\b/i.test(clause.plain) &&
      clause.unknown.length > 0 &&
      clause.unknown.length <= 4 &&
      clause.items.filter((i) => !isFiller(i)).length <= 6
    )
  },
  free: queryItems,
  plan: (clause) => {
    const query = queryOf(clause)
    if (query === '') return null
    const kinds = /\bnotes?\b/i.test(clause.plain) ? ['note'] : undefined
    return [{ tool: 'search_knowledge', input: input({ query, kinds }) }]
  },
  examples: [
    {
      ask: 'Search the notes for security clearance',
      calls: [{ tool: 'search_knowledge', input: { query: 'security clearance', kinds: ['note'] } }],
    },
    {
      ask: 'Which notes mention parental leave?',
      calls: [{ tool: 'search_knowledge', input: { query: 'parental leave', kinds: ['note'] } }],
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
    .replace(/[?!.,;]?\s*(please|thanks|thank you|cheers|pls|thx)?[\s?!.,;]*$/i, '')
    .replace(/^(the|a|an)\s+/i, '')
    .replace(/^['‘]|['’]$/g, '')
    .trim()
}

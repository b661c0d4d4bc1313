import type { Clause } from '../clause.js'
import type { Item } from '../items.js'
import type { Intent } from './intent.js'

const KNOWS =
  /^(?:who|who else|does anyone|does anybody|anyone who|which (?:of (?:our|my|the) )?(?:people|employees|staff|colleagues))(?: here)? (?:speaks?|can speak|(?:has |have )?worked with|(?:has |have )?experience (?:with|in|of)|is certified in|are certified in|(?:has|have) a background in) (.+)$/
const WISHES =
  /^(?:which|who) (?:of (?:our|my|the) )?(?:people|employees|staff|colleagues) (?:would like to|would love to|wants? to|wanted to|is interested in|are interested in|hopes? to) (.+)$/
const NO_TOPIC = /\b(what|who|if|how|why|when|where|whether|the|about|me|you|us|it|that|this)\b/

/** Skills and wishes that no list of skills holds: looked for in what is written about people. */
export const knownTopic: Intent = {
  name: 'known topic',
  title: 'What is written about people',
  accepts: { words: [], kinds: [] },
  free: (clause) => clause.items,
  when: (clause) => topicOf(clause) !== undefined,
  plan: (clause) => [{ tool: 'search_knowledge', input: { query: topicOf(clause)!, kinds: ['employee', 'note'] } }],
  examples: [
    {
      ask: 'Who speaks Spanish?',
      calls: [{ tool: 'search_knowledge', input: { query: 'spanish', kinds: ['employee', 'note'] } }],
    },
    {
      ask: 'who worked with satellites before',
      calls: [{ tool: 'search_knowledge', input: { query: 'satellites', kinds: ['employee', 'note'] } }],
    },
  ],
}

/** A word that nobody explains; "satellites" in small letters is a thing, though a client is called so. */
const isTopic = (item: Item): boolean =>
  item.kind === 'unknown' || (item.kind === 'client' && /^\p{Ll}/u.test(item.text) && !/\s/.test(item.text))

function topicOf(clause: Clause): string | undefined {
  if (clause.items.some((i) => i.kind !== 'words' && !isTopic(i))) return undefined
  const plain = clause.plain
    .replace(/[\s?!.,]+$/, '')
    .replace(/ (before|already|ever|in the past|at all|please)$/, '')
    .trim()
  const wished = WISHES.exec(plain)?.[1]
  if (wished !== undefined) return wished.split(' ').length <= 7 && !/\b(you|me)\b/.test(wished) ? wished : undefined
  const known = KNOWS.exec(plain)?.[1]
  if (known === undefined || known.split(' ').length > 3 || NO_TOPIC.test(known)) return undefined
  return clause.items.some(isTopic) ? known : undefined
}

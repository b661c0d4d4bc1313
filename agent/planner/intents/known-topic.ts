import type { Clause } from '../reading/clause.js'
import type { Item } from '../reading/items.js'
import type { Intent } from './intent.js'

const WHO =
  '(?:who|who s|whos|who else|does anyone|does anybody|do we have anyone who|has anyone|has anybody|anyone who|anybody who|is anyone|is anybody|which (?:of (?:our|my|the) )?(?:people|employees|staff|colleagues))(?: here)?'
const DID = '(?:ever |already |previously |actually )?'
const VERB = [
  'speaks?',
  'can speak',
  '(?:(?:has|have|s) )?(?:worked|done|dealt|been involved|been) (?:(?:any|some) )?(?:(?:with|on|in) )?(?:(?:any|some) )?',
  'did (?:any |some )?',
  'used to (?:work|do) (?:(?:with|on|in) )?',
  '(?:has |have )?(?:any |some )?(?:experience|knowledge|expertise|background) (?:with|in|of|on|about)',
  '(?:knows?|understands?) (?:a lot |a bit |something |anything |much )?about',
  '(?:is|are|s) (?:certified|trained|qualified|experienced|versed|good) (?:in|on|at|with)',
  '(?:has|have) (?:an? )?(?:background|history|track record) (?:in|of|with|on)',
  'came from',
].join('|')
/** "who speaks Spanish", "who has worked on probation stuff before", "who knows about tolling". */
const KNOWS = new RegExp(`^${WHO} ${DID}(?:${VERB}) ?(.+)$`)
/** "who's SC cleared", "anyone with a DV clearance", "who is PRINCE2 certified". */
const HOLDS =
  /^(?:which of (?:our|my|the) (?:people|employees|staff|colleagues) (?:has|have|holds?|is|are)|which (?:people|employees|staff|colleagues) (?:has|have|holds?|are)|does anyone hold|does anybody hold|anyone holding|anyone who is|who all is|who is|who are|who has|who have|who holds?|who s|whos|who|is anyone|is anybody|does anyone have|does anybody have|anyone with|anybody with|people with|anyone|anybody|people) ?(?:an? |any |the |got )*(.{0,30}?(?:cleared|clearances?|certified|certifications?|accredited|chartered|licensed|licen[cs]es?))$/
/** "who is licensed to fly drones". */
const MAY =
  /^(?:who is|who are|who s|whos|is anyone|is anybody|anyone|anybody) (?:licen[cs]ed|certified|qualified|trained|authori[sz]ed) (?:to|for) (.+)$/
const HAS_WITH =
  /^(?:anyone|anybody|people|somebody|someone|who|staff|employees) with (?:an? |any |some )?(?:experience|knowledge|expertise|background|history) (?:with|in|of|on) (.+)$/
const WISHES =
  /^(?:(?:which|who) (?:of (?:our|my|the) )?(?:(?:people|employees|staff|colleagues) )?|anyone who |anybody who )(?:would like to|would love to|wants? to|wanted to|is interested in|are interested in|hopes? to) (.+)$/
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
  if (clause.items.some((i) => i.kind !== 'words' && i.kind !== 'skill' && !isTopic(i))) return undefined
  const plain = clause.plainWithNames
    .replace(/[\s?!.,]+$/, '')
    .replace(/^(please |ok |so |hi |hey |also )+/, '')
    .replace(/ (before|already|ever|in the past|at all|please|here|previously)$/, '')
    .trim()
  const skilled = clause.skills.length > 0
  const wished = WISHES.exec(plain)?.[1]
  if (wished !== undefined) return wished.split(' ').length <= 7 && !/\b(you|me)\b/.test(wished) ? wished : undefined
  const held = HOLDS.exec(plain)?.[1] ?? MAY.exec(plain)?.[1]
  if (held !== undefined) return held.split(' ').length <= 5 && !NO_TOPIC.test(held) ? held : undefined
  if (skilled) return undefined
  const known = (HAS_WITH.exec(plain) ?? KNOWS.exec(plain))?.[1]?.replace(
    / (stuff|things?|work|projects?|jobs?|engagements?)$/,
    '',
  )
  if (known === undefined || known.split(' ').length > 3 || NO_TOPIC.test(known)) return undefined
  return clause.items.some(isTopic) ? known : undefined
}

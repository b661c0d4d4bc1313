// "Ann has 40 hours on Alpha in May, right?" asks how many hours she has: the statement as the question behind it.

/** A question of its own already: left as it is. */
const ASKS = /^(who|whos|what|which|how|when|where|why|is|are|does|do|did|has|have|will|can)\b/i
/** A number of hours, said outright: not "more than 40 hours", which stays. */
const HOURS =
  /(?<!(?:than|over|under|below|above|least|most|to|about) )\b(?:only |just |still |exactly |all |around |about |roughly )?(?:\d+(?:[.,]\d+)?|(?:a |one )?hundred|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?) ?(?:hours|hrs?|h)\b(?: of work)?/gi
const ENDS = /^(?:the )?(.{2,40}?) (ends|finishes|starts|begins|closes|kicks off|is over|is due)\b.{0,30}$/i

/** The negations of a belief; a check asks for the same facts without them. */
const DENIED: [RegExp, string][] = [
  [/\b(is|are|was|were|has|have|does|do|did|will)n['’`]?t\b/gi, '$1'],
  [/\b(?:nobody|no one|no-one|noone)\b/gi, 'anybody'],
  [/\bthere['’]s\b/gi, 'there is'],
  [/\bnothing\b/gi, 'anything'],
  [/\b(is|are|was|were|will|has|have) (?:not|never|no longer)\b/gi, '$1'],
]

/** A statement that shall be checked, as a question for the same facts; other texts as they are. */
export function asQuestion(statement: string): string {
  let text = statement.replace(/[\s.!?,;]+$/, '').replace(/^(?:and|but|so|well|that)\s+/i, '')
  for (const [denied, plain] of DENIED) text = text.replace(denied, plain)
  if (/^(?:we have|there (?:is|are)|we've got|we got) anybody\b/i.test(text))
    text = text.replace(/^(?:we have|there (?:is|are)|we've got|we got) anybody(?: who is)?/i, 'who is')
  if (/^anybody\b/i.test(text)) text = text.replace(/^anybody(?: is)?/i, 'who is')
  if (ASKS.test(text)) return text
  const ends = ENDS.exec(text)
  if (ends && !/ (?:on|in|at) /.test(ends[1]!))
    return `when does ${ends[1]} ${/^(s|b|k)/i.test(ends[2]!) ? 'start' : 'end'}`
  const idle = /\b(has|have|had) anything(?: on| planned| booked| scheduled| lined up)?\b/i.exec(text)
  if (idle) return `how many hours ${text.replace(idle[0], idle[1]!)}`
  const amounts = text.match(HOURS) ?? []
  if (amounts.length !== 1) return text
  return `how many hours ${text.replace(amounts[0]!, ' ').replace(/\s+/g, ' ').trim()}`
}

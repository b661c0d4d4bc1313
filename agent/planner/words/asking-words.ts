// Words by which a message asks or wants to see something: it is never the answer to a question, nor a change again.

const STARTS = new Set(
  'who whos whose whom what whats which wich how hows why when where wheres is isnt are arent am was wasnt were does doesnt do did has have had will would could can should may might shall show list tell display see compare explain'.split(
    ' ',
  ),
)
const ANYWHERE = new Set(
  'who whos whose what whats which how why show list tell right better ok okay sure really'.split(' '),
)
const BEFORE = new Set(
  'and so but ok okay hmm hm well then or also please now oh great thanks thank you , . ! -'.split(' '),
)

/** "is Alpha better?", "show me the totals for July", "hmm, what about her load?", "sure?". */
export function asksOrShows(words: string[]): boolean {
  const first = words.findIndex((w) => !BEFORE.has(w))
  if (first < 0) return false
  const word = words[first]!
  const next = words[first + 1] ?? ''
  // "can you make it 60", "do the second", "do it": no questions.
  if (
    /^(can|could|would|will)$/.test(word) &&
    next === 'you' &&
    !/^(show|tell|list|explain|see)$/.test(words[first + 2] ?? '')
  )
    return false
  if (word === 'do' && !/^(i|we|they|you)$/.test(next)) return false
  if (/^(what|how)$/.test(word) && next === 'about') return false
  // "and May 80": the month.
  if (word === 'may' && !/^(i|we|you|he|she|they|it|there|that|·)$/.test(next)) return false
  if (STARTS.has(word)) return true
  return words.at(-1) === '?' && words.slice(first).some((w) => ANYWHERE.has(w))
}

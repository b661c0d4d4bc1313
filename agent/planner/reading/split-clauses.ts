import { type Item, isEntity, isFiller, isWords } from './items.js'

const THEN = /^(then|afterwards|next|finally|after that|and then|, then|lastly|subsequently)$/i
const ABBREVIATION =
  /^(excl|incl|sr|jr|snr|jnr|mr|mrs|ms|dr|no|nr|vs|approx|dept|alloc|hrs|proj|mgr|dev|eng|pct|util|sept?|jan|feb|mar|apr|jun|jul|aug|oct|nov|dec|\p{L})$/iu
const VERBS =
  /^(set|put|move|add|assign|staff|copy|shift|push|spread|distribute|replace|swap|clear|remove|delete|zero|zero out|undo|revert|export|download|show|show me|list|tell me|find|give|give me|reduce|cut|increase|raise|hand|hand over|transfer|recommend|suggest|forecast|balance|rebalance|check|create|generate|send|send me|book|schedule|allocate|take|drop|who|who's|who is|what|what is|what's|which|how|how is|how many|how much|resolve|fix|make|produce|save|search|lower|decrease|reassign|postpone|delay|bring|compare|pass|wipe|free up|bump|bump up|reallocate|split|unassign|excel|csv|save as|email me|print|are there|roll off|get me)$/i

/**
 * Cuts a message into requests: at sentence ends, at "then", and at "and" or a comma before a verb. A statement
 * ("Sarah is overbooked in June.") is no request: it stays with the question behind it.
 */
export function splitClauses(items: Item[]): Item[][] {
  const clauses: Item[][] = []
  let current: Item[] = []
  const close = () => {
    if (current.some((i) => !isFiller(i) && !isWords(i, 'and'))) clauses.push(current)
    else if (clauses.length > 0) clauses[clauses.length - 1]!.push(...current)
    else if (current.length > 0) clauses.push(current)
    current = []
  }
  items.forEach((item, at) => {
    if (
      isFiller(item) &&
      ((/^[.?!;]$/.test(item.text) && !(item.text === '.' && ABBREVIATION.test(items[at - 1]?.text ?? ''))) ||
        THEN.test(item.text))
    ) {
      current.push(item)
      close()
      return
    }
    const joiner = (isWords(item, 'and') && item.text !== '/') || item.text === ','
    if (joiner && current.some((i) => i.kind === 'amount') && isSameFor(items, at + 1)) {
      current.push(item)
      close()
      return
    }
    if (joiner && current.some(startsRequest) && asksOfSomebody(items, at + 1)) {
      current.push(item)
      close()
      return
    }
    if (joiner && current.some(startsRequest) && !isAdverbial(current)) {
      let next = at + 1
      while (isFiller(items[next]) && !VERBS.test(items[next]!.text) && items[next]!.text !== '.') next += 1
      const verb = items[next]
      if (verb?.kind === 'words' && VERBS.test(verb.text) && !carriesOn(items, next, current)) close()
    }
    current.push(item)
  })
  close()
  return clauses
}

/** "..., same for Bob": the change before once more. */
function isSameFor(items: Item[], from: number): boolean {
  let at = from
  while (isFiller(items[at]) || isWords(items[at], 'and')) at += 1
  return isWords(items[at], 'same') && isWords(items[at + 1], 'for') && items[at + 2]?.kind === 'person'
}

/** "..., and is she overbooked?", "and does anyone know Python": a question of its own. */
function asksOfSomebody(items: Item[], from: number): boolean {
  let at = from
  while (isFiller(items[at]) && /^(,|and|also|then)$/i.test(items[at]!.text)) at += 1
  const next = items[at + 1]
  return (
    /^(is|are|was|were|does|do|did|has|have|can|could|will)$/i.test(items[at]?.text ?? '') &&
    (next?.kind === 'person' || isWords(next, 'personPronoun', 'people')) &&
    !isFiller(next)
  )
}

/** "take 40 hours off Beta and put them on Gamma" is one move. */
function carriesOn(items: Item[], verb: number, current: Item[]): boolean {
  const moved = items[verb + 1]
  // "who is on Alpha and how many hours each": the second half names nothing of its own.
  if (/^how (many|much)$/i.test(items[verb]!.text) && current.some((i) => isEntity(i)))
    return items.slice(verb + 1).every((i) => isFiller(i) || isWords(i, 'hoursNoun', 'fteWord', 'per', 'personPronoun'))
  // "take Ann off Beta and put her on Gamma", "... and put Bob on it".
  if (
    /^(put|place|assign|move|add|use|bring|staff)$/i.test(items[verb]!.text) &&
    (moved?.kind === 'person' || isWords(moved, 'personPronoun')) &&
    current.some((i) => isWords(i, 'subtract', 'clear')) &&
    current.some((i) => isWords(i, 'off', 'from')) &&
    ![...current, ...items.slice(verb)].some((i) => i.kind === 'amount')
  )
    return true
  // "get Ann to 120 and give the rest to Bob".
  if (
    /^(give|hand|pass|move)$/i.test(items[verb]!.text) &&
    items.slice(verb, verb + 4).some((i) => /^(the )?(rest|difference|remainder|remaining)$/i.test(i.text)) &&
    current.some((i) => i.kind === 'amount')
  )
    return true
  return (
    /^(put|give|move|add|hand|pass)$/i.test(items[verb]!.text) &&
    /^(it|them|those|these|that)$/i.test(moved?.text ?? '') &&
    current.some((i) => i.kind === 'amount' || isWords(i, 'relative')) &&
    current.some((i) => isWords(i, 'subtract', 'clear') || isWords(i, 'off'))
  )
}

/** "For 2026 to Excel, send the portfolio": what stands before the verb belongs to it. */
const isAdverbial = (items: Item[]): boolean => {
  const first = items.find((i) => !(isFiller(i) && !isWords(i, 'for', 'in', 'on', 'to', 'as', 'from')))
  return (
    isWords(first, 'for', 'in', 'on', 'as', 'from') &&
    items.every((i) => i.kind !== 'words' || !VERBS.test(i.text) || /^(to |in |as )?(excel|csv)$/i.test(i.text))
  )
}

const startsRequest = (item: Item): boolean =>
  item.kind === 'words' &&
  !isFiller(item) &&
  !['and', 'or', 'for', 'in', 'on', 'of', 'from', 'to', 'with', 'at'].some((n) => item.classes.has(n))

/** A statement has neither a command verb first nor a question word nor a question mark. */
export function isStatement(items: Item[]): boolean {
  if (items.some((i) => i.text === '?')) return false
  const first = items.find(
    (i) => !(isFiller(i) && !/^(is|are|does|do|did|was|were|can|could|will|would)$/i.test(i.text)),
  )
  if (!first || isFiller(first)) return false
  if (isWords(first, 'personPronoun') && items.some((i) => isWords(i, 'need', 'skillNoun'))) return true
  if (first.kind === 'words') return false
  return (
    items.some((i) => isFiller(i) && /^(is|are|was|will be|has|have|am|'s)$/i.test(i.text)) ||
    items.some((i) => isWords(i, 'overbooked', 'who', 'need', 'full')) ||
    items.some((i) => i.kind === 'words' && /^(who is|s)$/i.test(i.text))
  )
}

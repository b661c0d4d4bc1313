import type { EntityKind } from './lexicon-index.js'
import { monthOf } from './read-cycle.js'
import type { Token } from './tokenise.js'

const BEFORE_PERSON = new Set(
  'set put move give assign staff add replace swap with of for to about does is has hasnt show remove take employee person and bob let have get book from onboard bring place make reduce increase cut clear unassign doing can should like except without than hand via mr mrs ms dr colleague cover covers covering relieve replacing extend keep'.split(
    ' ',
  ),
)
const BEFORE_MONTH_PERSON = new Set(
  'set put move give assign staff add replace swap with about does is has hasnt show remove take employee person let have book onboard bring place reduce increase cut clear unassign can should except without'.split(
    ' ',
  ),
)
const BEFORE_MONTH = new Set(
  'in during since until till through by next last this mid late early between throughout coming past previous'.split(
    ' ',
  ),
)
const BEFORE_PROJECT = new Set(
  'on onto project into to from proj programme of for in over across between off join joins at'.split(' '),
)
const AFTER_PERSON = new Set(
  'has is was on works working free available hours hrs booked allocation allocations allocated doing s does spend spends got have fte load from'.split(
    ' ',
  ),
)
const AFTER_PROJECT = new Set('project status team budget doing programme'.split(' '))
const ARTICLE = /^(the|our|that|this|my)$/
const BEFORE_ARTICLE = new Set(
  'on onto into to from for of in over across between and or just only about off with at by versus vs is how hows move under'.split(
    ' ',
  ),
)
const MODAL_AFTER = new Set(
  'be i we you they he she there it the have need run end get become not take who everyone anyone someone do work only stay also spend now'.split(
    ' ',
  ),
)

/**
 * How much the surroundings of a word say that it is a name and not the plain word: "Will's hours" and "set Will to 80"
 * against "will Jane be free". Positive favours the name. Months need more ("for May", "to May" stay months).
 */
export function nameEvidence(tokens: Token[], at: number, kind: EntityKind, wholeTextCapital: boolean): number {
  const token = tokens[at]!
  const before = wordBefore(tokens, at)
  const after = tokens[at + 1]?.norm ?? ''
  const isMonth = monthOf(token.norm) !== undefined
  let evidence = 0
  if (token.possessive) evidence += isMonth ? 1.6 : 2.5
  if (!isMonth && token.capital && at > 0 && !startsSentence(tokens, at) && !wholeTextCapital) evidence += 2
  if (!isMonth && token.text.length > 1 && token.text === token.text.toUpperCase() && !wholeTextCapital) evidence += 2
  if (kind === 'person') {
    // "will Will be over in May?"
    if (token.norm === 'will' && before === 'will' && token.capital) return evidence + 3
    // "how many hours does Will have": two auxiliaries never stand beside each other.
    if (token.norm === 'will' && token.capital && /^(does|did|is|has|was|do)$/.test(before)) return evidence + 3
    if ((isMonth ? BEFORE_MONTH_PERSON : BEFORE_PERSON).has(before)) evidence += 1.6
    if (AFTER_PERSON.has(after) && !isMonth) evidence += 0.8
    if (isMonth && isBareBesideMonth(tokens, at)) evidence += 2
    if (isMonth && isGivenTo(tokens, at)) evidence += 4
    // "her May hours": nobody's name stands between whose they are and the hours.
    if (isMonth && OWNER.test(tokens[at - 1]?.norm ?? '') && /^(hours|hrs|h|time|work|load)$/.test(after)) evidence -= 4
    // "move 20 hours from Jan to Ravi": no month ends in a name.
    if (isMonth && before === 'from' && after === 'to' && isNameAt(tokens, at + 2)) evidence += 4
    // "Beta Dec: ann 90, joy 30".
    if (!isMonth && tokens[at + 1]?.kind === 'number' && /^(|,|;|:|and|&)$/.test(before)) evidence += 1.6
    // "Hope, in May?": called by name.
    if (!isMonth && at === 0 && token.capital && /^(,|-|–)$/.test(after) && tokens.length > 3) evidence += 1.6
    if (
      token.norm === 'will' &&
      (MODAL_AFTER.has(after) || /^(who|what|how|when|where|which|that|people|hours|many)$/.test(before))
    )
      evidence -= 3
    if (token.norm === 'will' && before === '' && !token.possessive && after !== 'has' && after !== 'is') evidence -= 2
  }
  if (kind === 'project') {
    // "hours on the bridge", "between the bridge and the school", "just the exercise".
    if (ARTICLE.test(tokens[at - 1]?.norm ?? '') && (at === 1 || BEFORE_ARTICLE.has(tokens[at - 2]?.norm ?? '')))
      evidence += 1
    if (BEFORE_PROJECT.has(before) && !(isMonth && before !== 'on' && before !== 'project' && before !== 'onto'))
      evidence += before === 'project' ? 3 : 1.6
    if (/^(his|her|their|my|your)$/.test(before) && /^(hours|hrs|work|time)$/.test(after)) evidence += 1.6
    if (/^(hours|hrs)$/.test(after) && /^(the|)$/.test(tokens[at - 1]?.norm ?? '')) evidence += 0.6
    if (monthOf(before) !== undefined && /^(hours|hrs)$/.test(after)) evidence += 1
    if (tokens[at - 1]?.possessive && /^(hours|hrs|h|work|time|allocation|plan)$/.test(after)) evidence += 1.6
    if (before === ',' || (after !== 'may' && monthOf(after) !== undefined)) evidence += 1
    if (AFTER_PROJECT.has(after)) evidence += after === 'project' ? 3 : 1
  }
  // "Experts at over 80 %" where an LCAT is called Expert.
  if (kind === 'lcat' && token.norm.endsWith('s')) evidence += 2
  if (kind === 'skill' && /^(with|in|knows|know|knowing|and|skill|skills|experience|of|using)$/.test(before))
    evidence += 1.6
  if (kind === 'skill' && /^(skill|skills|experience|expertise|knowledge|experts?)$/.test(after)) evidence += 1.6
  if (isMonth && BEFORE_MONTH.has(before)) evidence -= 3
  const bare = kind === 'person' && isMonth && isBareBesideMonth(tokens, at)
  if (isMonth && /^(20\d\d|to|until|through|and)$/.test(after) && !token.possessive && !bare) evidence -= 1
  return evidence
}

const OWNER = /^(his|her|their|its|my|your|our)$/

/** "have we got Jan down for in October", "compare Jan and Pat in Q4": of two months the bare one is a person. */
function isBareBesideMonth(tokens: Token[], at: number): boolean {
  if (LEADS_TO_MONTH.test(tokens[at - 1]?.norm ?? '') || /^20\d\d$/.test(tokens[at + 1]?.norm ?? '')) return false
  if (isListed(tokens, at, -1) || isListed(tokens, at, 1)) return false
  return tokens.some((_, other) => other !== at && isPeriodWord(tokens, other) && isIntroduced(tokens, other))
}

const isNameAt = (tokens: Token[], at: number): boolean =>
  tokens[at]?.kind === 'word' && tokens[at].capital && !isPeriodWord(tokens, at)

/** "give her January hours to April": hours are given to people; "move" and "from January to April" carry them in time. */
function isGivenTo(tokens: Token[], at: number): boolean {
  if (
    tokens[at - 1]?.norm !== 'to' ||
    tokens[at - 2]?.kind === 'number' ||
    monthOf(tokens[at - 2]?.norm ?? '') !== undefined
  )
    return false
  const other = tokens.some((_, i) => i !== at && isPeriodWord(tokens, i))
  return other && tokens.slice(0, at).some((t) => /^(give|gives|hand|hands|pass|passes)$/.test(t.norm))
}

const LEADS_TO_MONTH =
  /^(in|during|since|until|till|til|through|throughout|by|next|last|this|from|into|to|between|early|late|mid|end|start|before|after|and|or|&|\/|-|–)$/
const isPeriodWord = (tokens: Token[], at: number): boolean =>
  monthOf(tokens[at]!.norm) !== undefined ||
  (/^[qh]$/.test(tokens[at]!.norm) && tokens[at + 1]?.kind === 'number') ||
  (/^(month|quarter|year|week)$/.test(tokens[at]!.norm) && /^(this|next|last)$/.test(tokens[at - 1]?.norm ?? ''))
const isIntroduced = (tokens: Token[], at: number): boolean =>
  /^(in|during|for|over|throughout|this|next|last)$/.test(tokens[at - 1]?.norm ?? '')

/** "Jan, Feb and March", "Jan to March", "Jan Feb": months beside each other. */
function isListed(tokens: Token[], at: number, step: 1 | -1): boolean {
  const near = tokens[at + step]
  if (!near) return false
  if (monthOf(near.norm) !== undefined) return true
  const next = tokens[at + 2 * step]
  return /^(and|or|to|until|till|through|,|\/|-|–|&|into)$/.test(near.norm) && monthOf(next?.norm ?? '') !== undefined
}

/** The word before a name, its article left out: "on the school" is "on school". */
function wordBefore(tokens: Token[], at: number): string {
  const before = tokens[at - 1]?.norm ?? ''
  return before === 'the' || before === 'our' ? (tokens[at - 2]?.norm ?? '') : before
}

function startsSentence(tokens: Token[], at: number): boolean {
  return /^[.!?;:"“]$/.test(tokens[at - 1]?.norm ?? '')
}

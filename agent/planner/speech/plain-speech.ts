// What people say around a request, cut away before it is read: "quick one: ...", "..., thanks, Maria", "..., right?".

import * as frames from '../words/frame-words.js'
import { asQuestion } from './as-question.js'
import { longestFrom, longestTail, type PhraseTable, phraseTable, type Said, saidIn } from './frame-phrases.js'

export interface PlainSpeech {
  text: string
  /** The words as they stood, where `text` is the question behind a belief. */
  bare: string
  /** Only looked at, never carried out: "remind me who ...", "..., isn't he?". */
  readsOnly: boolean
  /** Somebody's belief that shall be looked up. */
  checks: boolean
}

/** Most frames around one request, and the longest message that is looked at, in tokens. */
const MOST = 8
const MOST_TOKENS = 120

const LEADS = phraseTable(frames.LEADS)
const PARTED_LEADS = phraseTable(frames.PARTED_LEADS)
const AGREEMENTS = phraseTable(frames.AGREEMENTS)
const ASKING_LEADS = phraseTable(frames.ASKING_LEADS)
const WANTING_LEADS = phraseTable(frames.WANTING_LEADS)
const CHECKING_LEADS = phraseTable(frames.CHECKING_LEADS)
const TAILS = phraseTable(frames.TAILS)
const PARTED_TAILS = phraseTable(frames.PARTED_TAILS)
const WANTED_TAILS = phraseTable(frames.WANTED_TAILS)
const WANTING_STARTS = phraseTable(frames.WANTING_STARTS)
const TAGS = phraseTable(frames.TAGS)
const LOOSE_TAGS = phraseTable(frames.LOOSE_TAGS)
const QUESTION_TAGS = phraseTable(frames.QUESTION_TAGS)
const DENIED_STARTS = phraseTable(frames.DENIED_STARTS)
const HELLO = phraseTable('{hi}')
const CLOSER = phraseTable('[and] {closer} [again | in advance]')
const QUESTION_WORDS = phraseTable(frames.QUESTION_WORDS)

const isMark = (token: Said | undefined): boolean => token !== undefined && /^[,;:.!?…–—-]$/.test(token.text)
const isName = (token: Said | undefined): boolean => token?.kind === 'word' && token.capital

/** "can we get Ann up to 120 on Beta": brought there, not shown. */
const BRINGS = /\bget \S+(?: \S+)? (?:(?:back )?(?:up|down) |back )?to \d/i

/** A message without the frames around its request; undefined where there are none, or nothing else. */
export function plainSpeech(message: string): PlainSpeech | undefined {
  const said = saidIn(message)
  if (said.length > MOST_TOKENS) return undefined
  const wanting = longestFrom(WANTING_STARTS, said, 0) > 0
  let tokens = said
  let readsOnly = false
  let checks = false
  for (let round = 0; round < MOST; round += 1) {
    const { length } = tokens
    const less = withoutLead(tokens) ?? withoutTail(tokens, wanting)
    if (less) tokens = withoutMarks(less)
    if (tokens.length < length) continue
    const checked = withoutTag(tokens) ?? leadCut(CHECKING_LEADS, tokens)
    const asked = checked ?? askingCut(tokens) ?? (BRINGS.test(message) ? undefined : leadCut(WANTING_LEADS, tokens))
    if (!asked) break
    readsOnly = true
    checks ||= checked !== undefined
    tokens = withoutMarks(asked)
  }
  if (longestFrom(DENIED_STARTS, tokens, 0) > 0) {
    readsOnly = true
    checks = true
  }
  const [first, last] = [tokens[0], tokens[tokens.length - 1]]
  if (!first || !last || !tokens.some((t) => t.kind === 'word')) return undefined
  if (tokens.length === said.length && !checks) return undefined
  const bare = message.slice(first.start, last.end)
  const closed = !checks && tokens[tokens.length - 1] !== said[said.length - 1] && /\?\s*$/.test(message) ? '?' : ''
  return { text: checks ? asQuestion(bare) : `${bare}${closed}`, bare, readsOnly, checks }
}

/** Marks before the first word, and commas and dashes behind the last. */
function withoutMarks(tokens: Said[]): Said[] {
  let from = 0
  while (isMark(tokens[from])) from += 1
  let to = tokens.length
  while (to > from && /^[,;:…–—-]$/.test(tokens[to - 1]!.text)) to -= 1
  return tokens.slice(from, to)
}

function leadCut(table: PhraseTable, tokens: Said[]): Said[] | undefined {
  const end = longestFrom(table, tokens, 0)
  if (end < 1 || end >= tokens.length) return undefined
  return tokens.slice(/^(but|and|so)$/.test(tokens[end]!.word) && end + 1 < tokens.length ? end + 1 : end)
}

function withoutLead(tokens: Said[]): Said[] | undefined {
  return greetingCut(tokens) ?? agreementCut(tokens) ?? leadCut(LEADS, tokens) ?? partedCut(tokens)
}

/** "Hi Sarah, ...": whoever is greeted is no part of the request. */
function greetingCut(tokens: Said[]): Said[] | undefined {
  // "Petra here. Who ...": who writes.
  if (isName(tokens[0]) && tokens[1]?.word === 'here' && isMark(tokens[2]) && tokens.length > 4) return tokens.slice(3)
  let end = longestFrom(HELLO, tokens, 0)
  // "hey grace here - who ...".
  if (end > 0 && tokens[end]?.kind === 'word' && tokens[end + 1]?.word === 'here' && isMark(tokens[end + 2]))
    return tokens.slice(end + 3)
  if (end < 1 || !isName(tokens[end])) return undefined
  end += isName(tokens[end + 1]) ? 2 : 1
  return /^[,!:–—-]$/.test(tokens[end]?.text ?? '') && end + 1 < tokens.length ? tokens.slice(end + 1) : undefined
}

function partedCut(tokens: Said[]): Said[] | undefined {
  const end = longestFrom(PARTED_LEADS, tokens, 0)
  const parted = isMark(tokens[end]) || /^(but|and|so|i|we)$/i.test(tokens[end]?.text ?? '')
  if (end < 1 || end >= tokens.length || !parted) return undefined
  return tokens.slice(/^(but|and|so)$/i.test(tokens[end]!.text) ? end + 1 : end)
}

/** "as agreed with Tom and Ann," up to the comma. */
function agreementCut(tokens: Said[]): Said[] | undefined {
  const end = longestFrom(AGREEMENTS, tokens, 0)
  if (end < 1) return undefined
  const comma = tokens.findIndex((t, at) => at >= end && isMark(t))
  if (comma < 0 || comma > end + 8 || tokens[comma]!.text === '?' || comma + 1 >= tokens.length) return undefined
  return tokens.slice(end, comma).some((t) => t.kind === 'number') ? undefined : tokens.slice(comma + 1)
}

function askingCut(tokens: Said[]): Said[] | undefined {
  const rest = leadCut(ASKING_LEADS, tokens)
  const bare = rest && withoutMarks(rest)
  return bare && longestFrom(QUESTION_WORDS, bare, 0) > 0 ? bare : undefined
}

/** The words of a message up to its last full stop or question mark. */
function bodyOf(tokens: Said[]): Said[] {
  let to = tokens.length
  while (to > 0 && /^[,;:.!?…)–—-]$/.test(tokens[to - 1]!.text)) to -= 1
  return tokens.slice(0, to)
}

function withoutTail(tokens: Said[], wanting: boolean): Said[] | undefined {
  const body = bodyOf(tokens)
  const signed = signatureAt(body)
  if (signed > 0) return body.slice(0, signed)
  const cut = (table: PhraseTable, parted: boolean): Said[] | undefined => {
    const at = longestTail(table, body)
    return at > 0 && (!parted || isMark(body[at - 1])) ? body.slice(0, at) : undefined
  }
  return cut(TAILS, false) ?? cut(PARTED_TAILS, true) ?? cut(WANTED_TAILS, !wanting)
}

/** "Thanks, Maria Garcia" at the end: where it begins, -1 for none. */
function signatureAt(body: Said[]): number {
  let to = body.length
  while (to > 0 && isName(body[to - 1]) && to > body.length - 2) to -= 1
  if (to === body.length) return -1
  while (isMark(body[to - 1])) to -= 1
  const at = longestTail(CLOSER, body.slice(0, to))
  return at > 0 && isMark(body[at - 1]) ? at : -1
}

function withoutTag(tokens: Said[]): Said[] | undefined {
  const body = bodyOf(tokens)
  for (const [table, parted] of [
    [TAGS, true],
    [QUESTION_TAGS, true],
    [LOOSE_TAGS, false],
  ] as const) {
    const at = longestTail(table, body)
    if (at > 1 && (!parted || isMark(body[at - 1]))) return body.slice(0, at)
  }
  return undefined
}

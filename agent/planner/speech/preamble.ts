import type { ToolCall } from '../planner-types.js'
import { type Item, isEntity, isFiller, isWords } from '../reading/items.js'
import { WRITE_TOOLS } from '../thread/thread-memory.js'
import { VOCABULARY } from '../words/vocabulary.js'

const SUBJECTS =
  /^(i|i'm|im|i've|i'd|i'll|we|we're|we've|we'd|we'll|my|our|it|it's|there|there's|this|that|the|someone|somebody|everyone|people|they|sorry|ok|okay|right|hope|good|long|busy|quick|just|big)\b/i

/** Verbs that ask or change: a sentence that starts with one is a request of its own. */
const REQUESTS = ['set', 'add', 'subtract', 'move', 'staff', 'copy', 'shift', 'replace', 'clear', 'distribute', 'undo']

/**
 * "I am planning ahead." before a question: what the asker tells of herself. All its words are everyday English, it
 * names no project, role, month or number, and so leaves nothing out of the question behind it.
 */
export function isPreamble(part: Item[]): boolean {
  const last = part[part.length - 1]
  if (!last || !/^[.!;:…]$/.test(last.text) || part.length > 25) return false
  const first = part[0]!
  if (!SUBJECTS.test(first.text) || part.some((i) => i.text === '?')) return false
  const second = part.find((i) => !isFiller(i))
  if (second && second === first && isWords(second, ...REQUESTS)) return false
  return part.every(
    (item) =>
      item.kind === 'person' ||
      (!isEntity(item) &&
        item.kind !== 'period' &&
        item.kind !== 'amount' &&
        item.kind !== 'comparison' &&
        (item.kind === 'words' || /^\p{Ll}/u.test(item.text) || isEveryday(item.text))),
  )
}

const isEveryday = (text: string): boolean => {
  const word = text.toLowerCase().replace(/['’]/g, '')
  return [
    word,
    word.replace(/s$/, ''),
    word.replace(/ing$/, ''),
    word.replace(/ing$/, 'e'),
    word.replace(/e?d$/, ''),
  ].some((form) => VOCABULARY.common.has(form) || VOCABULARY.words.has(form))
}

/** A preamble may stand before a question only, never before a change. */
export const onlyReads = (calls: ToolCall[]): boolean => calls.every((call) => !WRITE_TOOLS.has(call.tool))

/** "We may lose Kofi. Who could fill in?": who is spoken of is no candidate. */
export function withoutSpokenOf(calls: ToolCall[], names: string[]): ToolCall[] {
  if (names.length === 0) return calls
  return calls.map((call) => {
    if (call.tool !== 'recommend_candidates') return call
    const { exclude = [] } = call.input as { exclude?: string[] }
    return { ...call, input: { ...call.input, exclude: [...new Set([...exclude, ...names])] } }
  })
}

import { VOCABULARY } from '../words/vocabulary.js'
import { monthOf } from './read-cycle.js'
import { plain } from './tokenise.js'

const ARROW = /\s?(?:[-–=]{1,2}>|→)\s?/g
/** "40 -> 60": the number becomes that. Months written in digits are no numbers. */
const BECOMES =
  /(?<![\d/.-])\d{1,3}(?:\.\d+)?\s?(?:h|hrs|hours)?\s?(?:[-–=]{1,2}>|→)\s?(?=\d{1,3}(?:\.\d+)?\s?(?:h|hrs|hours)?(?![\d/.-]))/gi
/** "2026-11..2027-01" is a stretch. */
const DOTS = /(?<=\d)\.{2,3}(?=\d)/g
const HOURS = /\d\s?(?:h|hrs?|hours)\b/i
/** What orders or asks by itself: an arrow is then only its "to". */
const VERBS =
  'move shift set add subtract give staff copy replace clear distribute show who what which how count export free'.split(
    ' ',
  )

/**
 * Arrows in words: "move 20 h from Alpha -> Beta" goes to Beta, "Ann 40 -> 60" becomes 60, and where no verb stands
 * "Ann Alpha -> Beta Nov" moves. Between two months without hours it is a stretch.
 */
export function arrowsWrittenOut(text: string): string {
  if (text.search(ARROW) < 0) return text.includes('..') ? text.replace(DOTS, ' to ') : text
  const said = text.replace(BECOMES, 'to ')
  const arrow = said.search(ARROW)
  if (arrow < 0) return said
  const written = said.replace(ARROW, ' to ')
  const words = said.split(/[^\p{L}\p{N}/'’-]+/u).map(plain)
  if (words.some((word) => VERBS.some((name) => VOCABULARY.phrases.get(word)?.has(name)))) return written
  const sides = [
    said.slice(0, arrow).trim().split(/\s/).at(-1)!,
    said
      .slice(arrow)
      .replace(/^[\s\p{P}>→=]+/u, '')
      .split(/\s/)[0]!,
  ]
  const months = sides.every((side) => monthOf(plain(side)) !== undefined || /^\W*[qh]?\d/i.test(side))
  return months && !HOURS.test(said) ? written : `move ${written}`
}

// What is thought of the answer or change before, said before what is wanted instead.

import type { PlannerRequest } from '../planner-types.js'
import { WRITE_TOOLS } from '../thread/thread-memory.js'

/** "that's too much, make it 40": what is thought of the answer before, said before what is wanted. */
const VERDICT =
  /^\s*((?:(?:hm+|no|ok|okay|oh|well|wait|actually|sorry|ah|oops)\W+)*)(?:(?:that|it|this)(?:['’]s| is| was| looks| seems| sounds)? |looks |seems |sounds )?(?:(?:a )?(?:bit|little|lot|way|far|still|also|just|much) )?(?:too (?:much|many|high|low|little|few|big|small|long|short)|not enough|a lot|quite a lot|overkill|excessive|wrong|not right|not what i (?:meant|wanted)|the wrong one)(?: for (?:him|her|them|me|us))?\s*(?:[,.;:!–-]+|\bso\b)\s*(?=[^\s?])/i

/** "oh wait, she isn't on it, I meant Omar" */
const MEANT = /^[^?]{1,80}?[,.;:–-]\s*(?=(?:sorry,? |oh,? )?(?:i|we) mea?nt? \p{L})/iu

/** "no, leave him, take Ann instead" */
const LEFT =
  /^\s*(?:(?:no|ok|okay|actually|wait|sorry|hm+)\W+)*(?:leave|not) (?:him|her|them|it)(?: alone| out)?\s*[,.;–-]+\s*(?=[^\s?])/i
/** "but leave November at 40" */
const LEAVE_AT =
  /\b(?:leave|keep|have) ((?!it\b|him\b|her\b|them\b|that\b|this\b)[^,.;?]{1,40}?) at (?=\d|half\b|full\b)/i

/** "or better 20", "hmm 25": another amount for the change before it. */
const BETTER =
  /^\W*(?:(?:or|no|ok|okay|well|hm+|and|but|then|sorry|wait|so)\W+)*(?:better|rather|instead|hm+|make that|say)\W+(?:make it )?(\d[\d.,]*\s*(?:h|hrs|hours|%|percent|fte)?(?: (?:then|please|instead))*\W*)$/i

/** "30 would be enough": said of the change before. */
const ENOUGH =
  /^(\W*(?:(?:actually|no|ok|okay|well|hm+|and|but|sorry|wait|so|maybe|i think)\W+)*)(\d[\d.,]*\s*(?:h|hrs|hours|%|percent|fte)?(?: a month)?)\s+(?:would be|is|will be|should be|would) (?:enough|plenty|sufficient|fine|do|ok|okay)\W*$/i

/** "sorry, Otto" */
const SLIP =
  /^\W*(?:(?:sorry|oops|whoops|wait|no)\W+)*(?:sorry|oops|whoops|wait)[\s,.!:–-]+(?:i meant? )?(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)?)\W*$/u

/** The message without the verdict that it opens with; right after a change, what it says of it in plain words. */
export function withoutVerdict({ text, context }: PlannerRequest): string {
  const last = context.turns.at(-1)
  if (!last) return text
  const said = text.replace(VERDICT, '$1').replace(LEFT, '').replace(LEAVE_AT, 'make $1 ')
  if (!last.calls.some((c) => WRITE_TOOLS.has(c.tool))) return said
  return said.replace(BETTER, 'make it $1').replace(ENOUGH, 'make it $2').replace(SLIP, 'no, I meant $1')
}

/** What somebody meant instead, behind why the change before was wrong; undefined where nothing of the kind is said. */
export function meantInstead(text: string): string | undefined {
  const meant = text.replace(MEANT, '')
  return meant === text || /\d/.test(text.slice(0, text.length - meant.length)) ? undefined : meant
}

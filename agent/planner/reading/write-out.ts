import { SHORT_FORMS } from '../words/short-forms.js'
import type { LexiconIndex } from './lexicon-index.js'
import { tokenise } from './tokenise.js'

const THE_MONTH =
  /\bthe months? (?:of )?(?=(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)/gi

/** "hours 4 November", "who is free 4 Q1": behind a noun, no amount and no day. */
const FOR_4 =
  /4(?<=\b(?:plan|plans|hours|hrs|free|available|availability|allocation|alloc|fte|util|utilisation|utilization|load|booked|status|report|bench|conflicts|forecast|total|capacity|candidates|backup|replacement) 4)(?= \p{L})/giu

/** The request with chat shorthand written out ("smth free atm" is "something free at the moment"); names stay. */
export function writtenOut(text: string, index: LexiconIndex): string {
  let result = ''
  let from = 0
  for (const token of tokenise(text)) {
    const form =
      token.kind === 'word' && token.text === token.norm && !token.glued ? SHORT_FORMS[token.norm] : undefined
    if (form === undefined || index.words.has(token.norm)) continue
    result += text.slice(from, token.start) + form
    from = token.end
  }
  return withoutSigns(`${result}${text.slice(from)}`, index)
}

/** Short forms that hold a mark: "b/w", "no. of", "Top-5", "alpha v beta", "plan 4 November". */
function withoutSigns(text: string, index: LexiconIndex): string {
  return text
    .replace(/\bw\/o\b/g, 'without')
    .replace(/\bb\/w\b/gi, 'between')
    .replace(/(?:\b(?:no|nr|nos|nbr)\.?|#) ?of\b/gi, 'number of')
    .replace(/\btop-(?=\d)/gi, 'top ')
    .replace(/\bopen open\b/g, 'open')
    .replace(/\bbreak (?!down\b)([^,.;?]{2,60}?) down (?=by\b)/gi, 'break down $1 ')
    .replace(/(\p{L}+) v\.? (?=(\p{L}+))/gu, (said, first, next) =>
      [`v ${next}`, `${first} v`].some((name) => index.phrases.has(name.toLowerCase())) ? said : `${first} versus `,
    )
    .replace(/(?<=\d ?(?:h|hrs?|hours|d|days|%|fte) ?)\/ ?(?:mo|mth|mnth|month|m|p)\b/gi, ' per month')
    .replace(FOR_4, 'for')
    .replace(THE_MONTH, '')
}

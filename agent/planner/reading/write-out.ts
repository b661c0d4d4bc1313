import { SHORT_FORMS } from '../words/short-forms.js'
import type { LexiconIndex } from './lexicon-index.js'
import { tokenise } from './tokenise.js'

const THE_MONTH =
  /\bthe months? (?:of )?(?=(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)/gi

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
  return `${result}${text.slice(from)}`.replace(/\bw\/o\b/g, 'without').replace(THE_MONTH, '')
}

/** One word, number or mark of a request, with its place in the text. */
export interface Token {
  text: string
  /** Lower case, without accents, apostrophes and possessive s: what is looked up. */
  norm: string
  start: number
  end: number
  kind: 'word' | 'number' | 'email' | 'date' | 'mark'
  /** "Sarah's", "James'". */
  possessive: boolean
  /** No space between this token and the one before it ("80h", "Nov-Dec"). */
  glued: boolean
  /** A hyphen or dash stands directly before this token. */
  hyphen: boolean
  /** Starts with a capital letter. */
  capital: boolean
}

const PIECE =
  /([\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,100})|(\d{4}-\d{2}(?:-\d{2})?(?!\d))|(\d+(?:[.,]\d+)*(?:e[+-]?\d+\b)?)|([\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*(?:['’`][\p{L}\p{M}]+)*['’]?(?:\+\+|#(?!\p{L}))?)|([^\s])/giu

/** Longer requests are cut here: nobody types more, and the planner stays linear. */
export const LONGEST_REQUEST = 4000

/** Without accents, in lower case: "Björk" and "bjork" are one word. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/ı/g, 'i')
}

/**
 * Splits a request into tokens. Names in the lexicon go through the same function, so that both sides are cut alike.
 * Digits are split from letters behind them ("80h" is 80 and h); hyphens inside words are dropped and remembered.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let hyphen = false
  for (const match of text.slice(0, LONGEST_REQUEST).matchAll(PIECE)) {
    const raw = match[0]
    const start = match.index
    const previous = tokens[tokens.length - 1]
    const touching = previous !== undefined && (previous.end === start || (hyphen && previous.end === start - 1))
    if (/^[-‐‑–—−]$/.test(raw)) {
      const next = text[start + 1] ?? ' '
      if (previous && previous.end === start && next.trim() !== '') {
        hyphen = true
        continue
      }
      if (/\d/.test(next) && raw !== '—') {
        tokens.push(mark('minus', raw, start, touching))
        continue
      }
    }
    const kind = match[1] ? 'email' : match[2] ? 'date' : match[3] ? 'number' : match[4] ? 'word' : 'mark'
    tokens.push(token(kind, trimmed(raw, kind), start, touching, hyphen))
    hyphen = false
  }
  return tokens
}

function trimmed(raw: string, kind: Token['kind']): string {
  return kind === 'email' ? raw.replace(/[.-]+$/, '') : raw
}

function mark(norm: string, text: string, start: number, glued: boolean): Token {
  return {
    text,
    norm,
    start,
    end: start + text.length,
    kind: 'mark',
    possessive: false,
    glued,
    hyphen: false,
    capital: false,
  }
}

function token(kind: Token['kind'], text: string, start: number, glued: boolean, hyphen: boolean): Token {
  let norm = plain(text)
  let possessive = false
  if (kind === 'word') {
    possessive = /['’`]s?$/.test(norm) && norm.length > 2
    // "we're" is no "were".
    norm = /^we['’`]re$/.test(norm) ? 'we are' : norm.replace(/['’`]s?$/, '').replace(/['’`]/g, '')
  }
  return {
    text,
    norm,
    start,
    end: start + text.length,
    kind,
    possessive,
    glued,
    hyphen,
    capital: /^\p{Lu}/u.test(text),
  }
}

/** The lookup key of a phrase: its normalised tokens joined by blanks. */
export function keyOf(text: string): string {
  return tokenise(text)
    .map((t) => t.norm)
    .join(' ')
}

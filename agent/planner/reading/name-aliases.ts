import type { LexiconProject } from '../planner-types.js'
import { NICKNAMES } from '../words/role-synonyms.js'
import type { Strength } from './lexicon-index.js'
import { keyOf } from './tokenise.js'

export interface Alias {
  key: string
  as: { strength: Strength; capitalsOnly?: boolean; plural?: boolean }
}

const FULL = { strength: 'full' as const }
const PART = { strength: 'part' as const }
const SHORT = { strength: 'short' as const }
const CAPITALS = { strength: 'short' as const, capitalsOnly: true }

/** Titles and links inside names that are nobody's name by themselves. */
const NAME_LINKS = new Set([
  'de',
  'la',
  'del',
  'van',
  'von',
  'der',
  'den',
  'di',
  'da',
  'dos',
  'al',
  'el',
  'bin',
  'ibn',
  'jr',
  'sr',
  'mr',
  'mrs',
  'ms',
  'dr',
  'st',
  'ter',
  'ten',
  'le',
  'du',
])

/** How a person may be called: either order, with initials, first name, surname, nickname, e-mail, its local part. */
export function employeeAliases(name: string, email: string): Alias[] {
  const spelled = name.replace(/[äöüåÄÖÜÅøØ]/g, (letter) => SPELLED[letter.toLowerCase()]!)
  // "Jürgen" is typed "Juergen", too.
  return spelled === name ? aliasesOf(name, email) : [...aliasesOf(name, email), ...aliasesOf(spelled, '')]
}

const SPELLED: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }

function aliasesOf(name: string, email: string): Alias[] {
  const words = keyOf(name.replace(/[,]/g, ' ')).split(' ').filter(Boolean)
  const aliases: Alias[] = []
  const first = words[0] ?? ''
  const last = words[words.length - 1] ?? ''
  aliases.push({ key: words.join(' '), as: FULL })
  if (words.length > 1) {
    const rest = words.slice(1).join(' ')
    aliases.push({ key: `${rest} ${first}`, as: FULL }, { key: `${rest} , ${first}`, as: FULL })
    aliases.push(
      { key: `${first} ${last}`, as: FULL },
      { key: `${last} ${first}`, as: FULL },
      { key: `${last} , ${first}`, as: FULL },
    )
    aliases.push({ key: `${first[0]} ${last}`, as: PART }, { key: `${first[0]} . ${last}`, as: PART })
    aliases.push({ key: `${first} ${last[0]}`, as: PART }, { key: `${first} ${last[0]} .`, as: PART })
    aliases.push({ key: `${last} ${first[0]}`, as: PART }, { key: `${last} , ${first[0]}`, as: PART })
    aliases.push(
      { key: `${first}${last}`, as: PART },
      { key: `${first[0]}${last}`, as: SHORT },
      { key: `${first} . ${last}`, as: PART },
    )
    aliases.push({ key: words.map((w) => w[0]).join(''), as: CAPITALS })
    aliases.push({ key: words.map((w) => w[0]).join(' . '), as: CAPITALS })
    for (const nick of NICKNAME_OF.get(first) ?? [])
      aliases.push({ key: nick, as: SHORT }, { key: `${nick} ${last}`, as: PART })
    for (let from = 0; from < words.length; from += 1)
      for (let to = from + 2; to <= words.length && to - from < 4; to += 1)
        if (to - from < words.length) aliases.push({ key: words.slice(from, to).join(' '), as: PART })
  }
  for (const word of words)
    if (word.length > 1 && /\p{L}/u.test(word) && !NAME_LINKS.has(word)) aliases.push({ key: word, as: PART })
  const mail = email.toLowerCase()
  if (mail.includes('@')) {
    aliases.push({ key: mail, as: FULL })
    const local = keyOf(mail.slice(0, mail.indexOf('@')))
    if (local.length > 3) aliases.push({ key: local, as: local.includes(' ') ? PART : SHORT })
  }
  return aliases
}

const NICKNAME_OF = new Map<string, string[]>()
for (const group of NICKNAMES.trim().split(/\s*[|\n]\s*/)) {
  const [full = '', ...nicks] = group.split(' ')
  NICKNAME_OF.set(full, [...(NICKNAME_OF.get(full) ?? []), ...nicks])
}

/** Words of project names that say nothing alone. */
const EMPTY_WORDS = new Set(
  'project program programme the of and for a an to in on phase part i ii iii iv v 1 2 3 4 5 no number & - / . , ( ) + new task order contract support services service system systems'.split(
    ' ',
  ),
)

/** Project names as people shorten them: without "Project", by a run of its words, by acronym, by code. */
export function projectAliases(projects: LexiconProject[]): Alias[][] {
  return projects.map((project) => {
    const aliases: Alias[] = [{ key: keyOf(project.code), as: FULL }]
    const words = keyOf(project.name).split(' ').filter(Boolean)
    aliases.push({ key: words.join(' '), as: FULL })
    const bare = words.filter((w) => w !== 'project' && w !== 'programme' && w !== 'program')
    if (bare.length > 0) {
      aliases.push(
        { key: bare.join(' '), as: FULL },
        { key: `project ${bare.join(' ')}`, as: FULL },
        { key: `${bare.join(' ')} project`, as: FULL },
      )
    }
    for (let from = 0; from < bare.length; from += 1)
      for (let to = from + 1; to <= bare.length && to - from < 5; to += 1) {
        const run = bare.slice(from, to)
        if (
          run.length < bare.length &&
          !run.every((w) => EMPTY_WORDS.has(w)) &&
          !EMPTY_WORDS.has(run[run.length - 1] ?? '') &&
          run.join('').length > 1
        )
          aliases.push({ key: run.join(' '), as: PART })
      }
    // "the March exercise" of "March Readiness Exercise".
    for (const word of bare.slice(2))
      if (!EMPTY_WORDS.has(word) && !EMPTY_WORDS.has(bare[0]!)) aliases.push({ key: `${bare[0]} ${word}`, as: PART })
    aliases.push(...acronyms(bare))
    if (bare.length > 1) aliases.push({ key: bare.join(''), as: PART })
    const code = keyOf(project.code).split(' ')
    aliases.push({ key: code.join(''), as: PART })
    for (const word of code) if (word.length > 2 && /^\p{L}+$/u.test(word)) aliases.push({ key: word, as: PART })
    return aliases
  })
}

/** A client by its name, the name without its legal form, a piece of it, or its acronym in capitals. */
export function clientAliases(client: string, all: string[]): Alias[] {
  const unique = (word: string) =>
    !LINKS.has(word) && all.filter((c) => keyOf(c).split(' ').includes(word)).length === 1
  const words = keyOf(client).split(' ').filter(Boolean)
  const aliases: Alias[] = [{ key: words.join(' '), as: FULL }]
  const bare = words.filter(
    (w) =>
      ![
        'inc',
        'ltd',
        'llc',
        'corp',
        'corporation',
        'gmbh',
        'plc',
        'co',
        'company',
        'limited',
        'group',
        'the',
        '.',
        ',',
        'ag',
        'sa',
        'bv',
      ].includes(w),
  )
  if (bare.length > 0) aliases.push({ key: bare.join(' '), as: FULL })
  for (const word of bare)
    if (word.length > 2 && (!CLIENT_COMMON.has(word) || unique(word)) && /\p{L}/u.test(word))
      aliases.push({ key: word, as: PART })
  for (let i = 0; i + 1 < bare.length; i += 1)
    if (
      bare.length > 2 &&
      !(CLIENT_COMMON.has(bare[i] ?? '') && CLIENT_COMMON.has(bare[i + 1] ?? '')) &&
      !LINKS_ONLY.has(bare[i + 1] ?? '')
    )
      aliases.push({ key: bare.slice(i, i + 2).join(' '), as: PART })
  aliases.push(...acronyms(words))
  return aliases
}

/** "NHS" for "National Hydrology Service", "MoJ" and "MJ" for "Ministry of Justice". */
function acronyms(words: string[]): Alias[] {
  const letters = words.filter((w) => /\p{L}/u.test(w))
  const strong = letters.filter((w) => !['of', 'and', 'the', 'for'].includes(w))
  if (strong.length < 2) return []
  const keys = [strong, letters].map((list) => list.map((w) => w[0]).join(''))
  return [...new Set(keys)].map((key) => ({ key, as: CAPITALS }))
}

const LINKS_ONLY = new Set(['of', 'and', 'the', 'for'])
const LINKS = new Set(
  'of and the for group services service partners systems solutions international global city county state united health national'.split(
    ' ',
  ),
)
const CLIENT_COMMON = new Set(
  'of and the for department dept agency ministry office bureau national federal city county state united bank insurance services service partners systems solutions health international global university administration authority council'.split(
    ' ',
  ),
)

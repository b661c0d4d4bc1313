import { GROUP_WORDS, SAME_ROLES, SAME_SKILLS, SAME_WORDS } from '../words/role-synonyms.js'
import type { Alias } from './name-aliases.js'
import { keyOf } from './tokenise.js'

const SWAPS = new Map<string, string[]>()
for (const line of SAME_WORDS.trim().split('\n')) {
  const words = line.trim().split(' ')
  for (const word of words) SWAPS.set(word, [...(SWAPS.get(word) ?? []), ...words.filter((w) => w !== word)])
}
const groups = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' | ').map(keyOf))
const ROLE_GROUPS = groups(SAME_ROLES)
const SKILL_GROUPS = groups(SAME_SKILLS)
const GROUPS = GROUP_WORDS.split(' | ')

/** Words of role names that many roles share; alone they name all of them ("the analysts"). */
const LEVEL_WORDS = new Set(
  'senior junior mid principal lead chief head staff associate i ii iii iv v 1 2 3 4 5 level of and the - / & ( )'.split(
    ' ',
  ),
)

/** First words of roles that are too plain to stand for the role. */
const VAGUE = new Set(
  'cost costs price change risk process design research delivery control quality plan planning performance content safety site training release resource resourcing finance legal sales marketing market grid portfolio programme operations data software business project product technical quality systems system security solution solutions program change support help service user test field account office network database'.split(
    ' ',
  ),
)

/** Roles by name, plural, synonym words ("SW Engineer" for Software Engineer), sister names, head word, group ("the cyber team"). */
export function roleAliases(roles: string[]): Alias[][] {
  const own = new Set(roles.flatMap((r) => withPlural(keyOf(r))))
  // "software engineer" is a spelling of "SW Engineer": then it is no sister name of "Developer".
  const spelt = new Map<string, string>()
  for (const role of roles)
    for (const form of swapped(keyOf(role))) spelt.set(form, [spelt.get(form), keyOf(role)].filter(Boolean).join('|'))
  const count = (word: string) => roles.filter((r) => keyOf(r).split(' ').includes(word)).length
  return roles.map((role) => {
    const key = keyOf(role)
    const aliases: Alias[] = []
    for (const form of swapped(key)) {
      const strength = form === key ? 'full' : 'part'
      if (form !== key && own.has(form)) continue
      for (const f of withPlural(form))
        if (f === key || !own.has(f) || form === key) aliases.push({ key: f, as: { strength, plural: f !== form } })
    }
    for (const group of ROLE_GROUPS) {
      if (!group.includes(key) && !swapped(key).some((f) => group.includes(f))) continue
      for (const other of group)
        for (const f of withPlural(other))
          if (!own.has(f) && !(spelt.get(other) ?? key).split('|').every((k) => k !== key))
            aliases.push({
              key: f,
              as: {
                strength: other.length <= 2 ? 'short' : 'part',
                plural: f !== other,
                capitalsOnly: other.length <= 2,
              },
            })
    }
    const words = key.split(' ').filter((w) => /\p{L}/u.test(w))
    const telling = words.filter((w) => !LEVEL_WORDS.has(w))
    if (telling.length > 1) {
      const head = telling[telling.length - 1] ?? ''
      for (const h of [head, ...(SWAPS.get(head) ?? [])])
        for (const f of withPlural(h))
          if (!own.has(f)) aliases.push({ key: f, as: { strength: 'part', plural: f !== h } })
      for (const word of telling.slice(0, -1))
        if (!VAGUE.has(word) && count(word) === 1) aliases.push({ key: word, as: { strength: 'short', plural: true } })
      for (const first of telling.slice(0, -1))
        for (const word of [first, ...(SWAPS.get(first) ?? [])])
          for (const group of GROUPS) aliases.push({ key: `${word} ${group}`, as: { strength: 'part', plural: true } })
      const pair = telling.slice(0, -1).join(' ')
      if (telling.length > 2)
        for (const group of GROUPS) aliases.push({ key: `${pair} ${group}`, as: { strength: 'part', plural: true } })
    }
    const letters = words.filter((w) => !['of', 'and', 'the'].includes(w))
    if (letters.length > 1)
      for (const f of withPlural(letters.map((w) => w[0]).join('')))
        aliases.push({ key: f, as: { strength: 'short', capitalsOnly: true } })
    for (const group of GROUPS) aliases.push({ key: `${key} ${group}`, as: { strength: 'full', plural: true } })
    return aliases
  })
}

const ROMAN: Record<string, string> = {
  '1': 'i',
  '2': 'ii',
  '3': 'iii',
  '4': 'iv',
  '5': 'v',
  i: '1',
  ii: '2',
  iii: '3',
  iv: '4',
  v: '5',
}

/** Labour categories by name, plural ("seniors"), short form ("sr"), Roman or Arabic number, with "level". */
export function lcatAliases(lcats: string[]): Alias[][] {
  const own = new Set(lcats.map(keyOf))
  return lcats.map((lcat) => {
    const key = keyOf(lcat)
    const aliases: Alias[] = []
    const forms = new Set(swapped(key))
    const words = key.split(' ')
    const digit = ROMAN[words[words.length - 1] ?? '']
    if (digit) forms.add([...words.slice(0, -1), digit].join(' '))
    const base = words.slice(0, -1).join(' ')
    if (digit && base)
      for (const n of [words[words.length - 1], digit])
        for (const form of [`${base}s ${n}`, `${base} level ${n}`, `${base}s level ${n}`]) forms.add(form)
    if (digit && base && base !== 'level' && !own.has(base)) forms.add(base)
    const last = words[words.length - 1] ?? ''
    const alone = digit && lcats.filter((l) => [last, digit].includes(keyOf(l).split(' ').pop() ?? '')).length === 1
    if (alone) for (const n of [last, digit]) for (const word of ['level', 'lvl', 'grade']) forms.add(`${word} ${n}`)
    if (words[words.length - 1] === 'level') forms.add(words.slice(0, -1).join(' '))
    for (const form of onlyLevelWord(words, lcats)) forms.add(form)
    if (words[0] === 'level' && words.length === 2) for (const n of [words[1], digit]) if (n) forms.add(`l${n}`)
    for (const form of forms) {
      if (form !== key && own.has(form)) continue
      const strength = form === key ? 'full' : 'part'
      for (const f of withPlural(form))
        if (f === key || !own.has(f)) aliases.push({ key: f, as: { strength, plural: f !== form } })
      for (const tail of ['level', 'grade', 'ones', 'people', 'folks', 'staff', 'employees', 'lcat'])
        if (!form.endsWith(tail)) aliases.push({ key: `${form} ${tail}`, as: { strength, plural: true } })
    }
    return aliases
  })
}

const ONE_LEVEL =
  /^(senior|sr|junior|jr|mid|intermediate|principal|expert|entry|trainee|graduate|chief|lead|associate)$/

/** "the seniors" where one LCAT alone holds the word: "Senior Associate", "Sr. Consultant". */
function onlyLevelWord(words: string[], lcats: string[]): string[] {
  const [first = ''] = words
  if (words.length < 2 || !ONE_LEVEL.test(first)) return []
  const same = [first, ...(SWAPS.get(first) ?? [])].filter((w) => ONE_LEVEL.test(w))
  const holding = lcats.filter((l) => same.some((w) => keyOf(l).split(' ').includes(w)))
  return holding.length === 1 ? same : []
}

/** Skills by name and by their other names. */
export function skillAliases(skill: string): Alias[] {
  const key = keyOf(skill)
  const aliases: Alias[] = [{ key, as: { strength: 'full' } }]
  for (const group of SKILL_GROUPS)
    if (group.includes(key))
      for (const other of group)
        aliases.push({
          key: other,
          as: { strength: 'part', capitalsOnly: other.length <= 2 && !/^(qa|ux)$/.test(other) },
        })
  if (key.includes(' ')) aliases.push({ key: key.replaceAll(' ', ''), as: { strength: 'part' } })
  return aliases
}

/** The phrase with any one or two of its words exchanged for a synonym. */
function swapped(key: string): string[] {
  let forms = [[]] as string[][]
  for (const word of key.split(' ')) {
    const options = [word, ...(SWAPS.get(word) ?? [])].slice(0, 5)
    forms = forms.flatMap((form) => options.map((option) => [...form, option])).slice(0, 40)
  }
  return [...new Set(forms.map((form) => form.join(' ')))]
}

function withPlural(phrase: string): string[] {
  const last = phrase.slice(phrase.lastIndexOf(' ') + 1)
  const head = phrase.slice(0, phrase.length - last.length)
  if (!/\p{L}$/u.test(last) || last.endsWith('s')) return [phrase, ...(last.endsWith('ss') ? [`${phrase}es`] : [])]
  if (/[^aeiou]y$/.test(last)) return [phrase, `${head}${last.slice(0, -1)}ies`]
  if (/(x|ch|sh)$/.test(last)) return [phrase, `${phrase}es`]
  if (last.endsWith('man')) return [phrase, `${head}${last.slice(0, -2)}en`]
  return [phrase, `${phrase}s`]
}

// How senior a labour category sounds, for files that name LCATs and no order of them.

/** The ordinary level of a name that says nothing of seniority. */
const PLAIN = 3

const LEVELS: Record<string, number> = {
  intern: 1,
  trainee: 1,
  apprentice: 1,
  student: 1,
  graduate: 1.5,
  entry: 1.5,
  junior: 2,
  jr: 2,
  associate: 2,
  assistant: 2,
  mid: PLAIN,
  intermediate: PLAIN,
  journeyman: PLAIN,
  senior: 4,
  sr: 4,
  advanced: 4,
  lead: 5,
  manager: 5,
  staff: 5,
  principal: 6,
  architect: 6,
  master: 6,
  expert: 7,
  sme: 7,
  chief: 7.5,
  head: 7.5,
  director: 8,
  distinguished: 8,
  fellow: 8,
  executive: 8.5,
  partner: 9,
}
const NUMERALS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']

/**
 * A number to sort by: the most senior word counts, a lower or higher one beside it tips the scale ("Associate
 * Director" before "Director" before "Senior Director"); grades as "II", "3" or "L3" order within the same word.
 */
export function senioritySounds(name: string): number {
  const words = name.toLowerCase().match(/[a-z]+|\d+/g) ?? []
  const levels = words.flatMap((word) => LEVELS[word] ?? []).sort((a, b) => b - a)
  const [highest = PLAIN, ...others] = levels
  const tip = others.reduce((sum, level) => sum + (level < PLAIN ? -0.2 : level > PLAIN ? 0.2 : 0), 0)
  const numeral = words.findLast((word) => NUMERALS.includes(word))
  const digits = words.findLast((word) => /^\d+$/.test(word))
  const grade = digits ? Number(digits) : numeral ? NUMERALS.indexOf(numeral) + 1 : 0
  return highest + tip + Math.min(grade, 99) / 1000
}

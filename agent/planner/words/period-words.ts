// Names of months and numbers, as people write them.

/** Month names and their short forms -> 0 for January. */
export const MONTHS: Record<string, number> = {}
const NAMES =
  'january jan,february feb febr,march mar,april apr,may,june jun,july jul,august aug,september sep sept,october oct,november nov,december dec'
// Christmas is the end of December's plan.
for (const name of ['christmas', 'xmas']) MONTHS[name] = 11
// Months as a German or a Scandinavian writes them in an English sentence.
for (const [name, month] of Object.entries({
  januar: 0,
  februar: 1,
  marz: 2,
  maerz: 2,
  mai: 4,
  juni: 5,
  juli: 6,
  oktober: 9,
  okt: 9,
  dezember: 11,
  dez: 11,
}))
  MONTHS[name] = month
for (const [index, names] of NAMES.split(',').entries()) for (const name of names.split(' ')) MONTHS[name] = index

/** Seasons of the north -> their first month, 0 for January; each has three. */
export const SEASONS: Record<string, number> = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 }

export const NUMBER_WORDS: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}

export const ORDINALS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
}

/** Words of the period grammar, so that a misspelt "quater" is mended. */
export const PERIOD_WORDS = [
  ...Object.keys(MONTHS),
  ...Object.keys(NUMBER_WORDS),
  ...Object.keys(ORDINALS),
  ...'quarter quarters half halves year years month months week weeks day days sprint sprints fiscal financial calendar next last previous coming following upcoming current past today tomorrow yesterday now currently rest remainder remaining end start beginning middle mid early late hundred thousand percent pct hours hour fte dozen this moment eoy ytd fy'.split(
    ' ',
  ),
]

// Amounts that hang on the hours that stand there now: "half of her hours", "double them", "by a third".

/** What the present hours are multiplied by, said outright. */
export const FACTORS: Record<string, number> = {
  ...{ double: 2, doubles: 2, doubling: 2, doubled: 2, twice: 2, 'twice as many': 2, 'twice as much': 2 },
  ...{ triple: 3, triples: 3, treble: 3, trebles: 3, tripling: 3, 'three times as many': 3, 'three times as much': 3 },
  ...{ quadruple: 4, 'four times as many': 4, 'four times as much': 4 },
  ...{ halve: 0.5, halves: 0.5, halving: 0.5, 'in half': 0.5, 'in two': 0.5, 'half as many': 0.5, 'half as much': 0.5 },
  ...{ 'by half': 0.5, 'in halves': 0.5, 'down to half': 0.5, 'back to half': 0.5 },
}

/** Parts of the present hours; the words around them say whether they are taken, added or left. */
export const SHARES: Record<string, number> = {
  ...{ 'half of': 0.5, 'half the': 0.5, 'the other half': 0.5, 'one half of': 0.5, 'a half of': 0.5 },
  ...{ 'a third': 1 / 3, 'one third': 1 / 3, 'two thirds': 2 / 3, 'a third of': 1 / 3, 'one third of': 1 / 3 },
  ...{ 'two thirds of': 2 / 3, 'a quarter of': 0.25, 'one quarter of': 0.25, 'three quarters of': 0.75 },
  ...{ 'by three quarters': 0.75, 'a fourth of': 0.25 },
  ...{ 'a fifth': 0.2, 'a fifth of': 0.2, 'one fifth of': 0.2, 'two fifths of': 0.4, 'three fifths of': 0.6 },
  ...{ 'a tenth': 0.1, 'a tenth of': 0.1, 'one tenth of': 0.1 },
}

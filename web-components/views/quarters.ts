import { addMonths } from '../shared/format.js'

/** First month of the quarter that a month lies in: '2026-11' -> '2026-10'. */
export function quarterOf(month: string): string {
  const number = Number(month.slice(5, 7))
  return `${month.slice(0, 4)}-${String(number - ((number - 1) % 3)).padStart(2, '0')}`
}

/** Quarters around one, two before to six after, as first month and "Q4 2026". */
export function quarterChoices(around: string): [string, string][] {
  return Array.from({ length: 9 }, (_, i) => {
    const month = addMonths(quarterOf(around), (i - 2) * 3)
    return [month, `Q${Math.ceil(Number(month.slice(5, 7)) / 3)} ${month.slice(0, 4)}`]
  })
}

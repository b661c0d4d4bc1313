import { type AmountItem, type Item, isFiller, isWords } from './items.js'

/** What questions about spare time say of it: "50 spare hours", "another 20 hours", "a couple of days a week". */
export const spareTime = (items: Item[]): Item[] => {
  const read = freeHours(items)
  const asks =
    !read.some((i) => i.kind === 'person') && read.some((i) => isWords(i, 'who', 'which', 'people', 'whoModal'))
  return asks ? coupleOfDays(takingHours(withoutAnother(read))) : read
}

/** "50 spare hours", "20 unallocated hrs": so many hours, not a number of rows. */
const freeHours = (items: Item[]): Item[] =>
  items.map((item, at) =>
    item.kind === 'amount' &&
    item.amount.unit === 'none' &&
    isWords(items[at + 1], 'free') &&
    /\b(hours|hrs|h)$/i.test(items[at + 1]!.text)
      ? { ...item, amount: { ...item.amount, unit: 'hours' } }
      : item,
  )

/** "room for another 20 hours": 20 hours. */
function withoutAnother(items: Item[]): Item[] {
  if (!items.some((i) => isWords(i, 'free', 'takesOn', 'whoModal'))) return items
  return items.filter(
    (item, at) =>
      !(
        /^(another|an additional|an extra|additional|extra|a further|further|more)$/i.test(item.text) &&
        isHours(items[at + 1])
      ),
  )
}

/** "who could still take 30 hours": who has as much time. */
const takingHours = (items: Item[]): Item[] =>
  items.map((item, at) => {
    if (!/^(take|handle|absorb|manage|cover|do|work|give|spare|contribute)$/i.test(item.text)) return item
    const before = items.slice(0, at).findLast((i) => !isFiller(i) || isWords(i, 'whoModal'))
    const project = items.some((i) => i.kind === 'project' || i.kind === 'client')
    if (project || !isWords(before, 'whoModal', 'people') || !isHours(items[at + 1])) return item
    return { ...item, kind: 'words', classes: new Set(['takesOn']) } as Item
  })

/** "a couple of days a week": two of them. */
function coupleOfDays(items: Item[]): Item[] {
  const at = items.findIndex((i) => /^a couple of$/i.test(i.text))
  const [couple, days, per, week] = items.slice(at, at + 4)
  if (at < 0 || !/^days$/i.test(days?.text ?? '') || !/^(a|per|each|every)$/i.test(per?.text ?? '')) return items
  if (!/^week$/i.test(week?.text ?? '')) return items
  const amount: AmountItem = {
    ...couple!,
    kind: 'amount',
    amount: { value: 0.4, unit: 'fte', signed: false },
    to: week!.to,
    end: week!.end,
    text: '2 days a week',
  }
  return [...items.slice(0, at), amount, ...items.slice(at + 4)]
}

const isHours = (item: Item | undefined): boolean =>
  item?.kind === 'amount' && ['hours', 'days', 'weeks', 'fte', 'percent'].includes(item.amount.unit)

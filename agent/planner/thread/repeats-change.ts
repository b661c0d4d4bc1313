// Does a follow-up plan the change before it again ("the same for Bob", "and in June"), or ask something else?
import type { ToolCall } from '../planner-types.js'
import type { Clause } from '../reading/clause.js'
import { isWords } from '../reading/items.js'

/** The verbs of each change: any other verb in a follow-up asks for another change. */
const VERBS: Record<string, string[]> = {
  set_hours: ['set', 'add', 'subtract', 'give', 'lower', 'raise'],
  move_hours: ['move', 'give'],
  staff_employee: ['staff', 'set', 'give'],
  clear: ['clear', 'subtract', 'off'],
  copy: ['copy'],
  shift: ['shift', 'earlier', 'later'],
  distribute: ['distribute'],
  replace: ['replace'],
  scale: ['add', 'subtract', 'lower', 'raise'],
}
const ALL_VERBS = [...new Set(Object.values(VERBS).flat())]
/** Verbs that only point to the change before. */
const NEUTRAL =
  /^(make|make it|make that|change|change it|change that|do|have|want|would like|should be|to be|as|fix|correct|include|use|bring|no longer|up|back|out|another|more|extra|additional|further|less|fewer|plus|minus|repeat|repeat that|apply|the same as|same as|rather than|instead of|off)$/i

/** "and put the hours on Beta instead" after hours were cleared: not to be cleared there too. */
export function hasOtherVerb(clause: Clause, last: ToolCall[]): boolean {
  const known = last.flatMap((c) => VERBS[(c.input as { operation?: string }).operation ?? c.tool] ?? [])
  return clause.items.some(
    (i) =>
      isWords(i, ...ALL_VERBS) && !isWords(i, 'filler', ...known, 'that', 'same', 'instead') && !NEUTRAL.test(i.text),
  )
}

/** "and what about Amy in December?" after a change: how she stands, where both are named. */
export const asksAbout = (clause: Clause): boolean =>
  clause.has('about') &&
  clause.people.length > 0 &&
  clause.periods.length > 0 &&
  clause.amounts.length === 0 &&
  /\?\s*$/.test(clause.text)

/** "not July": says what shall not be, nothing that shall. */
export const deniesAll = (clause: Clause): boolean => {
  const slots = clause.items.filter((i) => i.kind !== 'words')
  return slots.length > 0 && /^(not|neither|except)\b/.test(clause.plain) && slots.every((i) => i.prep === 'not')
}

/** A change is planned again only where the message says so: an amount, "the same for", "and in June", "not Beta". */
export function repeatsChange(clause: Clause): boolean {
  const first = clause.items[0]
  const cue =
    isWords(first, 'and', 'about', 'no') || clause.has('same', 'instead', 'also', 'about', 'not', 'make', 'undo')
  const asksForPeople = clause.has(
    'people',
    'free',
    'idle',
    'bench',
    'full',
    'top',
    'busiest',
    'leastBusy',
    'mostFree',
    'sort',
    'byPerson',
    'byProject',
    'byRole',
    'byClient',
  )
  const onlyMonths = clause.items.every((i) => i.kind === 'period' || i.kind === 'words')
  return (clause.amounts.length > 0 || cue || onlyMonths) && !asksForPeople
}

/** "as a Tester" right after somebody was staffed. */
export const namesRole = (clause: Clause, last: ToolCall[]): boolean =>
  clause.roles.length + clause.lcats.length > 0 && clause.says('as') && last.every((c) => c.tool === 'staff_employee')

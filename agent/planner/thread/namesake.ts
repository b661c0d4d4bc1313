import type { PlannerRequest } from '../planner-types.js'
import { slotsOf } from './thread-memory.js'

const OTHER =
  /^(?:(?:and|so|ok|okay|now|thanks|thank you|great|please|then) )*(?:(?:what|how) about |for )?the other (?:one|person|(?<name>[\p{L}'’-]+?))(?:['’]s?)?(?: (?:hours|then|too|as well))*$/iu

/**
 * "and the other Claire?" after one of two people of that name: "and Claire Morin?". Undefined where there is no other, or
 * more than one.
 */
export function withNamesake({ text, lexicon, context }: PlannerRequest): string | undefined {
  const said = OTHER.exec(
    text
      .replace(/[?!.,;]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const turn = said && context.turns.findLast((t) => t.calls.length > 0)
  if (!said || !turn) return undefined
  const [person, other] = slotsOf(turn.calls).people
  const known = lexicon.employees.find((e) => e.name === person || e.email === person)
  if (!known || other) return undefined
  const parts = (name: string) => name.toLowerCase().split(' ')
  const wanted = said.groups!.name?.toLowerCase().replace(/['’]s?$/, '')
  const shared = wanted ? parts(known.name).filter((part) => part === wanted) : parts(known.name)
  const others = lexicon.employees.filter((e) => e !== known && parts(e.name).some((part) => shared.includes(part)))
  return others.length === 1 ? `and ${others[0]!.name}?` : undefined
}

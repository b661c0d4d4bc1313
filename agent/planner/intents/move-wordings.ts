// How people say that hours move: wordings that name who gives, who takes, from where and to where.
import type { Clause } from '../reading/clause.js'
import { type EntityItem, isWords } from '../reading/items.js'
import { shareOfHours } from '../reading/share-of-hours.js'
import { PUTS } from './write-slots.js'

/** "take Ann off Beta in May and put her on Gamma": her hours go along. */
export const takesOffAndPuts = (clause: Clause): boolean =>
  clause.people.length === 1 &&
  clause.projects.length === 2 &&
  clause.amounts.length === 0 &&
  /^(off|from)$/.test(clause.projects[0]!.prep) &&
  !/^(off|from)$/.test(clause.projects[1]!.prep) &&
  (PUTS.test(clause.plain) || (clause.has('off') && /^(on|to)$/.test(clause.projects[1]!.prep)))

/** "I need 20 of Ann's Beta hours for Gamma". */
export const isOfTheirs = (clause: Clause): boolean =>
  clause.amounts.length === 1 &&
  clause.people.length === 1 &&
  clause.people[0]!.possessive &&
  clause.people[0]!.prep === 'of' &&
  clause.projects.length === 2 &&
  /^(for|on|to)$/.test(clause.projects[1]!.prep) &&
  !isList(clause, clause.projects)

/** "Bob takes over half of Ann's hours", "let Bob take 20 of Ann's on Alpha". */
export const takesPart = (clause: Clause): boolean =>
  clause.has('replace') &&
  clause.people.length === 2 &&
  clause.people.some((p) => p.possessive || p.prep === 'of' || p.prep === 'from') &&
  (shareOfHours(clause) !== undefined || clause.amounts.length === 1)

/** "jane 30h alpha to beta november": no verb, but hours, a source and a target. */
export const namesBothEnds = (clause: Clause): boolean =>
  (clause.amounts.length === 0 &&
    clause.people.length === 1 &&
    clause.projects.length === 2 &&
    clause.projects[0]!.prep === 'from' &&
    clause.projects[1]!.prep === 'to' &&
    clause.items.every(
      (i) => isWords(i, 'hoursNoun', 'allHours', 'filler', 'and', 'in', 'from', 'to', 'on') || i.kind !== 'words',
    )) ||
  (clause.amounts.length === 1 &&
    ((clause.people.length === 1 &&
      clause.projects.length === 2 &&
      /^(off|from)$/.test(clause.projects[0]!.prep) &&
      clause.projects[1]!.prep === 'on') ||
      (clause.people.length === 1 && clause.projects.length === 2 && clause.projects[1]!.prep === 'to') ||
      (clause.people.length === 2 && clause.projects.length === 1 && clause.people[1]!.prep === 'to')))

/** "to Alpha and Beta": both are targets. */
export const isList = (clause: Clause, [a, b]: EntityItem[]): boolean =>
  a !== undefined &&
  b !== undefined &&
  !(/^(off|from)$/.test(a.prep) && b.prep === 'on') &&
  clause.items.filter((i) => i.from > a.to && i.to < b.from).every((i) => isWords(i, 'and', 'filler', 'to', 'on')) &&
  clause.items.some((i) => i.from > a.to && i.to < b.from && isWords(i, 'and'))

/** "take 40 hours off Sarah on Beta and put them on Gamma". */
export const putsElsewhere = (clause: Clause): boolean =>
  /\b(put|give|move|add|hand|pass) (it|them|those|these|that)\b/.test(clause.plain)

/** "get Ann to 120 and give the rest to Bob", "drop Ann to 120 and give Bob the difference". */
export const givesRest = (clause: Clause): boolean =>
  clause.people.length === 2 &&
  clause.projects.length === 1 &&
  clause.amounts.length === 1 &&
  (clause.amounts[0]!.amount.change === 'to' ||
    /^(to|at)$/.test(clause.amounts[0]!.prep) ||
    /\b(make|keep|leave) (it|that|this|him|her|them)\b/.test(clause.plain)) &&
  (/\b(rest|difference|remainder|remaining)\b/.test(clause.plain) || clause.items.some((i) => i.text === 'rest'))

// Everything the asker may name, as one lookup from normalised phrase to records. Built once per lexicon object.

import type { Lexicon } from '../planner-types.js'
import { clientAliases, employeeAliases, projectAliases } from './name-aliases.js'
import { lcatAliases, roleAliases, skillAliases } from './role-aliases.js'

export type EntityKind = 'person' | 'project' | 'client' | 'role' | 'lcat' | 'skill'

/**
 * full: the whole name, a code, an e-mail. part: one word or piece of it. short: initials, acronyms, nicknames (only
 * where nothing stronger fits).
 */
export type Strength = 'full' | 'part' | 'short'

export interface Reference {
  kind: EntityKind
  /** Index into the lexicon's list of that kind. */
  index: number
  strength: Strength
  /** Written in capitals only ("JS"), or else not taken for this. */
  capitalsOnly?: boolean
  /** A plural of a role or level. */
  plural?: boolean
}

export interface LexiconIndex {
  phrases: Map<string, Reference[]>
  /** Single words of names -> kinds they belong to; for mending misspelt names. */
  words: Map<string, Set<EntityKind>>
  longest: number
  employeesByName: Map<string, number>
  projectsByName: Map<string, number>
}

const cache = new WeakMap<Lexicon, LexiconIndex>()

/** The index of a lexicon; the same object gives the same index. 5,000 people and 500 projects take some 200 ms once. */
export function indexOf(lexicon: Lexicon): LexiconIndex {
  let index = cache.get(lexicon)
  if (!index) {
    index = build(lexicon)
    cache.set(lexicon, index)
  }
  return index
}

function build(lexicon: Lexicon): LexiconIndex {
  const phrases = new Map<string, Reference[]>()
  const words = new Map<string, Set<EntityKind>>()
  let longest = 1
  const add = (key: string, reference: Reference) => {
    if (key === '') return
    const list = phrases.get(key)
    if (!list) phrases.set(key, [reference])
    else {
      const same = list.find((r) => r.kind === reference.kind && r.index === reference.index)
      if (!same) list.push(reference)
      else if (rank(reference.strength) < rank(same.strength)) same.strength = reference.strength
    }
    let blanks = 0
    for (let i = key.indexOf(' '); i >= 0; i = key.indexOf(' ', i + 1)) blanks += 1
    longest = Math.max(longest, Math.min(8, blanks + 1))
    if (reference.strength === 'short' || (blanks > 0 && reference.kind === 'person')) return
    for (const word of blanks === 0 ? [key] : key.split(' ')) {
      if (word.length < 3) continue
      const kinds = words.get(word)
      if (kinds) kinds.add(reference.kind)
      else words.set(word, new Set([reference.kind]))
    }
  }
  lexicon.employees.forEach((e, index) => {
    for (const a of employeeAliases(e.name, e.email)) add(a.key, { kind: 'person', index, ...a.as })
  })
  projectAliases(lexicon.projects).forEach((aliases, index) => {
    for (const a of aliases) add(a.key, { kind: 'project', index, ...a.as })
  })
  lexicon.clients.forEach((client, index) => {
    for (const a of clientAliases(client, lexicon.clients)) add(a.key, { kind: 'client', index, ...a.as })
  })
  roleAliases(lexicon.roles).forEach((aliases, index) => {
    for (const a of aliases) add(a.key, { kind: 'role', index, ...a.as })
  })
  lcatAliases(lexicon.lcats).forEach((aliases, index) => {
    for (const a of aliases) add(a.key, { kind: 'lcat', index, ...a.as })
  })
  lexicon.skills.forEach((skill, index) => {
    for (const a of skillAliases(skill)) add(a.key, { kind: 'skill', index, ...a.as })
  })
  return {
    phrases,
    words,
    longest,
    employeesByName: countNames(lexicon.employees.map((e) => e.name)),
    projectsByName: countNames(lexicon.projects.map((p) => p.name)),
  }
}

const rank = (strength: Strength): number => ({ full: 0, part: 1, short: 2 })[strength]

function countNames(names: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1)
  return counts
}

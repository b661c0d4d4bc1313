import type { Actor } from '../services/actor.js'
import type { LexiconReading } from '../services/lexicon.js'
import type { AssistantDeps } from './assistant-deps.js'

/** Lexicons of at most so many users are kept. */
const KEEP = 50

interface Kept {
  seq: number
  reading: LexiconReading
}

/**
 * The names that an actor may use, read anew only when records changed (hours alone do not count), so that the planner
 * finds the same object and with it its search index.
 */
export function createLexiconCache({ db, services }: Pick<AssistantDeps, 'db' | 'services'>) {
  const kept = new Map<string, Kept>()
  return async (actor: Actor): Promise<LexiconReading> => {
    const key = [actor.userId, actor.systemRole, actor.employeeId, actor.name].join(' ')
    const seq = await services.newestSeq(db)
    const known = kept.get(key)
    if (known && (known.seq === seq || !(await services.recordsChangedAfter(db, known.seq)))) {
      known.seq = seq
      return known.reading
    }
    const reading = await services.readLexicon(db, actor)
    kept.delete(key)
    kept.set(key, { seq, reading })
    if (kept.size > KEEP) kept.delete(kept.keys().next().value as string)
    return reading
  }
}

/** Every name of a lexicon: people, projects, clients. */
export const namesOf = ({ employees, projects, clients }: LexiconReading['lexicon']): string[] => [
  ...employees.map((e) => e.name),
  ...projects.map((p) => p.name),
  ...clients,
]

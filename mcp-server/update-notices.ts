// Which resources a commit has made stale.
import type { Db } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import type { Change } from '../services/change.js'
import { affectedSubjects } from '../tools/affected-subjects.js'
import { addressOf, resourceKinds } from './register-resources.js'

export interface StaleResources {
  /** Addresses in both forms. */
  uris: string[]
  /** The list of resources is another one now. */
  listChanged: boolean
}

/** The addresses that `changes` touch: every overview, and the people and projects in them that the reader sees. */
export async function staleResources(db: Db, reader: Actor, changes: readonly Change[]): Promise<StaleResources> {
  if (changes.length === 0) return { uris: [], listChanged: false }
  const { people, projects, listChanged } = await affectedSubjects(db, reader, changes)
  const subjects = { person: people, project: projects }
  const uris = resourceKinds.flatMap(({ uri, variable }) =>
    variable ? subjects[variable].map((key) => addressOf({ uri, variable }, key)) : [uri],
  )
  return { uris: uris.flatMap((uri) => [uri, `${uri}.json`]), listChanged }
}

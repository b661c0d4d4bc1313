import { countDifferences, fingerprint } from '../../services/knowledge/sync-passages.js'
import type { Application } from '../compose.js'

/** How many passages of the index differ from the database, and a short fingerprint of what they should be. */
export async function checkIndex({
  db,
  knowledge,
}: Application): Promise<{ differences: number; fingerprint: string }> {
  return {
    differences: await countDifferences(db, knowledge.embedder),
    fingerprint: (await fingerprint(db)).slice(0, 12),
  }
}

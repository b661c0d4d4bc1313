import { countDifferences, fingerprint } from '../../services/knowledge/sync-passages.js'
import type { Application } from '../compose.js'

/** How many passages of the index differ from the database, and a short fingerprint of what they should be. */
export async function checkIndex({ db }: Application): Promise<{ differences: number; fingerprint: string }> {
  return { differences: await countDifferences(db), fingerprint: (await fingerprint(db)).slice(0, 12) }
}

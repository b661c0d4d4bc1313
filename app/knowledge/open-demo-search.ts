import { seedDemo } from '../../db/demo.js'
import { openDatabase } from '../../db/open.js'
import { KnowledgeSearch } from '../../services/knowledge/search.js'
import { isModelPresent, openModelEmbedder } from './model-embedder.js'

export interface DemoSearch {
  search: KnowledgeSearch
  close(): Promise<void>
}

/** The text search over the demo organisation of October 2026, in memory; with the sentence model where `models` holds it. */
export async function openDemoSearch(models?: string): Promise<DemoSearch> {
  const open = await openDatabase(':memory:')
  const model = models && isModelPresent(models) ? await openModelEmbedder(models) : undefined
  await seedDemo(open.db, { month: '2026-10', now: new Date('2026-10-15T00:00:00Z') })
  const search = new KnowledgeSearch({ db: open.db })
  if (model) await search.changeEmbedder(model)
  return {
    search,
    close: async () => {
      await model?.close()
      await open.close()
    },
  }
}

import { join } from 'node:path'
import type { Application } from '../compose.js'
import { isModelPresent } from './model-embedder.js'

export const modelsFolder = (application: Application) => join(application.settings.dataFolder, 'models')

/**
 * Goes over to the sentence model where its files lie in the data folder's `models`; the built-in lexical embedder
 * serves until all its vectors are there. Answers false without the files. Faults as model-embedder.ts throws them.
 */
export async function useModelIfPresent(
  application: Application,
  progress?: (fraction: number) => void,
): Promise<boolean> {
  const folder = modelsFolder(application)
  if (!isModelPresent(folder)) return false
  const { openModelEmbedder } = await import('./model-embedder.js')
  const embedder = await openModelEmbedder(folder)
  await application.knowledge.changeEmbedder(embedder, progress)
  return true
}

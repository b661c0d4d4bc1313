import { checkIndex } from '../app/knowledge/check-index.js'
import { fetchModel } from '../app/knowledge/fetch-model.js'
import { modelsFolder, useModelIfPresent } from '../app/knowledge/use-model.js'
import { print, withApplication } from './with-application.js'

interface Options {
  verify?: boolean
  fetchModel?: boolean
  yes?: boolean
}

/** `staffalloc reindex [--verify] [--fetch-model]`: makes the search index anew, proves it, or fetches the sentence model. */
export function reindex(options: Options): Promise<void> {
  return withApplication(async (application) => {
    const { knowledge } = application
    if (options.verify) {
      await knowledge.refresh()
      const { differences, fingerprint } = await checkIndex(application)
      print(
        differences === 0
          ? `index = database (${knowledge.size} passages, ${fingerprint})`
          : `${differences} passages differ; run: staffalloc reindex`,
      )
      if (differences > 0) process.exitCode = 1
      return
    }
    if (options.fetchModel) {
      const folder = modelsFolder(application)
      print(`Fetching the sentence model (23 MB) into ${folder}. Nothing else is sent or fetched.`)
      await fetchModel(folder, {
        progress: (fraction, file) => file && print(`${Math.round(fraction * 100)} % ${file}`),
      })
    }
    const withModel = await useModelIfPresent(application)
    await knowledge.rebuild()
    print(`${knowledge.size} passages indexed with ${withModel ? 'the sentence model' : knowledge.embedder.label}.`)
  })
}

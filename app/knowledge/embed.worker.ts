// The process in which a sentence model turns texts into vectors, so that the application answers meanwhile. A process and
// not a thread: the ONNX runtime's native part loads once per process only, and a crash of it stays here.
interface Request {
  id: number
  texts: string[]
}

const [folder = '', model = ''] = process.argv.slice(2)

async function load() {
  const { env, pipeline } = await import('@xenova/transformers')
  // Only what lies in the models folder: never a download behind the user's back, never a cache among the packages.
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = folder
  env.cacheDir = folder
  env.useFSCache = false
  return pipeline('feature-extraction', model, { quantized: true })
}

const loading = load()

process.on('message', async ({ id, texts }: Request) => {
  try {
    const extract = await loading
    const output = await extract(texts, { pooling: 'mean', normalize: true })
    const vectors = Float32Array.from(output.data as Float32Array)
    process.send!({ id, vectors, dimension: output.dims.at(-1) })
  } catch (error) {
    process.send!({ id, error: (error as Error).message })
  }
})

// The application is gone: so is the reason to run.
process.on('disconnect', () => process.exit())

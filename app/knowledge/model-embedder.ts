// all-MiniLM-L6-v2 through transformers.js, in a process of its own, from files in the models folder.
import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { Fault } from '../../services/fault.js'
import type { Embedder } from '../../services/knowledge/embedder.js'

export const SENTENCE_MODEL = 'Xenova/all-MiniLM-L6-v2'
/** What a model folder holds, as transformers.js reads it. */
export const MODEL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx']
/** Written at the first successful load; a file that changes later is refused. */
const SEAL = 'staffalloc.sha256.json'

export interface ModelEmbedder extends Embedder {
  close(): Promise<void>
}

/** Are all files of the model there? */
export const isModelPresent = (folder: string, model = SENTENCE_MODEL): boolean =>
  MODEL_FILES.every((file) => existsSync(join(folder, model, file)))

/**
 * Starts the process and loads the model; `timeoutMs` bounds the load and every batch. Throws Fault busy with what to do
 * when files are missing, changed since they were first used, or cannot be read.
 */
export async function openModelEmbedder(
  folder: string,
  options: { model?: string; timeoutMs?: number } = {},
): Promise<ModelEmbedder> {
  const { model = SENTENCE_MODEL, timeoutMs = 60_000 } = options
  if (!isModelPresent(folder, model))
    throw new Fault(
      'busy',
      `The sentence model ${model} is not in ${folder}.`,
      'Fetch it with: staffalloc reindex --fetch-model',
    )
  const seal = await hashFiles(join(folder, model))
  checkSeal(join(folder, model), seal)
  const child = new EmbedProcess(folder, model, timeoutMs)
  try {
    const [probe] = await child.embed(['probe'])
    writeFileSync(join(folder, model, SEAL), JSON.stringify(seal, null, 2))
    const version = createHash('sha256').update(JSON.stringify(seal)).digest('hex').slice(0, 12)
    return {
      id: `${model}@${version}`,
      label: model.split('/').at(-1)!,
      dimension: probe!.length,
      floor: 0.25,
      knowsMeanings: true,
      weight: 1,
      embed: (texts) => child.embed(texts),
      close: () => child.close(),
    }
  } catch (error) {
    await child.close()
    if (error instanceof Fault) throw error
    throw new Fault(
      'busy',
      `The sentence model ${model} cannot be read: ${(error as Error).message}`,
      'Fetch it again with: staffalloc reindex --fetch-model',
    )
  }
}

async function hashFiles(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const file of MODEL_FILES) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(join(folder, file)), hash)
    hashes[file] = hash.digest('hex')
  }
  return hashes
}

function checkSeal(folder: string, now: Record<string, string>): void {
  if (!existsSync(join(folder, SEAL))) return
  const then = JSON.parse(readFileSync(join(folder, SEAL), 'utf8')) as Record<string, string>
  const changed = MODEL_FILES.find((file) => then[file] !== now[file])
  if (changed)
    throw new Fault(
      'busy',
      `${join(folder, changed)} has changed since it was first used.`,
      `Put the right file back, or delete ${SEAL} if the change was meant.`,
    )
}

interface Pending {
  resolve(vectors: Float32Array[]): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

interface Reply {
  id: number
  vectors?: Float32Array
  dimension?: number
  error?: string
}

/** Texts of one batch; small, so that memory stays small. */
const BATCH = 16
/** The model reads the first 256 word pieces; more characters only cost time. */
const MAX_CHARACTERS = 2000

class EmbedProcess {
  readonly #child: ChildProcess
  readonly #pending = new Map<number, Pending>()
  #next = 0
  #dead: Error | undefined

  constructor(
    folder: string,
    model: string,
    readonly timeoutMs: number,
  ) {
    const entry = new URL('./embed.worker.ts', import.meta.url)
    const file = fileURLToPath(entry)
    this.#child = fork(file, [`${folder}/`, model], {
      execArgv: file.endsWith('.ts') ? ['--import', 'tsx'] : [],
      serialization: 'advanced',
      // Nothing of a library may reach our standard output: it may be a protocol.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#child.on('message', (message) => this.#settle(message as Reply))
    this.#child.on('error', (error) => this.#end(error))
    this.#child.on('exit', () => this.#end(new Error('its process ended')))
    this.#child.unref()
    this.#child.channel?.unref()
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    for (let i = 0; i < texts.length; i += BATCH)
      vectors.push(...(await this.#send(texts.slice(i, i + BATCH).map((t) => t.slice(0, MAX_CHARACTERS)))))
    return vectors
  }

  #send(texts: string[]): Promise<Float32Array[]> {
    if (this.#dead) return Promise.reject(this.#dead)
    const id = this.#next++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#end(new Error(`no answer within ${this.timeoutMs / 1000} s`))
        this.#child.kill('SIGKILL')
      }, this.timeoutMs)
      this.#pending.set(id, { resolve, reject, timer })
      this.#child.channel?.ref()
      this.#child.send({ id, texts })
    })
  }

  #settle(message: Reply): void {
    const pending = this.#pending.get(message.id)
    if (!pending) return
    this.#pending.delete(message.id)
    if (this.#pending.size === 0) this.#child.channel?.unref()
    clearTimeout(pending.timer)
    if (message.error !== undefined) {
      pending.reject(new Error(message.error))
      return
    }
    const { vectors, dimension } = message
    const list: Float32Array[] = []
    for (let i = 0; i < vectors!.length; i += dimension!) list.push(vectors!.slice(i, i + dimension!))
    pending.resolve(list)
  }

  #end(error: Error): void {
    this.#dead ??= error
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer)
      reject(error)
    }
    this.#pending.clear()
  }

  async close(): Promise<void> {
    this.#end(new Error('closed'))
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    await new Promise((resolve) => {
      // Nothing else may keep this process: it would end here, in the middle of its work.
      this.#child.ref()
      this.#child.once('exit', resolve)
      this.#child.kill('SIGKILL')
    })
  }
}

// Stored files below the data folder: the FileStore of a laptop. A key is a relative path of plain names; nothing a
// key says leads out of the folder, and only this account can read what is written.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { lstat, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Fault } from '../services/fault.js'
import type { FileStore } from './file-store.js'

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/
const MAX_SEGMENTS = 4

/** Throws Fault invalid unless the key is one to four plain names joined by '/': no dots first, no backslash, no NUL. */
export function checkKey(key: string): string {
  const segments = key.split('/')
  const plain = segments.length <= MAX_SEGMENTS && segments.every((s) => SEGMENT.test(s) && !s.includes('..'))
  if (!plain) throw new Fault('invalid', 'That is not the key of a stored file.')
  return key
}

/** Keeps files below `folder` (made when missing, 0700; files 0600). Writes are whole: a reader never sees half a file. */
export class LocalFileStore implements FileStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = resolve(folder)
  }

  async write(key: string, content: AsyncIterable<Uint8Array> | Uint8Array): Promise<number> {
    const path = this.localPath(key)
    const draft = `${path}.${randomUUID()}.part`
    try {
      const source = content instanceof Uint8Array ? Readable.from([content]) : Readable.from(content)
      await pipeline(source, createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }))
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    return (await stat(path)).size
  }

  async *read(key: string): AsyncIterable<Uint8Array> {
    const path = this.#pathOf(key)
    await this.#requireFile(path)
    yield* createReadStream(path) as AsyncIterable<Uint8Array>
  }

  async has(key: string): Promise<boolean> {
    return await this.#requireFile(this.#pathOf(key)).then(
      () => true,
      () => false,
    )
  }

  async remove(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true })
  }

  localPath(key: string): string {
    const path = this.#pathOf(key)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return path
  }

  #pathOf(key: string): string {
    const path = join(this.#folder, ...checkKey(key).split('/'))
    if (relative(this.#folder, path).split(sep)[0] === '..') throw new Fault('invalid', 'That is not a stored file.')
    return path
  }

  /** A link could lead out of the folder, so every name on the way must be a real folder and the last a real file. */
  async #requireFile(path: string): Promise<void> {
    const gone = () => new Fault('not_found', 'The file is not there any more.', 'Make it again.')
    const names = relative(this.#folder, path).split(sep)
    let at = this.#folder
    for (const [i, name] of names.entries()) {
      at = join(at, name)
      const found = await lstat(at).catch(() => undefined)
      const right = i === names.length - 1 ? found?.isFile() : found?.isDirectory()
      if (!right) throw gone()
    }
  }
}

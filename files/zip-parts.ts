// Opens the parts of an Office file without trusting it: the directory first, then bytes counted while they inflate.
// Runs in a worker thread; may import nothing but Fault.
import { inflateRawSync } from 'node:zlib'
import { Fault } from '../services/fault.js'

export interface ZipLimits {
  /** Parts of the file. */
  entries: number
  /** Bytes of all parts that are read, unpacked. */
  unpackedBytes: number
  /** Unpacked / packed of one part above a megabyte; honest sheets stay below a hundred. */
  ratio: number
}

export const ZIP_LIMITS: ZipLimits = { entries: 1000, unpackedBytes: 96 * 1024 * 1024, ratio: 200 }

interface Entry {
  name: string
  method: number
  packed: number
  unpacked: number
  offset: number
}

const damaged = () =>
  new Fault('invalid', 'The file is damaged: its parts cannot be read.', 'Save it again, then import.')
const tooLarge = (why: string) =>
  new Fault('invalid', `The workbook is refused: ${why}.`, 'Import the tables in several files, or as CSV.')

/** The named parts of a zip file. Throws Fault invalid for anything that is not an honest, plain, bounded zip. */
export class ZipParts {
  readonly #entries = new Map<string, Entry>()
  #left: number

  constructor(
    readonly bytes: Buffer,
    readonly limits: ZipLimits = ZIP_LIMITS,
  ) {
    this.#left = limits.unpackedBytes
    let declared = 0
    for (const entry of readDirectory(bytes, limits.entries)) {
      if (this.#entries.has(entry.name)) throw damaged()
      this.#entries.set(entry.name, entry)
      declared += entry.unpacked
      if (declared > limits.unpackedBytes)
        throw tooLarge(`it unpacks to more than ${Math.round(limits.unpackedBytes / 1_048_576)} MB`)
      if (entry.unpacked > 1_048_576 && entry.unpacked > entry.packed * limits.ratio)
        throw tooLarge(`a part of it unpacks to more than ${limits.ratio} times its size`)
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()]
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** The unpacked bytes of a part, undefined when there is none. A part larger than it says is refused. */
  read(name: string): Buffer | undefined {
    const entry = this.#entries.get(name)
    if (!entry) return undefined
    const { bytes } = this
    if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== 0x04034b50) throw damaged()
    const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
    const packed = bytes.subarray(start, start + entry.packed)
    if (packed.length !== entry.packed) throw damaged()
    const content = entry.method === 0 ? packed : inflate(packed, Math.min(entry.unpacked, this.#left))
    if (content.length !== entry.unpacked) throw damaged()
    this.#left -= content.length
    if (this.#left < 0) throw tooLarge('it unpacks to more than it says')
    return content
  }
}

function inflate(packed: Buffer, atMost: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, atMost) })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('it unpacks to more than it says')
    throw damaged()
  }
}

function* readDirectory(bytes: Buffer, maxEntries: number): Generator<Entry> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > bytes.length) throw damaged()
  const count = bytes.readUInt16LE(end + 10)
  if (count > maxEntries) throw tooLarge(`it has ${count} parts, more than ${maxEntries}`)
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw damaged()
    const nameLength = bytes.readUInt16LE(at + 28)
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    }
    if ((bytes.readUInt16LE(at + 8) & 1) !== 0)
      throw new Fault('invalid', 'The file is protected by a password.', 'Save it without password, then import.')
    if (entry.method !== 0 && entry.method !== 8) throw damaged()
    yield entry
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

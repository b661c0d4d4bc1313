// Where reports, uploads and backups are kept: the local data folder today, an object store later.
// May import services only.

export interface FileStore {
  /** Writes the whole content under `key` ("reports/abc.xlsx"); an existing one is replaced. Answers its size in bytes. */
  write(key: string, content: AsyncIterable<Uint8Array> | Uint8Array): Promise<number>
  /** Streams the content; throws Fault not_found. */
  read(key: string): AsyncIterable<Uint8Array>
  has(key: string): Promise<boolean>
  remove(key: string): Promise<void>
  /** For writers that need a path (streaming workbook): the file is adopted under `key`. */
  localPath(key: string): string
}

/** The whole content of a stored file. Fault not_found; rejects with the signal's reason when nobody waits any more. */
export async function readWhole(files: FileStore, key: string, signal?: AbortSignal): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of files.read(key)) {
    signal?.throwIfAborted()
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

// Where reports, uploads and backups are kept: the local data folder today, an object store later.
// May import services only.

export interface FileStore {
  /** Writes the whole content under `key` ("reports/abc.xlsx"); an existing one is replaced. Answers its size in bytes. */
  write(key: string, content: AsyncIterable<Uint8Array> | Uint8Array): Promise<number>
  /** Streams the content; throws Fault not_found. */
  read(key: string): AsyncIterable<Uint8Array>
  remove(key: string): Promise<void>
  /** For writers that need a path (streaming workbook): the file is adopted under `key`. */
  localPath(key: string): string
}

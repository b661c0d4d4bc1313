// A report as a file in the store: a workbook or CSV, whole or not at all.
import { statSync } from 'node:fs'
import type { ReportBook } from '../services/report-book.js'
import type { FileStore } from './file-store.js'
import { csvOf } from './write-csv.js'
import { type WriteHooks, writeWorkbook } from './write-workbook.js'

/** Writes the book under `key` and answers its size in bytes; nothing is left behind when it fails. */
export async function storeReport(
  files: FileStore,
  key: string,
  book: ReportBook,
  format: 'xlsx' | 'csv',
  hooks: WriteHooks = {},
): Promise<number> {
  try {
    if (format === 'csv') return await files.write(key, csvOf(book))
    const path = files.localPath(key)
    await writeWorkbook(book, path, hooks)
    return statSync(path).size
  } catch (error) {
    await files.remove(key)
    throw error
  }
}

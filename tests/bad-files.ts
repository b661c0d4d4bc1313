// Files that people hand in by mistake or on purpose, and what becomes of each on every surface.
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'

export interface Part {
  name: string
  content: Buffer | string
  /** What the directory says instead of the truth. */
  says?: number
}

/** A zip file made by hand, so that it can lie. */
export function zip(parts: Part[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, says } of parts) {
    const packed = deflateRawSync(content)
    const size = says ?? Buffer.byteLength(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(size, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed])
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, central, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}

/** The parts of a workbook with one sheet, which is added by `sheet`. */
export const bookParts = (name = 'Hours'): Part[] => [
  {
    name: 'xl/workbook.xml',
    content: `<workbook><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content:
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="sharedStrings.xml"/><Relationship Id="rId3" Target="styles.xml"/></Relationships>',
  },
]
export const sheet = (data: string): Part => ({
  name: 'xl/worksheets/sheet1.xml',
  content: `<worksheet><sheetData>${data}</sheetData></worksheet>`,
})

/** The container of old .xls files, which is also that of protected workbooks. */
export const oldContainer = (more: Buffer = Buffer.alloc(600)) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), more])
export const protectedBook = () =>
  oldContainer(Buffer.concat([Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')]))
export const declaredBomb = () =>
  zip([...bookParts(), { name: 'xl/worksheets/sheet1.xml', content: 'x', says: 2_000_000_000 }])
export const packedBomb = () => zip([...bookParts(), sheet(' '.repeat(5_000_000))])
export const lyingBomb = () =>
  zip([...bookParts(), { name: 'xl/worksheets/sheet1.xml', content: ' '.repeat(50_000_000), says: 500_000 }])
export const manyRows = () =>
  zip([
    ...bookParts(),
    sheet(
      Array.from({ length: 300_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i * 7919}</v></c></row>`).join(
        '',
      ),
    ),
  ])

/** A row of texts as a sheet's XML says it; other cells as they are given. */
const xmlRow = (...cells: string[]) =>
  `<row>${cells.map((c) => (c.startsWith('<c') ? c : `<c t="inlineStr"><is><t>${c}</t></is></c>`)).join('')}</row>`
const people = (...rows: string[]) =>
  zip([...bookParts('Employees'), sheet(xmlRow('Email', 'Name', 'Notes') + rows.join(''))])

async function book(name: string, fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const made = new ExcelJS.Workbook()
  fill(made.addWorksheet(name))
  return Buffer.from(await made.xlsx.writeBuffer())
}

export interface BadFile {
  what: string
  file: string
  content: () => Buffer | string | Promise<Buffer>
  /** The whole file is refused with these words. */
  refused?: RegExp
  /** A row is refused. */
  row?: { sheet: string; row: number; column: string; reason: RegExp }
  /** It is taken: so many new rows, with a warning of these words. */
  taken?: { rows: number; warning?: RegExp }
}

/** Every kind of bad file, each with what a person is told. */
export const badFiles: BadFile[] = [
  { what: 'an empty file', file: 'empty.xlsx', content: () => '', refused: /^empty\.xlsx is empty\./ },
  { what: 'a PDF', file: 'plan.xlsx', content: () => '%PDF-1.7', refused: /is not an Excel workbook or CSV file/ },
  {
    what: 'bytes',
    file: 'noise.csv',
    content: () => Buffer.from([1, 0, 2, 0, 3]),
    refused: /neither a workbook nor text/,
  },
  {
    what: 'a text document',
    file: 'letter.xlsx',
    content: () => zip([{ name: 'word/document.xml', content: '<w/>' }]),
    refused: /letter\.xlsx is not an Excel workbook/,
  },
  {
    what: 'half a workbook',
    file: 'half.xlsx',
    content: () => zip(bookParts()).subarray(0, 200),
    refused: /The file is damaged/,
  },
  { what: 'an old .xls', file: 'old.xls', content: () => oldContainer(), refused: /in the old \.xls format/ },
  {
    what: 'a protected workbook',
    file: 'secret.xlsx',
    content: protectedBook,
    refused: /secret\.xlsx is protected by a password/,
  },
  { what: 'a zip bomb that says so', file: 'bomb.xlsx', content: declaredBomb, refused: /more than 96 MB/ },
  { what: 'a zip bomb that lies', file: 'bomb.xlsx', content: lyingBomb, refused: /more than it says/ },
  { what: 'a zip bomb of blanks', file: 'bomb.xlsx', content: packedBomb, refused: /more than 200 times its size/ },
  {
    what: 'entities that grow',
    file: 'lol.xlsx',
    content: () =>
      zip([{ name: 'xl/workbook.xml', content: '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><workbook>&a;</workbook>' }]),
    refused: /XML that no spreadsheet program writes/,
  },
  {
    what: '300,000 rows in a workbook',
    file: 'long.xlsx',
    content: manyRows,
    refused: /Sheet 'Hours' is refused: it has more than 200,000 rows \(stopped at row 200001\)/,
  },
  {
    what: '300,000 rows of CSV',
    file: 'long.csv',
    content: () => 'a,b\n'.repeat(300_000),
    refused: /more than 200,000 rows \(stopped at row 200001\)/,
  },
  {
    what: 'a quote that never closes',
    file: 'open.csv',
    content: () => 'a,b\r\n"c,d',
    refused: /Row 2: a quote is opened and never closed/,
  },
  {
    what: 'a table without one of its columns',
    file: 'Employees.csv',
    content: () => 'Name,Role\nAna,Developer\n',
    row: { sheet: 'Employees', row: 1, column: 'Email', reason: /the column 'Email' is missing/ },
  },
  {
    what: 'a date that does not exist',
    file: 'Employees.csv',
    content: () => 'Email,Name,Start Date\nana@example.com,Ana,31.2.2026\n',
    row: { sheet: 'Employees', row: 2, column: 'Start Date', reason: /a date that does not exist/ },
  },
  {
    what: 'a formula that was never computed',
    file: 'uncounted.xlsx',
    content: () => people(xmlRow('ana@example.com', '<c><f>A1</f></c>', '')),
    row: { sheet: 'Employees', row: 2, column: 'Name', reason: /a formula without a stored result/ },
  },
  {
    what: 'a cell that holds an error',
    file: 'ref.xlsx',
    content: () => people(xmlRow('ana@example.com', '<c t="e"><v>#REF!</v></c>', '')),
    row: { sheet: 'Employees', row: 2, column: 'Name', reason: /the error #REF!/ },
  },
  {
    what: 'a cell of 32,768 characters',
    file: 'wordy.xlsx',
    content: () => people(xmlRow('ana@example.com', 'Ana', 'x'.repeat(32_768))),
    row: { sheet: 'Employees', row: 2, column: 'Notes', reason: /longer than|characters/ },
  },
  {
    what: 'dates as text, as serial numbers and as dates',
    file: 'dates.xlsx',
    content: () =>
      book('Employees', (s) => {
        s.addRow(['Email', 'Name', 'Start Date'])
        s.addRow(['ana@example.com', 'Ana', '2026-01-31'])
        s.addRow(['ben@example.com', 'Ben', 46053])
        s.addRow(['cid@example.com', 'Cid', new Date(Date.UTC(2026, 0, 31))])
      }),
    taken: { rows: 3 },
  },
  {
    what: 'merged cells and a second header row',
    file: 'merged.xlsx',
    content: () =>
      book('Employees', (s) => {
        s.addRow(['Our people', null, null])
        s.mergeCells('A1:C1')
        s.addRow(['Email', 'Name', 'Notes'])
        s.addRow(['ana@example.com', 'Ana', 'one'])
        s.addRow(['ben@example.com', 'Ben', 'two'])
      }),
    taken: { rows: 2 },
  },
  {
    what: 'macros',
    file: 'macros.xlsm',
    content: () =>
      zip([
        ...bookParts('Employees'),
        sheet(xmlRow('Email', 'Name') + xmlRow('ana@example.com', 'Ana')),
        { name: 'xl/vbaProject.bin', content: 'x' },
      ]),
    taken: { rows: 1, warning: /macros of the workbook were ignored/ },
  },
  {
    what: 'links to other files',
    file: 'links.xlsx',
    content: () =>
      zip([
        ...bookParts('Employees'),
        sheet(xmlRow('Email', 'Name') + xmlRow('ana@example.com', '<c t="str"><f>[1]S!A1</f><v>Ana</v></c>')),
        { name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' },
      ]),
    taken: { rows: 1, warning: /nothing was fetched/ },
  },
  {
    what: 'texts that look like formulas',
    file: 'formulas.csv',
    content: () =>
      [
        'Email,Name,Notes',
        "ana@example.com,Ana,=cmd|'/c calc'!A1",
        'ben@example.com,Ben,+1',
        'cid@example.com,Cid,-1',
        'dee@example.com,Dee,@SUM(A1)',
      ].join('\n'),
    taken: { rows: 4 },
  },
  {
    what: 'characters that XML forbids',
    file: 'control.xlsx',
    content: () => people(xmlRow('ana@example.com', 'A&#1;na\u0007', 'x&#xfffe;y')),
    taken: { rows: 1, warning: /^Ana has no role/ },
  },
  {
    what: 'cells that a terminal obeys',
    file: 'escape.csv',
    content: () => 'Email,Name\nana@example.com,\u001b[31mAna\u009b0m\n',
    taken: { rows: 1, warning: /^\[31mAna0m has no role/ },
  },
  {
    what: 'a cell merged over several rows',
    file: 'down.xlsx',
    content: () =>
      book('Employees', (s) => {
        s.addRow(['Email', 'Name'])
        s.addRow(['ana@example.com', 'Ana'])
        s.addRow([null, 'Ben'])
        s.mergeCells('A2:A3')
      }),
    row: { sheet: 'Employees', row: 3, column: 'Email', reason: /already given in Employees, row 2/ },
  },
  {
    what: 'the header once more among the rows',
    file: 'twice.csv',
    content: () => 'Email,Name\nana@example.com,Ana\nEmail,Name\nben@example.com,Ben\n',
    taken: { rows: 2 },
  },
]

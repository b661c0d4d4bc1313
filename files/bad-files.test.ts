import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import type { TableFile } from '../services/import-sheet.js'
import {
  bookParts,
  declaredBomb,
  lyingBomb,
  manyRows,
  oldContainer,
  type Part,
  packedBomb,
  protectedBook,
  sheet,
  zip,
} from '../tests/bad-files.js'
import { csvRows, decodeText } from './csv-rows.js'
import { readTableFile } from './read-table-file.js'
import { READ_LIMITS, readWorkbook } from './read-workbook.js'
import { ZipParts } from './zip-parts.js'

const BOOK = bookParts()
const cellsOf = (data: string, more: Part[] = []) =>
  readWorkbook(zip([...BOOK, sheet(data), ...more]), 'x.xlsx').sheets[0]!.rows[0]!.cells

async function book(fill: (book: ExcelJS.Workbook) => void): Promise<TableFile> {
  const made = new ExcelJS.Workbook()
  fill(made)
  return readWorkbook(Buffer.from(await made.xlsx.writeBuffer()), 'x.xlsx')
}

describe('a file that is no table', () => {
  it.each<[string, Buffer | string, string]>([
    ['an empty file', '', 'plan.xlsx is empty.'],
    ['a PDF', '%PDF-1.7', 'plan.xlsx is not an Excel workbook or CSV file.'],
    ['bytes', Buffer.from([1, 0, 2, 0, 3]), 'The file is neither a workbook nor text.'],
    [
      'a zip of something else',
      zip([{ name: 'word/document.xml', content: '<w/>' }]),
      'plan.xlsx is not an Excel workbook.',
    ],
    ['half a zip', zip(BOOK).subarray(0, 200), 'The file is damaged: its parts cannot be read.'],
    ['an old .xls', oldContainer(), 'plan.xlsx is in the old .xls format.'],
    ['a protected workbook', protectedBook(), 'plan.xlsx is protected by a password.'],
    ['a CSV whose quote never closes', 'a,b\r\n"c,d', 'Row 2: a quote is opened and never closed.'],
  ])('is refused: %s', async (_, content, message) => {
    await expect(readTableFile(Buffer.from(content as string), '../../plan.xlsx')).rejects.toMatchObject({
      code: 'invalid',
      message,
    })
  })

  it('is refused when it takes too long', async () => {
    await expect(readTableFile(Buffer.from('a,b'), 'a.csv', { patienceMs: 1 })).rejects.toMatchObject({ code: 'busy' })
  })

  it('is not read on once nobody waits for it', async () => {
    await expect(
      readTableFile(Buffer.from('a,b'), 'a.csv', { signal: AbortSignal.abort(new Error('gone')) }),
    ).rejects.toThrow('gone')
  })
})

describe('a file made to hurt', () => {
  it('declares more than may be unpacked', () => {
    expect(() => readWorkbook(declaredBomb(), 'x')).toThrow('The workbook is refused: it unpacks to more than 96 MB.')
  })

  it('unpacks to a hundred times what is usual', () => {
    expect(() => readWorkbook(packedBomb(), 'x')).toThrow('a part of it unpacks to more than 200 times its size')
  })

  it('unpacks to more than it says, and is stopped at what it said', () => {
    const bomb = lyingBomb()
    const before = process.memoryUsage().rss
    expect(() => readWorkbook(bomb, 'x')).toThrow('it unpacks to more than it says')
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
  })

  it('has a directory of thousands of parts, or one part twice', () => {
    const many = zip(Array.from({ length: 1001 }, (_, i) => ({ name: `p${i}`, content: '' })))
    expect(() => new ZipParts(many)).toThrow('it has 1001 parts, more than 1000')
    expect(() => new ZipParts(zip([BOOK[0]!, BOOK[0]!]))).toThrow('The file is damaged')
  })

  it('holds entities that grow', () => {
    const lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
    expect(() => readWorkbook(zip([{ name: 'xl/workbook.xml', content: lol }]), 'x')).toThrow(
      'The workbook holds XML that no spreadsheet program writes.',
    )
  })

  it('points outside itself: nothing is fetched or written', () => {
    const out = zip([
      BOOK[0]!,
      {
        name: 'xl/_rels/workbook.xml.rels',
        content:
          '<Relationships><Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      },
      { name: '../../evil', content: 'x' },
    ])
    expect(readWorkbook(out, 'x').sheets).toEqual([])
  })

  it('has 300,000 rows: refused with the sheet and the row where reading stopped', () => {
    expect(() => readWorkbook(manyRows(), 'x')).toThrow(
      "Sheet 'Hours' is refused: it has more than 200,000 rows (stopped at row 200001).",
    )
    const csv = 'a,b\n'.repeat(200_002)
    expect(() => csvRows(csv, READ_LIMITS.rows, READ_LIMITS.columns)).toThrow(
      'The file has more than 200,000 rows (stopped at row 200001).',
    )
  })

  it('has a cell far to the right', () => {
    expect(() => cellsOf('<row r="1"><c r="XFD1"><v>1</v></c></row>')).toThrow(
      "Sheet 'Hours' is refused: it has more than 600 columns.",
    )
  })

  it('packs two hundred thousand tiny rows into almost nothing', async () => {
    const rows = '<row><c t="inlineStr"><is><t>x</t></is></c></row>'.repeat(199_999)
    const read = await readTableFile(zip([...BOOK, { ...sheet(`${rows}`), says: undefined }]), 'x.xlsx').catch(
      (e: Error) => e.message,
    )
    expect(typeof read === 'string' ? read : read.sheets[0]?.rows.length).toBe(
      'The workbook is refused: a part of it unpacks to more than 200 times its size.',
    )
  })
})

describe('cells', () => {
  it('give the stored result of a formula, and say when there is none', () => {
    expect(
      cellsOf(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c><c r="C1"><f>1+1</f></c></row>',
      ),
    ).toEqual([2, '2x', { fault: 'a formula without a stored result (open the file, save it again)' }])
  })

  it('are text, number, truth, date or an error', () => {
    const styles = {
      name: 'xl/styles.xml',
      content:
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="mmm\\ yyyy"/><numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    }
    const texts = {
      name: 'xl/sharedStrings.xml',
      content:
        '<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch &amp; _x0041_</t></r><rPh><t>no</t></rPh></si></sst>',
    }
    const row =
      '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" s="1"><v>45901.5</v></c><c r="D1" s="2"><v>45901</v></c><c r="E1" s="3"><v>3</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="e"><v>#REF!</v></c><c r="H1" t="d"><v>2025-09-01T00:00:00</v></c></row>'
    expect(cellsOf(row, [styles, texts])).toEqual([
      'rich & A',
      null,
      { date: '2025-09-01' },
      { date: '2025-09-01' },
      3,
      true,
      { fault: 'the error #REF!' },
      { date: '2025-09-01' },
    ])
  })

  it('are read alike with prefixed names, without addresses, and in CDATA', () => {
    const data = '<row><c t="inlineStr"><is><t><![CDATA[a <b>]]></t></is></c><c><v>1</v></c></row>'
    const prefixed = data.replace(/<(\/?)(row|c|v|is|t)\b/g, '<$1x:$2')
    expect(cellsOf(data)).toEqual(['a <b>', 1])
    expect(cellsOf(prefixed)).toEqual(['a <b>', 1])
  })

  it('are read as exceljs writes them: dates, rich text, merged cells, links', async () => {
    const { sheets } = await book((b) => {
      const ws = b.addWorksheet('A & B')
      ws.addRow([
        'Start',
        new Date(Date.UTC(2025, 8, 1)),
        { richText: [{ text: 'bold' }, { text: ' text' }] },
        { formula: '1+1', result: 2 },
        { text: 'mail', hyperlink: 'mailto:x@y.z' },
      ])
      ws.mergeCells('A2:C3')
      ws.getCell('A2').value = 'merged'
    })
    expect(sheets[0]).toMatchObject({
      name: 'A & B',
      rows: [
        { number: 1, cells: ['Start', { date: '2025-09-01' }, 'bold text', 2, 'mail'] },
        { number: 2, cells: ['merged'] },
      ],
      merged: [{ top: 2, left: 1, bottom: 3, right: 3 }],
    })
  })

  it('of a workbook with macros and links to others count with their stored values, and the file says so', () => {
    const made = zip([
      ...BOOK,
      sheet('<row r="1"><c r="A1"><f>[1]Plan!A1</f><v>5</v></c></row>'),
      { name: 'xl/vbaProject.bin', content: 'x' },
      { name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' },
    ])
    const { sheets, warnings } = readWorkbook(made, 'x.xlsm')
    expect(sheets[0]?.rows[0]?.cells).toEqual([5])
    expect(warnings).toEqual([
      'The macros of the workbook were ignored.',
      'The workbook links to other files: the values stored in it were used, nothing was fetched.',
    ])
  })
})

describe('a CSV file', () => {
  it('is read with commas, semicolons or tabs, quotes and line breaks', () => {
    expect(csvRows('a;b\r\n"x ""y""";"1\n2"\r\n\r\n;3', 10, 10)).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: ['x "y"', '1\n2'] },
      { number: 4, cells: [null, '3'] },
    ])
  })

  it('is read as UTF-8 with or without mark, UTF-16 and Windows-1252', () => {
    const text = 'Zoë,Ünal'
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    expect([
      decodeText(Buffer.from(text)),
      decodeText(Buffer.from(`\ufeff${text}`)),
      decodeText(marked),
      decodeText(Buffer.from(text, 'latin1')),
    ]).toEqual([text, text, text, text])
  })
})

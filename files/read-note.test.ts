import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { readNote } from './read-note.js'

const text = (value: string) => new TextEncoder().encode(value)

/** A PDF of one page that says `words`, written by hand. */
function pdf(words: string): Uint8Array {
  const stream = `BT /F1 12 Tf 72 720 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = body.length
    body += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = body.length
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const at of offsets) body += `${String(at).padStart(10, '0')} 00000 n \n`
  return text(`${body}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF`)
}

/** A PDF whose content stream inflates to `megabytes` of spaces. */
function bomb(megabytes: number): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1_048_576, 32))
  const zlib = Buffer.concat([Buffer.from([0x78, 0x9c]), packed, Buffer.alloc(4)])
  const head = Buffer.from(
    `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Length ${zlib.length} /Filter /FlateDecode >>\nstream\n`,
  )
  return Buffer.concat([head, zlib, Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF')])
}

describe('a note', () => {
  it('of Markdown or text is kept as it is', async () => {
    expect(await readNote('a.md', text('# Grüße 漢'))).toBe('# Grüße 漢')
  })

  it('of PDF gives its words', async () => {
    expect(await readNote('a.PDF', pdf('Satellite ground station'))).toContain('Satellite ground station')
  })

  it('that is no text, no PDF, or of another kind is refused by name', async () => {
    await expect(readNote('a.txt', new Uint8Array([0xff, 0xfe, 0x00]))).rejects.toThrow('a.txt is not text in UTF-8.')
    await expect(readNote('a.pdf', text('a shopping list'))).rejects.toThrow('a.pdf cannot be read')
    await expect(readNote('a.docx', text('a shopping list'))).rejects.toThrow('a.docx cannot be read')
    await expect(readNote('a.exe', text(''))).rejects.toThrow('a.exe is not Markdown, text, PDF or DOCX.')
    await expect(readNote('a.pdf', pdf(''))).rejects.toThrow('a.pdf holds no text')
  })

  it('that is a workbook renamed is refused', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('x')
    const content = new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer)
    await expect(readNote('a.docx', content)).rejects.toThrow(/a.docx (cannot be read|holds no text)/)
  })

  it('that is a bomb ends with a sentence, not with the process', async () => {
    await expect(readNote('a.pdf', bomb(300), 4000)).rejects.toThrow(/a\.pdf (cannot be read|holds no text)/)
  })
})

// How a report's workbook looks: number formats, head and totals, the heat map's colours, the printed page.
import type ExcelJS from 'exceljs'
import {
  at,
  type HeatMap,
  type ReportCell,
  type ReportColumn,
  type ReportFormat,
  type ReportSheet,
} from '../services/report-book.js'

type Style = Partial<ExcelJS.Style>

const FORMAT: Record<ReportFormat, string | undefined> = {
  text: undefined,
  hours: undefined,
  share: '0.0%',
  fte: '0.00',
  count: '0',
  day: 'yyyy-mm-dd',
  month: 'mmm yyyy',
}
const formats = Object.keys(FORMAT) as ReportFormat[]

const font = (more: Partial<ExcelJS.Font> = {}): Partial<ExcelJS.Font> => ({
  name: 'Calibri',
  family: 2,
  size: 11,
  ...more,
})
const LEFT = { horizontal: 'left', indent: 1 } as const
const LINE = { argb: 'FFCFD6DF' }
const SOFT = { argb: 'FF55606F' }
const HEAD = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDF0F4' } } as const

/** One object per style: the writer knows a style by the object, and looks for it in every cell. */
const byFormat = (make: (format: ReportFormat) => Style): Record<ReportFormat, Style> =>
  Object.fromEntries(
    formats.map((format) => [format, { ...(FORMAT[format] ? { numFmt: FORMAT[format] } : {}), ...make(format) }]),
  ) as Record<ReportFormat, Style>

const body = byFormat((format) =>
  format === 'text' ? { alignment: LEFT } : format === 'hours' ? {} : { alignment: { horizontal: 'right' } },
)
/** A word where others have a number. */
const wordForNumber: Style = { alignment: { horizontal: 'right' } }
/** Hours from a thousand on: their digits are grouped. */
const many: Record<'whole' | 'parts', Style> = { whole: { numFmt: '#,##0' }, parts: { numFmt: '#,##0.00' } }
const MANY = 1000

const foot = byFormat((format) => ({
  ...(format === 'text' ? { alignment: LEFT } : {}),
  font: font({ bold: true }),
  border: { top: { style: 'thin', color: { argb: 'FF55606F' } } },
}))
const manyFoot: typeof many = {
  whole: { ...foot.hours, ...many.whole },
  parts: { ...foot.hours, ...many.parts },
}

export const lead = byFormat(() => ({ font: font({ color: SOFT }) }))
const wrapped: Style = { alignment: { ...LEFT, wrapText: true } }
export const label: Style = { font: font({ bold: true, color: SOFT }), alignment: { vertical: 'top' } }
export const title: Style = { font: font({ bold: true, size: 16 }) }
export const coverValue: Record<'text' | 'day', Style> = {
  text: { alignment: { wrapText: true, vertical: 'top', horizontal: 'left' } },
  day: { numFmt: FORMAT.day as string, alignment: { horizontal: 'left' } },
}

/** The look of a value in a row of the table; `tall` where a row may have several lines. */
export function bodyStyle(cell: ReportCell, column: ReportColumn, tall: boolean): Style {
  const style = plainStyle(cell, column)
  if (!tall) return style
  let top = atTop.get(style)
  if (!top) {
    top = { ...style, alignment: { ...style.alignment, vertical: 'top' } }
    atTop.set(style, top)
  }
  return top
}

const atTop = new Map<Style, Style>()

function plainStyle(cell: ReportCell, { format, wrap }: ReportColumn): Style {
  if (typeof cell === 'string') return wrap ? wrapped : format === 'text' ? body.text : wordForNumber
  return format === 'hours' ? hoursStyle(cell, body.hours, many) : body[format]
}

/** The look of a total, or of a place between totals. */
export function footStyle(cell: ReportCell, { format }: ReportColumn): Style {
  if (cell === null || typeof cell === 'string') return foot.text
  return format === 'hours' ? hoursStyle(cell, foot.hours, manyFoot) : foot[format]
}

function hoursStyle(cell: ReportCell, few: Style, grouped: typeof many): Style {
  const value = typeof cell === 'object' && cell && 'value' in cell ? cell.value : cell
  if (typeof value !== 'number' || (value < MANY && value > -MANY)) return few
  return Number.isInteger(value) ? grouped.whole : grouped.parts
}

/** Points of a row whose text goes on in further lines; programs do not measure it themselves. */
export const rowHeight = (text: string, width: number) => LINE_POINTS * Math.max(1, Math.ceil(text.length / width))
const LINE_POINTS = 15

const headOf = (horizontal: 'left' | 'right') =>
  byFormat(() => ({
    font: font({ bold: true }),
    fill: HEAD,
    border: { bottom: { style: 'thin', color: LINE } },
    alignment: { horizontal, vertical: 'middle', wrapText: true, ...(horizontal === 'left' ? { indent: 1 } : {}) },
  }))
const heads = { left: headOf('left'), right: headOf('right') }

/** A header stands over its values: words on the left, numbers on the right. */
export const head = ({ format, headerFormat = 'text' }: ReportColumn): Style =>
  heads[format === 'text' ? 'left' : 'right'][headerFormat]

/** A landscape page as wide as the sheet, with the head on every page and what it is at the foot. */
export function printed(name: string, report: string, sheet?: ReportSheet): Partial<ExcelJS.AddWorksheetOptions> {
  const plain = (text: string) => text.replaceAll('&', '&&')
  return {
    pageSetup: {
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(sheet && sheet.freeze.rows > 0 ? { printTitlesRow: `1:${sheet.freeze.rows}` } : {}),
    },
    headerFooter: { oddFooter: `&L${plain(report)} – ${plain(name)}&RPage &P of &N` },
  }
}

/** US008 as rules that the program applies itself, so that colours follow what is typed later. */
export function heatRules(
  heat: HeatMap,
  [low, medium]: readonly [number, number],
): ExcelJS.ConditionalFormattingOptions {
  const load = `ROUND(${heat.load},9)`
  const number = (test: string) => `IF(ISNUMBER(${heat.load}),${test},FALSE)`
  // The colours of the page, ink included.
  const colours: [string, string, string][] = [
    [number(`AND(${load}>0,${load}<=${low})`), 'FFE7F5E9', 'FF15401E'],
    [number(`AND(${load}>${low},${load}<=${medium})`), 'FFB9E2BF', 'FF0D3A1A'],
    [number(`AND(${load}>${medium},${load}<1)`), 'FF2F7D46', 'FFFFFFFF'],
    [number(`${load}=1`), 'FFFFE08A', 'FF3D2F00'],
    [`IF(ISNUMBER(${heat.load}),${load}>1,${heat.load}="no capacity")`, 'FFC2352B', 'FFFFFFFF'],
  ]
  return {
    ref: `${at(heat.left, heat.top)}:${at(heat.right, heat.bottom)}`,
    rules: colours.map(([formula, background, text], i) => ({
      type: 'expression',
      priority: i + 1,
      formulae: [formula],
      style: {
        fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: background } },
        font: { color: { argb: text } },
      },
    })),
  }
}

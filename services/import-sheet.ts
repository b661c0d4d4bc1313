// What a file of tables is once it is read: plain values by sheet and row, whatever program wrote it.
// Types only; files/ makes them, the import recognises them.

/** A calendar day; times of day are cut off. */
export interface CellDate {
  date: string
}

/** A cell whose value cannot be used: an error such as #REF!, or a formula that was never computed. */
export interface CellFault {
  fault: string
}

export type CellValue = string | number | boolean | CellDate | CellFault | null

export interface SheetRow {
  /** As the program that wrote it counts, from 1. */
  number: number
  /** From column A on. */
  cells: CellValue[]
}

/** Rows and columns of a merged range, from 1, both ends included. */
export interface MergedRange {
  top: number
  left: number
  bottom: number
  right: number
}

export interface TableSheet {
  name: string
  /** Rows that hold anything, in order. */
  rows: SheetRow[]
  merged: MergedRange[]
}

export interface TableFile {
  /** Name of the file, for people. */
  file: string
  sheets: TableSheet[]
  /** What the file holds and the import does not use: macros, links to other files. */
  warnings: string[]
}

/** 1 -> 'A', 28 -> 'AB'. */
export function columnLetter(column: number): string {
  let letters = ''
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}

// A workbook of fifty thousand allocations, as a thousand people on two hundred projects would plan two years.
import ExcelJS from 'exceljs'

export interface ImportBenchSize {
  people: number
  projects: number
  assignmentsPerPerson: number
  months: number
}

/** 1,000 people x 5 projects x 10 months = 50,000 allocations. */
export const FIFTY_THOUSAND: ImportBenchSize = { people: 1000, projects: 200, assignmentsPerPerson: 5, months: 10 }

/** The workbook's bytes, with the sheets of the import in the order people write them. */
export async function allocationWorkbook(size: ImportBenchSize): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const projects = book.addWorksheet('Projects')
  projects.addRow(['Code', 'Name', 'Client', 'Manager Email', 'Start Date', 'Sprints', 'Status'])
  for (let p = 0; p < size.projects; p++)
    projects.addRow([
      `P${p}`,
      `Project ${p}`,
      `Client ${p % 20}`,
      `pm${p % 10}@example.com`,
      '2026-01-01',
      26,
      'Active',
    ])
  const people = book.addWorksheet('Employees')
  people.addRow(['Email', 'Name', 'Role', 'LCAT', 'System Role', 'FTE', 'Skills', 'Start Date', 'End Date', 'Notes'])
  for (let e = 0; e < size.people; e++)
    people.addRow([
      `person${e}@example.com`,
      `Person Number ${e}`,
      `Role ${e % 12}`,
      `Level ${e % 4}`,
      'Employee',
      e % 10 === 0 ? 0.5 : 1,
      'Python; SQL',
      '2020-01-01',
      null,
      null,
    ])
  const assignments = book.addWorksheet('Assignments')
  assignments.addRow(['Project Code', 'Employee Email', 'Role', 'LCAT', 'Funded Hours'])
  const allocations = book.addWorksheet('Allocations')
  allocations.addRow(['Project Code', 'Employee Email', 'Year', 'Month', 'Hours'])
  for (let e = 0; e < size.people; e++)
    for (let a = 0; a < size.assignmentsPerPerson; a++) {
      const code = `P${(e * 7 + a * 13) % size.projects}`
      const email = `person${e}@example.com`
      assignments.addRow([code, email, `Role ${e % 12}`, `Level ${e % 4}`, 400])
      for (let m = 0; m < size.months; m++) allocations.addRow([code, email, 2026, m + 1, 20 + ((e + m) % 20)])
    }
  return Buffer.from(await book.xlsx.writeBuffer())
}

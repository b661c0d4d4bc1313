/** A small firm as its workbook says it; e-mail addresses are the names before @. */
export interface SampleFirm {
  domain: string
  /** The year in which hours and open positions begin. */
  year: number
  /** Month in which its fiscal years start; 1 unless given. */
  fiscalYearStart?: number
  /** code, name, client, manager, start, sprints, status */
  projects: [string, string, string, string, string, number, string][]
  /** e-mail, name, role, LCAT, FTE, skills, notes, system role unless Employee */
  people: [string, string, string, string, number | string, string, string, string?][]
  /** who, project, funded hours, hours a month, first and last month (13 = January of the year after) */
  staffing: [string, string, number, number, number, number][]
  /** who, first day, last day, kind */
  timeOff: [string, string, string, string][]
  /** project, role, LCAT, skills, first and last month, hours, count */
  demand: [string, string, string, string, number, number, number, number][]
  holidays: [string, string][]
}

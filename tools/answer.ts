// What an answer shows besides its sentence: the same shapes for every tool, the assistant and the page.

/** A table of an answer: DESIGN section 8. `unit` is 'hours' | 'fte' | 'percent' | 'month' | 'date' | 'text' | 'count'. */
export interface AnswerTable {
  title: string
  columns: { key: string; label: string; unit: string }[]
  rows: Record<string, string | number | null>[]
  /** For each row the grid cells its figures come from. */
  cells?: { assignmentId: string; month: string }[][]
}

/** A figure in the text that links to the cells it was summed from. */
export interface AnswerFigure {
  text: string
  cells: { assignmentId: string; month: string }[]
}

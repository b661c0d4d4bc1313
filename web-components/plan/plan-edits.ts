// From typed cells to the server and back: shown at once, sent in order, put back with the reason when refused.
import type { Applied } from '../../services/change.js'
import { ApiError, reasonOf } from '../api/client.js'
import { monthName } from '../shared/format.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'
import { PlanModel } from './plan-model.js'

export interface CellWrite {
  assignmentId: string
  month: string
  hours: number
}

/** The server's present value of a cell, as a refusal for staleness carries it. */
interface CurrentCell {
  assignmentId?: string
  month?: string
  hours: number
  version: number
}

export class PlanEdits {
  private queue: Promise<void> = Promise.resolve()

  constructor(
    private readonly context: PageContext,
    private readonly model: () => PlanModel | undefined,
    private readonly repaint: () => void,
  ) {}

  /** Shows the hours at once and sends them as one change set; answers whether they were taken. */
  write(cells: CellWrite[]): Promise<boolean> {
    const model = this.model()
    if (!model || cells.length === 0) return Promise.resolve(false)
    const before = cells.map((cell) => this.hoursOf(model, cell))
    cells.forEach((cell, i) => {
      const key = PlanModel.key(cell.assignmentId, cell.month)
      if (!model.saving.has(key)) model.saving.set(key, before[i]!)
      model.setHours(cell.assignmentId, cell.month, cell.hours)
    })
    this.repaint()
    const sent = this.queue.then(() => this.send(cells, before))
    this.queue = sent.then(() => undefined)
    return sent
  }

  private hoursOf(model: PlanModel, cell: CellWrite): number {
    return model.assignments.get(cell.assignmentId)?.hours[model.monthIndex.get(cell.month) ?? -1] ?? 0
  }

  private async send(cells: CellWrite[], before: number[]): Promise<boolean> {
    const model = this.model()
    if (!model) return false
    const changes = cells.map((cell) => ({
      ...cell,
      version: model.assignments.get(cell.assignmentId)?.versions[model.monthIndex.get(cell.month) ?? -1] ?? 0,
    }))
    try {
      const applied = await this.context.api.post<Applied>('/api/v1/allocations/changes', { changes, via: 'grid' })
      for (const cell of cells) model.saving.delete(PlanModel.key(cell.assignmentId, cell.month))
      this.context.applied(applied)
      return true
    } catch (error) {
      cells.forEach((cell, i) => {
        model.saving.delete(PlanModel.key(cell.assignmentId, cell.month))
        model.setHours(cell.assignmentId, cell.month, before[i]!)
      })
      this.refused(model, error, cells)
      this.repaint()
      return false
    }
  }

  private refused(model: PlanModel, error: unknown, cells: CellWrite[]) {
    const current = currentOf(error)
    for (const cell of current)
      if (cell.assignmentId && cell.month) model.setHours(cell.assignmentId, cell.month, cell.hours, cell.version)
    const [first] = current
    const mine =
      cells.find((cell) => cell.assignmentId === first?.assignmentId && cell.month === first?.month) ?? cells[0]
    if (error instanceof ApiError && error.code === 'stale' && first && mine)
      return this.context.toast(text.conflict(monthName(mine.month), first.hours, mine.hours), {
        kind: 'bad',
        action: { label: text.writeMine(mine.hours), run: () => void this.write(cells) },
      })
    this.context.toast(text.notSaved(reasonOf(error)), { kind: 'bad' })
  }
}

function currentOf(error: unknown): CurrentCell[] {
  const details = error instanceof ApiError ? (error.details as { current?: CurrentCell[] } | undefined) : undefined
  return Array.isArray(details?.current) ? details.current : []
}

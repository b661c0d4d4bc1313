import { css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import '../grid/allocation-grid.js'
import type { GridSource } from '../grid/grid-source.js'
import { controls } from '../shared/controls.js'
import { dayName, hours } from '../shared/format.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

interface Sprints {
  project: string
  sprints: { number: number; startsOn: string; endsOn: string; hours: number }[]
  rows: { assignmentId: string; employee: string; role: string; lcat: string; hours: number[]; totalHours: number }[]
}

function sourceOf({ sprints, rows }: Sprints): GridSource {
  const value = (row: number, column: number) => rows[row]!.hours[column] ?? 0
  const shown = (amount: number) => (amount ? hours(amount) : '')
  return {
    rowCount: rows.length,
    columnCount: sprints.length,
    totals: [text.total],
    rowId: (row) => rows[row]?.assignmentId ?? '',
    name: (row) => ({
      text: rows[row]!.employee,
      detail: [rows[row]!.role, rows[row]!.lcat].filter(Boolean).join(' · '),
      level: 1,
    }),
    head: (column) => {
      const { number, startsOn, endsOn } = sprints[column]!
      return {
        label: text.sprint(number),
        detail: dayName(startsOn).replace(/ \d{4}$/, ''),
        tip: `${dayName(startsOn)} – ${dayName(endsOn)}`,
      }
    },
    text: (row, column) => shown(value(row, column)),
    cls: () => 'ro',
    total: (row) => hours(rows[row]!.totalHours),
    foot: (column) => shown(sprints[column]!.hours),
    footTotal: () => hours(rows.reduce((sum, row) => sum + row.totalHours, 0)),
    value: (row, column) => value(row, column) || undefined,
    entry: () => null,
    whyReadOnly: () => text.sprintsReadOnly,
    label: (row, column) =>
      column < 0 || column >= sprints.length
        ? ''
        : `${hours(value(row, column))} h, ${rows[row]!.employee}, ${text.sprint(sprints[column]!.number)}`,
  }
}

/** The project by sprint (US017): read-only, every month's total conserved. */
@customElement('sa-project-sprints')
export class SaProjectSprints extends ViewBase<Sprints> {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        background: var(--paper);
      }
      p {
        padding: 8px 16px;
        border-bottom: 1px solid var(--line);
      }
      sa-allocation-grid {
        flex: 1;
        min-height: 0;
      }
    `,
  ]

  @property() project = ''

  protected override async read(): Promise<Sprints> {
    return (await this.context.api.tool<{ data: Sprints }>('get_sprints', { project: this.project })).data
  }

  protected override renderData(data: Sprints) {
    return html`<p class="soft small-text">${text.sprintsHelp}</p>
      ${
        data.rows.length
          ? html`<sa-allocation-grid .source=${sourceOf(data)} label=${text.sprintsOf(data.project)} .nameHead=${text.team} .nameWidth=${250} .columnWidth=${74} .totalWidth=${92} .headHeight=${46} stretch></sa-allocation-grid>`
          : html`<div class="empty"><h2>${text.noTeam}</h2></div>`
      }`
  }
}

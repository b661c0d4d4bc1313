import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { SheetReport } from '../../services/import-report.js'
import { controls } from '../shared/controls.js'
import { text } from '../text.js'
import './sa-import-columns.js'

const SHOWN_WARNINGS = 100

/** What an import makes of one sheet: counts, refused rows with their reasons, columns. Fires `column-mapped`. */
@customElement('sa-import-sheet')
export class SaImportSheet extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      .scroll {
        overflow: auto;
        max-height: 320px;
      }
      details > summary {
        cursor: pointer;
        font-size: 13px;
        font-weight: 500;
      }
      @media print {
        .scroll {
          max-height: none;
          overflow: visible;
        }
      }
    `,
  ]

  @property({ attribute: false }) sheet!: SheetReport
  /** The import is made: its columns cannot be chosen any more. */
  @property({ type: Boolean }) applied = false
  /** Fields chosen by hand since the file was read, by header. */
  @property({ attribute: false }) chosen: ReadonlyMap<string, string> = new Map()

  protected override render() {
    const { sheet } = this
    return html`<section class="card stack" aria-label=${sheet.sheet}>
      <div class="row">
        <h2>${sheet.sheet}</h2>
        ${sheet.table && sheet.table !== sheet.sheet ? html`<span class="soft small-text">${text.readAsTable(sheet.table)}</span>` : nothing}
        ${sheet.new ? html`<span class="chip good">${text.newRows(sheet.new)}</span>` : nothing}
        ${sheet.changed ? html`<span class="chip info">${text.changedRows(sheet.changed)}</span>` : nothing}
        ${sheet.unchanged ? html`<span class="chip">${text.unchangedRows(sheet.unchanged)}</span>` : nothing}
        ${sheet.refusedCount ? html`<span class="chip bad">${text.refusedRows(sheet.refusedCount)}</span>` : nothing}
        ${sheet.warningCount ? html`<span class="chip warn">${text.warningRows(sheet.warningCount)}</span>` : nothing}
      </div>
      ${sheet.refused.length ? this.renderRefused() : nothing} ${sheet.warnings.length ? this.renderWarnings() : nothing}
      ${this.applied ? nothing : this.renderColumns()}
    </section>`
  }

  private renderRefused() {
    const { refused, refusedCount } = this.sheet
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${text.refusedRows(refusedCount)}>
      <table class="list">
        <thead>
          <tr><th scope="col" class="num">${text.row}</th><th scope="col">${text.column}</th><th scope="col">${text.value}</th><th scope="col">${text.why}</th></tr>
        </thead>
        <tbody>
          ${refused.map((row) => html`<tr><td class="num">${row.row}</td><td>${row.column}</td><td class="name">${row.value}</td><td>${row.reason}</td></tr>`)}
        </tbody>
      </table>
    </div>`
  }

  private renderWarnings() {
    const { warnings, warningCount } = this.sheet
    return html`<details class="small-text">
      <summary>${text.warningRows(warningCount)}</summary>
      <ul>${warnings.slice(0, SHOWN_WARNINGS).map(({ row, message }) => html`<li>${row ? `${text.row} ${row}: ` : ''}${message}</li>`)}</ul>
    </details>`
  }

  private renderColumns() {
    const { columns, unused, fields } = this.sheet
    const all = [...columns, ...unused.map((header) => ({ header, field: '' }))]
    if (!all.length) return nothing
    return html`<details ?open=${unused.length > 0 || columns.some(({ guessed }) => guessed)}>
      <summary>${text.columnsHead(all.length)}</summary>
      <sa-import-columns
        .columns=${all}
        .fields=${fields}
        .chosen=${this.chosen}
        @column-mapped=${(event: CustomEvent) => this.dispatchEvent(new CustomEvent('column-mapped', { detail: event.detail }))}
      ></sa-import-columns>
    </details>`
  }
}

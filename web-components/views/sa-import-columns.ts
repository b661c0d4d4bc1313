import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { text } from '../text.js'

export interface ReadColumn {
  header: string
  /** '' where nothing was made of it. */
  field: string
  guessed?: boolean
  mapped?: boolean
}

/** What each column of a sheet was read as, to be changed by hand. Fires `column-mapped` with header and field. */
@customElement('sa-import-columns')
export class SaImportColumns extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      table.list td {
        vertical-align: middle;
        padding-block: 3px;
      }
      select {
        width: min(280px, 100%);
      }
    `,
  ]

  @property({ attribute: false }) columns: ReadColumn[] = []
  /** What a header can be: 'Email', or 'Employees.Email' where the sheet is not known yet. */
  @property({ attribute: false }) fields: string[] = []
  /** Chosen by hand and not read yet, by header. */
  @property({ attribute: false }) chosen: ReadonlyMap<string, string> = new Map()

  private choose(header: string, event: Event) {
    const field = (event.target as HTMLSelectElement).value
    this.dispatchEvent(new CustomEvent('column-mapped', { detail: { header, field } }))
  }

  protected override render() {
    return html`<table class="list">
      <thead>
        <tr><th scope="col">${text.inFile}</th><th scope="col">${text.readAs}</th><th scope="col"><span class="visually-hidden">${text.how}</span></th></tr>
      </thead>
      <tbody>
        ${this.columns.map((column) => {
          const field = this.chosen.get(column.header) ?? column.field
          return html`<tr>
            <td class="name">${column.header}</td>
            <td>
              <select class="input small" aria-label=${text.readHeaderAs(column.header)} @change=${(event: Event) => this.choose(column.header, event)}>
                <option value="" ?selected=${field === ''}>${text.leftOut}</option>
                ${field && !this.fields.includes(field) ? html`<option value=${field} selected>${field}</option>` : nothing}
                ${this.renderFields(field)}
              </select>
            </td>
            <td>${this.renderHow(column)}</td>
          </tr>`
        })}
      </tbody>
    </table>`
  }

  private renderFields(field: string) {
    const option = (value: string, label: string) =>
      html`<option value=${value} ?selected=${value === field}>${label}</option>`
    const tables = [...new Set(this.fields.map((one) => (one.includes('.') ? one.slice(0, one.indexOf('.')) : '')))]
    return tables.map((table) =>
      table
        ? html`<optgroup label=${table}>
          ${this.fields.filter((one) => one.startsWith(`${table}.`)).map((one) => option(one, one.slice(table.length + 1)))}
        </optgroup>`
        : this.fields.map((one) => option(one, one)),
    )
  }

  private renderHow({ header, field, guessed, mapped }: ReadColumn) {
    if (this.chosen.has(header)) return html`<span class="chip info">${text.chosenByHand}</span>`
    if (mapped) return html`<span class="chip info">${text.chosenByHand}</span>`
    if (guessed) return html`<span class="chip warn">${text.similar}</span>`
    return field ? nothing : html`<span class="chip">${text.notRead}</span>`
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { AnswerTable } from '../../tools/answer.js'
import { toHtmlTable, toTsv } from '../grid/clipboard.js'
import { text } from '../text.js'
import { controls } from './controls.js'
import { cellText } from './format.js'
import { icon } from './icons.js'

const NUMERIC = new Set(['hours', 'fte', 'percent', 'load', 'count'])
const FIRST_ROWS = 12
/** Columns with longer texts than this wrap instead of widening the table. */
const LONG_TEXT = 26

/** A table of an answer: sorts by its heads, copies as TSV and HTML, rows link to the cells they came from. */
@customElement('sa-answer-table')
export class SaAnswerTable extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        overflow: hidden;
        background: var(--paper);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 5px 6px 5px 10px;
        border-bottom: 1px solid var(--line);
        font-size: 12.5px;
        font-weight: 600;
      }
      header span {
        flex: 1;
      }
      header span::first-letter {
        text-transform: uppercase;
      }
      /* A shadow at a side says that there is more to scroll to; the paper, scrolling along, covers it at the end. */
      .scroll {
        overflow: auto;
        max-height: 420px;
        background:
          linear-gradient(to right, var(--paper) 40%, transparent) left / 32px 100% local,
          linear-gradient(to left, var(--paper) 40%, transparent) right / 32px 100% local,
          linear-gradient(to right, var(--line), transparent) left / 12px 100% scroll,
          linear-gradient(to left, var(--line), transparent) right / 12px 100% scroll;
        background-repeat: no-repeat;
      }
      .scroll:focus-visible {
        outline-offset: -2px;
      }
      th button {
        all: unset;
        cursor: pointer;
        font: inherit;
      }
      th button:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
        border-radius: 2px;
      }
      td {
        white-space: nowrap;
      }
      td.long {
        white-space: normal;
        min-width: 190px;
      }
      td .link {
        all: unset;
        display: inline;
        cursor: pointer;
        color: var(--accent);
      }
      td .link:hover {
        text-decoration: underline;
      }
      td .link:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      footer {
        padding: 4px 6px;
        border-top: 1px solid var(--line);
      }
    `,
  ]

  @property({ attribute: false }) table!: AnswerTable
  /** Shows all rows from the start. */
  @property({ type: Boolean }) whole = false
  /** No title bar of its own. */
  @property({ type: Boolean }) bare = false

  @state() private sortKey = ''
  @state() private down = false
  @state() private copied = false
  @state() private all = false

  private order(): number[] {
    const { rows } = this.table
    const order = rows.map((_, i) => i)
    if (!this.sortKey) return order
    const collator = new Intl.Collator(undefined, { numeric: true })
    return order.sort((a, b) => {
      const [x, y] = [rows[a]![this.sortKey], rows[b]![this.sortKey]]
      const sign =
        typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x ?? ''), String(y ?? ''))
      return this.down ? -sign : sign
    })
  }

  private sort(key: string) {
    this.down = this.sortKey === key && !this.down
    this.sortKey = key
  }

  private copy = async () => {
    const { columns, rows } = this.table
    const block = [
      columns.map((column) => column.label),
      ...this.order().map((i) => columns.map((column) => String(rows[i]![column.key] ?? ''))),
    ]
    const item = new ClipboardItem({
      'text/plain': new Blob([toTsv(block)], { type: 'text/plain' }),
      'text/html': new Blob([toHtmlTable(block)], { type: 'text/html' }),
    })
    await navigator.clipboard.write([item])
    this.copied = true
    setTimeout(() => {
      this.copied = false
    }, 2000)
  }

  private show(row: number) {
    const cells = this.table.cells?.[row]
    if (cells?.length)
      this.dispatchEvent(new CustomEvent('cells-asked', { detail: { cells }, bubbles: true, composed: true }))
  }

  protected override render() {
    const { title, columns, rows, cells } = this.table
    const order = this.order()
    const shown = this.whole || this.all ? order : order.slice(0, FIRST_ROWS)
    const long = new Set(
      columns.filter(({ key }) => rows.some((row) => String(row[key] ?? '').length > LONG_TEXT)).map(({ key }) => key),
    )
    const sorted = (key: string) => (this.sortKey !== key ? nothing : this.down ? 'descending' : 'ascending')
    return html`${
      this.bare
        ? nothing
        : html`<header>
          <span>${title}</span>
          <button class="button quiet small" @click=${this.copy}>${icon(this.copied ? 'check' : 'copy', 14)} ${this.copied ? text.copied : text.copy}</button>
        </header>`
    }
      <div class="scroll" tabindex="0" role="region" aria-label=${title || text.table}>
        <table class="list">
          <thead>
            <tr>
              ${columns.map(
                (column) =>
                  html`<th scope="col" class=${NUMERIC.has(column.unit) ? 'num' : ''} aria-sort=${sorted(column.key)}>
                    <button @click=${() => this.sort(column.key)}>${column.label}${this.sortKey === column.key ? (this.down ? ' ↓' : ' ↑') : ''}</button>
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  ${columns.map((column, i) => {
                    const value = cellText(rows[row]![column.key], column.unit)
                    const linked = i === 0 && cells?.[row]?.length
                    return html`<td class=${NUMERIC.has(column.unit) ? 'num' : long.has(column.key) ? 'long' : ''}>
                      ${linked ? html`<button class="link" title=${text.showInGrid} @click=${() => this.show(row)}>${value}</button>` : value}
                    </td>`
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        shown.length < order.length
          ? html`<footer><button class="button quiet small" @click=${() => {
              this.all = true
            }}>${text.showAll(order.length)}</button></footer>`
          : nothing
      }`
  }
}

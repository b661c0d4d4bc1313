import { html, type TemplateResult } from 'lit'
import { text } from '../text.js'
import type { PlanSource } from './plan-source.js'

/** The whole plan as a plain table for paper: every row and column, the head repeated on each page. */
export function printTable(source: PlanSource, title: string): TemplateResult {
  const columns = Array.from({ length: source.columnCount }, (_, column) => column)
  const rows = Array.from({ length: source.rowCount }, (_, row) => row)
  return html`<div class="print">
    <h1>${title}</h1>
    <table>
      <thead>
        <tr>
          <th scope="col">${text.name}</th>
          ${columns.map((column) => {
            const head = source.head(column)
            return html`<th scope="col">${head.label}<br /><small>${head.detail}</small></th>`
          })}
          ${source.totals.map((total) => html`<th scope="col">${total}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => {
          const name = source.name(row)
          return html`<tr class=${`l${name.level} ${source.rowCls(row)}`}>
            <th scope="row">${name.text} <small>${name.detail ?? ''}</small></th>
            ${columns.map((column) => {
              const over = source.cls(row, column).includes('b5')
              return html`<td class=${source.cls(row, column)}>${over ? '▲ ' : ''}${source.text(row, column)}</td>`
            })}
            ${source.totals.map((_, i) => html`<td>${source.total(row, i)}</td>`)}
          </tr>`
        })}
      </tbody>
    </table>
  </div>`
}

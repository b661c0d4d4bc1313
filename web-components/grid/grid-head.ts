import { html, nothing } from 'lit'
import type { Geometry } from './cell-pool.js'
import type { GridSource } from './grid-source.js'

interface Frame {
  source: GridSource
  geometry: Geometry
  nameHead: string
  /** A month's heading was clicked twice. */
  headClicked(column: number): void
}

const left = (g: Geometry, column: number) => `left:${g.nameWidth + column * g.columnWidth}px;width:${g.columnWidth}px`
const totalAt = (g: Geometry, i: number) =>
  `right:${(g.totals - 1 - i) * g.totalWidth}px;width:${g.totalWidth}px;${i ? '' : 'margin-left:auto'}`
const columnsOf = (source: GridSource) => Array.from({ length: source.columnCount }, (_, column) => column)

/** The sticky heading row: name, every column, totals. */
export function gridHead({ source, geometry, nameHead, headClicked }: Frame) {
  return html`<div role="row" aria-rowindex="1" class="contents">
    <div class="pin first" role="columnheader" aria-colindex="1" .style=${`width:${geometry.nameWidth}px`}>${nameHead}</div>
    ${columnsOf(source).map((column) => {
      const head = source.head(column)
      return html`<div
        class=${head.cls ?? ''}
        role="columnheader"
        aria-colindex=${column + 2}
        title=${head.tip ?? nothing}
        .style=${left(geometry, column)}
        @dblclick=${() => headClicked(column)}
      >
        ${head.label}<small>${head.detail}</small>
      </div>`
    })}
    ${source.totals.map(
      (total, i) =>
        html`<div class="pin" role="columnheader" aria-colindex=${source.columnCount + 2 + i} .style=${totalAt(geometry, i)}>${total}</div>`,
    )}
  </div>`
}

/** The sticky row of column totals. */
export function gridFoot({ source, geometry }: Frame, width: string) {
  return html`<div role="rowgroup" class="foot" .style=${width}>
    <div role="row" class="contents" aria-rowindex=${source.rowCount + 2}>
      <div class="pin first" role="rowheader" aria-colindex="1" .style=${`width:${geometry.nameWidth}px`}>Total</div>
      ${columnsOf(source).map(
        (column) =>
          html`<div role="gridcell" aria-colindex=${column + 2} .style=${left(geometry, column)}>${source.foot!(column)}</div>`,
      )}
      ${source.totals.map(
        (_, i) =>
          html`<div class="pin" role="gridcell" aria-colindex=${source.columnCount + 2 + i} .style=${totalAt(geometry, i)}>${source.footTotal?.(i) ?? ''}</div>`,
      )}
    </div>
  </div>`
}

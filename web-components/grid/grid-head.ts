import { html, nothing } from 'lit'
import type { Geometry } from './cell-pool.js'
import type { SizedPart } from './column-sizes.js'
import type { GridSource } from './grid-source.js'

interface Frame {
  source: GridSource
  geometry: Geometry
  nameHead: string
  sort(column: number): void
  /** A grip at the right edge of the name or of the `count`-th month was taken hold of. */
  dragWidth(event: PointerEvent, part: SizedPart, count: number): void
  usualWidth(part: SizedPart): void
}

const left = (g: Geometry, column: number) => `left:${g.nameWidth + column * g.columnWidth}px;width:${g.columnWidth}px`
const totalAt = (g: Geometry, i: number) =>
  `right:${(g.totals - 1 - i) * g.totalWidth}px;width:${g.totalWidth}px;${i ? '' : 'margin-left:auto'}`
const columnsOf = (source: GridSource) => Array.from({ length: source.columnCount }, (_, column) => column)

const ARROWS = { ascending: '↑', descending: '↓', none: '' }

/** The words of a heading; a button where it sorts. Out of the Tab order: the menu of a cell sorts by keyboard. */
function heading({ source, sort }: Frame, column: number, label: string, detail?: string) {
  const order = source.sorted?.(column)
  const words = html`<span class="title">${label}${order && order !== 'none' ? html`<span class="arrow" aria-hidden="true">${ARROWS[order]}</span>` : nothing}</span>${detail ? html`<small>${detail}</small>` : nothing}`
  return order ? html`<button tabindex="-1" @click=${() => sort(column)}>${words}</button>` : words
}

function grip({ dragWidth, usualWidth }: Frame, part: SizedPart, count: number) {
  return html`<span
    class="grip"
    @pointerdown=${(event: PointerEvent) => dragWidth(event, part, count)}
    @dblclick=${() => usualWidth(part)}
  ></span>`
}

/** The sticky heading row: name, every column, totals. */
export function gridHead(frame: Frame) {
  const { source, geometry, nameHead } = frame
  const order = (column: number) => source.sorted?.(column) ?? nothing
  return html`<div role="row" aria-rowindex="1" class="contents">
    <div
      class="pin first"
      role="columnheader"
      aria-colindex="1"
      aria-sort=${order(-1)}
      .style=${`width:${geometry.nameWidth}px`}
    >
      ${heading(frame, -1, nameHead)}${grip(frame, 'name', 1)}
    </div>
    ${columnsOf(source).map((column) => {
      const head = source.head(column)
      return html`<div
        class=${`${head.cls ?? ''}${head.marked ? ' marked' : ''}`}
        role="columnheader"
        aria-colindex=${column + 2}
        aria-sort=${order(column)}
        title=${head.tip ?? nothing}
        .style=${left(geometry, column)}
      >
        ${heading(frame, column, head.label, head.detail)}${grip(frame, 'column', column + 1)}
      </div>`
    })}
    ${source.totals.map((total, i) => {
      const column = source.columnCount + i
      return html`<div
        class=${i ? 'pin' : 'pin edge'}
        role="columnheader"
        aria-colindex=${column + 2}
        aria-sort=${order(column)}
        .style=${totalAt(geometry, i)}
      >
        ${heading(frame, column, total)}
      </div>`
    })}
  </div>`
}

/** The sticky row of column totals. */
export function gridFoot({ source, geometry }: Frame, width: string) {
  return html`<div role="rowgroup" class="foot" .style=${width}>
    <div role="row" class="contents" aria-rowindex=${source.rowCount + 2}>
      <div class="pin first" role="rowheader" aria-colindex="1" .style=${`width:${geometry.nameWidth}px`}>${source.footName ?? 'Total'}</div>
      ${columnsOf(source).map(
        (column) =>
          html`<div role="gridcell" aria-colindex=${column + 2} .style=${left(geometry, column)}>${source.foot!(column)}</div>`,
      )}
      ${source.totals.map(
        (_, i) =>
          html`<div class=${i ? 'pin' : 'pin edge'} role="gridcell" aria-colindex=${source.columnCount + 2 + i} .style=${totalAt(geometry, i)}>${source.footTotal?.(i) ?? ''}</div>`,
      )}
    </div>
  </div>`
}

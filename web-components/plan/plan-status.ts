import { html } from 'lit'
import type { GridEvents } from '../grid/grid-source.js'
import { hours } from '../shared/format.js'
import { text } from '../text.js'

/** The line under the grid: legend of the heat map, and sum, average and count of the selection. */
export function planStatus(selection: GridEvents['selection-changed'] | undefined) {
  const bands = [text.bands.none, text.bands.low, text.bands.medium, text.bands.high, text.bands.full, text.bands.over]
  return html`<footer class="status">
      <span class="legend" aria-label=${text.legend}>
        ${bands.map((band, i) => html`<span class="swatch b${i}">${band}</span>`)}
        <span class="swatch away">${text.bands.away}</span>
      </span>
      <span class="gap"></span>
      <span class="sums" aria-live="off">
        ${
          selection && selection.count > 1
            ? html`${text.sum} <b>${hours(selection.sum)} h</b> · ${text.average} <b>${hours(Math.round(selection.average * 100) / 100)} h</b> · ${text.count} <b>${selection.count}</b>`
            : html`<span class="soft">${text.gridHelp}</span>`
        }
      </span>
    </footer>`
}

import { html } from 'lit'
import type { GridEvents } from '../grid/grid-source.js'
import { hours } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { text } from '../text.js'

/**
 * The line under the grid: legend of the heat map, sum, average and count of the selection or what
 * the one active cell holds, and what the keys do.
 */
export function planStatus(selection: GridEvents['selection-changed'] | undefined, cell: string) {
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
            : html`<span class="soft">${cell || text.gridHelp}</span>`
        }
      </span>
      <button class="button quiet small icon no-print" popovertarget="keys" aria-label=${text.keys.label} title=${text.keys.label}>
        ${icon('keyboard', 16)}
      </button>
      <div id="keys" class="keys" popover role="dialog" aria-label=${text.keys.label}>
        <h2>${text.keys.label}</h2>
        <dl>${text.keys.list.map(([keys, does]) => html`<dt>${keys}</dt><dd>${does}</dd>`)}</dl>
      </div>
    </footer>`
}

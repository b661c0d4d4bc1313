import { html } from 'lit'
import { text } from '../text.js'

const ROWS = Array.from({ length: 14 }, (_, i) => i)
const MONTHS = Array.from({ length: 9 }, (_, i) => i)

/** The plan before its data: the toolbar, heading and rows stand where they will stand. */
export function planSkeleton() {
  return html`<div class="toolbar" aria-hidden="true"><span class="bone" .style=${'width:128px;height:28px'}></span><span class="bone" .style=${'width:168px;height:28px'}></span></div>
    <div class="ghost" role="status" aria-label=${text.loading}>
      <div class="bones head"></div>
      ${ROWS.map(
        (row) => html`<div class="bones">
          <span class="bone" .style=${`width:${96 + ((row * 37) % 90)}px`}></span>
          ${MONTHS.map(() => html`<span class="bone"></span>`)}
        </div>`,
      )}
    </div>`
}

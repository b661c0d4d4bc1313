import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { hours, monthName, timeName } from '../shared/format.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'
import type { CellKey } from './plan-model.js'

interface History {
  employee: string
  project: string
  month: string
  hours: number
  events: { at: string; by: string; via: string; before: number; after: number }[]
}

/** Who set a cell to what, when and through which surface: a popover beside the cell. Fires `closed`. */
@customElement('sa-cell-history')
export class SaCellHistory extends LitElement {
  static override styles = [
    controls,
    css`
      .panel {
        position: fixed;
        inset: auto;
        margin: 0;
        width: 320px;
        max-height: 320px;
        overflow: auto;
        padding: 12px 14px;
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        background: var(--paper);
        color: var(--ink);
        box-shadow: var(--shadow);
        font-size: 13px;
        outline: none;
      }
      h2 {
        font-size: 13px;
        margin: 0 0 2px;
      }
      p {
        margin: 0;
        color: var(--ink-soft);
      }
      ol {
        list-style: none;
        margin: 10px 0 0;
        padding: 0;
      }
      li {
        padding: 7px 0;
        border-top: 1px solid var(--line);
        font-variant-numeric: tabular-nums;
      }
      li div {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        font-weight: 600;
      }
      small {
        font-size: 12px;
        font-weight: 400;
        color: var(--ink-soft);
        white-space: nowrap;
      }
    `,
  ]

  @property({ attribute: false }) context!: PageContext
  @state() private history: History | undefined
  @state() private failed = ''

  /** Reads and shows the history of a cell, below a rectangle of the window or above where there is no room. */
  async show(cell: CellKey, beside: DOMRect) {
    this.history = undefined
    this.failed = ''
    try {
      this.history = (await this.context.api.tool<{ data: History }>('get_cell_history', { ...cell })).data
    } catch (error) {
      this.failed = reasonOf(error)
    }
    await this.updateComplete
    const panel = this.renderRoot.querySelector<HTMLElement>('.panel')
    if (!panel || !this.isConnected) return
    panel.showPopover()
    const below = beside.bottom + 4
    const top = below + panel.offsetHeight > innerHeight ? beside.top - panel.offsetHeight - 4 : below
    panel.style.top = `${Math.max(8, top)}px`
    panel.style.left = `${Math.max(8, Math.min(beside.left, innerWidth - panel.offsetWidth - 8))}px`
    panel.focus()
  }

  private onToggle = (event: Event) => {
    if ((event as ToggleEvent).newState === 'closed') this.dispatchEvent(new CustomEvent('closed'))
  }

  protected override render() {
    const { history } = this
    return html`<div class="panel" popover role="dialog" aria-label=${text.historyHead} tabindex="-1" @toggle=${this.onToggle}>
      <h2>${text.historyHead}</h2>
      ${history ? html`<p>${text.historyOf(history.employee, history.project, monthName(history.month))}</p>` : nothing}
      ${this.failed ? html`<p role="alert">${text.historyFailed(this.failed)}</p>` : nothing}
      ${history && !history.events.length ? html`<p>${text.historyNone}</p>` : nothing}
      ${
        history?.events.length
          ? html`<ol>
            ${history.events.map(
              (event) => html`<li>
                <div><span>${text.historyLine(event.by, hours(event.after))}</span><small>${text.historyBefore(hours(event.before))}</small></div>
                <small>${timeName(event.at)} · ${text.via[event.via as keyof typeof text.via] ?? event.via}</small>
              </li>`,
            )}
          </ol>`
          : nothing
      }
    </div>`
  }
}

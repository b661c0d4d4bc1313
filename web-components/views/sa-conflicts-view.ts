import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { hours } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { viewFrame } from '../shared/view-frame.js'
import '../shared/sa-options.js'
import type { Option } from '../shared/sa-options.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

interface Conflict {
  number: number
  kind: keyof typeof text.conflictKinds
  text: string
  employeeId?: string
  employee?: string
  project?: string
  month?: string
  hours: number
  began?: { by: string; at: string; via: string }
}

interface Conflicts {
  period: string
  conflicts: Conflict[]
  total: number
}

/** What does not fit in the plan, each with numbered options that can be applied (US014). */
@customElement('sa-conflicts-view')
export class SaConflictsView extends ViewBase<Conflicts> {
  static override styles = [
    controls,
    viewFrame,
    css`
      .conflict {
        padding: 12px 16px;
        display: flex;
        flex-direction: column;
        gap: 10px;
      }
      .line {
        display: grid;
        grid-template-columns: 116px 1fr auto;
        gap: 4px 12px;
        align-items: baseline;
      }
      .line .chip {
        justify-self: start;
      }
      @container (max-width: 620px) {
        .line {
          grid-template-columns: 1fr auto;
        }
        .line p {
          grid-column: 1 / -1;
          grid-row: 2;
        }
      }
      .list {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
    `,
  ]

  @state() private kind = ''
  @state() private open = ''
  @state() private options: Option[] | undefined
  @state() private note = ''

  protected override async read(): Promise<Conflicts> {
    return (await this.context.api.tool<{ data: Conflicts }>('find_conflicts')).data
  }

  private resolve = async (conflict: Conflict) => {
    const key = `${conflict.employeeId} ${conflict.month}`
    this.open = this.open === key ? '' : key
    this.options = undefined
    this.note = ''
    if (!this.open) return
    try {
      const { data, say } = await this.context.api.tool<{ data: { options: Option[] }; say: string }>(
        'resolve_over_allocation',
        {
          employee: conflict.employeeId,
          from: conflict.month,
          to: conflict.month,
        },
      )
      this.options = data.options
      if (!data.options.length) this.note = say
    } catch (error) {
      this.note = reasonOf(error)
    }
  }

  protected override renderData({ conflicts, period, total }: Conflicts) {
    const kinds = [...new Set(conflicts.map((conflict) => conflict.kind))]
    const shown = conflicts.filter((conflict) => !this.kind || conflict.kind === this.kind)
    return html`<div class="view">
      <div class="row spread">
        <div><h1>${text.nav.conflicts}</h1><p class="soft">${text.conflictsIn(total, period)}</p></div>
        <label class="row small-text"
          >${text.show}
          <select class="input" @change=${(event: Event) => {
            this.kind = (event.target as HTMLSelectElement).value
          }}>
            <option value="">${text.all}</option>
            ${kinds.map((kind) => html`<option value=${kind}>${text.conflictKinds[kind]}</option>`)}
          </select>
        </label>
      </div>
      <div class="list">
        ${shown.map((conflict) => this.renderConflict(conflict))}
        ${shown.length ? nothing : html`<div class="card empty">${icon('check')}<h2>${text.noConflicts}</h2><p>${text.noConflictsHelp}</p></div>`}
      </div>
    </div>`
  }

  private renderConflict(conflict: Conflict) {
    const open = this.open === `${conflict.employeeId} ${conflict.month}`
    return html`<article class="card conflict">
      <div class="line">
        <span class="chip ${conflict.kind === 'uncovered_demand' ? 'warn' : 'bad'}">${text.conflictKinds[conflict.kind]}</span>
        <p>
          ${conflict.text}
          ${conflict.began ? html`<span class="soft small-text">${text.since(conflict.began.by, conflict.began.via)}</span>` : nothing}
        </p>
        ${
          conflict.employeeId && conflict.month && conflict.kind === 'over_allocation'
            ? html`<button class="button small" aria-expanded=${open} @click=${() => this.resolve(conflict)}>${open ? text.hideOptions : text.options}</button>`
            : conflict.kind === 'uncovered_demand'
              ? html`<a class="button small" href="/demand">${text.openDemand}</a>`
              : html`<span class="soft small-text">${hours(conflict.hours)} h</span>`
        }
      </div>
      ${
        open
          ? this.options
            ? html`<sa-options .context=${this.context} .options=${this.options} @option-applied=${() => this.load()}></sa-options>`
            : html`<p class="soft" role="status">${this.note || text.working}</p>`
          : nothing
      }
      ${open && this.options?.length === 0 ? html`<p class="soft">${this.note}</p>` : nothing}
    </article>`
  }
}

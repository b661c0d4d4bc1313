import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { text } from '../text.js'
import { FRESH, type PlanAddress } from './plan-address.js'
import type { PlanModel } from './plan-model.js'

const unique = (values: string[]) => [...new Set(values.filter(Boolean))].sort((a, b) => a.localeCompare(b))

/** Filter, group and sort of the plan in a popover; says how many filters hold. Fires `choose`. */
@customElement('sa-plan-filters')
export class SaPlanFilters extends LitElement {
  static override styles = [
    controls,
    css`
      .panel {
        position: fixed;
        margin: 0;
        inset: auto;
        border: 1px solid var(--line);
        border-radius: 10px;
        padding: 16px;
        background: var(--paper);
        color: var(--ink);
        box-shadow: var(--shadow);
        width: 420px;
        max-width: calc(100vw - 24px);
      }
      .grid {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
      }
      footer {
        display: flex;
        justify-content: flex-end;
        margin-top: 12px;
      }
    `,
  ]

  @property({ attribute: false }) model!: PlanModel
  @property({ attribute: false }) address: PlanAddress = FRESH
  @property({ type: Boolean, attribute: 'one-project' }) oneProject = false

  private choose(detail: Partial<PlanAddress>) {
    this.dispatchEvent(new CustomEvent('choose', { detail }))
  }

  private place = (event: Event) => {
    if ((event as ToggleEvent).newState !== 'open') return
    const button = this.renderRoot.querySelector('button')!.getBoundingClientRect()
    const panel = event.target as HTMLElement
    panel.style.top = `${button.bottom + 6}px`
    panel.style.left = `${Math.max(12, Math.min(button.left, innerWidth - 440))}px`
  }

  private select(key: keyof PlanAddress, label: string, options: [string, string][]) {
    const value = String(this.address[key])
    return html`<label class="field"
      >${label}
      <select class="input" @change=${(event: Event) => this.choose({ [key]: (event.target as HTMLSelectElement).value })}>
        ${options.map(([option, name]) => html`<option value=${option} ?selected=${option === value}>${name}</option>`)}
      </select>
    </label>`
  }

  protected override render() {
    const { data } = this.model
    const { address } = this
    const named = (values: string[]): [string, string][] => [
      ['', text.all],
      ...unique(values).map((v): [string, string] => [v, v]),
    ]
    const roles = named([...data.employees.map((e) => e.role), ...data.assignments.map((a) => a.role)])
    const lcats = named([...data.employees.map((e) => e.lcat), ...data.assignments.map((a) => a.lcat)])
    const count =
      (['role', 'lcat', 'manager', 'client'] as const).filter((key) => address[key]).length +
      (address.show === 'all' ? 0 : 1)
    const sorts: [string, string][] = [
      ['name', text.sorts.name],
      ['role', text.sorts.role],
      ['allocated', text.sorts.allocated],
      ['remaining', text.sorts.remaining],
      ['-fte', text.sorts.most],
      ['fte', text.sorts.least],
    ]
    if (!sorts.some(([sort]) => sort === address.sort)) sorts.push([address.sort, text.sorts.heading])
    const groups: [string, string][] =
      address.rows === 'people'
        ? [
            ['none', text.groups.none],
            ['role', text.groups.role],
            ['lcat', text.groups.lcat],
          ]
        : [
            ['none', text.groups.none],
            ['manager', text.groups.manager],
            ['client', text.groups.client],
          ]
    return html`<button class="button small" popovertarget="panel">${text.filters}${count ? html` <span class="chip info">${count}</span>` : nothing}</button>
      <div id="panel" class="panel" popover @toggle=${this.place}>
        <div class="grid">
          ${this.select('role', text.role, roles)} ${this.select('lcat', text.lcat, lcats)}
          ${this.oneProject ? nothing : this.select('manager', text.manager, named(data.projects.map((p) => p.manager)))}
          ${this.oneProject ? nothing : this.select('client', text.client, named(data.projects.map((p) => p.client)))}
          ${this.select('show', text.show, [
            ['all', text.shows.all],
            ['over', text.shows.over],
            ['bench', text.shows.bench],
          ])}
          ${this.select('sort', text.sort, sorts)} ${this.oneProject ? nothing : this.select('group', text.group, groups)}
        </div>
        <footer>
          <button
            class="button small"
            @click=${() => this.choose({ ...FRESH, rows: address.rows, unit: address.unit, from: address.from, to: address.to, text: address.text })}
          >
            ${text.clearFilters}
          </button>
        </footer>
      </div>`
  }
}

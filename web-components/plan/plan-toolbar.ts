import { html, nothing } from 'lit'
import { monthLabel } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { text } from '../text.js'
import type { PlanAddress } from './plan-address.js'
import type { PlanModel } from './plan-model.js'
import type { Unit } from './plan-source.js'
import './sa-plan-filters.js'

interface Toolbar {
  model: PlanModel
  address: PlanAddress
  /** One project's grid: no choice of rows, nothing to open. */
  oneProject: boolean
  choose(change: Partial<PlanAddress>): void
  /** Moves the window by months. */
  shift(by: number): void
  toggleAll(): void
}

/** The line above the grid: rows, search, filters, unit, months. */
export function planToolbar({ model, address, oneProject, choose, shift, toggleAll }: Toolbar) {
  const { months } = model.data
  const { rows, unit } = address
  const units: [Unit, string, string][] = [
    ['hours', text.units.hours, text.units.hoursTip],
    ['fte', text.units.fte, text.units.fteTip],
    ['free', text.units.free, text.units.freeTip],
  ]
  return html`<div class="toolbar no-print" role="toolbar" aria-label=${text.planTools}>
    ${
      oneProject
        ? nothing
        : html`<div class="segments" role="group" aria-label=${text.rowsLabel}>
          ${(['projects', 'people'] as const).map(
            (kind) =>
              html`<button aria-pressed=${rows === kind} @click=${() => choose({ rows: kind })}>${text.nav[kind]}</button>`,
          )}
        </div>`
    }
    <label class="search">
      <span class="visually-hidden">${text.search}</span>${icon('search', 15)}
      <input
        class="input small"
        type="search"
        placeholder=${text.search}
        .value=${address.text}
        @input=${(event: Event) => choose({ text: (event.target as HTMLInputElement).value })}
      />
    </label>
    <sa-plan-filters
      .model=${model}
      .address=${address}
      ?one-project=${oneProject}
      @choose=${(event: CustomEvent<Partial<PlanAddress>>) => choose(event.detail)}
    ></sa-plan-filters>
    <span class="gap"></span>
    <div class="segments" role="group" aria-label=${text.units.label}>
      ${units
        .filter(([value]) => value !== 'free' || (rows === 'people' && !oneProject))
        .map(
          ([value, label, tip]) =>
            html`<button title=${tip} aria-pressed=${unit === value} @click=${() => choose({ unit: value })}>${label}</button>`,
        )}
    </div>
    <div class="months" role="group" aria-label=${text.months}>
      <button class="button quiet small icon" aria-label=${text.earlier} title=${text.earlier} @click=${() => shift(-3)}>${icon('left', 16)}</button>
      <span>${monthLabel(months[0]!.month)} – ${monthLabel(months.at(-1)!.month)}</span>
      <button class="button quiet small icon" aria-label=${text.later} title=${text.later} @click=${() => shift(3)}>${icon('right', 16)}</button>
    </div>
    ${oneProject ? nothing : html`<button class="button quiet small" @click=${toggleAll}>${text.openAll}</button>`}
    <slot name="tools"></slot>
  </div>`
}

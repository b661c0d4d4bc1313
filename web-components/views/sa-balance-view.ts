import { html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { AnswerTable } from '../../tools/answer.js'
import { controls } from '../shared/controls.js'
import { viewFrame } from '../shared/view-frame.js'
import '../shared/sa-answer-table.js'
import '../shared/sa-options.js'
import type { Option } from '../shared/sa-options.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

interface Balance {
  data: { period: string; contrasts: { text: string }[]; suggestions: Option[]; assumptions: string[] }
  tables: AnswerTable[]
}

/** Contrasts shown: the strongest come first. */
const FIRST = 4

/** Who is full and who is free, with moves that even it out (US020). */
@customElement('sa-balance-view')
export class SaBalanceView extends ViewBase<Balance> {
  static override styles = [controls, viewFrame]

  protected override read(): Promise<Balance> {
    return this.context.api.tool<Balance>('suggest_balance')
  }

  protected override renderData({ data, tables }: Balance) {
    return html`<div class="view">
      <h1>${text.balanceTitle(data.period)}</h1>
      ${
        data.contrasts.length
          ? html`<section class="card stack">${data.contrasts.slice(0, FIRST).map((contrast) => html`<p>${contrast.text}</p>`)}</section>`
          : html`<p class="soft">${text.balanced}</p>`
      }
      ${
        data.suggestions.length
          ? html`<section class="stack">
            <h2>${text.moves}</h2>
            <sa-options .context=${this.context} .options=${data.suggestions} @option-applied=${() => this.load()}></sa-options>
          </section>`
          : nothing
      }
      ${tables.slice(0, 1).map((table) => html`<sa-answer-table .table=${table} whole></sa-answer-table>`)}
    </div>`
  }
}

import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { AnswerTable } from '../../tools/answer.js'
import { controls } from '../shared/controls.js'
import { addMonths } from '../shared/format.js'
import { viewFrame } from '../shared/view-frame.js'
import '../shared/sa-answer-table.js'
import { text } from '../text.js'
import { quarterChoices, quarterOf } from './quarters.js'
import { ViewBase } from './view-base.js'

interface Forecast {
  data: {
    period: string
    lines: { text: string; shortage?: number; months: { shortage: number }[] }[]
    bench: { name: string; role: string; lcat: string; load: number; freeHours: number }[]
    planning: { project: string; probability: number }[]
    assumptions: string[]
  }
  say: string
  tables: AnswerTable[]
}

/** Where people will be short, by quarter (US015). */
@customElement('sa-forecast-view')
export class SaForecastView extends ViewBase<Forecast> {
  static override styles = [
    controls,
    viewFrame,
    css`
      .say {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      .say p {
        max-width: 96ch;
      }
      .say p:first-child {
        font-size: 15px;
        font-weight: 600;
      }
    `,
  ]

  private from = ''

  protected override async read(): Promise<Forecast> {
    const today = new URLSearchParams(location.search).get('from') ?? ''
    this.from = /^\d{4}-\d{2}$/.test(today) ? today : this.from || quarterOf(await this.today())
    return this.context.api.tool<Forecast>('forecast_staffing', { from: this.from, to: addMonths(this.from, 2) })
  }

  private async today(): Promise<string> {
    const { data } = await this.context.api.tool<{ data: { month: string } }>('get_portfolio')
    return addMonths(data.month, 3)
  }

  private show = (event: Event) => {
    this.context.navigate(`/forecast?from=${(event.target as HTMLSelectElement).value}`)
    void this.load()
  }

  protected override renderData({ data, say, tables }: Forecast) {
    return html`<div class="view">
      <div class="row spread">
        <h1>${text.forecastTitle(data.period)}</h1>
        <label class="row small-text">${text.quarter}
          <select class="input" @change=${this.show}>
            ${quarterChoices(this.from).map(([value, label]) => html`<option value=${value} ?selected=${value === this.from}>${label}</option>`)}
          </select>
        </label>
      </div>
      <section class="card say">${sentences(say).map((line) => html`<p>${line}</p>`)}</section>
      ${tables.map((table) => html`<sa-answer-table .table=${table} whole></sa-answer-table>`)}
      ${data.assumptions.length ? html`<details class="card small-text"><summary>${text.assumptions}</summary><ul>${data.assumptions.map((line) => html`<li>${line}</li>`)}</ul></details>` : nothing}
    </div>`
  }
}

/** The first sentence on its own, then the lines as they are. */
function sentences(say: string): string[] {
  const [head = '', ...rest] = say.split('\n')
  const end = head.indexOf('. ')
  return [...(end < 0 ? [head] : [head.slice(0, end + 1), head.slice(end + 2)]), ...rest].filter(Boolean)
}

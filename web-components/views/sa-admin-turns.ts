import { html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { timeName } from '../shared/format.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

interface Turn {
  id: string
  at: string
  answeredBy: string
  exchange: { question?: unknown; message?: unknown }
  tools: { name: string }[]
  inputTokens: number
  outputTokens: number
  durationMs: number
  outcome: string
}

/** Every turn of a model or the planner: who answered, which tools, how long. */
@customElement('sa-admin-turns')
export class SaAdminTurns extends ViewBase<Turn[]> {
  static override styles = [controls]

  @state() private outcome = ''

  protected override async read(): Promise<Turn[]> {
    const query = this.outcome ? `?outcome=${this.outcome}` : ''
    return (await this.context.api.get<{ items: Turn[] }>(`/api/v1/model-turns${query}`)).items
  }

  protected override renderData(turns: Turn[]) {
    return html`<div class="row spread">
      <h2>${text.modelTurns}</h2>
      <select
        class="input"
        aria-label=${text.outcome}
        @change=${(event: Event) => {
          this.outcome = (event.target as HTMLSelectElement).value
          void this.load()
        }}
      >
        <option value="">${text.everyOutcome}</option>
        ${Object.entries(text.outcomes).map(([outcome, words]) => html`<option value=${outcome}>${words}</option>`)}
      </select>
    </div>
    <div class="card list-card">
      <table class="list">
        <thead>
          <tr><th scope="col">${text.date}</th><th scope="col">${text.question}</th>
            <th scope="col">${text.answeredByHead}</th><th scope="col">${text.tools}</th><th scope="col">${text.outcome}</th><th scope="col" class="num">${text.tokens}</th><th scope="col" class="num">ms</th></tr>
        </thead>
        <tbody>
          ${turns.map(
            (turn) => html`<tr>
              <td class="one-line">${timeName(turn.at)}</td>
              <td>${String(turn.exchange.question ?? turn.exchange.message ?? '–')}</td>
              <td>${turn.answeredBy}</td>
              <td>${turn.tools.map((tool) => tool.name).join(', ') || '–'}</td>
              <td>${text.outcomes[turn.outcome] ?? turn.outcome}</td>
              <td class="num">${turn.inputTokens} / ${turn.outputTokens}</td>
              <td class="num">${turn.durationMs}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${turns.length ? '' : html`<p class="empty">${text.nothingYet}</p>`}
    </div>`
  }
}

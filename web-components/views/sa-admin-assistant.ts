import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { pullModel } from '../shared/pull-model.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

const words = text.answerer

interface Offer {
  model: string
  gigabytes?: number
  about: string
  pulled: boolean
  tools: boolean
}

interface Assistant {
  mode: keyof typeof words.modes
  model: string
  strict: boolean
  state: { provider: string; state: string; fix: string | null; model?: string }
  offers: Offer[]
}

interface Search {
  embedder: string
  /** Share of new vectors made, while another embedder is being taken up. */
  rebuilding?: number
}

const LOOK_AGAIN_MS = 2000

const PATH = '/api/v1/ai/models'

/** Who answers: mode, model, its health with the one-line fix, pulling one by a click. */
@customElement('sa-admin-assistant')
export class SaAdminAssistant extends ViewBase<Assistant> {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: 16px;
        grid-template-columns: minmax(0, 1fr);
      }
      .card {
        display: grid;
        gap: 14px;
      }
      code {
        font-size: 13px;
      }
    `,
  ]

  @state() private search: Search | undefined
  private searchTimer: ReturnType<typeof setTimeout> | undefined
  @state() private pulling: { name: string; share: number | undefined } | undefined

  protected override read(): Promise<Assistant> {
    void this.readSearch()
    return this.context.api.get<Assistant>(PATH)
  }

  private async readSearch() {
    clearTimeout(this.searchTimer)
    const health = await this.context.api.get<{ search: Search }>('/health').catch(() => undefined)
    this.search = health?.search
    if (this.isConnected && this.search?.rebuilding !== undefined)
      this.searchTimer = setTimeout(() => void this.readSearch(), LOOK_AGAIN_MS)
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.searchTimer)
  }

  private async choose(choice: Partial<Pick<Assistant, 'mode' | 'model' | 'strict'>>) {
    await this.attempt(async () => {
      this.data = await this.context.api.patch<Assistant>(PATH, choice)
    }, words.saved)
  }

  private async look(path: 'check' | 'load') {
    await this.attempt(() => this.context.api.post(`${PATH}/${path}`))
    await this.load()
  }

  private async pull(name: string) {
    await this.attempt(() =>
      pullModel(this.context.api, name, (share) => {
        this.pulling = { name, share }
      }),
    )
    this.pulling = undefined
    await this.load()
  }

  protected override renderData(data: Assistant) {
    const { state: model, offers } = data
    const usable = offers.filter((offer) => offer.pulled && offer.tools).map((offer) => offer.model)
    const models = [...new Set(['auto', 'none', ...usable, data.model])]
    const nameOf = (value: string) => (value === 'auto' ? words.auto : value === 'none' ? words.none : value)
    return html`<div class="card">
        <label class="field"
          >${words.who}
          <select class="input" @change=${(event: Event) => this.choose({ mode: chosen(event) as Assistant['mode'] })}>
            ${Object.entries(words.modes).map(([mode, label]) => html`<option value=${mode} ?selected=${data.mode === mode}>${label}</option>`)}
          </select>
        </label>
        <label class="field"
          >${words.model}
          <select class="input" @change=${(event: Event) => this.choose({ model: chosen(event) })}>
            ${models.map((value) => html`<option value=${value} ?selected=${data.model === value}>${nameOf(value)}</option>`)}
          </select>
        </label>
        <label class="check"
          ><input type="checkbox" .checked=${data.strict} @change=${(event: Event) => this.choose({ strict: (event.target as HTMLInputElement).checked })} />
          ${words.strict}</label
        >
        <div class="row spread" role="status">
          <span>${words.state}: <strong>${words.states[model.state] ?? model.state}</strong>${model.model ? ` · ${model.model}` : ''}
            ${model.fix ? html`<br /><span class="soft">${model.fix}</span>` : nothing}</span>
          <span class="row">
            ${model.state === 'not_loaded' ? html`<button class="button small" @click=${() => this.look('load')}>${words.load}</button>` : nothing}
            <button class="button small" @click=${() => this.look('check')}>${words.check}</button>
          </span>
        </div>
        ${
          this.pulling
            ? html`<div role="status">${words.pulling(this.pulling.name, this.pulling.share)}
              <progress max="1" aria-label=${this.pulling.name} .value=${this.pulling.share ?? 0}></progress></div>`
            : nothing
        }
      </div>
      ${this.search ? this.renderSearch(this.search) : nothing}
      <h2>${words.models}</h2>
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr><th scope="col">${words.model}</th><th scope="col" class="minor">${words.about}</th><th scope="col" class="num">${words.size}</th><th scope="col"><span class="visually-hidden">${words.pull}</span></th></tr>
          </thead>
          <tbody>
            ${offers.map((offer) => this.renderOffer(offer))}
          </tbody>
        </table>
      </div>`
  }

  private renderSearch({ embedder, rebuilding }: Search) {
    return html`<div class="card" role="status">
      <div><h2>${words.search}</h2><p>${words.searchHelp(embedder)}</p></div>
      ${
        rebuilding === undefined
          ? nothing
          : html`<p class="small-text">${words.rebuilding(rebuilding)}</p><progress max="1" aria-label=${words.search} value=${rebuilding}></progress>`
      }
    </div>`
  }

  private renderOffer({ model, about, gigabytes, pulled }: Offer) {
    const name = model.replace(/^ollama:/, '')
    return html`<tr>
      <td>${name}</td>
      <td class="minor">${about}</td>
      <td class="num">${gigabytes === undefined ? '–' : `${gigabytes} GB`}</td>
      <td class="actions">
        ${
          pulled
            ? html`<span class="chip good">${words.pulled}</span>`
            : html`<button class="button small" aria-label=${`${words.pull} ${name}`} ?disabled=${this.pulling !== undefined} @click=${() => this.pull(name)}>${words.pull}</button>`
        }
      </td>
    </tr>`
  }
}

const chosen = (event: Event) => (event.target as HTMLSelectElement).value

import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Applied, Change } from '../../services/change.js'
import { recordSentence } from '../chat/sa-approval-card.js'
import { matches } from '../plan/plan-rows.js'
import { controls } from '../shared/controls.js'
import { hours, monthName, timeName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

interface Entry {
  changeSetId: string
  at: string
  by: string
  via: string
  undoes?: string | null
  changes: Change[]
}

const FIRST = 4

/** Every change set the reader may see, newest first; own ones can be taken back. */
@customElement('sa-history-view')
export class SaHistoryView extends ViewBase<Entry[]> {
  static override styles = [
    controls,
    viewFrame,
    css`
      article {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 4px 12px;
        padding: 12px 16px;
      }
      ul {
        margin: 4px 0 0;
        padding-left: 18px;
        font-size: 13px;
      }
      .list {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
    `,
  ]

  @state() private open = new Set<string>()
  @state() private more = true
  @state() private mine = false
  @state() private via = ''
  @state() private search = ''

  protected override async read(): Promise<Entry[]> {
    return this.page()
  }

  private async page(before?: string): Promise<Entry[]> {
    const query = new URLSearchParams({ limit: '50', mine: String(this.mine) })
    if (before) query.set('before', before)
    const { items } = await this.context.api.get<{ items: Entry[] }>(`/api/v1/change-sets?${query}`)
    this.more = items.length === 50
    return items
  }

  private older = () =>
    this.attempt(async () => {
      const older = await this.page(this.data!.at(-1)!.changeSetId)
      this.data = [...this.data!, ...older]
    })

  private shows(entry: Entry): boolean {
    if (this.via && entry.via !== this.via) return false
    return !this.search || matches(this.search, entry.by, ...entry.changes.map(changeSentence))
  }

  private takeBack = (entry: Entry) =>
    this.attempt(async () => {
      const applied = await this.context.api.post<Applied>(`/api/v1/change-sets/${entry.changeSetId}/undo`, {
        via: 'grid',
      })
      this.context.applied(applied)
      this.context.toast(text.takenBack(false, applied.changeSet.changes.length))
    })

  protected override renderData(entries: Entry[]) {
    const { user } = this.context
    const shown = entries.filter((entry) => this.shows(entry))
    return html`<div class="view">
      <div><h1>${text.nav.history}</h1><p class="soft">${text.historyHelp}</p></div>
      <div class="row no-print">
        <input
          class="input"
          type="search"
          placeholder=${text.searchHistory}
          aria-label=${text.searchHistory}
          @input=${(event: Event) => {
            this.search = (event.target as HTMLInputElement).value
          }}
        />
        <select
          class="input"
          aria-label=${text.surface}
          @change=${(event: Event) => {
            this.via = (event.target as HTMLSelectElement).value
          }}
        >
          <option value="">${text.everySurface}</option>
          ${Object.entries(text.via).map(([via, words]) => html`<option value=${via}>${words}</option>`)}
        </select>
        <label class="check small-text"
          ><input
            type="checkbox"
            .checked=${this.mine}
            @change=${(event: Event) => {
              this.mine = (event.target as HTMLInputElement).checked
              void this.load()
            }}
          />${text.mineOnly}</label
        >
      </div>
      <div class="list">
        ${shown.map((entry) => {
          const mine = entry.by === user.name || user.systemRole === 'Admin'
          const changes = this.open.has(entry.changeSetId) ? entry.changes : entry.changes.slice(0, FIRST)
          return html`<article class="card">
            <div>
              <p>
                <b>${entry.by}</b> <span class="chip">${text.via[entry.via as keyof typeof text.via] ?? entry.via}</span>
                ${entry.undoes ? html`<span class="chip info">${text.undone}</span>` : nothing}
                <span class="soft small-text">${timeName(entry.at)}</span>
              </p>
              <ul>
                ${changes.map((change) => html`<li>${changeSentence(change)}</li>`)}
              </ul>
              ${
                changes.length < entry.changes.length
                  ? html`<button class="button quiet small" @click=${() => {
                      this.open = new Set([...this.open, entry.changeSetId])
                    }}>${text.showAll(entry.changes.length)}</button>`
                  : nothing
              }
            </div>
            ${mine ? html`<div><button class="button small" @click=${() => this.takeBack(entry)}>${icon('undo', 14)} ${text.undo}</button></div>` : nothing}
          </article>`
        })}
        ${shown.length ? nothing : entries.length || this.mine ? html`<p class="card empty">${text.nothingFits}</p>` : html`<div class="card empty">${icon('history')}<h2>${text.noHistory}</h2><p>${text.noHistoryHelp}</p></div>`}
      </div>
      ${this.more && entries.length ? html`<button class="button" @click=${this.older}>${text.older}</button>` : nothing}
    </div>`
  }
}

function changeSentence(change: Change): string {
  if (change.kind === 'record') return recordSentence(change)
  return `${change.employee} · ${change.project} · ${monthName(change.month)}: ${hours(change.before)} → ${hours(change.after)} h`
}

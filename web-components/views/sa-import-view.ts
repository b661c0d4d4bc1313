import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { controls, viewFrame } from '../shared/controls.js'
import { icon } from '../shared/icons.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'

interface Refused {
  row: number
  column: string
  value: unknown
  reason: string
}

interface Sheet {
  sheet: string
  new: number
  changed: number
  unchanged?: number
  refused: Refused[]
  warnings: (string | { row?: number; message?: string; reason?: string })[]
}

interface ImportAnswer {
  summary: string | Record<string, unknown>
  sheets: Sheet[]
}

/** Drops a workbook or CSV in: first what would happen, by sheet and row, then the import itself. */
@customElement('sa-import-view')
export class SaImportView extends LitElement {
  static override styles = [
    controls,
    viewFrame,
    css`
      .drop {
        display: grid;
        justify-items: center;
        gap: 10px;
        padding: 40px 24px;
        border: 2px dashed var(--line-strong);
        border-radius: 12px;
        background: var(--paper);
        text-align: center;
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      input[type='file'] {
        max-width: 100%;
      }
      .scroll {
        overflow: auto;
        max-height: 320px;
      }
    `,
  ]

  @property({ attribute: false }) context!: PageContext

  @state() private file: File | undefined
  @state() private answer: ImportAnswer | undefined
  @state() private reason = ''
  @state() private busy = ''
  @state() private over = false
  @state() private skip = false
  @state() private start = ''
  @state() private done = false
  /** Only demo data are here: the file may replace them. */
  @state() private demo = false
  @state() private replaceDemo = true

  override connectedCallback() {
    super.connectedCallback()
    this.context.api.get<{ demo: boolean }>('/api/v1/organisation').then(
      ({ demo }) => {
        this.demo = demo
      },
      () => undefined,
    )
  }

  private choose(file: File | undefined | null) {
    if (!file) return
    this.file = file
    this.done = false
    void this.run(true)
  }

  private async run(dryRun: boolean) {
    if (!this.file) return
    this.busy = dryRun ? text.reading : text.importing
    this.reason = ''
    const form = new FormData()
    form.append('file', this.file, this.file.name)
    const query = new URLSearchParams({
      dryRun: String(dryRun),
      skipRefused: String(this.skip),
      replaceDemo: String(this.replaceDemo),
    })
    if (this.start) query.set('start', this.start)
    try {
      this.answer = await this.context.api.post<ImportAnswer>(`/api/v1/imports?${query}`, form)
      this.done = !dryRun
      if (!dryRun) this.context.toast(text.imported(this.file.name))
    } catch (error) {
      this.reason = reasonOf(error)
      if (dryRun) this.answer = undefined
    } finally {
      this.busy = ''
    }
  }

  protected override render() {
    const refused = this.answer?.sheets.reduce((sum, sheet) => sum + sheet.refused.length, 0) ?? 0
    return html`<div class="view">
      <div><h1>${text.nav.import}</h1><p class="soft">${text.importHelp}</p></div>
      <div
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${(event: DragEvent) => {
          event.preventDefault()
          this.over = true
        }}
        @dragleave=${() => {
          this.over = false
        }}
        @drop=${(event: DragEvent) => {
          event.preventDefault()
          this.over = false
          this.choose(event.dataTransfer?.files[0])
        }}
      >
        ${icon('import', 32)}
        <p><b>${text.dropHere}</b></p>
        <label class="field">
          <span class="visually-hidden">${text.chooseFile}</span>
          <input type="file" accept=".xlsx,.csv" @change=${(event: Event) => this.choose((event.target as HTMLInputElement).files?.[0])} />
        </label>
        <label class="row small-text">${text.firstMonth}<input class="input small" type="month" @change=${(
          event: Event,
        ) => {
          this.start = (event.target as HTMLInputElement).value
          if (this.file) void this.run(true)
        }} /></label>
      </div>
      ${
        this.demo
          ? html`<label class="notice warn row"
            ><input
              type="checkbox"
              .checked=${this.replaceDemo}
              @change=${(event: Event) => {
                this.replaceDemo = (event.target as HTMLInputElement).checked
                if (this.file) void this.run(true)
              }}
            />
            ${text.replaceDemo}</label
          >`
          : nothing
      }
      ${this.busy ? html`<p class="notice" role="status">${this.busy}</p>` : nothing}
      ${this.reason ? html`<p class="notice bad" role="alert">${this.reason}</p>` : nothing}
      ${this.answer && !this.done ? this.renderActions(refused) : nothing}
      ${this.done ? html`<p class="notice good row">${text.imported(this.file?.name ?? '')} <a href="/">${text.nav.plan}</a></p>` : nothing}
      ${(this.answer?.sheets ?? []).map((sheet) => this.renderSheet(sheet))}
    </div>`
  }

  private renderActions(refused: number) {
    return html`<div class="card row spread">
      <div>
        <p><b>${this.file?.name}</b> · ${text.dryRun}</p>
        ${
          refused
            ? html`<label class="row small-text"
              ><input
                type="checkbox"
                .checked=${this.skip}
                @change=${(event: Event) => {
                  this.skip = (event.target as HTMLInputElement).checked
                }}
              />
              ${text.skipRefused(refused)}</label
            >`
            : nothing
        }
      </div>
      <button class="button primary" ?disabled=${this.busy !== '' || (refused > 0 && !this.skip)} @click=${() => this.run(false)}>${text.importNow}</button>
    </div>`
  }

  private renderSheet(sheet: Sheet) {
    const warning = (item: Sheet['warnings'][number]) =>
      typeof item === 'string'
        ? item
        : `${item.row ? `${text.row} ${item.row}: ` : ''}${item.message ?? item.reason ?? ''}`
    return html`<section class="card stack">
      <div class="row">
        <h2>${sheet.sheet}</h2>
        <span class="chip good">${text.newRows(sheet.new)}</span>
        <span class="chip info">${text.changedRows(sheet.changed)}</span>
        ${sheet.refused.length ? html`<span class="chip bad">${text.refusedRows(sheet.refused.length)}</span>` : nothing}
        ${sheet.warnings.length ? html`<span class="chip warn">${text.warningRows(sheet.warnings.length)}</span>` : nothing}
      </div>
      ${
        sheet.refused.length
          ? html`<div class="scroll" tabindex="0" role="region" aria-label=${text.refusedRows(sheet.refused.length)}>
            <table class="list">
              <thead>
                <tr><th scope="col" class="num">${text.row}</th><th scope="col">${text.column}</th><th scope="col">${text.value}</th><th scope="col">${text.why}</th></tr>
              </thead>
              <tbody>
                ${sheet.refused.map((row) => html`<tr><td class="num">${row.row}</td><td>${row.column}</td><td>${String(row.value ?? '')}</td><td>${row.reason}</td></tr>`)}
              </tbody>
            </table>
          </div>`
          : nothing
      }
      ${
        sheet.warnings.length
          ? html`<details class="small-text"><summary>${text.warningRows(sheet.warnings.length)}</summary><ul>${sheet.warnings.slice(0, 100).map((item) => html`<li>${warning(item)}</li>`)}</ul></details>`
          : nothing
      }
    </section>`
  }
}

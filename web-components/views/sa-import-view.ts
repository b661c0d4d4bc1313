import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ImportReport, SheetReport } from '../../services/import-report.js'
import { ApiError, reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { monthName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { viewFrame } from '../shared/view-frame.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'
import './sa-import-columns.js'

/** A sheet that nothing could be made of yet. */
interface UnknownSheet {
  sheet: string
  headers: string[]
  fields?: string[]
}

/** What the server wants to know before it can read a file. */
interface Asked {
  sheets?: UnknownSheet[]
  field?: string
  choices?: string[]
}

/** Drops a workbook or CSV in: what would happen, by sheet and row, with the reading of columns to correct; then the import. */
@customElement('sa-import-view')
export class SaImportView extends LitElement {
  static override styles = [
    controls,
    viewFrame,
    css`
      .drop {
        display: grid;
        justify-items: center;
        gap: 12px;
        padding: 40px 24px;
        border: 2px dashed var(--line-strong);
        border-radius: 12px;
        background: var(--paper);
        text-align: center;
      }
      .drop.small {
        display: flex;
        flex-wrap: wrap;
        padding: 10px 16px;
        border-width: 1px;
        text-align: left;
      }
      .drop.small p {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .scroll {
        overflow: auto;
        max-height: 320px;
      }
      .end {
        justify-content: flex-end;
      }
      details > summary {
        cursor: pointer;
        font-size: 13px;
        font-weight: 500;
      }
    `,
  ]

  @property({ attribute: false }) context!: PageContext

  @state() private file: File | undefined
  @state() private report: ImportReport | undefined
  @state() private unknown: UnknownSheet[] = []
  @state() private reason = ''
  /** First months to choose from where the sheet has no years. */
  @state() private starts: string[] = []
  @state() private busy = ''
  @state() private over = false
  @state() private skip = false
  @state() private start = ''
  /** Only demo data are here: the file may replace them. */
  @state() private demo = false
  @state() private replaceDemo = true
  /** 'Sheet!Header' and what it is: as read, and as chosen since. */
  private map: Record<string, string> = {}
  @state() private chosen: Record<string, string> = {}
  @query('input[type=file]') private input!: HTMLInputElement

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
    this.report = undefined
    this.unknown = []
    this.map = {}
    this.chosen = {}
    this.skip = false
    void this.run(true)
  }

  private startAt(month: string) {
    this.start = month
    void this.run(true)
  }

  /** Reads the file again with what was chosen by hand. */
  private again = () => {
    this.map = { ...this.map, ...this.chosen }
    this.chosen = {}
    return this.run(true)
  }

  private async run(dryRun: boolean) {
    if (!this.file) return
    this.busy = dryRun ? text.reading : text.importing
    this.reason = ''
    this.starts = []
    const form = new FormData()
    if (Object.keys(this.map).length) form.append('map', JSON.stringify(this.map))
    form.append('file', this.file, this.file.name)
    const query = new URLSearchParams({
      dryRun: String(dryRun),
      skipRefused: String(this.skip),
      replaceDemo: String(this.replaceDemo),
    })
    if (this.start) query.set('start', this.start)
    try {
      this.report = await this.context.api.post<ImportReport>(`/api/v1/imports?${query}`, form)
      this.unknown = []
      if (this.report.summary.applied) this.context.toast(text.imported(this.file.name))
    } catch (error) {
      this.reason = reasonOf(error)
      if (!dryRun) return
      this.report = undefined
      if (!(error instanceof ApiError)) return
      const { sheets, field, choices } = (error.details ?? {}) as Asked
      this.unknown = (sheets ?? []).filter(({ headers }) => headers?.length)
      if (field !== 'start' || !choices) return
      this.starts = choices
      this.reason = error.message
    } finally {
      this.busy = ''
    }
  }

  protected override render() {
    const { report } = this
    const applied = report?.summary.applied === true
    return html`<div class="view">
      <div><h1>${text.nav.import}</h1><p class="soft">${text.importHelp}</p></div>
      ${this.renderDrop()}
      ${this.busy ? html`<p class="notice" role="status">${this.busy}</p>` : nothing}
      ${this.reason ? html`<p class="notice ${this.starts.length ? 'warn' : 'bad'}" role="alert">${this.reason}</p>` : nothing}
      ${this.starts.length ? html`<div class="row" role="group" aria-label=${text.firstMonth}>${this.starts.map((month) => html`<button class="button" @click=${() => this.startAt(month)}>${monthName(month)}</button>`)}</div>` : nothing}
      ${
        applied
          ? html`<div class="notice good row spread" role="status">
            <span>${report.summary.text}</span>
            <span class="row"><a class="button small" href="/">${text.openPlan}</a><a class="button small" href="/history">${text.nav.history}</a></span>
          </div>`
          : this.file
            ? this.renderChoices()
            : nothing
      }
      ${(report?.sheets ?? []).map((sheet) => this.renderSheet(sheet, applied))}
      ${this.unknown.map((sheet) => this.renderUnknown(sheet))}
    </div>`
  }

  private renderDrop() {
    return html`<div
      class="drop ${this.over ? 'over' : ''} ${this.file ? 'small' : ''}"
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
      ${icon('import', this.file ? 20 : 32)}
      <p><b>${this.file?.name ?? text.dropHere}</b></p>
      <input
        class="visually-hidden"
        type="file"
        tabindex="-1"
        accept=".xlsx,.csv"
        aria-label=${text.chooseFile}
        @change=${(event: Event) => this.choose((event.target as HTMLInputElement).files?.[0])}
      />
      <button class="button" @click=${() => this.input.click()}>${this.file ? text.anotherFile : text.chooseFile}</button>
    </div>`
  }

  private renderChoices() {
    const summary = this.report?.summary
    const refused = summary?.refused ?? 0
    const flag = (
      label: string,
      checked: boolean,
      set: (value: boolean) => void,
    ) => html`<label class="check small-text"
      ><input type="checkbox" .checked=${checked} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} />${label}</label
    >`
    const months = this.report?.sheets.some(({ table }) => table === 'Staffing plan') ?? true
    return html`<div class="card stack">
      ${summary ? html`<p><b>${summary.text}</b></p>` : nothing}
      ${
        this.demo
          ? flag(text.replaceDemo, this.replaceDemo, (value) => {
              this.replaceDemo = value
              void this.run(true)
            })
          : nothing
      }
      ${
        months || this.start
          ? html`<label class="row small-text">${text.firstMonth}<input class="input small" type="month" .value=${this.start} @change=${(
              event: Event,
            ) => {
              this.startAt((event.target as HTMLInputElement).value)
            }} /></label>`
          : nothing
      }
      ${
        refused
          ? flag(text.skipRefused(refused), this.skip, (value) => {
              this.skip = value
            })
          : nothing
      }
      <div class="row end">
        ${
          Object.keys(this.chosen).length
            ? html`<button class="button primary" ?disabled=${this.busy !== ''} @click=${this.again}>${icon('retry', 16)} ${text.readAgain}</button>`
            : html`<button
              class="button primary"
              ?disabled=${!summary || this.busy !== '' || (refused > 0 && !this.skip) || summary.new + summary.changed === 0}
              @click=${() => this.run(false)}
            >
              ${text.importNow}
            </button>`
        }
      </div>
    </div>`
  }

  private columnMapped(sheet: string, event: CustomEvent<{ header: string; field: string }>) {
    const { header, field } = event.detail
    this.chosen = { ...this.chosen, [`${sheet}!${header}`]: field }
  }

  private chosenOf(sheet: string): Map<string, string> {
    return new Map(
      Object.entries(this.chosen)
        .filter(([key]) => key.startsWith(`${sheet}!`))
        .map(([key, field]) => [key.slice(sheet.length + 1), field]),
    )
  }

  private renderSheet(sheet: SheetReport, applied: boolean) {
    const columns = [...sheet.columns, ...sheet.unused.map((header) => ({ header, field: '' }))]
    const doubtful = sheet.unused.length > 0 || sheet.columns.some(({ guessed }) => guessed)
    return html`<section class="card stack" aria-label=${sheet.sheet}>
      <div class="row">
        <h2>${sheet.sheet}</h2>
        ${sheet.table && sheet.table !== sheet.sheet ? html`<span class="soft small-text">${text.readAsTable(sheet.table)}</span>` : nothing}
        ${sheet.new ? html`<span class="chip good">${text.newRows(sheet.new)}</span>` : nothing}
        ${sheet.changed ? html`<span class="chip info">${text.changedRows(sheet.changed)}</span>` : nothing}
        ${sheet.unchanged ? html`<span class="chip">${text.unchangedRows(sheet.unchanged)}</span>` : nothing}
        ${sheet.refusedCount ? html`<span class="chip bad">${text.refusedRows(sheet.refusedCount)}</span>` : nothing}
        ${sheet.warningCount ? html`<span class="chip warn">${text.warningRows(sheet.warningCount)}</span>` : nothing}
      </div>
      ${
        sheet.refused.length
          ? html`<div class="scroll" tabindex="0" role="region" aria-label=${text.refusedRows(sheet.refusedCount)}>
            <table class="list">
              <thead>
                <tr><th scope="col" class="num">${text.row}</th><th scope="col">${text.column}</th><th scope="col">${text.value}</th><th scope="col">${text.why}</th></tr>
              </thead>
              <tbody>
                ${sheet.refused.map((row) => html`<tr><td class="num">${row.row}</td><td>${row.column}</td><td>${row.value}</td><td>${row.reason}</td></tr>`)}
              </tbody>
            </table>
          </div>`
          : nothing
      }
      ${
        sheet.warnings.length
          ? html`<details class="small-text"><summary>${text.warningRows(sheet.warningCount)}</summary><ul>${sheet.warnings.slice(0, 100).map(({ row, message }) => html`<li>${row ? `${text.row} ${row}: ` : ''}${message}</li>`)}</ul></details>`
          : nothing
      }
      ${
        columns.length && !applied
          ? html`<details ?open=${doubtful}>
            <summary>${text.columnsHead(columns.length)}</summary>
            <sa-import-columns
              .columns=${columns}
              .fields=${sheet.fields}
              .chosen=${this.chosenOf(sheet.sheet)}
              @column-mapped=${(event: CustomEvent) => this.columnMapped(sheet.sheet, event)}
            ></sa-import-columns>
          </details>`
          : nothing
      }
    </section>`
  }

  private renderUnknown({ sheet, headers, fields }: UnknownSheet) {
    return html`<section class="card stack" aria-label=${sheet}>
      <div><h2>${sheet}</h2><p class="soft small-text">${text.sayColumns}</p></div>
      <sa-import-columns
        .columns=${headers.map((header) => ({ header, field: '' }))}
        .fields=${fields ?? []}
        .chosen=${this.chosenOf(sheet)}
        @column-mapped=${(event: CustomEvent) => this.columnMapped(sheet, event)}
      ></sa-import-columns>
    </section>`
  }
}

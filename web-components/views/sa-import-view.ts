import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ImportOptions } from '../../services/import.js'
import type { ImportReport } from '../../services/import-report.js'
import { ApiError, reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { followJob, type Job, JobCancelled } from '../shared/follow-job.js'
import { monthName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { viewFrame } from '../shared/view-frame.js'
import '../shared/sa-progress.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'
import './sa-import-columns.js'
import './sa-import-sheet.js'

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

type ImportJob = Job<ImportOptions>

/**
 * Drops a workbook or CSV in: what would happen, by sheet and row, with the reading of columns to correct; then the
 * import. Both are jobs of the server, named in the address: a reload of the page finds them again.
 */
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
        align-items: center;
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
      /* As high while it works as when it is done: nothing below moves. */
      .state {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 16px;
        min-height: 44px;
      }
      .state > .button {
        min-width: 96px;
      }
      .stale {
        opacity: 0.55;
      }
    `,
  ]

  @property({ attribute: false }) context!: PageContext

  /** Name of the file at hand; '' = none yet. */
  @state() private file = ''
  /** The import job whose file the server keeps. */
  private kept = ''
  @state() private report: ImportReport | undefined
  @state() private unknown: UnknownSheet[] = []
  @state() private reason = ''
  /** First months to choose from where the sheet has no years. */
  @state() private starts: string[] = []
  /** What is being done, with its share where that is known; undefined = nothing. */
  @state() private busy: { label: string; share?: number } | undefined
  @state() private stopped = false
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
  /** The job that is waited for, and what ends the waiting. */
  private following = ''
  private waiting = new AbortController()

  override connectedCallback() {
    super.connectedCallback()
    this.context.api.get<{ demo: boolean }>('/api/v1/organisation').then(
      ({ demo }) => {
        this.demo = demo
      },
      () => undefined,
    )
    void this.takeUp()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.waiting.abort()
  }

  /** Goes on with the import that the address names, or with one of this person that is not over. */
  private async takeUp() {
    const { api, user } = this.context
    const isMine = (job: ImportJob) => job.kind === 'import' && job.userId === user.id
    const named = new URLSearchParams(location.search).get('job')
    const job = await (named
      ? api.get<ImportJob>(`/api/v1/jobs/${encodeURIComponent(named)}`)
      : api
          .get<{ items: ImportJob[] }>('/api/v1/jobs')
          .then(({ items }) => items.find((one) => isMine(one) && /queued|running/.test(one.state)))
    ).catch(() => undefined)
    if (!job || !isMine(job) || this.file) return
    const { dryRun = true, skipRefused = false, replaceDemo = true, start = '', map = {} } = job.options ?? {}
    this.file = job.file ?? ''
    this.skip = skipRefused
    this.replaceDemo = replaceDemo
    this.start = start
    this.map = { ...map }
    await this.follow(dryRun, async () => job)
  }

  private choose(file: File | undefined | null) {
    if (!file) return
    // The same file can be chosen again once it was mended.
    this.input.value = ''
    this.file = file.name
    this.kept = ''
    this.report = undefined
    this.unknown = []
    this.map = {}
    this.chosen = {}
    this.skip = false
    this.start = ''
    void this.run(true, file)
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

  /** Asks for a rehearsal or the import, of a file that is sent now or of the one that the server keeps. */
  private run(dryRun: boolean, file?: File) {
    const query = new URLSearchParams({
      background: 'true',
      dryRun: String(dryRun),
      skipRefused: String(this.skip),
      replaceDemo: String(this.replaceDemo),
    })
    if (this.start) query.set('start', this.start)
    if (!file) query.set('again', this.kept)
    const form = new FormData()
    form.append('map', JSON.stringify(this.map))
    if (file) form.append('file', file, file.name)
    return this.follow(dryRun, (signal) => this.send(`/api/v1/imports?${query}`, form, signal))
  }

  private async send(path: string, form: FormData, signal: AbortSignal): Promise<ImportJob> {
    this.busy = { label: form.has('file') ? text.sendingFile(this.file) : text.waitsForTurn }
    const job = await this.context.api.post<ImportJob>(path, form, form.has('file') ? signal : undefined)
    if (this.isConnected) this.context.navigate(`/import?job=${job.id}`, true)
    return job
  }

  private async follow(dryRun: boolean, ask: (signal: AbortSignal) => Promise<ImportJob>) {
    this.waiting.abort()
    this.waiting = new AbortController()
    const { signal } = this.waiting
    this.busy = { label: dryRun ? text.rehearsing(this.file) : text.importing }
    this.reason = ''
    this.starts = []
    this.stopped = false
    try {
      const { id, state } = await ask(signal)
      this.kept = id
      this.following = id
      if (this.stopped) void this.cancel()
      const tell = (job: Job) => {
        const isWaiting = job.state === 'queued'
        this.busy = isWaiting
          ? { label: job.message || text.waitsForTurn }
          : {
              label: job.message || (dryRun ? text.rehearsing(this.file) : text.importing),
              share: job.progress || undefined,
            }
      }
      this.report = await followJob<ImportReport>(this.context.api, id, tell, signal)
      this.unknown = []
      this.stopped = false
      if (this.report.summary.applied && state !== 'done') this.context.toast(text.imported(this.file))
    } catch (error) {
      if (signal.aborted && !this.stopped) return
      this.failed(error, dryRun)
    }
    this.following = ''
    this.busy = undefined
  }

  private failed(error: unknown, dryRun: boolean) {
    this.stopped ||= error instanceof JobCancelled
    if (this.stopped) return
    this.reason = reasonOf(error)
    const { details } = error instanceof ApiError ? error : {}
    const refused = details as ImportReport | undefined
    if (refused?.summary && refused.sheets) this.report = refused
    if (!dryRun) return
    if (!refused?.sheets?.[0]?.refused) this.report = undefined
    const { sheets, field, choices } = (details ?? {}) as Asked
    this.unknown = (sheets ?? []).filter(({ headers }) => headers?.length)
    if (field !== 'start' || !choices) return
    this.starts = choices
    this.reason = (error as ApiError).message
  }

  /** Ends an upload on the spot; a job may be done before it hears of it, so its end is waited for. */
  private cancel = async () => {
    this.stopped = true
    if (this.following) await this.context.api.post(`/api/v1/jobs/${this.following}/cancel`).catch(() => undefined)
    else if (!this.kept) this.waiting.abort()
  }

  protected override render() {
    const applied = this.report?.summary.applied === true
    return html`<div class="view">
      <div><h1>${text.nav.import}</h1><p class="soft">${text.importHelp}</p></div>
      ${this.renderDrop()} ${this.file ? this.renderState(applied) : nothing}
      ${(this.report?.sheets ?? []).map(
        (sheet) => html`<sa-import-sheet
          class=${this.busy ? 'stale' : ''}
          ?inert=${this.busy !== undefined}
          .sheet=${sheet}
          .applied=${applied}
          .chosen=${this.chosenOf(sheet.sheet)}
          @column-mapped=${(event: CustomEvent) => this.columnMapped(sheet.sheet, event)}
        ></sa-import-sheet>`,
      )}
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
        if (!this.busy) this.choose(event.dataTransfer?.files[0])
      }}
    >
      ${icon('import', this.file ? 20 : 32)}
      <p><b>${this.file || text.dropHere}</b></p>
      <input
        class="visually-hidden"
        type="file"
        tabindex="-1"
        accept=".xlsx,.csv"
        aria-label=${text.chooseFile}
        @change=${(event: Event) => this.choose((event.target as HTMLInputElement).files?.[0])}
      />
      <button class="button" ?disabled=${this.busy !== undefined} @click=${() => this.input.click()}>${this.file ? text.anotherFile : text.chooseFile}</button>
    </div>`
  }

  /** What happens or would happen, with the one button that is next; then the choices. */
  private renderState(applied: boolean) {
    const { busy, report } = this
    if (applied && !busy)
      return html`<div class="notice good row spread" role="status">
        <span>${report?.summary.text}</span>
        <span class="row"><a class="button small" href="/">${text.openPlan}</a><a class="button small" href="/history">${text.nav.history}</a></span>
      </div>`
    return html`<div class="card stack">
      <div class="state">
        ${busy ? html`<sa-progress .label=${busy.label} .share=${busy.share}></sa-progress>` : this.renderSaid()}
        ${busy ? html`<button class="button" @click=${this.cancel}>${text.cancel}</button>` : this.renderNext()}
      </div>
      ${this.starts.length ? html`<div class="row" role="group" aria-label=${text.firstMonth}>${this.starts.map((month) => html`<button class="button" @click=${() => this.startAt(month)}>${monthName(month)}</button>`)}</div>` : nothing}
      ${this.renderChoices()}
    </div>`
  }

  private renderSaid() {
    if (this.reason)
      return html`<p class="notice ${this.starts.length ? 'warn' : 'bad'}" role="alert">${this.reason}</p>`
    return html`<p role="status"><b>${this.stopped ? text.importStopped : this.report?.summary.text}</b></p>`
  }

  private renderNext() {
    const summary = this.report?.summary
    const isChosen = Object.keys(this.chosen).length > 0
    if (isChosen || (!summary && this.kept && this.stopped))
      return html`<button class="button primary" @click=${this.again}>${icon('retry', 16)} ${text.readAgain}</button>`
    const isReady = summary && (summary.refused === 0 || this.skip) && summary.new + summary.changed > 0
    return html`<button class="button primary" ?disabled=${!isReady} @click=${() => this.run(false)}>${text.importNow}</button>`
  }

  private renderChoices() {
    const { report, busy } = this
    const refused = report?.summary.refused ?? 0
    const isPlan = report?.sheets.some(({ table }) => table === 'Staffing plan') ?? false
    const flag = (label: string, checked: boolean, set: (value: boolean) => void) =>
      html`<label class="check small-text"
        ><input type="checkbox" ?disabled=${busy !== undefined} .checked=${checked} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} />${label}</label
      >`
    const choices = [
      this.demo
        ? flag(text.replaceDemo, this.replaceDemo, (value) => {
            this.replaceDemo = value
            void this.run(true)
          })
        : undefined,
      isPlan || this.start || this.starts.length
        ? html`<label class="row small-text"
            >${text.firstMonth}<input
              class="input small"
              type="month"
              ?disabled=${busy !== undefined}
              .value=${this.start}
              @change=${(event: Event) => this.startAt((event.target as HTMLInputElement).value)}
          /></label>`
        : undefined,
      refused
        ? flag(text.skipRefused(refused), this.skip, (value) => {
            this.skip = value
          })
        : undefined,
    ]
    return choices.map((choice) => choice ?? nothing)
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

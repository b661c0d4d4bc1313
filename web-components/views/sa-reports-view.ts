import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { downloadReport } from '../shared/download-report.js'
import { followJob, type Job, JobCancelled } from '../shared/follow-job.js'
import { addMonths, timeName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { viewFrame } from '../shared/view-frame.js'
import '../shared/sa-progress.js'
import { text } from '../text.js'
import { listAll, type ProjectRecord } from './lists.js'
import { ViewBase } from './view-base.js'

interface Report {
  id: string
  report: string
  file: string
  format: string
  bytes: number
  createdAt: string
}

interface ReportsData {
  reports: Report[]
  projects: ProjectRecord[]
  month: string
}

/** Makes a report as a workbook or CSV file and keeps what was made (US016). */
@customElement('sa-reports-view')
export class SaReportsView extends ViewBase<ReportsData> {
  static override styles = [
    controls,
    viewFrame,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      /* Its place is kept: the list below does not move when a report is made. */
      .state {
        flex: 1 0 100%;
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 16px;
        min-height: 32px;
      }
    `,
  ]

  /** The report that is being made, with its share where that is known. */
  @state() private busy: { label: string; share?: number } | undefined
  private following = ''
  private waiting = new AbortController()
  @state() private report = 'portfolio'
  @state() private reason = ''

  override connectedCallback() {
    super.connectedCallback()
    void this.takeUp()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.waiting.abort()
  }

  /** Goes on with a report of this person that is still being made. */
  private async takeUp() {
    const { api, user } = this.context
    const { items } = await api.get<{ items: Job[] }>('/api/v1/jobs').catch(() => ({ items: [] }))
    const isMine = ({ kind, state, userId }: Job) =>
      kind === 'report' && userId === user.id && /queued|running/.test(state)
    const job = items.find(isMine)
    if (job && !this.busy) await this.follow(async () => job)
  }

  private async follow(ask: () => Promise<Job>) {
    this.waiting.abort()
    this.waiting = new AbortController()
    const { signal } = this.waiting
    this.busy = { label: text.stillMaking }
    this.reason = ''
    try {
      const { id } = await ask()
      this.following = id
      const tell = ({ state, message, progress }: Job) => {
        const label = state === 'queued' ? message || text.waitsForTurn : message || text.stillMaking
        this.busy = { label, share: progress || undefined }
      }
      const made = await followJob<{ reportId: string; file: string }>(this.context.api, id, tell, signal)
      await this.download(made.reportId, made.file)
      await this.load()
    } catch (error) {
      if (signal.aborted) return
      this.reason = error instanceof JobCancelled ? text.reportStopped : reasonOf(error)
    }
    this.following = ''
    this.busy = undefined
  }

  private cancel = () =>
    this.following && this.context.api.post(`/api/v1/jobs/${this.following}/cancel`).catch(() => undefined)

  protected override async read(): Promise<ReportsData> {
    const { api } = this.context
    const [reports, projects, portfolio] = await Promise.all([
      api.get<{ items: Report[] }>('/api/v1/reports'),
      listAll<ProjectRecord>(api, 'projects'),
      this.data ? undefined : api.tool<{ data: { month: string } }>('get_portfolio'),
    ])
    return { reports: reports.items, projects, month: this.data?.month ?? portfolio?.data.month ?? '' }
  }

  private make = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const project = String(form.get('project') ?? '')
    const input = {
      report: String(form.get('report')),
      from: String(form.get('from')),
      to: String(form.get('to')),
      format: String(form.get('format')),
      ...(this.report === 'project' && project ? { project } : {}),
    }
    await this.follow(() => this.context.api.post<Job>('/api/v1/jobs', { kind: 'report', input }))
  }

  private download(id: string, file: string) {
    return this.attempt(() => downloadReport(this.context.api, id, file))
  }

  private renderState() {
    if (this.busy)
      return html`<sa-progress .label=${this.busy.label} .share=${this.busy.share}></sa-progress>
        <button class="button small" type="button" @click=${this.cancel}>${text.cancel}</button>`
    return this.reason ? html`<p class="notice bad" role="alert">${this.reason}</p>` : nothing
  }

  protected override renderData({ reports, projects, month }: ReportsData) {
    return html`<div class="view">
      <div><h1>${text.nav.reports}</h1><p class="soft">${text.reportsHelp}</p></div>
      <form class="card" @submit=${this.make}>
        <label class="field">${text.report}
          <select class="input" name="report" @change=${(event: Event) => {
            this.report = (event.target as HTMLSelectElement).value
          }}>
            ${(['portfolio', 'project', 'utilisation', 'conflicts'] as const).map((kind) => html`<option value=${kind}>${text.reportKinds[kind]}</option>`)}
          </select>
        </label>
        ${
          this.report === 'project'
            ? html`<label class="field">${text.project}
              <select class="input" name="project" required>${projects.map((project) => html`<option value=${project.id}>${project.name}</option>`)}</select>
            </label>`
            : nothing
        }
        <label class="field">${text.from}<input class="input" type="month" name="from" required .value=${month} /></label>
        <label class="field">${text.to}<input class="input" type="month" name="to" required .value=${month ? addMonths(month, 11) : ''} /></label>
        <label class="field">${text.format}<select class="input" name="format"><option value="xlsx">Excel (.xlsx)</option><option value="csv">CSV</option></select></label>
        <button class="button primary" ?disabled=${this.busy !== undefined}>${icon('download')} ${text.makeReport}</button>
        <div class="state">${this.renderState()}</div>
      </form>
      <section class="card list-card">
        ${
          reports.length
            ? html`<table class="list">
              <thead>
                <tr><th scope="col">${text.file}</th><th scope="col">${text.report}</th><th scope="col" class="num">${text.size}</th><th scope="col">${text.made}</th><th scope="col"><span class="visually-hidden">${text.download}</span></th></tr>
              </thead>
              <tbody>
                ${reports.map(
                  (report) => html`<tr>
                    <td>${report.file}</td>
                    <td>${text.reportKinds[report.report as 'portfolio'] ?? report.report}</td>
                    <td class="num">${Math.max(1, Math.round(report.bytes / 1024))} kB</td>
                    <td>${timeName(report.createdAt)}</td>
                    <td class="actions"><button class="button small" aria-label=${`${text.download}: ${report.file}`} @click=${() => this.download(report.id, report.file)}>${icon('download', 14)} ${text.download}</button></td>
                  </tr>`,
                )}
              </tbody>
            </table>`
            : html`<div class="empty">${icon('reports')}<h2>${text.noReports}</h2><p>${text.noReportsHelp}</p></div>`
        }
      </section>
    </div>`
  }
}

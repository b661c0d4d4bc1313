import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { downloadReport } from '../shared/download-report.js'
import { addMonths, timeName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { viewFrame } from '../shared/view-frame.js'
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
    `,
  ]

  @state() private busy = false
  @state() private report = 'portfolio'
  @state() private reason = ''

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
    this.busy = true
    this.reason = ''
    try {
      const project = String(form.get('project') ?? '')
      const { data } = await this.context.api.tool<{ data: { reportId: string; file: string } }>('export_report', {
        report: String(form.get('report')),
        from: String(form.get('from')),
        to: String(form.get('to')),
        format: String(form.get('format')),
        ...(this.report === 'project' && project ? { project } : {}),
      })
      await this.download(data.reportId, data.file)
      await this.load()
    } catch (error) {
      this.reason = reasonOf(error)
    } finally {
      this.busy = false
    }
  }

  private download(id: string, file: string) {
    return this.attempt(() => downloadReport(this.context.api, id, file))
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
        <button class="button primary" ?disabled=${this.busy}>${icon('download')} ${this.busy ? text.working : text.makeReport}</button>
      </form>
      ${this.reason ? html`<p class="notice bad" role="alert">${this.reason}</p>` : nothing}
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

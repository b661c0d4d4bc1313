import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import type { Job } from '../shared/follow-job.js'
import { percent, timeName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

const POLL_MS = 1500

/** Work off the request path: backups, imports, indexing, with their progress. */
@customElement('sa-jobs-view')
export class SaJobsView extends ViewBase<Job[]> {
  static override styles = [
    controls,
    viewFrame,
    css`
      progress {
        width: 160px;
        margin-block: 7px;
      }
      .share {
        font-variant-numeric: tabular-nums;
      }
      td {
        min-height: 32px;
      }
    `,
  ]

  private poll: ReturnType<typeof setInterval> | undefined

  override connectedCallback() {
    super.connectedCallback()
    this.poll = setInterval(() => {
      if (this.data?.some((job) => job.state === 'queued' || job.state === 'running')) void this.load()
    }, POLL_MS)
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    clearInterval(this.poll)
  }

  protected override async read(): Promise<Job[]> {
    return (await this.context.api.get<{ items: Job[] }>('/api/v1/jobs')).items
  }

  private backUp = () =>
    this.attempt(() => this.context.api.post('/api/v1/jobs', { kind: 'backup' })).then(() => this.load())

  private act(job: Job, what: 'cancel' | 'retry') {
    return this.attempt(() => this.context.api.post(`/api/v1/jobs/${job.id}/${what}`)).then(() => this.load())
  }

  /** An import of one's own is opened again where it was left. */
  private renderName(job: Job) {
    const kind = text.jobKinds[job.kind] ?? job.kind
    if (!job.file) return kind
    const isMine = job.userId === this.context.user.id
    return html`${kind}: ${isMine ? html`<a href="/import?job=${job.id}">${job.file}</a>` : job.file}`
  }

  private renderShare({ kind, progress, message }: Job) {
    return html`<div class="row">
      <progress max="1" .value=${progress} aria-label=${text.jobKinds[kind] ?? kind}></progress>
      <span class="small-text"><span class="share">${percent(progress)}</span> ${message}</span>
    </div>`
  }

  protected override renderData(jobs: Job[]) {
    const tone: Record<string, string> = { done: 'good', failed: 'bad', running: 'info' }
    return html`<div class="view">
      <div class="row spread">
        <h1>${text.jobs}</h1>
        ${this.context.user.systemRole === 'Admin' ? html`<button class="button" @click=${this.backUp}>${text.backUp}</button>` : nothing}
      </div>
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr><th scope="col">${text.job}</th><th scope="col">${text.status}</th><th scope="col">${text.progress}</th><th scope="col" class="minor">${text.date}</th><th scope="col"><span class="visually-hidden">${text.change}</span></th></tr>
          </thead>
          <tbody>
            ${jobs.map(
              (job) => html`<tr>
                <td class="name">${this.renderName(job)}</td>
                <td><span class="chip ${tone[job.state] ?? ''}">${text.jobStates[job.state] ?? job.state}</span></td>
                <td>${job.state === 'running' ? this.renderShare(job) : html`<span class="small-text">${job.message || '–'}</span>`}</td>
                <td class="minor one-line">${timeName(job.createdAt)}</td>
                <td class="actions">
                  ${
                    job.state === 'queued' || job.state === 'running'
                      ? html`<button class="button small" @click=${() => this.act(job, 'cancel')}>${text.cancel}</button>`
                      : job.state === 'failed'
                        ? html`<button class="button small" @click=${() => this.act(job, 'retry')}>${text.retry}</button>`
                        : nothing
                  }
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
        ${jobs.length ? nothing : html`<div class="empty">${icon('jobs')}<h2>${text.noJobs}</h2><p>${text.noJobsHelp}</p></div>`}
      </div>
    </div>`
  }
}

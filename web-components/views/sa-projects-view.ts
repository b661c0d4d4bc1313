import { html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { matches } from '../plan/plan-rows.js'
import { controls } from '../shared/controls.js'
import { dayName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { askForm } from '../shared/sa-form-dialog.js'
import { viewFrame } from '../shared/view-frame.js'
import { mayWrite } from '../shell/page-context.js'
import { text } from '../text.js'
import { listAll, type ProjectRecord } from './lists.js'
import { projectFields, projectNote } from './project-form.js'
import { ViewBase } from './view-base.js'

/** All projects; a new one opens its grid at once (US001). */
@customElement('sa-projects-view')
export class SaProjectsView extends ViewBase<ProjectRecord[]> {
  static override styles = [controls, viewFrame]

  @state() private filter = ''

  protected override async read(): Promise<ProjectRecord[]> {
    const projects = await listAll<ProjectRecord>(this.context.api, 'projects')
    return projects.sort((a, b) => a.name.localeCompare(b.name))
  }

  private add = async () => {
    const { api } = this.context
    await askForm({
      title: text.newProject,
      submit: text.create,
      fields: await projectFields(api),
      note: projectNote,
      run: async (values) => {
        const project = await api.post<ProjectRecord>('/api/v1/projects', values)
        this.context.navigate(`/projects/${encodeURIComponent(project.code)}`)
      },
    })
  }

  protected override renderData(projects: ProjectRecord[]) {
    const shown = projects.filter((project) => matches(this.filter, project.name, project.code, project.client ?? ''))
    const tone = { Active: 'good', Planning: 'info', 'On Hold': 'warn', Closed: '' }
    return html`<div class="view">
      <div class="row spread">
        <h1>${text.nav.projects}</h1>
        <div class="row">
          <input
            class="input"
            type="search"
            placeholder=${text.searchProjects}
            aria-label=${text.searchProjects}
            @input=${(event: Event) => {
              this.filter = (event.target as HTMLInputElement).value
            }}
          />
          ${mayWrite(this.context.user) ? html`<button class="button primary" @click=${this.add}>${icon('plus')} ${text.newProject}</button>` : ''}
        </div>
      </div>
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">${text.name}</th>
              <th scope="col">${text.code}</th>
              <th scope="col" class="minor">${text.client}</th>
              <th scope="col">${text.status}</th>
              <th scope="col" class="num minor">${text.sprintsHead}</th>
              <th scope="col" class="minor">${text.startDate}</th>
              <th scope="col">${text.endDate}</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (project) => html`<tr>
                <td><a href=${`/projects/${encodeURIComponent(project.code)}`}>${project.name}</a></td>
                <td>${project.code}</td>
                <td class="minor">${project.client || '–'}</td>
                <td><span class="chip ${tone[project.status] ?? ''}">${project.status ?? '–'}</span></td>
                <td class="num minor">${project.sprints ?? '–'}</td>
                <td class="minor one-line">${project.startsOn ? dayName(project.startsOn) : '–'}</td>
                <td class="one-line">${project.endsOn ? dayName(project.endsOn) : '–'}</td>
              </tr>`,
            )}
          </tbody>
        </table>
        ${shown.length ? '' : html`<p class="empty">${projects.length ? text.nothingFits : text.noPlan}</p>`}
      </div>
    </div>`
  }
}

import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { GridData, GridProject } from '../../services/grid-shape.js'
import '../plan/sa-plan-view.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { dayName, hours } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { askForm } from '../shared/sa-form-dialog.js'
import { text } from '../text.js'
import { choicesOf, type EmployeeRecord, listAll, type Named, type ProjectRecord } from './lists.js'
import { projectFields, projectNote } from './project-form.js'
import './sa-demand-view.js'
import './sa-notes.js'
import './sa-project-budget.js'
import './sa-project-months.js'
import './sa-project-sprints.js'
import { ViewBase } from './view-base.js'

const TABS = ['', 'dashboard', 'sprints', 'demand', 'months', 'notes'] as const

/** One project: its grid, dashboard with burn-down, month overrides, sprints, settings, and staffing (US002). */
@customElement('sa-project-view')
export class SaProjectView extends ViewBase<GridData> {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        background: var(--page);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        padding: 10px 16px 0;
        background: var(--paper);
        border-bottom: 1px solid var(--line);
      }
      .head > div {
        flex: 1 1 300px;
        min-width: 0;
      }
      .head h1 {
        font-size: 18px;
      }
      .head > div p b {
        color: var(--ink);
        font-weight: 500;
      }
      .tabs {
        width: 100%;
      }
      .content {
        flex: 1;
        min-height: 0;
        position: relative;
      }
      .content > * {
        position: absolute;
        inset: 0;
        overflow: auto;
      }
      .notes {
        padding: 20px 24px;
      }
      @media print {
        :host {
          display: block;
          height: auto;
        }
        .content > * {
          position: static;
          overflow: visible;
        }
      }
    `,
  ]

  /** Code of the project. */
  @property() project = ''
  @property() tab = ''

  protected override async read(): Promise<GridData> {
    const { api } = this.context
    return (await api.tool<{ data: GridData }>('get_grid', { project: this.project })).data
  }

  protected override updated(changed: Map<string, unknown>) {
    if (changed.has('project') && changed.get('project') !== undefined) void this.load()
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('sa-plan-view')?.focus()
  }

  private own(grid: GridData): GridProject | undefined {
    return grid.projects.find((project) => project.code === this.project || project.id === this.project)
  }

  private staff = async () => {
    const { api } = this.context
    const project = this.own(this.data!)!
    const [people, roles, lcats] = await Promise.all([
      listAll<EmployeeRecord>(api, 'employees'),
      listAll<Named>(api, 'roles'),
      listAll<Named>(api, 'lcats'),
    ])
    await askForm({
      title: text.staffTitle(project.name),
      submit: text.staff,
      fields: [
        {
          name: 'employeeId',
          label: text.person,
          type: 'select',
          required: true,
          options: choicesOf(people, text.choose),
        },
        { name: 'fundedHours', label: text.fundedHours, type: 'number', min: 0, step: 0.25, required: true, value: 0 },
        { name: 'roleId', label: text.role, type: 'select', options: choicesOf(roles, text.homeRole) },
        { name: 'lcatId', label: text.lcat, type: 'select', options: choicesOf(lcats, text.homeLcat) },
        { name: 'note', label: text.note },
      ],
      run: async (values) => {
        const person = people.find((at) => at.id === values.employeeId)
        await api.post('/api/v1/assignments', {
          ...values,
          projectId: project.id,
          roleId: values.roleId ?? person?.roleId ?? null,
          lcatId: values.lcatId ?? person?.lcatId ?? null,
        })
        this.context.toast(text.staffed(person?.name ?? '', project.name))
      },
    })
  }

  private settings = async () => {
    const { api } = this.context
    const path = `/api/v1/projects/${this.own(this.data!)!.id}`
    const record = await api
      .get<ProjectRecord>(path)
      .catch((error) => this.context.toast(reasonOf(error), { kind: 'bad' }))
    if (!record) return
    await askForm({
      title: text.settingsOf(record.name),
      submit: text.save,
      fields: await projectFields(api, record),
      note: projectNote,
      run: async (values) => {
        const saved = await api.patch<ProjectRecord>(`/api/v1/projects/${record.id}`, {
          ...values,
          version: record.version,
        })
        this.context.navigate(`/projects/${encodeURIComponent(saved.code)}`, true)
      },
    })
    await this.load()
  }

  protected override renderData(grid: GridData) {
    const project = this.own(grid)
    if (!project)
      return html`<div class="empty"><h2>${text.noProject(this.project)}</h2><a href="/projects">${text.nav.projects}</a></div>`
    const team = grid.assignments.filter((assignment) => assignment.projectId === project.id)
    const sum = (field: 'funded' | 'allocated') => team.reduce((total, assignment) => total + assignment[field], 0)
    const names = {
      '': text.tabs.plan,
      dashboard: text.tabs.dashboard,
      sprints: text.tabs.sprints,
      demand: text.tabs.demand,
      months: text.tabs.months,
      notes: text.tabs.notes,
    }
    // An employee sees the own plan only, not what is open or written about a project.
    const shown = TABS.filter(
      (tab) => this.context.user.systemRole !== 'Employee' || !['demand', 'notes'].includes(tab),
    )
    const base = `/projects/${encodeURIComponent(project.code)}`
    return html`<header class="head">
        <div>
          <h1>${project.name} <span class="soft">${project.code}</span></h1>
          <p class="soft small-text">
            ${[
              project.client,
              project.status,
              text.sprintCount(project.sprints),
              `${dayName(project.startsOn)} – ${dayName(project.endsOn)}`,
              project.manager && text.managedBy(project.manager),
            ]
              .filter(Boolean)
              .join(' · ')}
            · <b>${text.fundedAllocated(hours(sum('funded')), hours(sum('allocated')))}</b>
          </p>
        </div>
        ${
          project.editable
            ? html`<button class="button primary no-print" @click=${this.staff}>${icon('plus')} ${text.staffPerson}</button>
              <button class="button no-print" @click=${this.settings}>${text.settings}</button>`
            : html`<span class="chip info" title=${project.whyNot}>${text.readOnlyShort}</span>`
        }
        <nav class="tabs no-print" aria-label=${text.projectPages}>
          ${shown.map((tab) => html`<a href=${tab ? `${base}/${tab}` : base} aria-current=${this.tab === tab ? 'page' : nothing}>${names[tab]}</a>`)}
        </nav>
      </header>
      <div class="content">${this.renderTab(grid, project)}</div>`
  }

  private renderTab(grid: GridData, project: GridProject) {
    const { context } = this
    switch (this.tab) {
      case 'dashboard':
        return html`<sa-project-budget .grid=${grid} .project=${project}></sa-project-budget>`
      case 'months':
        return html`<sa-project-months .context=${context} .grid=${grid} .project=${project}></sa-project-months>`
      case 'sprints':
        return html`<sa-project-sprints .context=${context} .project=${project.code}></sa-project-sprints>`
      case 'demand':
        return html`<sa-demand-view .context=${context} .project=${project.id} .editable=${project.editable}></sa-demand-view>`
      case 'notes':
        return html`<div class="notes">
          <section class="card"><sa-notes .context=${context} subjectTable="project" .subjectId=${project.id}></sa-notes></section>
        </div>`
      default:
        return html`<sa-plan-view .context=${context} .project=${project.code}></sa-plan-view>`
    }
  }
}

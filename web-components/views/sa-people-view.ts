import { css, html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { GridData } from '../../services/grid-shape.js'
import { matches } from '../plan/plan-rows.js'
import { controls } from '../shared/controls.js'
import { monthName, percent } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { askForm } from '../shared/sa-form-dialog.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { employeeFields } from './employee-form.js'
import { listAll, type Named } from './lists.js'
import { ViewBase } from './view-base.js'

/** Everybody with role, contract, FTE of the month and projects; opens the timeline of one. */
@customElement('sa-people-view')
export class SaPeopleView extends ViewBase<GridData> {
  static override styles = [
    controls,
    viewFrame,
    css`
      .fte {
        display: inline-block;
        min-width: 64px;
        text-align: right;
        padding: 0 8px;
        border-radius: 4px;
        font-variant-numeric: tabular-nums;
      }
      .b1 {
        background: var(--heat-1);
        color: var(--heat-1-ink);
      }
      .b2 {
        background: var(--heat-2);
        color: var(--heat-2-ink);
      }
      .b3 {
        background: var(--heat-3);
        color: var(--heat-3-ink);
      }
      .b4 {
        background: var(--heat-4);
        color: var(--heat-4-ink);
      }
      .b5 {
        background: var(--heat-5);
        color: var(--heat-5-ink);
      }
      tbody tr {
        content-visibility: auto;
        contain-intrinsic-height: 33px;
      }
    `,
  ]

  @state() private filter = ''

  protected override async read(): Promise<GridData> {
    return (await this.context.api.tool<{ data: GridData }>('get_grid')).data
  }

  private add = async () => {
    const { api } = this.context
    const [roles, lcats] = await Promise.all([listAll<Named>(api, 'roles'), listAll<Named>(api, 'lcats')])
    await askForm({
      title: text.newEmployee,
      submit: text.add,
      fields: employeeFields(roles, lcats),
      run: async (values) => {
        const made = await api.post<{ id: string }>('/api/v1/employees', values)
        this.context.navigate(`/people/${made.id}`)
      },
    })
  }

  protected override renderData(data: GridData) {
    const now = Math.max(
      0,
      data.months.findIndex(({ month }) => data.today.startsWith(month)),
    )
    const month = monthName(data.months[now]!.month)
    const projectOf = new Map(data.projects.map((project) => [project.id, project.name]))
    const people = data.employees.filter((employee) =>
      matches(this.filter, employee.name, employee.role, employee.lcat, employee.email),
    )
    const projectsOf = (id: string) =>
      data.assignments.filter((a) => a.employeeId === id && a.hours[now]).map((a) => projectOf.get(a.projectId))
    return html`<div class="view">
      <div class="row spread">
        <h1>${text.nav.people}</h1>
        <div class="row">
          <input
            class="input"
            type="search"
            placeholder=${text.searchPeople}
            aria-label=${text.searchPeople}
            @input=${(event: Event) => {
              this.filter = (event.target as HTMLInputElement).value
            }}
          />
          ${this.context.user.systemRole === 'Admin' ? html`<button class="button primary" @click=${this.add}>${icon('plus')} ${text.newEmployee}</button>` : ''}
        </div>
      </div>
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">${text.name}</th>
              <th scope="col">${text.role}</th>
              <th scope="col" class="minor">${text.lcat}</th>
              <th scope="col" class="num minor">${text.contract}</th>
              <th scope="col" class="num">${text.fteIn(month)}</th>
              <th scope="col" class="minor">${text.nav.projects}</th>
            </tr>
          </thead>
          <tbody>
            ${people.map(
              (employee) => html`<tr>
                <td class="name"><a href=${`/people/${employee.id}`}>${employee.name}</a></td>
                <td>${employee.role || '–'}</td>
                <td class="minor">${employee.lcat || '–'}</td>
                <td class="num minor">${employee.contractPct} %</td>
                <td class="num"><span class="fte b${employee.band[now]}">${employee.band[now] === 5 ? '▲ ' : ''}${percent(employee.fte[now])}</span></td>
                <td class="minor">${projectsOf(employee.id).join(', ') || '–'}</td>
              </tr>`,
            )}
          </tbody>
        </table>
        ${people.length ? '' : html`<p class="empty">${text.nothingFits}</p>`}
      </div>
    </div>`
  }
}

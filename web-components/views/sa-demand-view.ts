import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { hours, monthLabel, monthName, percent } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { askForm } from '../shared/sa-form-dialog.js'
import { viewFrame } from '../shared/view-frame.js'
import '../shared/sa-options.js'
import type { Option } from '../shared/sa-options.js'
import { mayWrite } from '../shell/page-context.js'
import { text } from '../text.js'
import { choicesOf, listAll, type Named, type ProjectRecord } from './lists.js'
import { ViewBase } from './view-base.js'

interface Demand {
  id: string
  projectId: string
  roleId: string | null
  lcatId: string | null
  skills: string[]
  month: string
  hours: number
  count: number
  version: number
}

interface Candidate extends Option {
  name: string
  score: number
  skillsHeld: string[]
  skillsMissing: string[]
  freeHours: number
  fteNow: number
}

interface DemandData {
  demand: Demand[]
  projects: ProjectRecord[]
  roles: Named[]
  lcats: Named[]
}

/** Open positions, with people recommended for each (US013). */
@customElement('sa-demand-view')
export class SaDemandView extends ViewBase<DemandData> {
  static override styles = [
    controls,
    viewFrame,
    css`
      .found {
        padding: 12px 16px 16px;
        background: var(--panel);
      }
    `,
  ]

  /** Id of the one project that is meant; '' = all. */
  @property() project = ''
  /** Whether the reader may change that project. */
  @property({ type: Boolean }) editable = true

  @state() private open = ''
  @state() private candidates: Candidate[] | undefined
  @state() private note = ''

  protected override async read(): Promise<DemandData> {
    const { api } = this.context
    const [demand, projects, roles, lcats] = await Promise.all([
      listAll<Demand>(api, 'demand'),
      listAll<ProjectRecord>(api, 'projects'),
      listAll<Named>(api, 'roles'),
      listAll<Named>(api, 'lcats'),
    ])
    const shown = demand.filter(({ projectId }) => !this.project || projectId === this.project)
    return { demand: shown.sort((a, b) => a.month.localeCompare(b.month)), projects, roles, lcats }
  }

  private recommend = async (demand: Demand) => {
    this.open = this.open === demand.id ? '' : demand.id
    this.candidates = undefined
    this.note = ''
    if (!this.open || !demand.roleId) return
    try {
      const { data, say } = await this.context.api.tool<{ data: { candidates: Candidate[] }; say: string }>(
        'recommend_candidates',
        {
          role: demand.roleId,
          ...(demand.lcatId ? { lcat: demand.lcatId } : {}),
          ...(demand.skills.length ? { skills: demand.skills } : {}),
          project: demand.projectId,
          from: demand.month,
          to: demand.month,
          hours: demand.hours,
        },
      )
      this.candidates = data.candidates.slice(0, 3).map((candidate) => ({
        ...candidate,
        text: text.candidate(candidate.name, percent(candidate.fteNow), hours(candidate.freeHours), candidate.text),
      }))
      if (!data.candidates.length) this.note = say
    } catch (error) {
      this.note = reasonOf(error)
    }
  }

  private add = async () => {
    const { projects, roles, lcats } = this.data!
    await askForm({
      title: text.newDemand,
      submit: text.add,
      fields: [
        {
          name: 'projectId',
          label: text.project,
          type: 'select',
          required: true,
          options: choicesOf(projects, text.choose),
          value: this.project,
        },
        { name: 'month', label: text.month, type: 'month', required: true },
        { name: 'roleId', label: text.role, type: 'select', required: true, options: choicesOf(roles, text.choose) },
        { name: 'lcatId', label: text.lcat, type: 'select', options: choicesOf(lcats, text.any) },
        {
          name: 'hours',
          label: text.hoursEach,
          type: 'number',
          min: 0,
          max: 744,
          step: 0.25,
          required: true,
          value: 160,
        },
        { name: 'count', label: text.positions, type: 'number', min: 1, max: 999, step: 1, required: true, value: 1 },
        { name: 'skills', label: text.skills, type: 'words', help: text.wordsHelp },
      ],
      run: (values) => this.context.api.post('/api/v1/demand', values),
    })
    await this.load()
  }

  protected override renderData({ demand, projects, roles, lcats }: DemandData) {
    const name = (items: Named[], id: string | null) => items.find((item) => item.id === id)?.name ?? ''
    const writes = mayWrite(this.context.user) && this.editable
    return html`<div class="view">
      <div class="row spread">
        <div>${this.project ? nothing : html`<h1>${text.demandTitle}</h1>`}<p class="soft">${text.demandHelp}</p></div>
        ${writes ? html`<button class="button primary" @click=${this.add}>${icon('plus')} ${text.newDemand}</button>` : nothing}
      </div>
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr>
              ${this.project ? nothing : html`<th scope="col">${text.project}</th>`}
              <th scope="col">${text.position}</th>
              <th scope="col">${text.month}</th>
              <th scope="col" class="num">${text.hoursEach}</th>
              <th scope="col" class="num minor">${text.positions}</th>
              <th scope="col" class="minor">${text.skills}</th>
              <th scope="col"><span class="visually-hidden">${text.change}</span></th>
            </tr>
          </thead>
          <tbody>
            ${demand.map((item) => {
              const position =
                [name(lcats, item.lcatId), name(roles, item.roleId)].filter(Boolean).join(' ') || text.any
              const open = this.open === item.id
              return html`<tr>
                  ${this.project ? nothing : html`<td class="name">${name(projects, item.projectId) || '–'}</td>`}
                  <td>${position}</td>
                  <td class="one-line">${monthLabel(item.month)}</td>
                  <td class="num">${hours(item.hours)} h</td>
                  <td class="num minor">${item.count}</td>
                  <td class="minor">${item.skills.join(', ') || '–'}</td>
                  <td class="actions">
                    <button class="button small" aria-expanded=${open} aria-label=${`${text.recommend}: ${position}, ${monthName(item.month)}`} @click=${() => this.recommend(item)}>${icon('people', 14)} <span class="minor">${text.recommend}</span></button>
                    ${
                      writes
                        ? html`<button
                          class="button quiet small icon"
                          aria-label=${`${text.remove}: ${position}, ${monthName(item.month)}`}
                          @click=${() => this.removeRecord(`demand/${item.id}?version=${item.version}`, position)}
                        >
                          ${icon('trash', 14)}
                        </button>`
                        : nothing
                    }
                  </td>
                </tr>
                ${
                  open
                    ? html`<tr>
                      <td colspan="7" class="found">
                        ${
                          this.candidates?.length
                            ? html`<sa-options .context=${this.context} .options=${this.candidates} @option-applied=${() => this.load()}></sa-options>`
                            : html`<p class="soft" role="status">${this.note || text.working}</p>`
                        }
                      </td>
                    </tr>`
                    : nothing
                }`
            })}
          </tbody>
        </table>
        ${demand.length ? nothing : html`<div class="empty">${icon('demand')}<h2>${text.noDemand}</h2><p>${text.noDemandHelp}</p></div>`}
      </div>
    </div>`
  }
}

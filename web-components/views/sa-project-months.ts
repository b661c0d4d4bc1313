import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { GridData, GridProject } from '../../services/grid-shape.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { hours, monthName } from '../shared/format.js'
import { askForm } from '../shared/sa-form-dialog.js'
import { viewFrame } from '../shared/view-frame.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'
import { listAll } from './lists.js'

interface Override {
  id: string
  month: string
  hours: number
  version: number
}

/** The full-time hours of each month on this project, and their overrides (US007). */
@customElement('sa-project-months')
export class SaProjectMonths extends LitElement {
  static override styles = [
    controls,
    viewFrame,
    css`
      .view {
        max-width: 760px;
        margin: 0;
      }
    `,
  ]

  @property({ attribute: false }) context!: PageContext
  @property({ attribute: false }) grid!: GridData
  @property({ attribute: false }) project!: GridProject

  private async stored(month: string): Promise<Override | undefined> {
    const list = await listAll<Override>(this.context.api, `overrides?projectId=${this.project.id}`)
    return list.find((override) => override.month === month)
  }

  private set = async (month: string, usual: number, now: number) => {
    const { api } = this.context
    await askForm({
      title: text.overrideTitle(monthName(month)),
      submit: text.save,
      fields: [
        {
          name: 'hours',
          label: text.overrideHours(hours(usual)),
          type: 'number',
          min: 0,
          max: 744,
          step: 0.25,
          required: true,
          value: now,
        },
      ],
      run: async (values) => {
        const before = await this.stored(month)
        if (before) await api.patch(`/api/v1/overrides/${before.id}`, { ...values, version: before.version })
        else await api.post('/api/v1/overrides', { ...values, projectId: this.project.id, month })
      },
    })
  }

  private clear = async (month: string) => {
    try {
      const before = await this.stored(month)
      if (before) await this.context.api.delete(`/api/v1/overrides/${before.id}?version=${before.version}`)
    } catch (error) {
      this.context.toast(reasonOf(error), { kind: 'bad' })
    }
  }

  protected override render() {
    const { months } = this.grid
    const { project } = this
    return html`<div class="view">
      <p class="soft">${text.overridesHelp}</p>
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">${text.month}</th>
              <th scope="col" class="num">${text.usual}</th>
              <th scope="col" class="num">${text.onProject}</th>
              <th scope="col"><span class="visually-hidden">${text.change}</span></th>
            </tr>
          </thead>
          <tbody>
            ${months.map(({ month, fullTimeHours }, i) =>
              project.open[i]
                ? html`<tr>
                  <td class="one-line">${monthName(month)}</td>
                  <td class="num">${hours(fullTimeHours)} h</td>
                  <td class="num">${project.overridden[i] ? html`<b>${hours(project.fullTimeHours[i]!)} h</b>` : `${hours(project.fullTimeHours[i]!)} h`}</td>
                  <td class="actions">
                    ${
                      project.editable
                        ? html`<button class="button small" aria-label=${`${text.change} ${monthName(month)}`} @click=${() => this.set(month, fullTimeHours, project.fullTimeHours[i]!)}>${text.change}</button>
                          ${project.overridden[i] ? html`<button class="button small" aria-label=${`${text.reset} ${monthName(month)}`} @click=${() => this.clear(month)}>${text.reset}</button>` : nothing}`
                        : nothing
                    }
                  </td>
                </tr>`
                : nothing,
            )}
          </tbody>
        </table>
      </div>
    </div>`
  }
}

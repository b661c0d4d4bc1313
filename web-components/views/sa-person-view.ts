import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { GridData } from '../../services/grid-shape.js'
import { ApiError } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { dayName, hours, monthLabel, monthName, percent } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { askForm } from '../shared/sa-form-dialog.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { employeeFields } from './employee-form.js'
import { type EmployeeRecord, listAll, type Named } from './lists.js'
import './sa-notes.js'
import { ViewBase } from './view-base.js'

interface TimeOff {
  id: string
  startsOn: string
  endsOn: string
  kind: string
  halfDay: boolean
  version: number
}

interface PersonData {
  grid: GridData
  employee: EmployeeRecord
  timeOff: TimeOff[]
}

/** One employee: timeline of projects by month (US012), time off, skills and settings. */
@customElement('sa-person-view')
export class SaPersonView extends ViewBase<PersonData> {
  static override styles = [
    controls,
    viewFrame,
    css`
      .timeline {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(68px, 1fr);
        gap: 6px;
        margin-top: 14px;
        overflow: auto;
      }
      .month {
        display: flex;
        flex-direction: column;
        gap: 4px;
        text-align: center;
        font-size: 11.5px;
      }
      .stack-of {
        position: relative;
        height: 220px;
        display: flex;
        flex-direction: column-reverse;
        background: var(--panel);
        border-radius: 6px;
        overflow: hidden;
      }
      .limit {
        position: absolute;
        left: 0;
        right: 0;
        border-top: 2px dashed var(--ink-soft);
        z-index: 1;
      }
      .block {
        display: grid;
        place-items: center;
        overflow: hidden;
        font-size: 11px;
        line-height: 1.15;
        border-top: 1px solid var(--paper);
        text-decoration: none;
        color: #fff;
      }
      .block:hover {
        text-decoration: none;
        filter: brightness(1.08);
      }
      .p0 {
        background: #2457c5;
      }
      .p1 {
        background: #8a3fa8;
      }
      .p2 {
        background: #0f766e;
      }
      .p3 {
        background: #a34812;
      }
      .p4 {
        background: #475569;
      }
      .p5 {
        background: #9d174d;
      }
      .over {
        color: var(--danger-ink);
        font-weight: 600;
      }
      .now .label {
        color: var(--accent);
        font-weight: 600;
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
        margin-top: 10px;
        font-size: 12.5px;
      }
      .key i {
        display: inline-block;
        width: 10px;
        height: 10px;
        border-radius: 3px;
        margin-right: 6px;
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
        gap: 16px;
        align-items: start;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 6px 16px;
        margin: 8px 0 0;
        font-size: 13px;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property() employee = ''

  protected override async read(): Promise<PersonData> {
    const { api } = this.context
    const [grid, employee, timeOff] = await Promise.all([
      api.tool<{ data: GridData }>('get_grid', { employee: this.employee }),
      api.get<EmployeeRecord>(`/api/v1/employees/${encodeURIComponent(this.employee)}`),
      listAll<TimeOff>(api, `time-off?employeeId=${encodeURIComponent(this.employee)}`).catch((error) => {
        if (error instanceof ApiError) return []
        throw error
      }),
    ])
    return { grid: grid.data, employee, timeOff }
  }

  private edit = async () => {
    const { api } = this.context
    const { employee } = this.data!
    const [roles, lcats] = await Promise.all([listAll<Named>(api, 'roles'), listAll<Named>(api, 'lcats')])
    await askForm({
      title: text.editEmployee(employee.name),
      submit: text.save,
      fields: employeeFields(roles, lcats, employee),
      run: (values) => api.patch(`/api/v1/employees/${employee.id}`, { ...values, version: employee.version }),
    })
    await this.load()
  }

  private editTimeOff = async (off?: TimeOff) => {
    const { employee } = this.data!
    const { api } = this.context
    const kinds: readonly string[] = text.kinds
    const shown = off?.kind && !kinds.some((kind) => kind.toLowerCase() === off.kind.toLowerCase()) ? [off.kind] : []
    await askForm({
      title: off ? text.editTimeOff : text.newTimeOff,
      submit: off ? text.save : text.add,
      fields: [
        { name: 'startsOn', label: text.firstDay, type: 'date', required: true, value: off?.startsOn },
        { name: 'endsOn', label: text.lastDay, type: 'date', required: true, value: off?.endsOn },
        {
          name: 'kind',
          label: text.kind,
          type: 'select',
          required: true,
          options: [...shown, ...kinds].map((kind): [string, string] => [kind.toLowerCase(), capital(kind)]),
          value: off?.kind.toLowerCase(),
        },
        { name: 'halfDay', label: text.halfDays, type: 'checkbox', value: off?.halfDay },
      ],
      run: (values) =>
        off
          ? api.patch(`/api/v1/time-off/${off.id}`, { ...values, version: off.version })
          : api.post('/api/v1/time-off', { ...values, employeeId: employee.id }),
    })
    await this.load()
  }

  protected override renderData({ grid, employee, timeOff }: PersonData) {
    const load = grid.employees.find((at) => at.id === employee.id)
    const admin = this.context.user.systemRole === 'Admin'
    return html`<div class="view">
      <div class="row spread">
        <div>
          <h1>${employee.name}</h1>
          <p class="soft">${[load?.role, load?.lcat, `${employee.contractPct} %`, employee.email].filter(Boolean).join(' · ')}</p>
        </div>
        <div class="row no-print">
          <button class="button" @click=${() => this.context.ask(text.askAbout(employee.name), false)}>${icon('chat')} ${text.askAssistant}</button>
          ${admin ? html`<button class="button" @click=${this.edit}>${icon('edit')} ${text.edit}</button>` : nothing}
        </div>
      </div>
      ${load ? this.renderTimeline(grid, employee.id) : nothing}
      <div class="columns">
        <section class="card">
          <div class="row spread">
            <h2>${text.timeOff}</h2>
            ${admin ? html`<button class="button small" @click=${() => this.editTimeOff()}>${icon('plus', 14)} ${text.add}</button>` : nothing}
          </div>
          ${
            timeOff.length
              ? html`<table class="list">
                <tbody>
                  ${timeOff.map(
                    (off) => html`<tr>
                      <td>${text.daysFrom(dayName(off.startsOn), dayName(off.endsOn))}</td>
                      <td>${off.kind ? capital(off.kind) : '–'}${off.halfDay ? ` (${text.half})` : ''}</td>
                      <td class="actions">
                        ${
                          admin
                            ? html`<button class="button quiet small icon" aria-label=${`${text.edit}: ${dayName(off.startsOn)}`} @click=${() => this.editTimeOff(off)}>${icon('edit', 14)}</button>
                              <button
                                class="button quiet small icon"
                                aria-label=${`${text.remove}: ${dayName(off.startsOn)}`}
                                @click=${() => this.removeRecord(`time-off/${off.id}?version=${off.version}`, text.timeOff)}
                              >
                                ${icon('trash', 14)}
                              </button>`
                            : nothing
                        }
                      </td>
                    </tr>`,
                  )}
                </tbody>
              </table>`
              : html`<p class="soft small-text">${text.noTimeOff}</p>`
          }
        </section>
        <section class="card">
          <h2>${text.profile}</h2>
          <dl>
            <dt>${text.skills}</dt>
            <dd>${employee.skills.join(', ') || '–'}</dd>
            <dt>${text.clearances}</dt>
            <dd>${employee.clearances.join(', ') || '–'}</dd>
            <dt>${text.experience}</dt>
            <dd>${employee.yearsExperience === null ? '–' : text.years(employee.yearsExperience)}</dd>
            ${employee.education ? html`<dt>${text.education}</dt><dd>${employee.education}</dd>` : nothing}
            <dt>${text.employed}</dt>
            <dd>${employee.startsOn ? dayName(employee.startsOn) : '–'}${employee.endsOn ? ` – ${dayName(employee.endsOn)}` : ''}</dd>
            ${employee.notes ? html`<dt>${text.notes}</dt><dd>${employee.notes}</dd>` : nothing}
          </dl>
        </section>
        ${
          this.context.user.systemRole === 'Employee'
            ? nothing
            : html`<section class="card">
              <h2>${text.nav.notes}</h2>
              <sa-notes .context=${this.context} subjectTable="employee" .subjectId=${employee.id}></sa-notes>
            </section>`
        }
      </div>
    </div>`
  }

  private renderTimeline(grid: GridData, id: string) {
    const load = grid.employees.find((at) => at.id === id)!
    const own = grid.assignments.filter((a) => a.employeeId === id && a.hours.some((value) => value > 0))
    const projects = [...new Set(own.map((a) => a.projectId))].map(
      (projectId) => grid.projects.find((p) => p.id === projectId)!,
    )
    const top = Math.max(1.2, ...load.fte) * 1.05
    return html`<section class="card">
      <h2>${text.timeline}</h2>
      <div class="timeline" role="list" tabindex="0" aria-label=${text.timeline}>
        ${grid.months.map(({ month, fullTimeHours }, i) => {
          const capacity = fullTimeHours ? load.capacityHours[i]! / fullTimeHours : 0
          const over = load.band[i] === 5
          return html`<div class="month ${grid.today.startsWith(month) ? 'now' : ''}" role="listitem">
            <span class=${over ? 'over' : ''}>${over ? '▲ ' : ''}${percent(load.fte[i])}</span>
            <div class="stack-of">
              <span class="limit" title=${text.capacityLine(hours(load.capacityHours[i]!), hours(fullTimeHours))} .style=${`bottom:${(capacity / top) * 100}%`}></span>
              ${own.map((a) => {
                const project = grid.projects.find((p) => p.id === a.projectId)!
                const worked = a.hours[i]!
                const full = project.fullTimeHours[i]!
                const share = full ? worked / full : 0
                const words = `${project.name} ${percent(share)}`
                return worked
                  ? html`<a
                    class="block p${projects.indexOf(project) % 6}"
                    href=${`/projects/${encodeURIComponent(project.code)}`}
                    title=${`${words}: ${hours(worked)} h of ${hours(full)} h, ${monthName(month)}`}
                    aria-label=${`${words}, ${monthName(month)}`}
                    .style=${`height:${(share / top) * 100}%`}
                    ><span>${percent(share)}</span></a
                  >`
                  : nothing
              })}
            </div>
            <span class="label">${monthLabel(month)}</span>
            ${load.daysOff[i] ? html`<span class="soft">${text.daysOff(hours(load.daysOff[i]!))}</span>` : html`<span>&nbsp;</span>`}
          </div>`
        })}
      </div>
      <div class="key">${projects.map((project, i) => html`<span><i class="p${i % 6}"></i>${project.name}</span>`)}<span class="soft">${text.capacityKey}</span></div>
    </section>`
  }
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

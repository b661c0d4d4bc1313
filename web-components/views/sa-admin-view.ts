import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Applied } from '../../services/change.js'
import { controls } from '../shared/controls.js'
import { dayName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { askForm, type Field } from '../shared/sa-form-dialog.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { ADMIN_LISTS, type AdminList } from './admin-lists.js'
import { listAll } from './lists.js'
import './sa-admin-assistant.js'
import './sa-admin-policy.js'
import './sa-admin-turns.js'
import './sa-admin-users.js'
import { ViewBase } from './view-base.js'

const COUNTRIES =
  'US CA GB IE DE AT CH FR BE NL LU ES PT IT DK SE NO FI PL CZ HU GR RO AU NZ JP KR IN SG BR MX CL ZA'.split(' ')

type Row = Record<string, unknown> & { id: string; version: number }

/** Roles, LCATs, holidays, policy, users and model turns (US018). */
@customElement('sa-admin-view')
export class SaAdminView extends ViewBase<Row[]> {
  static override styles = [
    controls,
    viewFrame,
    css`
      .tabs {
        border-bottom: 1px solid var(--line);
      }
    `,
  ]

  @property() tab = 'roles'

  private get list(): AdminList | undefined {
    return ADMIN_LISTS.find((list) => list.tab === this.tab)
  }

  protected override async read(): Promise<Row[]> {
    return this.list ? listAll<Row>(this.context.api, this.list.path) : []
  }

  protected override updated(changed: Map<string, unknown>) {
    this.renderRoot.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (changed.has('tab') && changed.get('tab') !== undefined) {
      this.data = undefined
      void this.load()
    }
  }

  private async edit(list: AdminList, row?: Row) {
    const { api } = this.context
    const saved = await askForm({
      title: row ? text.editThing(String(row.name ?? '')) : list.add,
      submit: row ? text.save : text.add,
      fields: list.fields(row),
      run: (values) =>
        row
          ? api.patch(`/api/v1/${list.path}/${row.id}`, { ...values, version: row.version })
          : api.post(`/api/v1/${list.path}`, values),
    })
    if (saved) await this.load()
  }

  /** Plans the public holidays of a country and applies the plan: one change set, undone as a whole. */
  private takeCalendar = async () => {
    const { api } = this.context
    const year = new Date().getFullYear()
    const names = new Intl.DisplayNames(undefined, { type: 'region' })
    const yearField = (name: string, label: string, value: number): Field => ({
      name,
      label,
      type: 'number',
      min: 1990,
      max: 2150,
      step: 1,
      required: true,
      value,
    })
    const done = await askForm({
      title: text.takeCalendar,
      submit: text.takeOver,
      fields: [
        {
          name: 'country',
          label: text.country,
          type: 'select',
          required: true,
          options: COUNTRIES.map((code): [string, string] => [code, names.of(code) ?? code]),
        },
        yearField('fromYear', text.fromYear, year),
        yearField('toYear', text.toYear, year + 2),
      ],
      note: () => text.takeCalendarHelp,
      run: async (values) => {
        const { plan } = await api.tool<{ plan: { id: string } }>('set_holiday_calendar', values)
        this.context.applied(await api.post<Applied>(`/api/v1/plans/${plan.id}/apply`))
      },
    })
    if (done) await this.load()
  }

  private drop(list: AdminList, row: Row) {
    return this.removeRecord(`${list.path}/${row.id}?version=${row.version}`, String(row.name))
  }

  protected override renderData(rows: Row[]) {
    const tabs: [string, string][] = [
      ...ADMIN_LISTS.map((list): [string, string] => [list.tab, list.title]),
      ['policy', text.policy],
      ['users', text.users],
      ['assistant', text.assistant],
      ['model-turns', text.modelTurns],
    ]
    return html`<div class="view">
      <h1>${text.administration}</h1>
      <nav class="tabs" aria-label=${text.administration}>
        ${tabs.map(([tab, label]) => html`<a href=${`/admin/${tab}`} aria-current=${this.tab === tab ? 'page' : nothing}>${label}</a>`)}
      </nav>
      ${this.renderTab(rows)}
    </div>`
  }

  private renderTab(rows: Row[]) {
    if (this.tab === 'policy') return html`<sa-admin-policy .context=${this.context}></sa-admin-policy>`
    if (this.tab === 'users') return html`<sa-admin-users .context=${this.context}></sa-admin-users>`
    if (this.tab === 'assistant') return html`<sa-admin-assistant .context=${this.context}></sa-admin-assistant>`
    if (this.tab === 'model-turns') return html`<sa-admin-turns .context=${this.context}></sa-admin-turns>`
    const { list } = this
    if (!list) return html`<p class="empty">${text.lostTitle}</p>`
    const [first] = list.columns
    const sorted = rows.toSorted((a, b) =>
      'rank' in a && 'rank' in b
        ? Number(a.rank) - Number(b.rank)
        : String(a[first!.key]).localeCompare(String(b[first!.key])),
    )
    return html`<div class="row spread">
        <h2>${list.title}</h2>
        <span class="row">
          ${list.tab === 'holidays' ? html`<button class="button" @click=${this.takeCalendar}>${text.takeCalendar}</button>` : nothing}
          <button class="button primary" @click=${() => this.edit(list)}>${icon('plus')} ${list.add}</button>
        </span>
      </div>
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr>
              ${list.columns.map((column) => html`<th scope="col" class=${column.kind === 'number' ? 'num' : ''}>${column.label}</th>`)}
              <th scope="col"><span class="visually-hidden">${text.change}</span></th>
            </tr>
          </thead>
          <tbody>
            ${sorted.map(
              (row) => html`<tr>
                ${list.columns.map((column) => {
                  const value = row[column.key]
                  const words =
                    column.kind === 'flag'
                      ? value
                        ? text.yes
                        : text.no
                      : column.kind === 'date'
                        ? dayName(String(value))
                        : String(value ?? '–')
                  return html`<td class=${column.kind === 'number' ? 'num' : ''}>${words}</td>`
                })}
                <td class="actions">
                  <button class="button quiet small icon" aria-label=${`${text.edit}: ${row.name}`} @click=${() => this.edit(list, row)}>${icon('edit', 14)}</button>
                  <button class="button quiet small icon" aria-label=${`${text.remove}: ${row.name}`} @click=${() => this.drop(list, row)}>${icon('trash', 14)}</button>
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
        ${rows.length ? nothing : html`<p class="empty">${text.nothingYet}</p>`}
      </div>`
  }
}

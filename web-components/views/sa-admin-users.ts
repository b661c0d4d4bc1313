import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { icon } from '../shared/icons.js'
import { askForm } from '../shared/sa-form-dialog.js'
import { text } from '../text.js'
import { choicesOf, listAll, type Named } from './lists.js'
import { ViewBase } from './view-base.js'

interface User {
  id: string
  name: string
  email: string
  systemRole: string
  employeeId: string | null
  disabled: boolean
  version: number
}

const ROLES: [string, string][] = ['Admin', 'Director', 'PM', 'Employee'].map((role) => [role, role])

/** Who signs in, with which rights; one-time links instead of passwords sent around. */
@customElement('sa-admin-users')
export class SaAdminUsers extends ViewBase<User[]> {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 12px;
      }
      code {
        font-family: var(--mono);
        font-size: 12px;
        overflow-wrap: anywhere;
      }
    `,
  ]

  @state() private link = ''

  protected override async read(): Promise<User[]> {
    return (await this.context.api.get<{ items: User[] }>('/api/v1/users')).items
  }

  private async edit(user?: User) {
    const { api } = this.context
    const employees = await listAll<Named>(api, 'employees')
    const saved = await askForm({
      title: user ? text.editThing(user.name) : text.newUser,
      submit: user ? text.save : text.invite,
      fields: [
        { name: 'name', label: text.name, required: true, value: user?.name },
        ...(user ? [] : [{ name: 'email', label: text.email, type: 'email' as const, required: true }]),
        {
          name: 'systemRole',
          label: text.systemRole,
          type: 'select',
          options: ROLES,
          value: user?.systemRole ?? 'PM',
          required: true,
        },
        {
          name: 'employeeId',
          label: text.employee,
          type: 'select',
          options: choicesOf(employees, text.none),
          value: user?.employeeId,
        },
        ...(user ? [{ name: 'disabled', label: text.disabled, type: 'checkbox' as const, value: user.disabled }] : []),
      ],
      run: (values) =>
        user
          ? api.patch(`/api/v1/users/${user.id}`, { ...values, version: user.version })
          : api.post('/api/v1/users', values),
    })
    if (saved) await this.load()
  }

  private async makeLink(user: User) {
    await this.attempt(async () => {
      const { url } = await this.context.api.post<{ url: string }>(`/api/v1/users/${user.id}/link`)
      this.link = text.linkFor(user.name, url)
    })
  }

  protected override renderData(users: User[]) {
    return html`<div class="row spread">
        <h2>${text.users}</h2>
        <button class="button primary" @click=${() => this.edit()}>${icon('plus')} ${text.newUser}</button>
      </div>
      ${this.link ? html`<p class="notice good" role="status"><code>${this.link}</code></p>` : nothing}
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr><th scope="col">${text.name}</th><th scope="col" class="minor">${text.email}</th><th scope="col">${text.systemRole}</th><th scope="col" class="minor">${text.status}</th><th scope="col"><span class="visually-hidden">${text.change}</span></th></tr>
          </thead>
          <tbody>
            ${users.map(
              (user) => html`<tr>
                <td class="name">${user.name}</td>
                <td class="minor">${user.email}</td>
                <td>${user.systemRole}</td>
                <td class="minor">${user.disabled ? html`<span class="chip bad">${text.disabled}</span>` : html`<span class="chip good">${text.active}</span>`}</td>
                <td class="actions">
                  <button class="button small" aria-label=${`${text.signInLink}: ${user.name}`} @click=${() => this.makeLink(user)}>${text.signInLink}</button>
                  <button class="button quiet small icon" aria-label=${`${text.edit}: ${user.name}`} @click=${() => this.edit(user)}>${icon('edit', 14)}</button>
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`
  }
}

import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { dayName, timeName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { askForm } from '../shared/sa-form-dialog.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

const words = text.waysIn

interface SignIn {
  id: string
  since: string
  lastUsedAt: string
  userAgent: string
  current: boolean
}

interface Token {
  id: string
  name: string
  scope: 'read' | 'write'
  expiresAt: string | null
  lastUsedAt: string | null
}

interface Account {
  signIns: SignIn[]
  tokens: Token[]
}

/** The ways in that somebody has: pages that are signed in, and tokens. Each can be ended at once. */
@customElement('sa-account-view')
export class SaAccountView extends ViewBase<Account> {
  static override styles = [
    controls,
    viewFrame,
    css`
      code {
        font-family: var(--mono);
        font-size: 12px;
        overflow-wrap: anywhere;
      }
    `,
  ]

  @state() private secret = ''

  protected override async read(): Promise<Account> {
    const { api } = this.context
    const [signIns, tokens] = await Promise.all([
      api.get<{ items: SignIn[] }>('/api/v1/me/sign-ins'),
      api.get<{ items: Token[] }>('/api/v1/me/tokens'),
    ])
    return { signIns: signIns.items, tokens: tokens.items }
  }

  private async end(path: string) {
    if (await this.attempt(() => this.context.api.delete(`/api/v1/me/${path}`))) await this.load()
  }

  private make = async () => {
    const { api } = this.context
    const made = await askForm({
      title: words.newToken,
      submit: words.newToken,
      fields: [
        { name: 'name', label: words.tokenFor, required: true },
        { name: 'scope', label: words.scope, type: 'select', options: words.scopes, value: 'read', required: true },
        { name: 'expiresOn', label: words.lastDay, type: 'date', help: words.lastDayHelp },
      ],
      run: async ({ name, scope, expiresOn }) => {
        const body = { name, scope, ...(expiresOn ? { expiresOn } : {}) }
        const { token } = await api.post<{ token: string }>('/api/v1/me/tokens', body)
        this.secret = words.tokenMade(String(name), token)
      },
    })
    if (made) await this.load()
  }

  protected override renderData({ signIns, tokens }: Account) {
    return html`<div class="view">
      <h1>${words.title}</h1>
      <h2>${words.signIns}</h2>
      <p class="soft">${words.signInsHelp}</p>
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr><th scope="col">${words.browser}</th><th scope="col" class="minor">${words.since}</th><th scope="col">${words.lastUsed}</th><th scope="col"><span class="visually-hidden">${text.change}</span></th></tr>
          </thead>
          <tbody>
            ${signIns.map(
              (one) => html`<tr>
                <td class="name">${one.userAgent}</td>
                <td class="minor one-line">${timeName(one.since)}</td>
                <td class="one-line">${one.current ? html`<span class="chip good">${words.thisPage}</span>` : timeName(one.lastUsedAt)}</td>
                <td class="actions">${
                  one.current
                    ? nothing
                    : html`<button class="button small" aria-label=${words.endSignIn(one.userAgent)} @click=${() => this.end(`sign-ins/${one.id}`)}>${words.end}</button>`
                }</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="row spread">
        <h2>${words.tokens}</h2>
        <button class="button" @click=${this.make}>${icon('plus')} ${words.newToken}</button>
      </div>
      <p class="soft">${words.tokensHelp}</p>
      ${this.secret ? html`<p class="notice good" role="status"><code>${this.secret}</code></p>` : nothing}
      <div class="card list-card">
        <table class="list">
          <thead>
            <tr><th scope="col">${words.tokenFor}</th><th scope="col">${words.scope}</th><th scope="col" class="minor">${words.lastUsed}</th><th scope="col" class="minor">${words.lastDay}</th><th scope="col"><span class="visually-hidden">${text.change}</span></th></tr>
          </thead>
          <tbody>
            ${tokens.map(
              (one) => html`<tr>
                <td class="name">${one.name}</td>
                <td>${words.scopes.find(([scope]) => scope === one.scope)?.[1]}</td>
                <td class="minor one-line">${one.lastUsedAt ? timeName(one.lastUsedAt) : words.neverUsed}</td>
                <td class="minor one-line">${one.expiresAt ? dayName(one.expiresAt.slice(0, 10)) : '–'}</td>
                <td class="actions"><button class="button small" aria-label=${words.revokeToken(one.name)} @click=${() => this.end(`tokens/${one.id}`)}>${words.revoke}</button></td>
              </tr>`,
            )}
          </tbody>
        </table>
        ${tokens.length ? nothing : html`<p class="empty">${words.noTokens}</p>`}
      </div>
    </div>`
  }
}

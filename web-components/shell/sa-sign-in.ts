import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ApiClient } from '../api/client.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { text } from '../text.js'

/** Sign-in with e-mail and password, and where the one-time link comes from. */
@customElement('sa-sign-in')
export class SaSignIn extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        place-items: center;
        height: 100%;
        background: var(--page);
        padding: 24px;
      }
      .card {
        width: min(400px, 100%);
        padding: 32px;
        box-shadow: var(--shadow);
      }
      img {
        width: 40px;
        height: 40px;
      }
      code {
        font-family: var(--mono);
        font-size: 12.5px;
        background: var(--panel-deep);
        padding: 1px 5px;
        border-radius: 4px;
      }
    `,
  ]

  @property({ attribute: false }) api!: ApiClient
  /** A link was followed but had been used or had run out. */
  @property({ type: Boolean }) linkFailed = false

  @state() private reason = ''
  @state() private busy = false

  private async submit(event: SubmitEvent) {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    this.busy = true
    this.reason = ''
    try {
      await this.api.signIn(String(data.get('email')), String(data.get('password')))
      this.dispatchEvent(new Event('signed-in'))
    } catch (error) {
      this.reason = reasonOf(error)
    } finally {
      this.busy = false
    }
  }

  protected override render() {
    return html`<main class="card stack">
      <img src="/icon.svg" alt="" />
      <h1>${text.signInTitle}</h1>
      ${this.linkFailed ? html`<p class="notice warn">${text.linkFailed}</p>` : nothing}
      <form class="stack" @submit=${this.submit}>
        <label class="field">${text.email}<input class="input" name="email" type="email" autocomplete="username" required /></label>
        <label class="field"
          >${text.password}<input class="input" name="password" type="password" autocomplete="current-password" required
        /></label>
        ${this.reason ? html`<p class="notice bad" role="alert">${this.reason}</p>` : nothing}
        <button class="button primary" ?disabled=${this.busy}>${text.signIn}</button>
      </form>
      <p class="soft small-text">${text.signInHelp} <code>staffalloc user link EMAIL</code></p>
    </main>`
  }
}

import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { PageContext } from '../shell/page-context.js'

@customElement('sa-chat')
export class SaChat extends LitElement {
  @property({ attribute: false }) context!: PageContext
  @property({ type: Boolean }) full = false

  ask(_message: string, _send: boolean) {}

  protected override render() {
    return html``
  }
}

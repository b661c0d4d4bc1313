import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { controls } from '../shared/controls.js'
import { icon } from '../shared/icons.js'
import { text } from '../text.js'
import type { ToastAction } from './page-context.js'

interface Toast {
  id: number
  message: string
  kind: 'ok' | 'bad'
  action?: ToastAction
}

const SECONDS = { ok: 6, bad: 12 }

/** Short messages at the lower edge; refusals are alerts, the rest is said politely. */
@customElement('sa-toasts')
export class SaToasts extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: fixed;
        left: 84px;
        bottom: 44px;
        z-index: 50;
        display: flex;
        flex-direction: column;
        gap: 8px;
        max-width: min(460px, calc(100vw - 100px));
        pointer-events: none;
      }
      @media (max-width: 760px) {
        :host {
          inset: 52px 12px auto;
          max-width: none;
        }
      }
      .toast {
        pointer-events: auto;
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 8px 8px 8px 14px;
        border-radius: 8px;
        background: var(--tip);
        color: var(--tip-ink);
        box-shadow: var(--shadow);
        font-size: 13px;
      }
      .toast.bad {
        background: var(--danger-soft);
        color: var(--danger-ink);
        border: 1px solid color-mix(in srgb, var(--danger) 40%, transparent);
      }
      .toast span {
        flex: 1;
        white-space: pre-line;
      }
      .button {
        background: transparent;
        border-color: currentColor;
        color: inherit;
      }
      .button:hover:not(:disabled) {
        background: color-mix(in srgb, currentColor 16%, transparent);
      }
      .close {
        border-color: transparent;
      }
    `,
  ]

  @state() private toasts: Toast[] = []
  private count = 0

  /** Shows a message for a while; hovering does not matter, an action or the cross ends it. */
  show(message: string, options: { kind?: 'ok' | 'bad'; action?: ToastAction } = {}) {
    const toast: Toast = { id: ++this.count, message, kind: options.kind ?? 'ok', action: options.action }
    this.toasts = [...this.toasts.filter((other) => other.message !== message).slice(-2), toast]
    setTimeout(() => this.drop(toast.id), SECONDS[toast.kind] * 1000)
  }

  private drop(id: number) {
    this.toasts = this.toasts.filter((toast) => toast.id !== id)
  }

  protected override render() {
    return repeat(
      this.toasts,
      (toast) => toast.id,
      (toast) =>
        html`<div class="toast ${toast.kind}" role=${toast.kind === 'bad' ? 'alert' : 'status'}>
          <span>${toast.message}</span>
          ${
            toast.action
              ? html`<button
                class="button small"
                @click=${() => {
                  this.drop(toast.id)
                  toast.action?.run()
                }}
              >
                ${toast.action.label}
              </button>`
              : nothing
          }
          <button class="button small icon close" aria-label=${text.close} @click=${() => this.drop(toast.id)}>${icon('close', 14)}</button>
        </div>`,
    )
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { icon } from '../shared/icons.js'
import { pullModel } from '../shared/pull-model.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'
import { type AssistantHealth, whoAnswers } from './who-answers.js'

const words = text.answerer
const COMMAND = /ollama (?:serve|pull [\w.:/-]+)/
const LOOK_AGAIN_MS = 1000

/** Who answers now, how the model is, and what mends it; pulls and loads one by a click. */
@customElement('sa-model-badge')
export class SaModelBadge extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        min-width: 0;
        display: flex;
      }
      .badge {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-width: 0;
        min-height: 24px;
        padding: 0 9px;
        border: 0;
        border-radius: 12px;
        background: var(--panel-deep);
        color: var(--ink-soft);
        font-size: 12px;
        font-weight: 500;
        cursor: pointer;
      }
      .badge:hover {
        color: var(--ink);
      }
      .badge span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      i {
        flex: none;
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--good-ink);
      }
      i.idle {
        background: transparent;
        border: 1.5px solid var(--ink-soft);
      }
      i.bad {
        background: var(--danger);
      }
      .about {
        position: fixed;
        inset: auto;
        margin: 0;
        width: min(340px, calc(100vw - 24px));
        padding: 14px 16px;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--paper);
        color: var(--ink);
        box-shadow: var(--shadow);
        font-size: 13px;
      }
      .about:popover-open {
        display: flex;
        flex-direction: column;
        gap: 10px;
      }
      code {
        flex: 1;
        padding: 4px 8px;
        border-radius: 6px;
        background: var(--panel-deep);
        font: 12px var(--mono);
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property({ attribute: false }) context!: PageContext

  @state() private health: AssistantHealth | undefined
  @state() private pulling: { name: string; share: number | undefined } | undefined
  @state() private copied = false
  @query('.about') private about!: HTMLElement
  @query('.badge') private badge!: HTMLElement
  private timer: ReturnType<typeof setTimeout> | undefined

  override connectedCallback() {
    super.connectedCallback()
    addEventListener('focus', this.refresh)
    void this.refresh()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    removeEventListener('focus', this.refresh)
    clearTimeout(this.timer)
  }

  /** Asks anew how the assistant is; what is shown stays where nobody answers. */
  refresh = async () => {
    clearTimeout(this.timer)
    const health = await this.context.api.get<AssistantHealth>('/health').catch(() => undefined)
    if (!this.isConnected || !health) return
    this.health = health
    if (whoAnswers(health).checking) this.timer = setTimeout(this.refresh, LOOK_AGAIN_MS)
  }

  private place = (event: ToggleEvent) => {
    if (event.newState !== 'open') return
    const { left, bottom } = this.badge.getBoundingClientRect()
    this.about.style.left = `${Math.max(12, Math.min(left, innerWidth - this.about.offsetWidth - 12))}px`
    this.about.style.top = `${bottom + 6}px`
  }

  private async act(work: () => Promise<unknown>) {
    try {
      await work()
    } catch (error) {
      this.context.toast(reasonOf(error), { kind: 'bad' })
    }
    this.pulling = undefined
    await this.refresh()
  }

  private check = () => this.act(() => this.context.api.post('/api/v1/ai/models/check'))
  private load = () => this.act(() => this.context.api.post('/api/v1/ai/models/load'))
  private pull = (name: string) =>
    this.act(() =>
      pullModel(this.context.api, name, (share) => {
        this.pulling = { name, share }
      }),
    )

  private copy = async (command: string) => {
    await navigator.clipboard.writeText(command)
    this.copied = true
    setTimeout(() => {
      this.copied = false
    }, 2000)
  }

  protected override render() {
    if (!this.health) return nothing
    const who = whoAnswers(this.health)
    return html`<button class="badge" popovertarget="about" title=${who.words} aria-label=${`${text.whoAnswers}: ${who.label}`}>
        <i class=${who.tone} aria-hidden="true"></i><span>${who.label}</span>
      </button>
      <div id="about" class="about" popover role="dialog" aria-label=${text.whoAnswers} @toggle=${this.place}>
        <p>${who.words}</p>
        ${this.health.model.provider === 'none' ? nothing : this.renderModel(this.health.model)}
        ${
          this.context.user.systemRole === 'Admin'
            ? html`<a href="/admin/assistant" @click=${() => this.about.hidePopover()}>${text.answererSettings}</a>`
            : nothing
        }
      </div>`
  }

  private renderModel({ state: model, fix, name }: AssistantHealth['model']) {
    const command = fix && COMMAND.exec(fix)?.[0]
    const wanted = command?.startsWith('ollama pull ') ? command.slice('ollama pull '.length) : undefined
    const admin = this.context.user.systemRole === 'Admin'
    return html`<p><b>${words.state}:</b> ${words.states[model] ?? model}${name ? ` · ${name}` : ''}</p>
      ${fix && !command ? html`<p class="soft">${fix}</p>` : nothing}
      ${
        command
          ? html`<p class="soft">${fix!.slice(0, fix!.indexOf(command)).replace(/:\s*$/, '')}:</p>
            <div class="row">
              <code>${command}</code>
              <button class="button small" @click=${() => this.copy(command)}>${icon(this.copied ? 'check' : 'copy', 14)} ${this.copied ? text.copied : text.copy}</button>
            </div>`
          : nothing
      }
      ${
        this.pulling
          ? html`<div role="status">${words.pulling(this.pulling.name, this.pulling.share)}
            <progress max="1" aria-label=${this.pulling.name} value=${this.pulling.share ?? nothing}></progress></div>`
          : html`<div class="row">
            ${wanted && admin ? html`<button class="button small primary" @click=${() => this.pull(wanted)}>${words.pull} ${wanted}</button>` : nothing}
            ${model === 'not_loaded' ? html`<button class="button small" @click=${this.load}>${words.load}</button>` : nothing}
            <button class="button small" @click=${this.check}>${words.check}</button>
          </div>`
      }`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sa-model-badge': SaModelBadge
  }
}

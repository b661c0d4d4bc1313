import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Applied, Plan } from '../../services/change.js'
import { reasonOf } from '../api/client.js'
import { mayWrite, type PageContext } from '../shell/page-context.js'
import { text } from '../text.js'
import { controls } from './controls.js'
import { hours, monthName, percent } from './format.js'

export interface ToolCall {
  tool: string
  input: Record<string, unknown>
}

export interface Effect {
  employee: string
  month: string
  hoursBefore: number
  hoursAfter: number
  fteBefore: number
  fteAfter: number
  overAfter: number
}

export interface Option {
  number: number
  text: string
  calls: ToolCall[]
  effects?: Effect[]
  /** Whose agreement it needs: the reader cannot apply it. */
  needs?: string
}

/** Numbered, concrete options, each with its effects and one button that applies exactly its calls (US014, US020). */
@customElement('sa-options')
export class SaOptions extends LitElement {
  static override styles = [
    controls,
    css`
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      li {
        display: grid;
        grid-template-columns: 26px 1fr auto;
        gap: 4px 10px;
        align-items: start;
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--paper);
      }
      .number {
        display: grid;
        place-items: center;
        width: 24px;
        height: 24px;
        border-radius: 50%;
        background: var(--panel-deep);
        font-size: 12.5px;
        font-weight: 600;
      }
      .effects {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        font-size: 12.5px;
        color: var(--ink-soft);
      }
      .over {
        color: var(--danger-ink);
        font-weight: 600;
      }
      .done {
        opacity: 0.6;
      }
    `,
  ]

  @property({ attribute: false }) context!: PageContext
  @property({ attribute: false }) options: Option[] = []
  @state() private busy = 0
  @state() private done = new Set<number>()

  /** Plans and applies the calls in order; each is planned on top of the former. */
  private async apply(option: Option) {
    this.busy = option.number
    const { api } = this.context
    const applied: Applied[] = []
    try {
      for (const { tool, input } of option.calls) {
        const { plan } = await api.tool<{ plan: Plan }>(tool, input)
        const one = await api.post<Applied>(`/api/v1/plans/${plan.id}/apply`)
        applied.push(one)
        this.context.applied(one)
      }
      this.done = new Set([...this.done, option.number])
      this.context.toast(text.optionApplied(option.number), {
        action: { label: text.undo, run: () => void this.undo(applied) },
      })
      this.dispatchEvent(new CustomEvent('option-applied', { detail: option, bubbles: true, composed: true }))
    } catch (error) {
      this.context.toast(reasonOf(error), { kind: 'bad' })
      if (applied.length) await this.undo(applied)
    } finally {
      this.busy = 0
    }
  }

  /** Takes back what was applied, the last first. */
  private async undo(applied: Applied[]) {
    try {
      for (const one of applied.toReversed())
        this.context.applied(
          await this.context.api.post<Applied>(`/api/v1/change-sets/${one.changeSet.id}/undo`, { via: 'grid' }),
        )
      this.done = new Set()
    } catch (error) {
      this.context.toast(reasonOf(error), { kind: 'bad' })
    }
  }

  protected override render() {
    const writes = mayWrite(this.context.user)
    return html`<ol>
      ${this.options.map(
        (option) => html`<li class=${this.done.has(option.number) ? 'done' : ''}>
          <span class="number">${option.number}</span>
          <div>
            <p>${option.text.charAt(0).toUpperCase()}${option.text.slice(1)}</p>
            <div class="effects">
              ${(option.effects ?? []).map(
                (effect) => html`<span
                  >${effect.employee}, ${monthName(effect.month)}: ${hours(effect.hoursBefore)} → ${hours(effect.hoursAfter)} h
                  (<span class=${effect.overAfter > 0 ? 'over' : ''}>${percent(effect.fteAfter)} FTE</span>)</span
                >`,
              )}
            </div>
          </div>
          ${
            option.needs
              ? html`<span class="chip warn">${text.needs(option.needs)}</span>`
              : writes && option.calls.length
                ? html`<button class="button small" ?disabled=${this.busy !== 0 || this.done.has(option.number)} @click=${() => this.apply(option)}>
                  ${this.done.has(option.number) ? text.cardStates.applied : text.apply}
                </button>`
                : nothing
          }
        </li>`,
      )}
    </ol>`
  }
}

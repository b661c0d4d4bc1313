import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from './controls.js'
import { percent } from './format.js'

/** How far a piece of work is: what it does, said politely to screen readers, and a bar with its per cent. */
@customElement('sa-progress')
export class SaProgress extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: 6px;
      }
      p {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        font-size: 13px;
        font-weight: 500;
        line-height: 20px;
      }
      .share {
        font-weight: 400;
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }
    `,
  ]

  /** What happens right now. */
  @property() label = ''
  /** 0 to 1; undefined while nobody knows. */
  @property({ type: Number }) share: number | undefined

  protected override render() {
    return html`<p><span role="status">${this.label}</span><span class="share" aria-hidden="true">${this.share === undefined ? nothing : percent(this.share)}</span></p>
      ${
        this.share === undefined
          ? html`<progress aria-label=${this.label}></progress>`
          : html`<progress max="1" aria-label=${this.label} .value=${this.share}></progress>`
      }`
  }
}

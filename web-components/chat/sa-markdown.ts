import { css, html, LitElement, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'

/** A model's prose as sanitised Markdown; parser and sanitiser load when the first such answer comes. */
@customElement('sa-markdown')
export class SaMarkdown extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        overflow-wrap: anywhere;
      }
      .body > :first-child {
        margin-top: 0;
      }
      .body > :last-child {
        margin-bottom: 0;
      }
      p,
      ul,
      ol {
        margin: 8px 0;
      }
      ul,
      ol {
        padding-left: 20px;
      }
      table {
        border-collapse: collapse;
        display: block;
        overflow: auto;
      }
      td,
      th {
        border: 1px solid var(--line);
        padding: 3px 8px;
        text-align: left;
      }
      code {
        font-family: var(--mono);
        font-size: 12.5px;
      }
    `,
  ]

  @property() text = ''

  protected override async updated(changed: PropertyValues<this>) {
    if (!changed.has('text')) return
    const { text } = this
    const [{ marked }, { default: purify }] = await Promise.all([import('marked'), import('dompurify')])
    if (text !== this.text) return
    const fragment = purify.sanitize(marked.parse(text, { async: false }), {
      RETURN_DOM_FRAGMENT: true,
      FORBID_TAGS: ['img', 'style', 'form', 'input', 'button'],
      FORBID_ATTR: ['style', 'id', 'class'],
    })
    for (const link of fragment.querySelectorAll('a')) {
      link.rel = 'noopener noreferrer'
      link.target = '_blank'
    }
    this.renderRoot.querySelector('.body')!.replaceChildren(fragment)
  }

  protected override render() {
    return html`<div class="body"></div>`
  }
}

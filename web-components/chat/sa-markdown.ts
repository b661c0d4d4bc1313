import { css, html, LitElement, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { AnswerFigure } from '../../tools/answer.js'
import { controls } from '../shared/controls.js'
import { text } from '../text.js'
import { figureStyles } from './chat-styles.js'
import { safeMarkdown } from './safe-markdown.js'

/** A model's prose as sanitised Markdown; parser and sanitiser load when the first such answer comes. */
@customElement('sa-markdown')
export class SaMarkdown extends LitElement {
  static override styles = [
    controls,
    figureStyles,
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
  /** Figures that link to the cells they were summed from; `cells-asked` is fired on a click. */
  @property({ attribute: false }) figures: AnswerFigure[] = []
  /** Numbers that no tool returned, in the order of the text. */
  @property({ attribute: false }) doubtful: string[] = []

  protected override async updated(changed: PropertyValues<this>) {
    if (!changed.has('text') && !changed.has('figures') && !changed.has('doubtful')) return
    const { text } = this
    const fragment = await safeMarkdown(text)
    if (text !== this.text) return
    wrapInOrder(
      fragment,
      this.doubtful.map((words) => [words, doubtfulMark]),
    )
    wrapInOrder(
      fragment,
      this.figures
        .filter(({ cells }) => cells.length > 0)
        .map(({ text: words, cells }) => [words, () => this.figureButton(cells)]),
    )
    this.renderRoot.querySelector('.body')!.replaceChildren(fragment)
  }

  private figureButton(cells: AnswerFigure['cells']): HTMLElement {
    const button = document.createElement('button')
    button.className = 'figure'
    button.title = text.showInGrid
    button.addEventListener('click', () => this.dispatchEvent(new CustomEvent('cells-asked', { detail: { cells } })))
    return button
  }

  protected override render() {
    return html`<div class="body"></div>`
  }
}

function doubtfulMark(): HTMLElement {
  const mark = document.createElement('mark')
  mark.title = text.doubtful
  return mark
}

/** Puts an element around each of the words, every one searched after the one before. */
function wrapInOrder(root: DocumentFragment, wanted: [words: string, make: () => HTMLElement][]) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  let node = walker.nextNode() as Text | null
  for (const [words, make] of wanted) {
    let at = -1
    let here = node
    while (here && words) {
      at = here.parentElement?.closest('mark, button') ? -1 : indexOfNumber(here.data, words)
      if (at >= 0) break
      here = walker.nextNode() as Text | null
    }
    if (!here || at < 0) {
      if (node) walker.currentNode = node
      continue
    }
    const found = here.splitText(at)
    const rest = found.splitText(words.length)
    const element = make()
    found.replaceWith(element)
    element.append(found)
    walker.currentNode = rest
    node = rest
  }
}

/** Where the words stand on their own: '32' is not part of '320'. */
function indexOfNumber(haystack: string, words: string): number {
  for (let at = haystack.indexOf(words); at >= 0; at = haystack.indexOf(words, at + 1))
    if (!/[\d.,]/.test(haystack[at - 1] ?? '') && !/\d/.test(haystack[at + words.length] ?? '')) return at
  return -1
}

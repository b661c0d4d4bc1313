import { html, nothing, type TemplateResult } from 'lit'
import type { Decision } from '../../agent/assistant-events.js'
import '../shared/sa-answer-table.js'
import { icon } from '../shared/icons.js'
import { text } from '../text.js'
import { type AssistantMessage, linesOf, type Message, segmentsOf, type UsedTool } from './conversation.js'
import { followUps } from './follow-ups.js'
import { renderTool } from './render-tool.js'
import './sa-approval-card.js'
import './sa-markdown.js'

export interface MessageActions {
  choose(message: string): void
  decide(message: AssistantMessage, detail: { approvalId: string; decisions: Decision[]; approve: boolean }): void
  undo(changeSetId: string): void
  retry(message: AssistantMessage): void
  edit(words: string): void
  showCells(cells: { assignmentId: string; month: string }[]): void
  download(id: string, file: string): void
}

export interface MessagePlace {
  /** The newest message: what to go on with stands under it. */
  last: boolean
  /** The reader may change the plan. */
  writes: boolean
}

/** One message of the log. */
export function renderMessage(message: Message, actions: MessageActions, place: MessagePlace): TemplateResult {
  if (message.author === 'user')
    return html`<article class="mine">
      <p>${message.text}</p>
      <button class="button quiet small icon" aria-label=${text.editMessage} title=${text.editMessage} @click=${() => actions.edit(message.text)}>${icon('edit', 14)}</button>
    </article>`
  const { state, card } = message
  const words = message.text || (card ? card.text : '')
  return html`<article class="answer" aria-label=${text.answerLabel}>
    ${message.tools.map((tool) => renderTool(tool))}
    ${words ? renderText(message, words, actions) : state === 'running' && !message.tools.length ? html`<p class="soft">${text.working}</p>` : nothing}
    ${message.tables.map((table) => html`<sa-answer-table .table=${table}></sa-answer-table>`)}
    ${
      card
        ? html`<sa-approval-card .card=${card} @decided=${(event: CustomEvent) => actions.decide(message, event.detail)}></sa-approval-card>`
        : nothing
    }
    ${
      message.changeSet
        ? html`<p class="row notice good">
          <span>${text.applied(message.changeSet.changes, message.changeSet.undoes !== undefined)}</span>
          ${
            message.takenBack
              ? html`<span>${text.takenBackShort}</span>`
              : html`<button class="button small" @click=${() => actions.undo(message.changeSet!.id)}>${icon('undo', 14)} ${text.undo}</button>`
          }
        </p>`
        : nothing
    }
    ${message.tools.map((tool) => renderFile(tool, actions))}
    ${message.notes.map((note) => html`<p class="soft small-text">${note}</p>`)}
    ${
      state === 'failed' || state === 'stopped'
        ? html`<p class="row notice ${state === 'failed' ? 'bad' : ''}" role=${state === 'failed' ? 'alert' : nothing}>
          <span>${state === 'stopped' ? text.stopped : message.error || text.failed}</span>
          <button class="button small" @click=${() => actions.retry(message)}>${icon('retry', 14)} ${text.retry}</button>
        </p>`
        : nothing
    }
    ${renderChoices(message, actions, place)}
    ${message.answeredBy && state !== 'running' ? html`<p class="by">${text.answeredBy(message.answeredBy)}</p>` : nothing}
  </article>`
}

const MARKDOWN = /[*_`]{1,2}\S|^#{1,4} |^\s*[-*] |^\s*\d+\. |^\|/m

function renderText(message: AssistantMessage, words: string, actions: MessageActions) {
  const byModel = /^(ollama|openai):/.test(message.answeredBy)
  if (byModel && MARKDOWN.test(words))
    return html`<sa-markdown
      .text=${words}
      .figures=${message.figures}
      .doubtful=${message.ungrounded.map(({ start, end }) => words.slice(start, end))}
      @cells-asked=${(event: CustomEvent) => actions.showCells(event.detail.cells)}
    ></sa-markdown>`
  return html`<p class="words">${linesOf(segmentsOf(words, message.figures, message.ungrounded)).map(
    (line) =>
      html`<span class=${line.numbered ? 'line numbered' : 'line'}>${line.segments.map((segment) =>
        segment.cells
          ? html`<button class="figure" title=${text.showInGrid} @click=${() => actions.showCells(segment.cells!)}>${segment.text}</button>`
          : segment.doubtful
            ? html`<mark title=${text.doubtful}>${segment.text}</mark>`
            : withUnits(segment.text),
      )}</span>`,
  )}</p>`
}

/** A number and its unit stay on one line. */
const withUnits = (words: string) => words.replaceAll(/(\d|^) (?=(?:%|h)(?!\w))/g, '$1\u00A0')

/** The report that a tool made, to be saved by a click. */
function renderFile({ name, state, output }: UsedTool, actions: MessageActions) {
  if (name !== 'export_report' || state !== 'done') return nothing
  const { reportId, file } = (output ?? {}) as { reportId?: string; file?: string }
  if (!reportId || !file) return nothing
  return html`<p><button class="button" @click=${() => actions.download(reportId, file)}>${icon('download')} ${file}</button></p>`
}

/** The answers of a question back; else, under the newest answer, what leads on from it. */
function renderChoices(message: AssistantMessage, actions: MessageActions, { last, writes }: MessagePlace) {
  const { choices, state, card } = message
  const offered = choices.length ? choices : last && state === 'done' && !card ? followUps(message.tools, writes) : []
  if (!offered.length) return nothing
  return html`<div class="choices" role="group" aria-label=${text.followUps}>
    ${offered.map((choice) => html`<button class="button small" @click=${() => actions.choose(choice.message)}>${choice.label}</button>`)}
  </div>`
}

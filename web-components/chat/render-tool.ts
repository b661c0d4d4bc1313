import { html, nothing } from 'lit'
import '../shared/sa-answer-table.js'
import { text } from '../text.js'
import type { UsedTool } from './conversation.js'
import { argumentName, argumentText, resultTable } from './tool-result.js'

/** One line for each tool that was used; it opens to what was asked for and what came back. */
export function renderTool(tool: UsedTool) {
  const given = Object.entries(tool.input)
  const table = tool.state === 'done' ? resultTable(tool.output) : undefined
  const said = tool.state === 'running' ? tool.note || text.toolRunning : tool.state === 'failed' ? text.toolFailed : ''
  return html`<details class="tool">
    <summary>
      <span class="state ${tool.state}" aria-hidden="true"></span>
      <span>${tool.name.replaceAll('_', ' ')}</span>
      <span class="soft">${said}</span>
    </summary>
    ${
      given.length
        ? html`<table class="given" aria-label=${text.arguments}>
          <tbody>
            ${given.map(
              ([key, value]) => html`<tr>
                <th scope="row">${argumentName(key)}</th>
                <td>${argumentText(key, value)}</td>
              </tr>`,
            )}
          </tbody>
        </table>`
        : nothing
    }
    ${tool.note && tool.state !== 'running' ? html`<p>${tool.note}</p>` : nothing}
    ${table ? html`<sa-answer-table .table=${table}></sa-answer-table>` : nothing}
  </details>`
}

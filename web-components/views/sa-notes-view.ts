import { css, html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { AnswerTable } from '../../tools/answer.js'
import { controls } from '../shared/controls.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { type EmployeeRecord, listAll, type ProjectRecord } from './lists.js'
import './sa-notes.js'
import { ViewBase } from './view-base.js'

type Names = Map<string, { name: string; path: string }>

interface Found {
  say: string
  tables: AnswerTable[]
}

/** Everything written: search it as the assistant does, see what was uploaded, add and remove. */
@customElement('sa-notes-view')
export class SaNotesView extends ViewBase<Names> {
  static override styles = [
    controls,
    viewFrame,
    css`
      .find {
        display: flex;
        gap: 8px;
      }
      .find .input {
        flex: 1;
      }
      .say {
        white-space: pre-line;
      }
    `,
  ]

  @state() private found: Found | undefined

  protected override async read(): Promise<Names> {
    const { api } = this.context
    const [people, projects] = await Promise.all([
      listAll<EmployeeRecord>(api, 'employees'),
      listAll<ProjectRecord>(api, 'projects'),
    ])
    return new Map<string, { name: string; path: string }>([
      ...people.map(({ id, name }) => [id, { name, path: `/people/${id}` }] as const),
      ...projects.map(({ id, name, code }) => [id, { name, path: `/projects/${encodeURIComponent(code)}` }] as const),
    ])
  }

  private search = async (event: SubmitEvent) => {
    event.preventDefault()
    const query = String(new FormData(event.target as HTMLFormElement).get('query')).trim()
    if (!query) {
      this.found = undefined
      return
    }
    await this.attempt(async () => {
      this.found = await this.context.api.tool<Found & { data: unknown }>('search_knowledge', { query })
    })
  }

  protected override renderData(names: Names) {
    return html`<div class="view">
      <div><h1>${text.nav.notes}</h1><p class="soft">${text.notesHelp}</p></div>
      <form class="find" role="search" @submit=${this.search}>
        <input class="input" type="search" name="query" aria-label=${text.searchNotes} placeholder=${text.searchNotes} />
        <button class="button">${text.find}</button>
      </form>
      ${this.found ? html`<section class="card"><p class="say" role="status">${this.found.say}</p></section>` : ''}
      <section class="card"><sa-notes .context=${this.context} .names=${names}></sa-notes></section>
    </div>`
  }
}

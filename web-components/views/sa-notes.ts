import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { dayName, hours } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { mayWrite } from '../shell/page-context.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

interface NoteLine {
  id: string
  title: string
  subjectTable: string
  subjectId: string
  by: string
  createdAt: string
  characters: number
}

/** Uploaded texts that the assistant searches: of everybody, or of one person or project. */
@customElement('sa-notes')
export class SaNotes extends ViewBase<NoteLine[]> {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      .over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .drop {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 12px;
        margin-top: 10px;
        padding: 10px 14px;
        border: 1px dashed var(--line-strong);
        border-radius: 8px;
        font-size: 13px;
      }
      .drop span {
        flex: 1;
      }
    `,
  ]

  /** Notes on this person or project only; '' = all. */
  @property() subjectTable: '' | 'employee' | 'project' = ''
  @property() subjectId = ''
  /** Names of people and projects by id. */
  @property({ attribute: false }) names: ReadonlyMap<string, { name: string; path: string }> = new Map()

  @state() private busy = ''
  @state() private over = false
  @query('input[type=file]') private input!: HTMLInputElement

  protected override async read(): Promise<NoteLine[]> {
    const { items } = await this.context.api.get<{ items: NoteLine[] }>('/api/v1/notes')
    return this.subjectId ? items.filter(({ subjectId }) => subjectId === this.subjectId) : items
  }

  private async upload(files: FileList | null | undefined) {
    for (const file of files ?? []) {
      this.busy = file.name
      const form = new FormData()
      form.append('subjectTable', this.subjectTable)
      form.append('subjectId', this.subjectId)
      form.append('file', file, file.name)
      await this.attempt(() => this.context.api.post('/api/v1/notes', form), text.noteAdded(file.name))
    }
    this.busy = ''
    this.input.value = ''
    await this.load()
  }

  private async drop(note: NoteLine) {
    const { askForm } = await import('../shared/sa-form-dialog.js')
    const done = await askForm({
      title: text.removeNote(note.title),
      submit: text.remove,
      fields: [],
      note: () => text.removeNoteHelp,
      run: () => this.context.api.delete(`/api/v1/notes/${note.id}`),
    })
    if (done) await this.load()
  }

  protected override renderData(notes: NoteLine[]) {
    const writes = mayWrite(this.context.user)
    return html`${
      notes.length
        ? html`<table class="list">
          <thead>
            <tr>
              <th scope="col">${text.title}</th>
              ${this.subjectId ? nothing : html`<th scope="col">${text.about}</th>`}
              <th scope="col" class="minor">${text.addedBy}</th>
              <th scope="col" class="num minor">${text.length}</th>
              <th scope="col"><span class="visually-hidden">${text.change}</span></th>
            </tr>
          </thead>
          <tbody>
            ${notes.map((note) => this.renderNote(note, writes))}
          </tbody>
        </table>`
        : this.subjectId
          ? html`<p class="soft small-text">${text.noNotes}</p>`
          : html`<div class="empty">${icon('notes')}<h2>${text.noNotes}</h2></div>`
    }
    ${writes ? this.renderUpload() : nothing}`
  }

  private renderNote(note: NoteLine, writes: boolean) {
    const about = this.names.get(note.subjectId)
    const own = writes && (note.by === this.context.user.name || this.context.user.systemRole === 'Admin')
    return html`<tr>
      <td class="name">${note.title}</td>
      ${this.subjectId ? nothing : html`<td>${about ? html`<a href=${about.path}>${about.name}</a>` : text.everybody}</td>`}
      <td class="minor one-line">${note.by}, ${dayName(note.createdAt)}</td>
      <td class="num minor">${text.characters(hours(note.characters))}</td>
      <td class="actions">
        ${own ? html`<button class="button quiet small icon" aria-label=${`${text.remove}: ${note.title}`} @click=${() => this.drop(note)}>${icon('trash', 14)}</button>` : nothing}
      </td>
    </tr>`
  }

  private renderUpload() {
    return html`<div
      class="drop ${this.over ? 'over' : ''}"
      @dragover=${(event: DragEvent) => {
        event.preventDefault()
        this.over = true
      }}
      @dragleave=${() => {
        this.over = false
      }}
      @drop=${(event: DragEvent) => {
        event.preventDefault()
        this.over = false
        void this.upload(event.dataTransfer?.files)
      }}
    >
      <span class="soft" role="status">${this.busy ? text.uploading(this.busy) : text.notesDrop}</span>
      <input
        class="visually-hidden"
        type="file"
        multiple
        tabindex="-1"
        accept=".md,.txt,.pdf,.docx"
        aria-label=${text.chooseNotes}
        @change=${(event: Event) => this.upload((event.target as HTMLInputElement).files)}
      />
      <button class="button small" ?disabled=${this.busy !== ''} @click=${() => this.input.click()}>${icon('plus', 14)} ${text.addNote}</button>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sa-notes': SaNotes
  }
}

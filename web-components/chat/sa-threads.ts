import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { timeName } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'

interface Thread {
  id: string
  title: string
  updatedAt: string
  waiting: boolean
}

/** Former conversations: open, rename, delete, search. Fires `thread-opened` and `thread-deleted` with the id. */
@customElement('sa-threads')
export class SaThreads extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 8px;
        max-height: 50%;
        padding: 10px 12px;
        border-bottom: 1px solid var(--line);
        background: var(--panel);
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        overflow: auto;
      }
      li {
        display: flex;
        align-items: center;
        gap: 2px;
        border-radius: 6px;
      }
      li:hover,
      li[aria-current] {
        background: var(--panel-deep);
      }
      .open {
        all: unset;
        flex: 1;
        min-width: 0;
        padding: 6px 8px;
        cursor: pointer;
        font-size: 13px;
      }
      .open:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: -2px;
      }
      .open span {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ]

  @property({ attribute: false }) context!: PageContext
  @property() current = ''

  @state() private threads: Thread[] | undefined
  @state() private search = ''
  @state() private renaming = ''

  override connectedCallback() {
    super.connectedCallback()
    void this.load()
  }

  private async load() {
    const answer = await this.context.api
      .get<{ items: Thread[] } | Thread[]>(
        `/api/v1/ai/threads${this.search ? `?q=${encodeURIComponent(this.search)}` : ''}`,
      )
      .catch(() => [])
    this.threads = Array.isArray(answer) ? answer : answer.items
  }

  private tell(type: string, detail: string) {
    this.dispatchEvent(new CustomEvent(type, { detail }))
  }

  private async drop(thread: Thread) {
    try {
      await this.context.api.delete(`/api/v1/ai/threads/${thread.id}`)
      this.tell('thread-deleted', thread.id)
      await this.load()
    } catch (error) {
      this.context.toast(reasonOf(error), { kind: 'bad' })
    }
  }

  private async rename(thread: Thread, title: string) {
    this.renaming = ''
    if (!title.trim() || title === thread.title) return
    try {
      await this.context.api.patch(`/api/v1/ai/threads/${thread.id}`, { title })
      await this.load()
    } catch (error) {
      this.context.toast(reasonOf(error), { kind: 'bad' })
    }
  }

  protected override render() {
    return html`<input
        class="input small"
        type="search"
        aria-label=${text.searchThreads}
        placeholder=${text.searchThreads}
        @input=${(event: Event) => {
          this.search = (event.target as HTMLInputElement).value
          void this.load()
        }}
      />
      <ul>
        ${(this.threads ?? []).map(
          (thread) =>
            html`<li aria-current=${thread.id === this.current ? 'true' : nothing}>
              ${
                this.renaming === thread.id
                  ? html`<input
                    class="input small"
                    aria-label=${text.rename}
                    .value=${thread.title}
                    @keydown=${(event: KeyboardEvent) => {
                      if (event.key === 'Enter') void this.rename(thread, (event.target as HTMLInputElement).value)
                      else if (event.key === 'Escape') this.renaming = ''
                    }}
                  />`
                  : html`<button class="open" @click=${() => this.tell('thread-opened', thread.id)}>
                    <span>${thread.waiting ? '● ' : ''}${thread.title}</span><span class="soft small-text">${timeName(thread.updatedAt)}</span>
                  </button>`
              }
              <button class="button quiet small icon" aria-label=${`${text.rename}: ${thread.title}`} @click=${() => {
                this.renaming = thread.id
              }}>${icon('edit', 14)}</button>
              <button class="button quiet small icon" aria-label=${`${text.remove}: ${thread.title}`} @click=${() => this.drop(thread)}>${icon('trash', 14)}</button>
            </li>`,
        )}
      </ul>
      ${this.threads?.length === 0 ? html`<p class="soft small-text">${text.noThreads}</p>` : nothing}`
  }
}

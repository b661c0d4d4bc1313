// The assistant's pane: conversation, composer, approval cards, threads, and who answers.
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Approval, AssistantEvent, Decision } from '../../agent/assistant-events.js'
import type { Applied } from '../../services/change.js'
import type { GridData } from '../../services/grid-shape.js'
import { readAnswer, reasonOf } from '../api/client.js'
import { readEvents } from '../api/sse.js'
import type { CellKey } from '../plan/plan-model.js'
import { controls } from '../shared/controls.js'
import { downloadReport } from '../shared/download-report.js'
import { icon } from '../shared/icons.js'
import { mayWrite, type PageContext } from '../shell/page-context.js'
import { text } from '../text.js'
import { chatStyles, figureStyles } from './chat-styles.js'
import {
  type AssistantMessage,
  type CardState,
  cardOf,
  emptyAnswer,
  fromTurns,
  type Message,
  type ThreadTurn,
  withEvent,
} from './conversation.js'
import { renderMessage } from './render-message.js'
import type { SaApprovalCard } from './sa-approval-card.js'
import './sa-model-badge.js'
import type { SaModelBadge } from './sa-model-badge.js'
import './sa-threads.js'
import { suggestionsFor } from './suggestions.js'

const THREAD_KEY = 'staffalloc.thread'
const FINISHED = { running: text.working, done: text.answered, stopped: text.stopped, failed: text.failed }

@customElement('sa-chat')
export class SaChat extends LitElement {
  static override styles = [controls, figureStyles, chatStyles]

  @property({ attribute: false }) context!: PageContext
  @property({ type: Boolean }) full = false

  @state() private messages: Message[] = []
  @state() private suggestions: string[] = []
  @state() private draft = ''
  @state() private running = false
  @state() private announce = ''
  @state() private atBottom = true
  @state() private threadsOpen = false
  @query('textarea') private composer!: HTMLTextAreaElement
  @query('.log') private log!: HTMLElement
  @query('sa-model-badge') private badge: SaModelBadge | undefined

  private threadId = sessionStorage.getItem(THREAD_KEY) ?? ''
  private stop: AbortController | undefined
  private count = 0
  private frame = 0
  private pending: AssistantEvent[] = []

  override connectedCallback() {
    super.connectedCallback()
    void this.start()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.stop?.abort()
  }

  private async start() {
    const { api } = this.context
    if (this.threadId) await this.openThread(this.threadId).catch(() => this.newThread())
    if (!this.messages.length) {
      const grid = await api.tool<{ data: GridData }>('get_grid').catch(() => undefined)
      if (grid) this.suggestions = suggestionsFor(grid.data, mayWrite(this.context.user))
    }
  }

  override focus() {
    this.composer?.focus()
  }

  /** Takes a question from elsewhere on the page. */
  ask(message: string, send: boolean) {
    this.draft = message
    this.focus()
    if (send && !this.running) void this.send()
  }

  private setThread(id: string) {
    this.threadId = id
    if (id) sessionStorage.setItem(THREAD_KEY, id)
    else sessionStorage.removeItem(THREAD_KEY)
  }

  private newThread = () => {
    this.stop?.abort()
    this.setThread('')
    this.messages = []
    this.threadsOpen = false
    this.proposal(undefined)
    this.focus()
    if (!this.suggestions.length) void this.start()
  }

  private async openThread(id: string) {
    const { messages, card } = await this.stored(id)
    this.setThread(id)
    this.threadsOpen = false
    this.messages = fromTurns(messages, card)
    this.proposal(card ?? undefined)
    await this.updateComplete
    this.log.scrollTop = this.log.scrollHeight
  }

  private stored(id: string) {
    return this.context.api.get<{ messages: ThreadTurn[]; card: Approval | null }>(`/api/v1/ai/threads/${id}`)
  }

  /** What became of a card that was answered, as the stored conversation has it. */
  private async settle({ id, card }: AssistantMessage) {
    const thread = await this.stored(this.threadId).catch(() => undefined)
    if (thread) this.setCard(id, cardOf(thread.messages, card!.approvalId, thread.card))
  }

  private proposal(card: Approval | undefined) {
    const plans = card?.plans ?? []
    this.context.bus.tell('proposal', {
      cells: plans.flatMap((plan) => plan.changes.flatMap((change) => (change.kind === 'cell' ? [change] : []))),
      loads: plans.flatMap((plan) => plan.loads),
    })
  }

  private async send() {
    const message = this.draft.trim()
    if (!message || this.running) return
    this.draft = ''
    this.proposal(undefined)
    const open = this.messages.find((at) => at.author === 'assistant' && at.card?.state === 'open')
    if (open) this.setCard(open.id, 'deciding')
    this.messages = [...this.messages, { author: 'user', id: `mine-${++this.count}`, text: message }]
    await this.stream('/api/v1/ai/query', { ...(this.threadId ? { threadId: this.threadId } : {}), message })
    // A typed yes was the decision on the card; most other words withdraw it.
    if (open) await this.settle(open as AssistantMessage)
  }

  /** Runs one stream into a new answer at the end of the log. */
  private async stream(path: string, body: unknown) {
    const id = `answer-${++this.count}`
    this.messages = [...this.messages, emptyAnswer(id)]
    this.running = true
    this.atBottom = true
    this.announce = text.working
    const stop = new AbortController()
    this.stop = stop
    try {
      const response = await this.context.api.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify(body),
        signal: stop.signal,
      })
      if (!response.ok) await readAnswer(response)
      for await (const event of readEvents(response)) {
        this.take(id, { type: event.event, ...JSON.parse(event.data || '{}') } as AssistantEvent)
        if (event.event === 'done') break
      }
      this.flush(id)
      this.finish(id, 'done')
    } catch (error) {
      this.flush(id)
      if (stop.signal.aborted) this.finish(id, 'stopped')
      else this.finish(id, 'failed', reasonOf(error))
    } finally {
      if (this.stop === stop) this.stop = undefined
      this.running = false
      void this.badge?.refresh()
    }
  }

  /** Gathers events so that the page is drawn at most once a frame. */
  private take(id: string, event: AssistantEvent) {
    if (event.type === 'done') this.setThread(event.threadId)
    if (event.type === 'approval') {
      this.proposal(event)
      void this.updateComplete.then(() => this.focusCard())
    }
    this.pending.push(event)
    if (!this.frame)
      this.frame = requestAnimationFrame(() => {
        this.frame = 0
        this.flush(id)
      })
  }

  private flush(id: string) {
    const events = this.pending
    this.pending = []
    if (events.length) this.change(id, (message) => events.reduce(withEvent, message))
  }

  private change(id: string, how: (message: AssistantMessage) => AssistantMessage) {
    this.messages = this.messages.map((at) => (at.id === id && at.author === 'assistant' ? how(at) : at))
  }

  private setCard(id: string, state: CardState) {
    this.change(id, (at) => ({ ...at, card: { ...at.card!, state } }))
  }

  private finish(id: string, state: AssistantMessage['state'], error = '') {
    this.change(id, (message) => ({
      ...message,
      state: message.state === 'running' ? state : message.state,
      error: error || message.error,
      tools: message.tools.map((tool) => (tool.state === 'running' ? { ...tool, state: 'failed' } : tool)),
    }))
    const message = this.messages.find((at) => at.id === id) as AssistantMessage | undefined
    this.announce = message?.card ? text.cardWaits : FINISHED[state]
    if (message?.card?.state === 'open') void this.updateComplete.then(() => this.focusCard())
  }

  private focusCard() {
    const cards = this.renderRoot.querySelectorAll<SaApprovalCard>('sa-approval-card')
    const last = cards[cards.length - 1]
    void last?.updateComplete.then(() => last.focus())
  }

  private decide = async (
    message: AssistantMessage,
    detail: { approvalId: string; decisions: Decision[]; approve: boolean },
  ) => {
    const { approvalId, decisions } = detail
    this.setCard(message.id, 'deciding')
    this.proposal(undefined)
    await this.stream(`/api/v1/ai/threads/${this.threadId}/decision`, { approvalId, decisions })
    await this.settle(message)
    this.focus()
  }

  private undo = async (changeSetId: string) => {
    try {
      const applied = await this.context.api.post<Applied>(`/api/v1/change-sets/${changeSetId}/undo`, { via: 'grid' })
      this.context.applied(applied)
      this.messages = this.messages.map((at) =>
        at.author === 'assistant' && at.changeSet?.id === changeSetId ? { ...at, takenBack: true } : at,
      )
      this.context.toast(text.takenBack(false, applied.changeSet.changes.length))
    } catch (error) {
      this.context.toast(reasonOf(error), { kind: 'bad' })
    }
  }

  private retry = (message: AssistantMessage) => {
    const at = this.messages.findIndex((other) => other.id === message.id)
    const asked = this.messages.slice(0, at).findLast((other) => other.author === 'user')
    if (asked) this.ask(asked.text, true)
  }

  private onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void this.send()
    } else if (event.key === 'ArrowUp' && !this.draft) {
      const last = this.messages.findLast((at) => at.author === 'user')
      if (!last) return
      event.preventDefault()
      this.draft = last.text
    } else if (event.key === 'Escape' && this.running) {
      event.preventDefault()
      this.stop?.abort()
    }
  }

  private onScroll = () => {
    this.atBottom = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 40
  }

  /** Opens the grid where it is not there, and shows the cells in it. */
  private showCells(cells: CellKey[]) {
    if (!cells.length) return
    if (!/^\/(?:plan|projects\/[^/]+)?$/.test(location.pathname)) this.context.navigate('/')
    setTimeout(() => this.context.bus.tell('show-cells', { cells }))
  }

  private onCells = (event: Event) => this.showCells((event as CustomEvent<{ cells: CellKey[] }>).detail.cells)

  private download = (id: string, file: string) =>
    downloadReport(this.context.api, id, file).catch((error) => this.context.toast(reasonOf(error), { kind: 'bad' }))

  protected override updated(changed: PropertyValues) {
    if (changed.has('messages') && this.atBottom && this.log) requestAnimationFrame(this.follow)
  }

  /** To the end, but no farther than the last question: a long answer is read from its beginning. Tables have drawn by now. */
  private follow = () => {
    const questions = this.log.querySelectorAll<HTMLElement>('.mine')
    const top = (questions[questions.length - 1]?.offsetTop ?? Number.POSITIVE_INFINITY) - this.log.offsetTop - 12
    this.log.scrollTop = Math.min(this.log.scrollHeight, top)
  }

  protected override render() {
    const writes = mayWrite(this.context.user)
    return html`<header class="head">
        <h2>${text.assistant}</h2>
        <sa-model-badge .context=${this.context}></sa-model-badge>
        <span class="gap"></span>
        <button class="button quiet small icon" aria-label=${text.newThread} title=${text.newThread} @click=${this.newThread}>${icon('plus', 16)}</button>
        <button
          class="button quiet small icon"
          aria-label=${text.threads}
          title=${text.threads}
          aria-expanded=${this.threadsOpen}
          @click=${() => {
            this.threadsOpen = !this.threadsOpen
          }}
        >
          ${icon('history', 16)}
        </button>
        <button class="button quiet small icon wide-only" aria-label=${text.fullChat} title=${text.fullChat} aria-pressed=${this.full} @click=${() => this.dispatchEvent(new Event('full-chat'))}>
          ${icon('expand', 16)}
        </button>
        <button class="button quiet small icon" aria-label=${text.hideChat} title=${text.hideChat} @click=${() => this.dispatchEvent(new Event('hide-chat'))}>
          ${icon('close', 16)}
        </button>
      </header>
      ${
        this.threadsOpen
          ? html`<sa-threads
            .context=${this.context}
            .current=${this.threadId}
            @thread-opened=${(event: CustomEvent<string>) => this.openThread(event.detail)}
            @thread-deleted=${(event: CustomEvent<string>) => event.detail === this.threadId && this.newThread()}
          ></sa-threads>`
          : nothing
      }
      <div class="log" role="log" aria-label=${text.conversation} aria-busy=${this.running} aria-live="off" tabindex="0" @scroll=${this.onScroll} @cells-asked=${this.onCells}>
        ${this.messages.length ? nothing : this.renderWelcome()}
        ${repeat(
          this.messages,
          (message) => message.id,
          (message) =>
            renderMessage(
              message,
              {
                choose: (choice) => this.ask(choice, true),
                decide: this.decide,
                undo: (id) => this.undo(id),
                retry: this.retry,
                edit: (words) => this.ask(words, false),
                showCells: (cells) => this.showCells(cells),
                download: this.download,
              },
              { last: message === this.messages.at(-1), writes },
            ),
        )}
      </div>
      ${
        this.atBottom || !this.messages.length
          ? nothing
          : html`<button class="button small jump" @click=${() => {
              this.log.scrollTop = this.log.scrollHeight
            }}>${text.jump}</button>`
      }
      <p class="visually-hidden" role="status">${this.announce}</p>
      <form class="composer" @submit=${(event: Event) => {
        event.preventDefault()
        void this.send()
      }}>
        <textarea
          rows="2"
          aria-label=${text.message}
          placeholder=${text.messageHint}
          .value=${this.draft}
          @input=${(event: Event) => {
            this.draft = (event.target as HTMLTextAreaElement).value
          }}
          @keydown=${this.onKey}
        ></textarea>
        ${
          this.running
            ? html`<button type="button" class="button icon send" aria-label=${text.stop} title=${text.stop} @click=${() => this.stop?.abort()}>${icon('stop')}</button>`
            : html`<button class="button primary icon send" aria-label=${text.send} title=${text.send} ?disabled=${!this.draft.trim()}>${icon('send')}</button>`
        }
      </form>`
  }

  private renderWelcome() {
    return html`<div class="welcome">
      <p>${text.welcome}</p>
      <div class="suggestions">
        ${this.suggestions.map((words) => html`<button class="suggestion" @click=${() => this.ask(words, true)}>${words}</button>`)}
      </div>
    </div>`
  }
}

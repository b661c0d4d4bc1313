// The page as a whole: signs in, keeps the address, follows changes, and holds chat and view side by side.
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { Applied } from '../../services/change.js'
import { type FeedState, followChanges } from '../api/change-feed.js'
import { ApiClient, reasonOf } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { icon } from '../shared/icons.js'
import { text } from '../text.js'
import '../chat/sa-chat.js'
import type { SaChat } from '../chat/sa-chat.js'
import '../plan/sa-plan-view.js'
import { mayWrite, PageBus, type PageContext } from './page-context.js'
import { type Route, routeOf } from './router.js'
import './sa-nav.js'
import './sa-sign-in.js'
import './sa-toasts.js'
import { appStyles } from './app-styles.js'
import type { SaToasts } from './sa-toasts.js'
import { renderView } from './views.js'

const CHAT_MIN = 300
const CHAT_WIDTH_KEY = 'staffalloc.chat-width'
const CHAT_SHOWN_KEY = 'staffalloc.chat-shown'
const THEME_KEY = 'staffalloc.theme'
type ChatShown = 'side' | 'hidden' | 'full'

@customElement('sa-app')
export class SaApp extends LitElement {
  static override styles = [controls, appStyles]

  @state() private signedIn: boolean | undefined
  @state() private linkFailed = false
  @state() private route: Route = routeOf(location.pathname)
  @state() private feed: FeedState = 'live'
  @state() private chatWidth = Number(localStorage.getItem(CHAT_WIDTH_KEY)) || 380
  @state() private chatShown: ChatShown =
    (localStorage.getItem(CHAT_SHOWN_KEY) as ChatShown | null) ?? (innerWidth > 760 ? 'side' : 'hidden')
  @state() private theme = localStorage.getItem(THEME_KEY) ?? 'auto'
  @query('sa-toasts') private toasts!: SaToasts
  @query('sa-chat') private chat: SaChat | undefined
  @query('main') private main!: HTMLElement

  private readonly api = new ApiClient()
  private readonly bus = new PageBus()
  private readonly own = new Set<string>()
  private stopFeed: (() => void) | undefined
  private context: PageContext | undefined

  override connectedCallback() {
    super.connectedCallback()
    this.applyTheme()
    addEventListener('popstate', this.onPopState)
    addEventListener('keydown', this.onKeyDown)
    this.addEventListener('click', this.onClick)
    this.api.addEventListener('signed-out', () => {
      this.stopFeed?.()
      this.signedIn = false
    })
    void this.start()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    removeEventListener('popstate', this.onPopState)
    removeEventListener('keydown', this.onKeyDown)
    this.stopFeed?.()
  }

  private async start() {
    const address = new URL(location.href)
    const token = address.searchParams.get('token')
    if (token) {
      address.searchParams.delete('token')
      history.replaceState(null, '', address)
    }
    const ok = await this.api.start(token)
    this.linkFailed = !ok && token !== null
    if (ok) this.enter()
    else this.signedIn = false
  }

  private enter() {
    this.context = {
      api: this.api,
      user: this.api.user!,
      bus: this.bus,
      navigate: (path, replace) => this.navigate(path, replace),
      toast: (message, options) => this.toasts?.show(message, options),
      ask: (message, send = true) => {
        if (this.chatShown === 'hidden') this.showChat('side')
        void this.updateComplete.then(() => this.chat?.ask(message, send))
      },
      applied: (applied) => this.applied(applied),
      undo: () => this.takeBack('last'),
      redo: () => this.takeBack('redo'),
    }
    this.signedIn = true
    const newest = this.api.get<{ items: { seq?: number; changeSetId: string }[] }>('/api/v1/change-sets?limit=1')
    void newest.then(
      ({ items }) => this.followFrom(String(items[0]?.seq ?? items[0]?.changeSetId ?? 0)),
      () => this.followFrom(undefined),
    )
  }

  /** Starts or restarts the change feed; without the id of an event it starts at the newest change. */
  private followFrom(last: string | undefined) {
    this.stopFeed?.()
    this.stopFeed = followChanges(this.api, last, {
      change: (change) => {
        const own = this.own.has(change.changeSetId)
        this.bus.tell('change', { ...change, own })
      },
      reset: () => this.bus.tell('reset', undefined),
      state: (feed) => {
        this.feed = feed
        this.bus.tell('state', feed)
      },
    })
  }

  private applied(applied: Applied) {
    const { changeSet, loads } = applied
    if (this.own.has(changeSet.id)) return
    this.own.add(changeSet.id)
    this.bus.tell('change', {
      changeSetId: changeSet.id,
      by: changeSet.by,
      via: changeSet.via,
      changes: changeSet.changes,
      loads,
      own: false,
    })
  }

  private async takeBack(which: 'last' | 'redo') {
    try {
      const applied = await this.api.post<Applied>(`/api/v1/change-sets/${which}/undo`, { via: 'grid' })
      this.applied(applied)
      this.toasts.show(text.takenBack(which === 'redo', applied.changeSet.changes.length))
    } catch (error) {
      this.toasts.show(reasonOf(error), { kind: 'bad' })
    }
  }

  private navigate(path: string, replace = false) {
    if (replace) history.replaceState(null, '', path)
    else if (path !== location.pathname + location.search) history.pushState(null, '', path)
    this.route = routeOf(location.pathname)
    if (!replace) this.main?.focus({ preventScroll: true })
  }

  private onPopState = () => {
    this.route = routeOf(location.pathname)
    this.bus.tell('state', this.feed)
  }

  private onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement)
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    if (link.pathname.startsWith('/api/')) return
    event.preventDefault()
    this.navigate(link.pathname + link.search)
  }

  private onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F6' || !this.signedIn) return
    event.preventDefault()
    const inChat = this.shadowRoot?.activeElement === this.chat
    if (inChat) this.focusView()
    else {
      if (this.chatShown === 'hidden') this.showChat('side')
      void this.updateComplete.then(() => this.chat?.focus())
    }
  }

  private focusView() {
    if (this.chatShown === 'full') this.showChat('side')
    const view = this.main.querySelector<HTMLElement>('.view-host > *')
    if (view) view.focus()
    if (!view?.matches(':focus, :focus-within')) this.main.focus()
  }

  private showChat(shown: ChatShown) {
    this.chatShown = shown
    localStorage.setItem(CHAT_SHOWN_KEY, shown)
  }

  private applyTheme() {
    const root = document.documentElement
    if (this.theme === 'auto') root.removeAttribute('data-theme')
    else root.dataset.theme = this.theme
  }

  private setPassword = async () => {
    const { askForm } = await import('../shared/sa-form-dialog.js')
    const done = await askForm({
      title: text.setPassword,
      submit: text.save,
      fields: [
        { name: 'password', label: text.newPassword, type: 'password', required: true },
        { name: 'current', label: text.currentPassword, type: 'password', help: text.currentPasswordHelp },
      ],
      run: ({ password, current }) =>
        this.api.post('/api/v1/me/password', { password, ...(current ? { current } : {}) }),
    })
    if (done) this.toasts.show(text.saved)
  }

  private chooseMail = async () => {
    const { askForm } = await import('../shared/sa-form-dialog.js')
    const now = await this.api.get<Record<string, boolean>>('/api/v1/me/mail')
    const done = await askForm({
      title: text.mailTitle,
      submit: text.save,
      fields: Object.entries(text.mailChoices).map(([name, label]) => ({
        name,
        label,
        type: 'checkbox',
        value: now[name] ?? false,
      })),
      run: (values) => this.api.patch('/api/v1/me/mail', values),
    })
    if (done) this.toasts.show(text.saved)
  }

  private nextTheme = () => {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches
    const now = this.theme === 'auto' ? (dark ? 'dark' : 'light') : this.theme
    this.theme = now === 'dark' ? 'light' : 'dark'
    localStorage.setItem(THEME_KEY, this.theme)
    this.applyTheme()
  }

  private setChatWidth(width: number) {
    this.chatWidth = Math.round(Math.max(CHAT_MIN, Math.min(innerWidth - 420, width)))
    localStorage.setItem(CHAT_WIDTH_KEY, String(this.chatWidth))
  }

  private onDivider = (event: PointerEvent) => {
    const divider = event.currentTarget as HTMLElement
    divider.setPointerCapture(event.pointerId)
    const move = (to: PointerEvent) => this.setChatWidth(innerWidth - to.clientX)
    divider.addEventListener('pointermove', move)
    divider.addEventListener('pointerup', () => divider.removeEventListener('pointermove', move), { once: true })
  }

  private onDividerKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 24, ArrowRight: -24 }[event.key]
    if (!step) return
    event.preventDefault()
    this.setChatWidth(this.chatWidth + step)
  }

  protected override render(): TemplateResult {
    if (this.signedIn === undefined) return html`<p class="starting" role="status">${text.starting}</p>`
    if (!this.signedIn || !this.context)
      return html`<sa-sign-in .api=${this.api} ?linkFailed=${this.linkFailed} @signed-in=${this.enter}></sa-sign-in>`
    return html`<a class="skip" href="#main" @click=${this.skip}>${text.skip}</a>
      <div class="shell ${this.chatShown}" .style=${`--chat:${this.chatWidth}px`}>
        <nav aria-label=${text.views}>
          <sa-nav .user=${this.context.user} .view=${this.route.view}></sa-nav>
        </nav>
        <main tabindex="-1" id="main">
          ${this.renderBar()}
          <div class="view-host">${renderView(this.route, this.context, () => this.requestUpdate())}</div>
        </main>
        <div
          class="divider"
          role="separator"
          tabindex="0"
          aria-orientation="vertical"
          aria-label=${text.divider}
          aria-valuenow=${this.chatWidth}
          aria-valuemin=${CHAT_MIN}
          aria-valuemax=${Math.max(CHAT_MIN, innerWidth - 420)}
          @pointerdown=${this.onDivider}
          @keydown=${this.onDividerKey}
        ></div>
        <aside aria-label=${text.assistant}>
          <sa-chat
            .context=${this.context}
            .full=${this.chatShown === 'full'}
            @hide-chat=${() => this.showChat('hidden')}
            @full-chat=${() => this.showChat(this.chatShown === 'full' ? 'side' : 'full')}
          ></sa-chat>
        </aside>
      </div>
      <sa-toasts></sa-toasts>`
  }

  private skip = (event: Event) => {
    event.preventDefault()
    this.main.focus()
  }

  private renderBar() {
    const { user } = this.context!
    return html`<header class="bar no-print">
      <strong>${text.app}</strong>
      ${mayWrite(user) ? nothing : html`<span class="chip info">${text.readOnly(user.systemRole)}</span>`}
      ${this.feed === 'lost' ? html`<span class="chip warn" role="status">${text.connectionLost}</span>` : nothing}
      <span class="gap"></span>
      ${
        mayWrite(user)
          ? html`<button class="button quiet icon" title=${text.undoHint} aria-label=${text.undo} @click=${() => this.takeBack('last')}>${icon('undo')}</button>
            <button class="button quiet icon" title=${text.redoHint} aria-label=${text.redo} @click=${() => this.takeBack('redo')}>${icon('redo')}</button>`
          : nothing
      }
      <button class="button quiet icon" title=${text.theme} aria-label=${text.theme} @click=${this.nextTheme}>${icon('theme')}</button>
      <button
        class="button quiet icon chat-toggle"
        title=${text.chatToggle}
        aria-label=${text.chatToggle}
        aria-pressed=${this.chatShown !== 'hidden'}
        @click=${() => this.showChat(this.chatShown === 'hidden' ? 'side' : 'hidden')}
      >
        ${icon('chat')}
      </button>
      <button class="button quiet user" popovertarget="user-menu" aria-label=${text.account(initials(user.name), user.name)}>
        <span class="avatar" aria-hidden="true">${initials(user.name)}</span>
      </button>
      <div id="user-menu" popover class="menu">
        <p><strong>${user.name}</strong><br /><span class="soft small-text">${user.email} · ${user.systemRole}</span></p>
        ${mayWrite(user) ? html`<a class="button quiet" href="/jobs">${text.jobs}</a>` : nothing}
        <a class="button quiet" href="/account">${text.waysIn.title}</a>
        <a class="button quiet" href="/api/docs" target="_blank" rel="noopener">${text.apiDocs}</a>
        <button class="button quiet" @click=${this.chooseMail}>${text.mail}</button>
        <button class="button quiet" @click=${this.setPassword}>${text.setPassword}</button>
        <button class="button quiet" @click=${() => this.api.signOut()}>${text.signOut}</button>
      </div>
    </header>`
  }
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase()
}

declare global {
  interface HTMLElementTagNameMap {
    'sa-app': SaApp
  }
}

import { html, LitElement, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import type { PageContext } from '../shell/page-context.js'
import { text } from '../text.js'

/** A view that reads its data when opened and again when something changed, with loading, failed and empty states. */
export abstract class ViewBase<T> extends LitElement {
  @property({ attribute: false }) context!: PageContext
  @state() protected data: T | undefined
  @state() protected failed = ''

  private stops: (() => void)[] = []
  private timer: ReturnType<typeof setTimeout> | undefined
  private number = 0

  /** Reads what the view shows. */
  protected abstract read(): Promise<T>
  protected abstract renderData(data: T): TemplateResult

  override connectedCallback() {
    super.connectedCallback()
    const soon = () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => void this.load(), 250)
    }
    this.stops = [this.context.bus.on('change', soon), this.context.bus.on('reset', soon)]
    void this.load()
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.timer)
    for (const stop of this.stops) stop()
  }

  /** Reads anew; what is shown stays until the answer is there. */
  protected async load(): Promise<void> {
    const number = ++this.number
    try {
      const data = await this.read()
      if (number !== this.number) return
      this.data = data
      this.failed = ''
    } catch (error) {
      if (number === this.number) this.failed = reasonOf(error)
    }
  }

  /** Runs something that changes the plan; says the reason when it is refused. */
  protected async attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
    try {
      await work()
      if (done) this.context.toast(done)
      return true
    } catch (error) {
      this.context.toast(reasonOf(error), { kind: 'bad' })
      return false
    }
  }

  /** Removes a record and reads anew; the message offers to bring it back. */
  protected async removeRecord(path: string, name: string): Promise<void> {
    const done = await this.attempt(() => this.context.api.delete(`/api/v1/${path}`))
    if (!done) return
    this.context.toast(text.removed(name), { action: { label: text.undo, run: () => void this.context.undo() } })
    await this.load()
  }

  protected override render(): TemplateResult {
    if (this.data === undefined && this.failed)
      return html`<div class="empty">
        <h2>${text.viewFailed}</h2>
        <p>${this.failed}</p>
        <button class="button" @click=${() => this.load()}>${text.tryAgain}</button>
      </div>`
    if (this.data === undefined)
      return html`<div class="view" role="status" aria-label=${text.reading}>
        <div class="skeleton" .style=${'width:220px;height:26px'}></div>
        <div class="skeleton" .style=${'height:120px'}></div>
        <div class="skeleton" .style=${'height:240px'}></div>
      </div>`
    return this.renderData(this.data)
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Decision } from '../../agent/assistant-events.js'
import type { CellChange, Change, Load, Plan, RecordChange } from '../../services/change.js'
import { parseEntry } from '../grid/parse-entry.js'
import { controls } from '../shared/controls.js'
import { hours, monthName, percent } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { text } from '../text.js'
import type { AssistantMessage, CardState } from './conversation.js'

const FIRST_CHANGES = 8

/** What a change would do, before anybody says yes: cells before and after, loads, warnings. Fires `decided`. */
@customElement('sa-approval-card')
export class SaApprovalCard extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      .card {
        border: 1px solid var(--line-strong);
        border-left: 3px solid var(--accent);
        padding: 12px 14px;
        display: flex;
        flex-direction: column;
        gap: 10px;
        font-size: 13px;
      }
      .card.closed {
        border-left-color: var(--line-strong);
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      td {
        padding: 4px 0;
        border-bottom: 1px solid var(--line);
        vertical-align: baseline;
      }
      tr:last-child td {
        border-bottom: 0;
      }
      td.num {
        text-align: right;
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
        padding-left: 10px;
      }
      s {
        color: var(--ink-soft);
      }
      td input {
        width: 76px;
        text-align: right;
      }
      .over {
        color: var(--danger-ink);
        font-weight: 600;
      }
      .load {
        font-size: 12px;
        color: var(--ink-soft);
      }
      .actions {
        display: flex;
        gap: 8px;
        flex-wrap: wrap;
      }
      ul {
        margin: 0;
        padding-left: 18px;
      }
    `,
  ]

  @property({ attribute: false }) card!: NonNullable<AssistantMessage['card']>

  @state() private editing = false
  @state() private all = false
  @state() private reason = ''
  /** Open: the field for a word that goes with the no. */
  @state() private explaining = false
  private note = ''
  private readonly corrected = new Map<string, number>()

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('.button.primary')?.focus()
  }

  private decide(approve: boolean) {
    const decisions: Decision[] = this.card.plans.map((plan) => {
      const edits = plan.changes.flatMap((change, i) => {
        const after = this.corrected.get(`${plan.id} ${i}`)
        return after === undefined || change.kind !== 'cell' || after === change.after ? [] : [{ change: i, after }]
      })
      const note = this.note.trim()
      return {
        planId: plan.id,
        approve,
        ...(approve && edits.length ? { edits } : {}),
        ...(!approve && note ? { note } : {}),
      }
    })
    this.dispatchEvent(new CustomEvent('decided', { detail: { approvalId: this.card.approvalId, decisions, approve } }))
  }

  private edit(plan: Plan, index: number, change: CellChange, event: Event) {
    const input = event.target as HTMLInputElement
    const load = plan.loads.find((at) => at.employee === change.employee && at.month === change.month)
    const parsed = parseEntry(input.value, { hours: change.before, fullTimeHours: load?.fullTimeHours ?? 0 })
    if ('reason' in parsed) {
      this.reason = parsed.reason
      input.setAttribute('aria-invalid', 'true')
    } else {
      this.reason = ''
      input.removeAttribute('aria-invalid')
      this.corrected.set(`${plan.id} ${index}`, parsed.hours)
    }
  }

  protected override render() {
    const { plans, state } = this.card
    const open = state === 'open'
    const changes = plans.flatMap((plan) => plan.changes.map((change, index) => ({ plan, change, index })))
    const shown = this.all ? changes : changes.slice(0, FIRST_CHANGES)
    const loads = plans.flatMap((plan) => plan.loads)
    const warnings = plans.flatMap((plan) => plan.warnings)
    const editable = changes.some(({ change }) => change.kind === 'cell')
    return html`<section class="card ${open ? '' : 'closed'}" aria-label=${text.approvalLabel(changes.length)}>
      <h3>${open || state === 'deciding' ? text.approvalTitle(changes.length) : closedTitle(state)}</h3>
      <table>
        <tbody>
          ${shown.map(({ plan, change, index }) => this.renderChange(plan, change, index, loads))}
        </tbody>
      </table>
      ${
        shown.length < changes.length
          ? html`<button class="button quiet small" @click=${() => {
              this.all = true
            }}>${text.showAll(changes.length)}</button>`
          : nothing
      }
      ${
        open && warnings.length
          ? html`<div class="notice warn">
            ${warnings.length === 1 ? warnings[0]!.message : html`<ul>${warnings.slice(0, 6).map((warning) => html`<li>${warning.message}</li>`)}</ul>`}
          </div>`
          : nothing
      }
      ${this.reason ? html`<p class="notice bad" role="alert">${this.reason}</p>` : nothing}
      ${
        open
          ? html`<div class="actions">
            <button class="button primary" ?disabled=${this.reason !== ''} @click=${() => this.decide(true)}>${icon('check', 16)} ${text.approve}</button>
            ${
              editable && !this.editing
                ? html`<button class="button" @click=${() => {
                    this.editing = true
                  }}>${text.edit}</button>`
                : nothing
            }
            <button class="button" @click=${() => this.decide(false)}>${text.decline}</button>
            ${this.explaining ? nothing : html`<button class="button quiet icon" aria-label=${text.declineNote} title=${text.declineWith} @click=${this.explain}>${icon('chat', 16)}</button>`}
          </div>
          ${this.explaining ? this.renderNote() : nothing}`
          : nothing
      }
    </section>`
  }

  private explain = async () => {
    this.explaining = true
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('.why')?.focus()
  }

  private renderNote() {
    return html`<input
      class="input why"
      maxlength="1000"
      aria-label=${text.declineWith}
      placeholder=${text.declineWith}
      @input=${(event: Event) => {
        this.note = (event.target as HTMLInputElement).value
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.isComposing) this.decide(false)
        else if (event.key === 'Escape') this.explaining = false
      }}
    />`
  }

  private renderChange(plan: Plan, change: Change, index: number, loads: Load[]) {
    if (change.kind === 'record') return html`<tr><td colspan="2">${recordSentence(change)}</td></tr>`
    const load = loads.find((at) => at.employee === change.employee && at.month === change.month)
    const after = this.corrected.get(`${plan.id} ${index}`) ?? change.after
    const over = load && load.overAfter > 0
    return html`<tr>
      <td>
        <b>${change.employee}</b> · ${change.project}<br />
        <span class="load"
          >${monthName(change.month)}${
            load
              ? html` · ${percent(load.fteBefore)} →
                <span class=${over ? 'over' : ''}>${over ? '▲ ' : ''}${percent(load.fteAfter)} FTE</span>
                ${text.ofHours(hours(load.fullTimeHours))}`
              : nothing
          }</span
        >
      </td>
      <td class="num">
        <s>${hours(change.before)}</s> →
        ${
          this.editing && this.card.state === 'open'
            ? html`<input
              class="input small"
              inputmode="decimal"
              aria-label=${text.hoursFor(change.employee, change.project, monthName(change.month))}
              .value=${String(after)}
              @input=${(event: Event) => this.edit(plan, index, change, event)}
            />`
            : html`<b>${hours(after)} h</b>`
        }
      </td>
    </tr>`
  }
}

function closedTitle(state: CardState): string {
  return text.cardStates[state as 'applied'] ?? state
}

const NAMES: Partial<Record<RecordChange['table'], string>> = {
  monthOverride: 'override',
  timeOff: 'time off',
  lcat: 'LCAT',
}

/** A record's change in words: "Add assignment", "Change project Alpha: status". */
export function recordSentence(change: RecordChange): string {
  const table = NAMES[change.table] ?? change.table
  const record = change.after ?? change.before
  const name = typeof record?.name === 'string' ? ` ${record.name}` : ''
  if (!change.before) return `Add ${table}${name}`
  if (!change.after) return `Remove ${table}${name}`
  const fields = Object.keys(change.after).filter(
    (key) => key !== 'version' && JSON.stringify(change.after![key]) !== JSON.stringify(change.before![key]),
  )
  const values = fields
    .slice(0, 4)
    .map((field) => `${field} ${show(change.before![field])} → ${show(change.after![field])}`)
  return `Change ${table}${name}: ${values.join(', ')}`
}

const show = (value: unknown) =>
  value === null || value === '' ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)

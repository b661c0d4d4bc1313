import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { reasonOf } from '../api/client.js'
import { text } from '../text.js'
import { controls } from './controls.js'

export interface Field {
  name: string
  label: string
  type?: 'text' | 'number' | 'date' | 'month' | 'email' | 'password' | 'select' | 'textarea' | 'checkbox' | 'words'
  value?: string | number | boolean | string[] | null
  /** Value and words of a select. */
  options?: [string, string][]
  required?: boolean
  min?: number
  max?: number
  step?: number
  help?: string
}

export type FormValues = Record<string, string | number | boolean | string[] | null>

export interface FormSpec {
  title: string
  fields: Field[]
  submit: string
  /** A sentence under the fields that follows what is typed: the end of a project by its sprints. */
  note?(values: FormValues): string
  /** Runs on submit; the dialog stays open with the reason when it throws. */
  run(values: FormValues): Promise<unknown>
}

/** Opens a form in a dialog; answers true once it was submitted, false when it was closed. */
export function askForm(spec: FormSpec): Promise<boolean> {
  const dialog = document.createElement('sa-form-dialog')
  dialog.spec = spec
  document.body.append(dialog)
  return new Promise((resolve) => {
    dialog.addEventListener('closed', (event) => {
      dialog.remove()
      resolve((event as CustomEvent<boolean>).detail)
    })
  })
}

/** A form in a native dialog: the browser keeps the focus inside and gives it back. */
@customElement('sa-form-dialog')
export class SaFormDialog extends LitElement {
  static override styles = [
    controls,
    css`
      .fields {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 14px 16px;
      }
      .wide {
        grid-column: 1 / -1;
      }
      .check {
        display: flex;
        flex-direction: row;
        align-items: center;
        gap: 8px;
      }
      textarea.input {
        min-height: 72px;
        resize: vertical;
      }
    `,
  ]

  @property({ attribute: false }) spec!: FormSpec
  @state() private reason = ''
  @state() private busy = false
  @state() private values: FormValues = {}

  protected override firstUpdated() {
    this.read()
    this.renderRoot.querySelector('dialog')!.showModal()
  }

  private read() {
    const form = this.renderRoot.querySelector('form')
    if (!form) return
    const data = new FormData(form)
    const values: FormValues = {}
    for (const field of this.spec.fields) {
      const given = String(data.get(field.name) ?? '')
      if (field.type === 'checkbox') values[field.name] = data.get(field.name) !== null
      else if (field.type === 'number') values[field.name] = given === '' ? null : Number(given)
      else if (field.type === 'words')
        values[field.name] = given
          .split(/[;,\n]/)
          .map((word) => word.trim())
          .filter(Boolean)
      else values[field.name] = given === '' && (field.type === 'select' || field.type === 'date') ? null : given
    }
    this.values = values
  }

  private submit = async (event: SubmitEvent) => {
    event.preventDefault()
    this.read()
    this.busy = true
    this.reason = ''
    try {
      await this.spec.run(this.values)
      this.close(true)
    } catch (error) {
      this.reason = reasonOf(error)
    } finally {
      this.busy = false
    }
  }

  private close(done: boolean) {
    this.renderRoot.querySelector('dialog')?.close()
    this.dispatchEvent(new CustomEvent('closed', { detail: done }))
  }

  protected override render() {
    const { spec } = this
    return html`<dialog
      aria-labelledby="title"
      @cancel=${(event: Event) => {
        event.preventDefault()
        this.close(false)
      }}
    >
      <form @submit=${this.submit} @input=${() => this.read()}>
        <h1 id="title">${spec.title}</h1>
        <div class="fields">${spec.fields.map((field) => this.renderField(field))}</div>
        ${spec.note ? html`<p class="soft small-text" role="status">${spec.note(this.values)}</p>` : nothing}
        ${this.reason ? html`<p class="notice bad" role="alert">${this.reason}</p>` : nothing}
        <footer>
          <button type="button" class="button" @click=${() => this.close(false)}>${text.cancel}</button>
          <button class="button primary" ?disabled=${this.busy}>${spec.submit}</button>
        </footer>
      </form>
    </dialog>`
  }

  private renderField(field: Field) {
    const { name, label, type = 'text', value, required, help } = field
    if (type === 'checkbox')
      return html`<label class="field check wide"><input type="checkbox" name=${name} ?checked=${value === true} /> ${label}</label>`
    const given = Array.isArray(value) ? value.join('; ') : value === null || value === undefined ? '' : String(value)
    const input =
      type === 'select'
        ? html`<select class="input" id=${name} name=${name} ?required=${required}>
          ${(field.options ?? []).map(([option, words]) => html`<option value=${option} ?selected=${option === given}>${words}</option>`)}
        </select>`
        : type === 'textarea'
          ? html`<textarea class="input" id=${name} name=${name} ?required=${required} .value=${given}></textarea>`
          : html`<input
            class="input"
            id=${name}
            name=${name}
            type=${type === 'words' ? 'text' : type}
            .value=${given}
            ?required=${required}
            min=${field.min ?? nothing}
            max=${field.max ?? nothing}
            step=${field.step ?? nothing}
          />`
    const wide = type === 'textarea' || type === 'words' || name === 'name'
    return html`<div class="field ${wide ? 'wide' : ''}">
      <label for=${name}>${label}</label>${input}${help ? html`<small>${help}</small>` : nothing}
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sa-form-dialog': SaFormDialog
  }
}

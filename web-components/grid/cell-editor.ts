// The one input that lies over a cell while it is typed into.

import { stepAfterEdit } from './grid-keys.js'
import type { CellEntry } from './grid-source.js'
import { parseEntry } from './parse-entry.js'
import type { Step } from './selection.js'

export interface EditorPlace {
  row: number
  column: number
  left: number
  top: number
  width: number
  label: string
  entry: CellEntry
}

export interface EditorOutcome {
  /** Called with hours that passed the rules; `everywhere` = Ctrl+Enter, into the whole selection. */
  commit(place: EditorPlace, text: string, hours: number, everywhere: boolean): void
  refuse(place: EditorPlace, reason: string): void
  /** The editor is gone; where the cursor goes, if it moves. */
  closed(step: Step | undefined): void
}

export class CellEditor {
  private place: EditorPlace | undefined
  /** After F2 the arrows move the caret; after typing they commit. */
  private caret = false
  private readonly input = document.createElement('input')

  constructor(
    private readonly body: HTMLElement,
    private readonly outcome: EditorOutcome,
  ) {
    this.input.className = 'editor'
    this.input.type = 'text'
    this.input.inputMode = 'decimal'
    this.input.autocomplete = 'off'
    this.input.spellcheck = false
    this.input.addEventListener('keydown', (event) => this.key(event))
    this.input.addEventListener('blur', () => this.commit(undefined, false, true))
    this.input.addEventListener('input', () => this.input.removeAttribute('aria-invalid'))
    for (const name of ['copy', 'cut', 'paste', 'pointerdown', 'dblclick'])
      this.input.addEventListener(name, (event) => event.stopPropagation())
  }

  get openAt(): EditorPlace | undefined {
    return this.place
  }

  open(place: EditorPlace, keep: boolean) {
    this.place = place
    this.caret = keep
    const { style } = this.input
    style.left = `${place.left}px`
    style.top = `${place.top}px`
    style.width = `${place.width}px`
    this.input.removeAttribute('aria-invalid')
    this.input.setAttribute('aria-label', place.label)
    this.input.value = keep && place.entry.hours ? String(place.entry.hours) : ''
    this.body.append(this.input)
    this.input.focus({ preventScroll: true })
    if (keep) this.input.select()
  }

  cancel() {
    this.close(undefined)
  }

  private key(event: KeyboardEvent) {
    event.stopPropagation()
    if (event.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      this.close(undefined)
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      this.commit(undefined, true, false)
    } else if (event.key === 'Enter' || event.key === 'Tab' || (!this.caret && event.key.startsWith('Arrow'))) {
      event.preventDefault()
      this.commit(stepAfterEdit(event.key, event.shiftKey), false, false)
    } else if (event.key === 'F2') this.caret = !this.caret
  }

  private commit(step: Step | undefined, everywhere: boolean, leaving: boolean) {
    const { place } = this
    if (!place) return
    const text = this.input.value
    const parsed = parseEntry(text, place.entry)
    if ('reason' in parsed) {
      this.outcome.refuse(place, parsed.reason)
      if (leaving) this.close(undefined)
      else {
        this.input.setAttribute('aria-invalid', 'true')
        this.input.select()
      }
      return
    }
    this.close(step)
    this.outcome.commit(place, text, parsed.hours, everywhere)
  }

  private close(step: Step | undefined) {
    this.place = undefined
    this.input.remove()
    this.outcome.closed(step)
  }
}

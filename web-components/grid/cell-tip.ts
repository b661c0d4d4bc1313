// The tooltip of a cell: after a moment of hovering, or at once with the reason of a refusal.

const WAIT_MS = 250

export class CellTip {
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly host: HTMLElement,
    private readonly tip: HTMLElement,
  ) {}

  hide() {
    clearTimeout(this.timer)
    this.tip.hidden = true
  }

  /** Shows the words once the pointer has rested on the cell. */
  soon(cell: HTMLElement, words: string) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.show(cell, words), WAIT_MS)
  }

  /** Below the cell, or above where there is no room. */
  show(cell: HTMLElement, words: string) {
    clearTimeout(this.timer)
    this.tip.textContent = words
    this.tip.hidden = false
    const box = this.host.getBoundingClientRect()
    const at = cell.getBoundingClientRect()
    const below = at.bottom - box.top + 4
    const above = at.top - box.top - this.tip.offsetHeight - 4
    this.tip.style.top = `${below + this.tip.offsetHeight > box.height ? above : below}px`
    this.tip.style.left = `${Math.max(4, Math.min(at.left - box.left, box.width - this.tip.offsetWidth - 4))}px`
  }
}

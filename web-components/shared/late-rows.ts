import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** More than a screen holds. */
const AT_ONCE = 40
const THEN = 120

/**
 * Draws the first rows of long lists at once and the others, some more at a time, when the browser is idle: hundreds of
 * rows that nobody has scrolled to yet would hold back those on the screen. All are there for searching and printing.
 */
export class LateRows implements ReactiveController {
  #shown = AT_ONCE
  #isCut = false

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  /** The rows to draw now. */
  of<T>(rows: readonly T[]): readonly T[] {
    if (rows.length <= this.#shown) return rows
    this.#isCut = true
    return rows.slice(0, this.#shown)
  }

  hostUpdated(): void {
    if (!this.#isCut) return
    this.#isCut = false
    whenIdle(() => {
      this.#shown += THEN
      this.host.requestUpdate()
    })
  }
}

/** After the next paint, when nothing else waits; Safari knows no idle time. */
const whenIdle = (run: () => void) =>
  requestAnimationFrame(() => ('requestIdleCallback' in window ? requestIdleCallback(run) : setTimeout(run)))

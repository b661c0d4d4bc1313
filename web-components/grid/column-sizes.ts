// How wide a person made the name column and the months; remembered in this browser. All months share one width.

export type SizedPart = 'name' | 'column'
type Sizes = Partial<Record<SizedPart, number>>

const LEAST = { name: 110, column: 48 }
const MOST = { name: 560, column: 240 }
/** One press of a key. */
const STEP = 8

/** The width of a part, kept in what can still be read. */
export function boundedWidth(part: SizedPart, width: number): number {
  return Math.round(Math.max(LEAST[part], Math.min(MOST[part], width)))
}

export class ColumnSizes {
  private sizes: Sizes = {}
  private storageKey = ''

  /** `changed` is called after every change of a width; `present` answers the width shown now. */
  constructor(
    private readonly present: (part: SizedPart) => number,
    private readonly changed: () => void,
  ) {}

  /** Reads what was remembered under a key; '' remembers nothing. */
  remember(storageKey: string) {
    if (storageKey === this.storageKey) return
    this.storageKey = storageKey
    this.sizes = JSON.parse((storageKey && localStorage.getItem(storageKey)) || '{}') as Sizes
  }

  /** The width a person chose; undefined where they chose none. */
  of(part: SizedPart): number | undefined {
    return this.sizes[part]
  }

  set(part: SizedPart, width: number | undefined) {
    if (width === undefined) delete this.sizes[part]
    else this.sizes[part] = boundedWidth(part, width)
    if (this.storageKey) localStorage.setItem(this.storageKey, JSON.stringify(this.sizes))
    this.changed()
  }

  /** One step wider (1) or narrower (-1), as the keys do. */
  step(part: SizedPart, direction: 1 | -1) {
    this.set(part, this.present(part) + direction * STEP)
  }

  /** Follows the pointer from a grip on; the edge of the `count`-th month moves by `count` widths. */
  drag(event: PointerEvent, part: SizedPart, count: number) {
    if (event.button !== 0) return
    event.preventDefault()
    event.stopPropagation()
    const grip = event.target as HTMLElement
    const from = event.clientX
    const width = this.present(part)
    const move = (at: PointerEvent) => this.set(part, width + (at.clientX - from) / count)
    const stop = () => {
      grip.removeEventListener('pointermove', move)
      grip.removeEventListener('lostpointercapture', stop)
    }
    grip.setPointerCapture(event.pointerId)
    grip.addEventListener('pointermove', move)
    grip.addEventListener('lostpointercapture', stop)
  }
}

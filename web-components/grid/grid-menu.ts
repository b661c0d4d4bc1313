// The menu of a cell: by right click, Shift+F10 or the menu key. A popover with the keyboard of an ARIA menu.

export interface MenuItem {
  label: string
  /** The keys that do the same without the menu. */
  keys?: string
  run(): void
}

export class GridMenu {
  readonly el = document.createElement('div')

  /** `closed` is called when the menu leaves, whatever closed it. */
  constructor(
    label: string,
    private readonly closed: () => void,
  ) {
    this.el.className = 'menu'
    this.el.setAttribute('role', 'menu')
    this.el.setAttribute('aria-label', label)
    this.el.popover = 'auto'
    this.el.addEventListener('keydown', this.key)
    this.el.addEventListener('toggle', (event) => {
      if ((event as ToggleEvent).newState === 'closed') this.closed()
    })
  }

  /** Shows groups of items at a point of the window, kept inside it, and takes the focus. */
  open(groups: MenuItem[][], x: number, y: number) {
    this.el.replaceChildren()
    groups
      .filter((group) => group.length)
      .forEach((group, i) => {
        if (i) this.el.append(Object.assign(document.createElement('hr'), { role: 'separator' }))
        this.el.append(...group.map((item) => this.button(item)))
      })
    this.el.showPopover()
    this.el.style.left = `${Math.max(8, Math.min(x, innerWidth - this.el.offsetWidth - 8))}px`
    this.el.style.top = `${Math.max(8, Math.min(y, innerHeight - this.el.offsetHeight - 8))}px`
    this.items[0]?.focus()
  }

  private get items(): HTMLElement[] {
    return [...this.el.querySelectorAll('button')]
  }

  private button(item: MenuItem): HTMLElement {
    const button = document.createElement('button')
    button.setAttribute('role', 'menuitem')
    button.tabIndex = -1
    button.append(item.label)
    if (item.keys) {
      const keys = Object.assign(document.createElement('kbd'), {
        textContent: item.keys.replace('ArrowRight', '→').replace('ArrowLeft', '←'),
      })
      keys.setAttribute('aria-hidden', 'true')
      button.append(keys)
      button.setAttribute('aria-keyshortcuts', item.keys.replaceAll('Ctrl', 'Control'))
    }
    button.addEventListener('click', () => {
      this.el.hidePopover()
      item.run()
    })
    return button
  }

  private key = (event: KeyboardEvent) => {
    event.stopPropagation()
    const { items } = this
    const at = items.indexOf(event.target as HTMLElement)
    const last = items.length - 1
    const to = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key]
    if (to !== undefined) items[to]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') {
      this.el.hidePopover()
      this.closed()
    } else if (event.key.length === 1 && /\S/.test(event.key)) {
      const letter = event.key.toLowerCase()
      const after = [...items.slice(at + 1), ...items.slice(0, at + 1)]
      after.find((item) => item.textContent?.toLowerCase().startsWith(letter))?.focus()
      return
    } else return
    event.preventDefault()
  }
}

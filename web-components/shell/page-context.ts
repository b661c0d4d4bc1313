// What every view is given: the server, the person, the way to other views, messages, and what changed elsewhere.
import type { Applied, Load } from '../../services/change.js'
import type { FeedChange, FeedState } from '../api/change-feed.js'
import type { ApiClient, SignedInUser } from '../api/client.js'
import type { CellKey } from '../plan/plan-model.js'

export interface ToastAction {
  label: string
  run(): void
}

export interface PageEvents {
  /** A change set of anybody, this window's own included. */
  change: FeedChange & { own: boolean }
  /** Changes were missed: read everything anew. */
  reset: undefined
  state: FeedState
  /** An approval card opened or closed: the cells it would change. */
  proposal: { cells: (CellKey & { after: number })[]; loads: Load[] }
  /** Show these cells, the first one in view. */
  'show-cells': { cells: CellKey[] }
}

export class PageBus extends EventTarget {
  tell<K extends keyof PageEvents>(type: K, detail: PageEvents[K]) {
    this.dispatchEvent(new CustomEvent(type, { detail }))
  }

  /** Listens until the answered function is called. */
  on<K extends keyof PageEvents>(type: K, listener: (detail: PageEvents[K]) => void): () => void {
    const handler = (event: Event) => listener((event as CustomEvent<PageEvents[K]>).detail)
    this.addEventListener(type, handler)
    return () => this.removeEventListener(type, handler)
  }
}

export interface PageContext {
  api: ApiClient
  user: SignedInUser
  bus: PageBus
  navigate(path: string, replace?: boolean): void
  toast(message: string, options?: { kind?: 'ok' | 'bad'; action?: ToastAction }): void
  /** Puts a question to the assistant; `send` false leaves it in the composer. */
  ask(message: string, send?: boolean): void
  /** Takes over what this window itself applied: tells the views and remembers it for undo. */
  applied(applied: Applied): void
  undo(): Promise<void>
  redo(): Promise<void>
}

/** Whether this person may change anything at all. */
export function mayWrite(user: SignedInUser): boolean {
  return user.systemRole === 'Admin' || user.systemRole === 'PM'
}

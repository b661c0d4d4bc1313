// Which request a piece of work belongs to, from the server through tools, model and jobs, and who watches it.
import { AsyncLocalStorage } from 'node:async_hooks'

export type Attributes = Record<string, string | number>

/** Who is told of every piece of work: the log, and traces where somebody collects them. */
export interface Observer {
  /** Work begins; `parent` is what the enclosing work answered here. */
  begin(name: string, attributes: Attributes, parent: unknown): Watched
}

export interface Watched {
  /** Given to work inside this one as its parent. */
  span: unknown
  end(error?: unknown): void
}

interface Belonging {
  requestId: string
  observer: Observer
  span?: unknown
}

const storage = new AsyncLocalStorage<Belonging>()

/** Runs work that belongs to a request or job: everything observed inside carries its id. */
export function belongTo<T>(requestId: string, observer: Observer, work: () => T, span?: unknown): T {
  return storage.run({ requestId, observer, span }, work)
}

/** Does the work and tells the observer of the request it belongs to; outside of one it just does it. */
export async function observe<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const belonging = storage.getStore()
  if (!belonging) return await work()
  const { requestId, observer } = belonging
  const { span, end } = observer.begin(name, { requestId, ...attributes }, belonging.span)
  try {
    const result = await storage.run({ ...belonging, span }, work)
    end()
    return result
  } catch (error) {
    end(error)
    throw error
  }
}

/** Nobody watches. */
export const NO_OBSERVER: Observer = { begin: () => ({ span: undefined, end: () => {} }) }

// The page's one way to the server: bearer token in memory, refreshed by cookie, errors as ApiError.

const REFRESH_KEY = 'staffalloc.refresh'

export interface SignedInUser {
  id: string
  name: string
  email: string
  systemRole: 'Admin' | 'Director' | 'PM' | 'Employee'
  employeeId?: string | null
}

export interface Session {
  accessToken: string
  /** Seconds. */
  expiresIn: number
  user: SignedInUser
}

/** What the server answered instead: a code, a sentence and what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint?: string,
    readonly details?: unknown,
  ) {
    super(message)
  }

  /** Message and hint in one text for people. */
  get text(): string {
    return this.hint ? `${this.message} ${this.hint}` : this.message
  }
}

/** The sentence of any failure, also of a server that is not there. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiError) return error.text
  return error instanceof Error ? error.message : String(error)
}

export class ApiClient extends EventTarget {
  user: SignedInUser | undefined
  private accessToken = ''
  private refreshing: Promise<boolean> | undefined

  /** Signs in with the one-time token of a link, or takes up the session of the cookie; false = sign-in needed. */
  async start(oneTimeToken: string | null): Promise<boolean> {
    if (oneTimeToken) {
      const session = await this.open('/api/v1/session', { token: oneTimeToken })
      if (session) return true
    }
    return this.refresh()
  }

  /** Signs in with e-mail and password; throws ApiError with the reason. */
  async signIn(email: string, password: string): Promise<void> {
    this.take(await this.send<Session>('POST', '/api/v1/token', { email, password }, { bare: true }))
  }

  async signOut(): Promise<void> {
    await this.send('POST', '/api/v1/token/revoke', {}, { bare: true }).catch(() => undefined)
    this.accessToken = ''
    this.user = undefined
    this.dispatchEvent(new Event('signed-out'))
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.send<T>('GET', path, undefined, { signal })
  }

  post<T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> {
    return this.send<T>('POST', path, body, { signal })
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PATCH', path, body)
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PUT', path, body)
  }

  delete<T>(path: string, body?: unknown): Promise<T> {
    return this.send<T>('DELETE', path, body)
  }

  /** Runs a tool: `{data, say}` of a read, `{plan, say}` of a write. */
  tool<T = { data: unknown; say: string }>(name: string, input: unknown = {}): Promise<T> {
    return this.post<T>(`/api/v1/tools/${name}`, input)
  }

  /** A raw response with the bearer token, for streams and files; refreshes once when the token has run out. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const go = () => {
      const headers = new Headers(init.headers)
      if (this.accessToken) headers.set('authorization', `Bearer ${this.accessToken}`)
      return fetch(path, { ...init, headers, credentials: 'same-origin' })
    }
    const response = await go()
    if (response.status !== 401 || !(await this.refresh())) return response
    return go()
  }

  private async open(path: string, body: unknown): Promise<Session | undefined> {
    try {
      const session = await this.send<Session>('POST', path, body, { bare: true })
      this.take(session)
      return session
    } catch {
      return undefined
    }
  }

  private take(session: Session) {
    this.accessToken = session.accessToken
    this.user = session.user
  }

  /** One refresh at a time, also across windows: two at once would look like a stolen token. */
  private refresh(): Promise<boolean> {
    this.refreshing ??= navigator.locks
      .request('staffalloc-refresh', () => this.refreshOnce())
      .then((ok) => {
        if (!ok && this.user) this.dispatchEvent(new Event('signed-out'))
        return ok
      })
      .finally(() => {
        this.refreshing = undefined
      })
    return this.refreshing
  }

  /** The key stays where the page is left before the answer: the next page asks with it again, and stays signed in. */
  private async refreshOnce(): Promise<boolean> {
    const key = localStorage.getItem(REFRESH_KEY) ?? crypto.randomUUID()
    localStorage.setItem(REFRESH_KEY, key)
    const response = await fetch('/api/v1/token/refresh', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      credentials: 'same-origin',
    }).catch(() => undefined)
    if (!response) return false
    localStorage.removeItem(REFRESH_KEY)
    if (!response.ok) return false
    this.take((await response.json()) as Session)
    return true
  }

  private async send<T>(
    method: string,
    path: string,
    body: unknown,
    options: { bare?: boolean; signal?: AbortSignal } = {},
  ): Promise<T> {
    const form = body instanceof FormData
    const init: RequestInit = {
      method,
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
      headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
      signal: options.signal,
    }
    const response = await (options.bare
      ? fetch(path, { ...init, credentials: 'same-origin' })
      : this.fetch(path, init)
    ).catch((error: unknown) => {
      if (options.signal?.aborted) throw error
      throw new ApiError(0, 'offline', 'The application does not answer.', 'Is it still running? Nothing was changed.')
    })
    return readAnswer<T>(response)
  }
}

/** The JSON of an answer; throws ApiError with the server's own words for anything but success. */
export async function readAnswer<T>(response: Response): Promise<T> {
  const text = await response.text()
  let json: unknown
  try {
    json = text ? JSON.parse(text) : undefined
  } catch {
    json = undefined
  }
  if (response.ok) return json as T
  const error = (json as { error?: { code?: string; message?: string; hint?: string; details?: unknown } })?.error
  throw new ApiError(
    response.status,
    error?.code ?? 'failed',
    error?.message ?? `The application answered ${response.status}.`,
    error?.hint,
    error?.details,
  )
}

import { ModelFailure } from './model-failure.js'

export interface FetchBounds {
  /** Silence between two pieces of an answer, and before the first one. */
  stallMs: number
  firstMs: number
  /** Bytes of one reply: JSON around every token included. */
  maxBytes: number
}

export const FETCH_BOUNDS: FetchBounds = { stallMs: 15_000, firstMs: 50_000, maxBytes: 4 * 1024 * 1024 }

/**
 * A `fetch` for one run: the run's signal reaches the server at once, even before the first token; silence and endless
 * replies end it. One controller with timers, because on Node 20 `AbortSignal.any` with `AbortSignal.timeout` is lost at
 * garbage collection and a stalled stream then waits for five minutes. `ending` is what a whole stream holds, for
 * servers whose client takes any end for the end.
 */
export function runFetch(run: AbortSignal, bounds: FetchBounds = FETCH_BOUNDS, ending?: RegExp): typeof fetch {
  return async (input, init) => {
    const controller = new AbortController()
    const stop = () => controller.abort(run.reason)
    if (run.aborted) stop()
    run.addEventListener('abort', stop, { once: true })
    let timer: NodeJS.Timeout | undefined
    const wait = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(
        () =>
          controller.abort(
            new ModelFailure(
              'stalled',
              `The model was silent for ${Math.round(ms / 1000)} s.`,
              'Ask again, or choose a smaller model.',
            ),
          ),
        ms,
      )
    }
    const over = () => {
      clearTimeout(timer)
      run.removeEventListener('abort', stop)
    }
    try {
      wait(bounds.firstMs)
      const response = await fetch(input, { ...init, signal: controller.signal, redirect: 'error' })
      const { body } = response
      if (!body) {
        over()
        return response
      }
      return new Response(
        watched(body, { controller, wait, over, bounds, ending: isStream(response) ? ending : undefined }),
        response,
      )
    } catch (error) {
      over()
      throw controller.signal.aborted ? controller.signal.reason : error
    }
  }
}

/** Model servers speak JSON, JSON lines or server-sent events; a login page or noise does not begin like these. */
function looksLikeModel(first: Uint8Array): boolean {
  return /^\s*(?:\{|\[|data:|event:|id:|:|$)/.test(new TextDecoder().decode(first.subarray(0, 200)))
}

const isStream = (response: Response) =>
  response.ok && (response.headers.get('content-type') ?? '').includes('event-stream')

interface Watch {
  controller: AbortController
  wait(ms: number): void
  over(): void
  bounds: FetchBounds
  ending: RegExp | undefined
}

/** The same bytes; each piece sets the clock anew, too many end the reply, and every ending stops the clock. */
function watched(body: ReadableStream<Uint8Array>, watch: Watch): ReadableStream<Uint8Array> {
  const { controller, wait, over, bounds } = watch
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let bytes = 0
  let tail = ''
  let whole = watch.ending === undefined
  const look = (value: Uint8Array) => {
    if (bytes === 0 && !looksLikeModel(value))
      throw new ModelFailure('not_a_model_server', 'What answers there is not a model server.', 'Check its address.')
    bytes += value.byteLength
    if (bytes > bounds.maxBytes) {
      const failure = new ModelFailure('too_long', 'The model did not stop talking.', 'Choose another model.')
      controller.abort(failure)
      throw failure
    }
    if (whole) return
    tail = (tail + decoder.decode(value, { stream: true })).slice(-4000)
    whole = watch.ending?.test(tail) ?? true
  }
  return new ReadableStream<Uint8Array>({
    async pull(out) {
      try {
        const { done, value } = await reader.read()
        if (!done) {
          look(value)
          wait(bytes === value.byteLength ? bounds.firstMs : bounds.stallMs)
          out.enqueue(value)
          return
        }
        over()
        if (!whole) throw new ModelFailure('cut_off', 'The model broke off in the middle.', 'Ask again.')
        out.close()
      } catch (error) {
        over()
        void reader.cancel().catch(() => {})
        out.error(controller.signal.aborted ? controller.signal.reason : error)
      }
    },
    async cancel(reason) {
      over()
      controller.abort(reason)
      await reader.cancel(reason).catch(() => {})
    },
  })
}

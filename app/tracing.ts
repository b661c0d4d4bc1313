// Traces to an OpenTelemetry collector where OTEL_EXPORTER_OTLP_ENDPOINT names one; nothing of it is loaded otherwise.
import type { Span } from '@opentelemetry/api'
import type { Logger } from 'pino'
import type { Attributes, Observer } from '../tools/observe.js'

export interface Watching {
  observer: Observer
  /** Sends what waits to be sent. */
  close(): Promise<void>
}

/** Watches all work: a line in the log for each, with its request, and a span where there is a collector. */
export async function watchWork(log: Logger, endpoint: string | undefined): Promise<Watching> {
  const traces = endpoint === undefined ? undefined : await openTraces()
  const observer: Observer = {
    begin(name, attributes, parent) {
      const startedAt = performance.now()
      const watched = traces?.begin(name, attributes, parent)
      return {
        span: watched?.span,
        end: (error) => {
          const fields = { ...attributes, work: name, ms: Math.round(performance.now() - startedAt) }
          // A request has a line of its own when it is answered.
          if (!name.startsWith('request ')) log.info(error ? { ...fields, failed: codeOf(error) } : fields, 'work')
          watched?.end(error)
        },
      }
    },
  }
  return { observer, close: async () => await traces?.close() }
}

/** What kind of failure it was: a code or class, never a message, which may hold what somebody typed. */
const codeOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'error').slice(0, 60)
}

/** The exporter reads OTEL_EXPORTER_OTLP_ENDPOINT and its kin itself: OTLP over HTTP as JSON. */
async function openTraces(): Promise<Observer & { close(): Promise<void> }> {
  const [{ ROOT_CONTEXT, SpanStatusCode, trace }, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'staffalloc' }),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer('staffalloc')
  return {
    begin(name: string, attributes: Attributes, parent: unknown) {
      const within = parent ? trace.setSpan(ROOT_CONTEXT, parent as Span) : ROOT_CONTEXT
      const span = tracer.startSpan(name, { attributes }, within)
      return {
        span,
        end: (error) => {
          if (error) span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) })
          span.end()
        },
      }
    },
    close: async () => await provider.shutdown(),
  }
}

// One line per request from an allow-list of fields: no bodies, no addresses with tokens, no headers.
import type { RequestHandler } from 'express'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Metrics } from './metrics.js'

/** The program's log: JSON lines to standard error. Errors keep name, message, code and stack, nothing they carry. */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    destination,
  )
}

function describeError(error: unknown): Record<string, unknown> {
  const { name, message, code, stack } = (error ?? {}) as Error & { code?: string }
  return { name, message, code, stack }
}

const METHODS = new Set(['get', 'head', 'post', 'put', 'patch', 'delete', 'options'])

/** Names what is no declared route: no address as sent, and of its method only those that mean something here. */
export function nameOf(method: string, what: 'page' | '/mcp'): string {
  const known = method.toLowerCase()
  return `${METHODS.has(known) ? known : 'other'} ${what}`
}

/** Logs method, declared route (never the address as sent), status, time and user id of each request when it ends. */
export function logRequests(log: Logger, metrics?: Metrics): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now()
    res.on('close', () => {
      const { requestId, route, userId } = res.locals
      const fields = {
        requestId,
        route: route ?? nameOf(req.method, 'page'),
        status: res.statusCode,
        ms: Math.round(performance.now() - startedAt),
        userId,
      }
      metrics?.observeRequest(fields.route, res.statusCode, (performance.now() - startedAt) / 1000)
      if (res.statusCode >= 500) log.error(fields, 'request')
      else log.info(fields, 'request')
    })
    next()
  }
}

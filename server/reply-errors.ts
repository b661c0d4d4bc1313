// The one place where an error becomes an HTTP reply. No stack, path or SQL ever leaves.
import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import { Fault, type FaultCode } from '../services/fault.js'

const STATUS: Record<FaultCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  stale: 409,
  ambiguous: 422,
  refused_by_policy: 422,
  too_many: 429,
  busy: 503,
}

export interface ErrorReply {
  error: { code: FaultCode | 'internal'; message: string; hint?: string; details?: unknown }
}

/** Status and body of any error. What is not a Fault is a bug: the asker gets an id, the log gets the rest. */
export function describeError(error: unknown, requestId: string): { status: number; body: ErrorReply; isBug: boolean } {
  const known = asFault(error)
  if (known) {
    const { code, message, hint, details } = known.fault
    const body = { error: { code, message, ...(hint && { hint }), ...(details !== undefined && { details }) } }
    return { status: known.status ?? STATUS[code], body, isBug: false }
  }
  const message = `Something went wrong here. It was logged as ${requestId}.`
  return { status: 500, body: { error: { code: 'internal', message } }, isBug: true }
}

interface Known {
  fault: Fault
  status?: number
}

function asFault(error: unknown): Known | undefined {
  if (error instanceof Fault) return { fault: error }
  const { code, type, status, limit } = (error ?? {}) as Record<string, unknown>
  if (typeof code === 'string' && (code === 'SQLITE_BUSY' || code === 'SQLITE_BUSY_SNAPSHOT'))
    return { fault: new Fault('busy', 'The database is busy.', 'Try again in a few seconds.') }
  if (typeof code === 'string' && (code === 'SQLITE_FULL' || code === 'ENOSPC'))
    return {
      fault: new Fault('busy', 'The disk is full: nothing was saved.', 'Free some space and try again.'),
      status: 507,
    }
  if (code === 'SQLITE_READONLY')
    return {
      fault: new Fault('busy', 'The data folder cannot be written: nothing was saved.', 'Check its permissions.'),
    }
  if (type === 'entity.too.large')
    return {
      fault: new Fault('invalid', `The request is larger than ${limit} bytes.`, 'Send less at once.'),
      status: 413,
    }
  if (type === 'entity.parse.failed')
    return { fault: new Fault('invalid', 'The request body is not valid JSON.', 'Send a JSON object.') }
  if (code === 'LIMIT_FILE_SIZE')
    return {
      fault: new Fault('invalid', 'The file is larger than 20 MB.', 'Split it into several files.'),
      status: 413,
    }
  if (typeof code === 'string' && /^(LIMIT_|MISSING_FIELD_NAME$)/.test(code))
    return { fault: new Fault('invalid', 'The form has other parts than it may.', 'Send one file named "file".') }
  // Express, body-parser and the router mark what the client did wrong with a 4xx status.
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { fault: new Fault('invalid', 'The request is not valid HTTP for this address.'), status }
  return undefined
}

/** Sends the reply of an error, logs a bug with its stack. */
export function replyError(error: unknown, req: Request, res: Response, log: Logger): void {
  const { status, body, isBug } = describeError(error, String(res.locals.requestId))
  if (isBug)
    log.error({ requestId: res.locals.requestId, method: req.method, route: res.locals.route, err: error }, 'bug')
  if (res.headersSent) {
    res.end()
    return
  }
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer')
  res.status(status).json(body)
}

/** Express's last middleware. */
export function errorMiddleware(log: Logger): ErrorRequestHandler {
  return (error, req, res, _next) => replyError(error, req, res, log)
}

// Bodies: JSON only, of limited size and depth, without keys that reach into prototypes.
import express, { type RequestHandler } from 'express'
import { Fault } from '../services/fault.js'

export const BODY_LIMITS = { small: 64 * 1024, changes: 4 * 1024 * 1024 } as const

/** Deeper JSON than any request of ours: parsers survive it, what walks the result does not. */
export const MAX_DEPTH = 32

const parsers = {
  small: jsonParser(BODY_LIMITS.small),
  changes: jsonParser(BODY_LIMITS.changes),
}

/** Parses the JSON body of a route; another media type is refused, so that no HTML form can reach a route. */
export function readBody(limit: keyof typeof BODY_LIMITS): RequestHandler {
  return (req, res, next) => {
    const hasBody =
      req.headers['content-length'] !== '0' && (req.headers['content-length'] || req.headers['transfer-encoding'])
    if (hasBody && !/^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? ''))
      return next(new Fault('invalid', 'The body must be JSON.', 'Send the header: Content-Type: application/json'))
    parsers[limit](req, res, next)
  }
}

/** For handlers that read the body themselves: the size is declared before, and not too large. */
export function limitBody(limit: number): RequestHandler {
  return (req, _res, next) => {
    if (req.headers['transfer-encoding'])
      return next(new Fault('invalid', 'The size of the body must be declared.', 'Send the header: Content-Length'))
    if (Number(req.headers['content-length'] ?? 0) > limit) return next({ type: 'entity.too.large', limit })
    next()
  }
}

function jsonParser(limit: number): RequestHandler {
  return express.json({
    limit,
    strict: true,
    type: 'application/json',
    verify: (_req, _res, buffer) => {
      if (depthOf(buffer) > MAX_DEPTH)
        throw new Fault('invalid', `The body is nested more than ${MAX_DEPTH} levels deep.`)
      if (hasProtoKey(buffer.toString('utf8'))) throw new Fault('invalid', 'The body has a key named __proto__.')
    },
  })
}

/** Nesting of brackets outside strings, counted without building anything. */
export function depthOf(buffer: Uint8Array): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < buffer.length; i++) {
    const byte = buffer[i]
    if (inString) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (byte === 0x7d || byte === 0x5d) depth--
  }
  return deepest
}

function hasProtoKey(text: string): boolean {
  if (!/__proto__|\\u005f/i.test(text)) return false
  let found = false
  try {
    JSON.parse(text, (key, value) => {
      if (key === '__proto__') found = true
      return value
    })
  } catch {
    return false
  }
  return found
}

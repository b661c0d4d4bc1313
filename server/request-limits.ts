// How often one address and one account may ask. Kept in memory; wrong passwords are counted in the database besides.

import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import { Fault } from '../services/fault.js'
import type { Limits } from './deps.js'

const refuse: RequestHandler = () => {
  throw new Fault('too_many', 'Too many requests.', 'Wait a minute and try again.')
}

/** Every request of one address. The address is the socket's: forwarded headers are not believed. */
export function addressLimit(limits: Limits): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    validate: { xForwardedForHeader: false },
    limit: limits.requestsPerMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    handler: refuse,
  })
}

/** Every request of one signed-in user, whatever the address and token. */
export function accountLimit(limits: Limits): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: limits.requestsPerMinute,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: (_req, res) => String(res.locals.userId),
    handler: refuse,
  })
}

/** Password tries of one address, over all accounts. */
export function passwordLimit(limits: Limits): RequestHandler {
  return rateLimit({
    windowMs: 900_000,
    validate: { xForwardedForHeader: false },
    limit: limits.passwordTries,
    standardHeaders: false,
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    handler: refuse,
  })
}

// The HTTP side of StaffAlloc: sign-in, REST, tools, live events, files, page. May import agent, tools, mcp-server,
// services and files; holds no rule and no query of its own.
import { randomUUID } from 'node:crypto'
import express, { type Express } from 'express'
import { Fault } from '../services/fault.js'
import { belongTo, NO_OBSERVER } from '../tools/observe.js'
import { authenticatePersonalToken } from './authenticate.js'
import { type ChangeStream, createChangeStream } from './change-stream.js'
import type { ServerDeps } from './deps.js'
import { hostGate } from './host-gate.js'
import { createLiveReplies } from './live-replies.js'
import { logRequests, nameOf } from './log-requests.js'
import { mountRoutes } from './mount-routes.js'
import { BODY_LIMITS, limitBody } from './read-body.js'
import { errorMiddleware } from './reply-errors.js'
import { accountLimit, addressLimit, passwordLimit } from './request-limits.js'
import type { Route } from './route.js'
import { allRoutes } from './routes.js'
import { securityHeaders } from './security-headers.js'
import { servePage } from './serve-page.js'

export interface App {
  app: Express
  routes: readonly Route[]
  stream: ChangeStream
}

/** Builds the application around what it is given; it listens to nothing yet. */
export function createApp(deps: ServerDeps): App {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', false)
  app.set('query parser', 'simple')
  app.use((req, res, next) => {
    const requestId = randomUUID()
    res.locals.requestId = requestId
    res.setHeader('X-Request-Id', requestId)
    const { observer = NO_OBSERVER } = deps
    const { span, end } = observer.begin(`request ${req.method}`, { requestId }, undefined)
    res.on('close', () => end(res.statusCode >= 500 ? { code: res.statusCode } : undefined))
    belongTo(requestId, observer, () => next(), span)
  })
  app.use(logRequests(deps.log, deps.metrics))
  app.use(securityHeaders())
  app.use(hostGate(deps.isAllowedHost))
  app.use(addressLimit(deps.limits))
  const passwords = passwordLimit(deps.limits)
  app.post('/api/v1/token', passwords)

  const stream = createChangeStream(deps)
  const routes = allRoutes(deps, stream)
  const perAccount = accountLimit(deps.limits)
  const live = createLiveReplies(deps)
  mountRoutes(app, routes, deps, perAccount, live)
  if (deps.mcp) {
    app.all('/mcp', async (req, res, next) => {
      res.locals.route = nameOf(req.method, '/mcp')
      const auth = await authenticatePersonalToken(req, deps)
      res.locals.auth = auth
      res.locals.userId = auth.actor.userId
      live.keep(res, auth)
      next()
    })
    app.all('/mcp', perAccount, limitBody(BODY_LIMITS.changes), deps.mcp)
  }
  app.use(['/api', '/mcp'], (req) => {
    const message = `There is nothing at this address for ${req.method}.`
    throw new Fault('not_found', message, 'The routes are listed at /api/docs')
  })
  servePage(app, deps)
  app.use(errorMiddleware(deps.log))
  return { app, routes, stream }
}

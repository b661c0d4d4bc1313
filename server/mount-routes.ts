// Turns route declarations into Express: parse strictly, authenticate, check the right, run, reply.
import type { Express, RequestHandler, Response } from 'express'
import type { z } from 'zod'
import { Fault } from '../services/fault.js'
import { parseInput } from '../services/parse-input.js'
import { requireAdmin } from '../services/policy.js'
import { authenticate } from './authenticate.js'
import type { ServerDeps } from './deps.js'
import type { LiveReplies } from './live-replies.js'
import { readBody } from './read-body.js'
import { replyError } from './reply-errors.js'
import type { Auth, Route } from './route.js'

/** Mounts every route; `accountLimit` runs once it is known who asks. */
export function mountRoutes(
  app: Express,
  routes: readonly Route[],
  deps: ServerDeps,
  accountLimit: RequestHandler,
  live: LiveReplies,
): void {
  for (const declared of routes) {
    const before: RequestHandler[] = [signIn(declared, deps, live)]
    if (declared.access !== 'public') before.push(accountLimit)
    if (!declared.accepts) before.push(readBody(declared.bodyLimit ?? 'small'))
    app[declared.method](declared.path, ...before, run(declared, deps))
  }
}

/** Sign-in before anything is read of the body, so that strangers cannot make the server parse megabytes. */
function signIn(declared: Route, deps: ServerDeps, live: LiveReplies): RequestHandler {
  return async (req, res, next) => {
    res.locals.route = `${declared.method} ${declared.path}`
    res.setHeader('Cache-Control', 'no-store')
    if (declared.access === 'public') return next()
    const auth = await authenticate(req, deps)
    res.locals.auth = auth
    res.locals.userId = auth.actor.userId
    if (declared.access === 'admin') requireAdmin(auth.actor)
    if (declared.interactive && auth.kind === 'token')
      throw new Fault('forbidden', 'A personal access token opens no other way in.', 'Sign in to the page for this.')
    if (declared.effect === 'write' && auth.actor.readOnly)
      throw new Fault('forbidden', 'This sign-in may read only.', 'Use a token with the scope "write".')
    if (declared.streams === 'text/event-stream') live.keep(res, auth)
    next()
  }
}

function run(declared: Route, deps: ServerDeps): RequestHandler {
  return async (req, res) => {
    try {
      const auth = res.locals.auth as Auth
      const reply = await declared.handle({
        params: read(declared.params, req.params, 'address') as Record<string, never>,
        query: read(declared.query, req.query, 'address') as Record<string, never>,
        body: (declared.accepts ? {} : read(declared.body, req.body ?? {}, 'body')) as Record<string, never>,
        auth,
        actor: auth?.actor,
        req,
        res,
        deps,
        signal: hangUpSignal(res),
      })
      if (declared.streams || res.headersSent) return
      if (reply === undefined) res.status(declared.status ?? 204).end()
      else res.status(declared.status ?? 200).json(reply)
    } catch (error) {
      replyError(error, req, res, deps.log)
    }
  }
}

function read(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema) return parseInput(schema, value)
  const names = Object.keys((value ?? {}) as object)
  if (names.length > 0)
    throw new Fault('invalid', `The ${where} has '${names[0]?.slice(0, 60)}', which nothing reads here.`)
  return {}
}

function hangUpSignal(res: Response): AbortSignal {
  const controller = new AbortController()
  res.on('close', () => {
    if (!res.writableFinished) controller.abort()
  })
  return controller.signal
}

// What an HTTP route is: one declaration feeds Express, the OpenAPI document and the table of rights.
import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { Actor } from '../services/actor.js'
import type { ServerDeps } from './deps.js'

/** Who is asking, as the verified sign-in says. */
export interface Auth {
  /** Names the sign-in: one of a page, or one token. */
  id: string
  actor: Actor
  /** Who it is now; undefined once it was revoked, has ended or its user is disabled. For what outlives one request. */
  stillHolds(): Promise<Actor | undefined>
  /** A page's sign-in (short access token) or a personal access token. */
  kind: 'session' | 'token'
  /** Names the sign-in of a session. */
  familyId?: string
}

export interface RouteCall<P, Q, B> {
  params: P
  query: Q
  body: B
  /** Throws nothing: a route that is not public is called with a sign-in only. */
  auth: Auth
  actor: Actor
  req: Request
  res: Response
  deps: ServerDeps
  /** Aborted when the asker hangs up. */
  signal: AbortSignal
}

type Output<T extends z.ZodType | undefined> = T extends z.ZodType ? z.output<T> : Record<string, never>

export interface Route<
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
> {
  method: 'get' | 'post' | 'patch' | 'delete'
  /** '/api/v1/projects/:id' */
  path: string
  tag: string
  /** One line for people who read the API document. */
  summary: string
  /** public: without sign-in. signed-in: any active user, narrowed inside. admin: Admins only. */
  access: 'public' | 'signed-in' | 'admin'
  /** Opens or closes a way in: for the sign-in of a page only, so that a stolen token makes no other token or link. */
  interactive?: true
  /** A read-only token may call `read` routes only. */
  effect: 'read' | 'write'
  params?: P
  query?: Q
  body?: B
  reply?: z.ZodType
  /** What the API document shows as body, where the handler parses it itself. */
  documentedBody?: z.ZodType
  /** Status of success; 200 without it. */
  status?: number
  /** Largest body: 64 kB, or 4 MB for changes. */
  bodyLimit?: 'small' | 'changes'
  /** Media type where the reply is not JSON: the handler writes to `res` itself. */
  streams?: string
  /** Media type of the body where it is not JSON: the handler reads it itself. */
  accepts?: string
  handle(call: RouteCall<Output<P>, Output<Q>, Output<B>>): Promise<unknown>
}

/** Keeps the types of a declaration; no behaviour. */
export function route<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(declaration: Route<P, Q, B>): Route {
  return declaration as unknown as Route
}

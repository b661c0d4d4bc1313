// Random secrets that are shown once and kept as hashes: sign-in links, refresh tokens, personal access tokens.
import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as 43 URL-safe characters, with a prefix that secret scanners can recognise. */
export function makeSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`
}

/** What is stored of a secret. A plain hash is enough: 256 random bits cannot be guessed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Everything the account functions need from outside: clocks, ids and the surface, for expiry and audit. */
export interface AccountContext {
  now: () => Date
  newId: () => string
  /** 'api' | 'cli' ...: through which surface, for the audit trail. */
  via: string
}

/** An ISO time `seconds` after now. */
export function later(context: AccountContext, seconds: number): string {
  return new Date(context.now().getTime() + seconds * 1000).toISOString()
}

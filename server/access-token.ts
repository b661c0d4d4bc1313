// Access tokens: short JWTs of this installation. The only file that may call jwtVerify.
import { jwtVerify, SignJWT } from 'jose'
import { Fault } from '../services/fault.js'
import type { SigningKeys } from './signing-keys.js'

const ALGORITHM = 'HS256'
const ISSUER = 'staffalloc'
const AUDIENCE = 'staffalloc-page'
const TYPE = 'at+jwt'

/** Ten minutes: a stolen token is soon worthless, and every call asks the database anyway. */
export const ACCESS_SECONDS = 600

export interface AccessClaims {
  userId: string
  familyId: string
}

export interface AccessTokens {
  sign(claims: AccessClaims): Promise<string>
  /** Throws Fault unauthenticated unless signature, algorithm, type, issuer, audience and expiry all hold. */
  verify(token: string): Promise<AccessClaims>
}

/** `keys` is asked at each call, so a rotation holds without a restart. */
export function createAccessTokens(keys: () => SigningKeys, now: () => Date): AccessTokens {
  return {
    sign: async ({ userId, familyId }) => {
      const { current, keys: all } = keys()
      const issuedAt = Math.floor(now().getTime() / 1000)
      return await new SignJWT({ sid: familyId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: current })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_SECONDS)
        .sign(all[current] as Uint8Array)
    },
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const { keys: all } = keys()
            if (!kid || !Object.hasOwn(all, kid)) throw new Error('unknown key')
            return all[kid] as Uint8Array
          },
          {
            algorithms: [ALGORITHM],
            issuer: ISSUER,
            audience: AUDIENCE,
            typ: TYPE,
            requiredClaims: ['exp', 'iat', 'sub', 'sid'],
            maxTokenAge: ACCESS_SECONDS,
            currentDate: now(),
          },
        )
        if (typeof payload.sid !== 'string' || !payload.sub) throw new Error('claims')
        return { userId: payload.sub, familyId: payload.sid }
      } catch {
        throw new Fault('unauthenticated', 'The sign-in has expired.', 'Sign in again.')
      }
    },
  }
}

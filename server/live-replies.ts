// Replies that outlive their request's check of the sign-in: live events, MCP notices, answers of the assistant.
import type { Response } from 'express'
import { commitStamp } from '../services/change-feed.js'
import type { ServerDeps } from './deps.js'
import type { Auth } from './route.js'

/** How often the file is asked whether somebody committed: this process or another one. */
const LOOK_MS = 100

/** Without any commit a sign-in can still end by its own date: looked at after so many quiet looks. */
const QUIET_LOOKS = 200

export interface LiveReplies {
  /** Ends `res` as soon as the sign-in that asked for it holds no more. */
  keep(res: Response, auth: Auth): void
}

/** A revoked token, a sign-out, a disabled user: the open replies of that sign-in are cut off. */
export function createLiveReplies({ database }: Pick<ServerDeps, 'database'>): LiveReplies {
  const open = new Map<Response, Auth>()
  const readStamp = commitStamp(database.sqlite)
  let timer: NodeJS.Timeout | undefined
  let stamp = ''
  let quiet = 0
  let looking = false

  async function look(): Promise<void> {
    for (const [res, auth] of [...open]) {
      const actor = await auth.stillHolds().catch(() => undefined)
      if (!actor) res.destroy()
    }
  }

  function tick(): void {
    const now = readStamp()
    if (looking || (now === stamp && ++quiet < QUIET_LOOKS)) return
    stamp = now
    quiet = 0
    looking = true
    void look().finally(() => {
      looking = false
    })
  }

  return {
    keep: (res, auth) => {
      if (open.size === 0) {
        stamp = ''
        timer = setInterval(tick, LOOK_MS)
        timer.unref()
      }
      open.set(res, auth)
      res.once('close', () => {
        open.delete(res)
        if (open.size === 0) clearInterval(timer)
      })
    },
  }
}

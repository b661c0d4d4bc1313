// The demo organisation of October 2026 in memory, for tests of what tools answer on it.
import { seedDemo } from '../db/demo.js'
import { type OpenDatabase, openDatabase } from '../db/open.js'
import type { FileStore } from '../files/file-store.js'
import { callTool, type ReadResult } from '../tools/call-tool.js'
import type { ToolContext } from '../tools/define-tool.js'

export const DEMO_TODAY = '2026-10-15'

export interface DemoOrganisation extends OpenDatabase {
  /** The context of a user by mailbox: 'maria' is maria@example.com. */
  as(mailbox: string): ToolContext
  /** Calls a read tool as that user. */
  ask(mailbox: string, tool: string, input: unknown): Promise<ReadResult>
}

export async function openDemoOrganisation(): Promise<DemoOrganisation> {
  const open = await openDatabase(':memory:')
  const now = new Date(`${DEMO_TODAY}T09:00:00Z`)
  await seedDemo(open.db, { month: DEMO_TODAY.slice(0, 7), now })
  const users = new Map((await open.db.selectFrom('user').selectAll().execute()).map((u) => [u.email, u]))
  let count = 0
  const as = (mailbox: string): ToolContext => {
    const user = users.get(`${mailbox}@example.com`)
    if (!user) throw new Error(`the demo has no user ${mailbox}@example.com`)
    return {
      db: open.db,
      actor: {
        userId: user.id,
        name: user.name,
        email: user.email,
        systemRole: user.systemRole,
        employeeId: user.employeeId,
        readOnly: false,
      },
      via: 'chat',
      now: () => now,
      today: DEMO_TODAY,
      newId: () => `id-${++count}`,
      signal: new AbortController().signal,
      progress: () => {},
      files: {} as FileStore,
    }
  }
  return { ...open, as, ask: (mailbox, tool, input) => readWith(as(mailbox), tool, input) }
}

/** Calls a read tool and answers its result. */
export async function readWith(ctx: ToolContext, tool: string, input: unknown): Promise<ReadResult> {
  const result = await callTool({ tool, input }, ctx)
  if (result.kind !== 'read') throw new Error(`${tool} is not a read`)
  return result
}

// The real application on a free port with the demo organisation in a temporary folder, for tests in a real browser.
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../app/compose.js'
import { createServer } from '../../app/create-server.js'
import { startBackground } from '../../app/jobs/background.js'
import { readSettings } from '../../app/settings.js'
import { createLog } from '../../server/log-requests.js'
import { createSignInLink } from '../../services/account-links.js'

export interface RunningApplication {
  url: string
  /** The address that signs a user in, once. */
  linkFor(email: string): Promise<string>
  /** Breaks every open connection, as a sleeping laptop or a restarted server does. */
  dropConnections(): void
  close(): Promise<void>
}

/** The day on which every browser test and screenshot stands. */
export const TODAY = '2026-10-15'

/** Starts the application as `staffalloc start` does, without printing or opening anything. */
export async function openApplication(environment: Record<string, string> = {}, port = 0): Promise<RunningApplication> {
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-browser-'))
  const settings = readSettings({
    STAFFALLOC_DATA: folder,
    STAFFALLOC_TODAY: TODAY,
    STAFFALLOC_MODEL: 'none',
    STAFFALLOC_LOG_LEVEL: 'error',
    STAFFALLOC_RATE_LIMIT: '100000',
    STAFFALLOC_BENCH: '1',
    ...environment,
  })
  const application = await compose(settings)
  let listening = port
  const log = createLog(settings.logLevel)
  const background = await startBackground(application, log)
  const jobs = { ...background.jobs, stop: background.jobs.stopOne }
  const parts = createServer(application, log, () => listening, { jobs })
  await new Promise<void>((resolve) => parts.http.listen(port, '127.0.0.1', resolve))
  listening = (parts.http.address() as AddressInfo).port
  const url = `http://127.0.0.1:${listening}`
  return {
    url,
    async linkFor(email) {
      const { userId } = await application.actor(email)
      return `${url}/?token=${await createSignInLink(application.db, userId, application.accountContext('cli'))}`
    },
    dropConnections: () => parts.http.closeAllConnections(),
    async close() {
      parts.http.closeAllConnections()
      await new Promise<void>((resolve) => parts.http.close(() => resolve()))
      await background.stop()
      await parts.close()
      await application.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

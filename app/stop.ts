// The end of the application: what is being answered is answered, streams close, the running job goes back, in five seconds.
import type { Server } from 'node:http'
import type { Logger } from 'pino'
import type { Application } from './compose.js'
import type { RunningParts } from './create-server.js'
import { removeAddress } from './running-address.js'
import type { Watching } from './tracing.js'

/** After this time connections that are still open are cut off. */
const PATIENCE_MS = 4000
/** What hangs even then is left: the next start takes it up as it does after a power cut. */
const LAST_MS = 4800
const TRACES_MS = 500

/** Everything that runs. */
export interface Running {
  application: Application
  parts: RunningParts
  watching: Watching
  stopBackground(): Promise<void>
}

/** Ends all of it. Nothing new is taken in from the first moment on. */
export async function stopApplication({ application, parts, watching, stopBackground }: Running): Promise<void> {
  await Promise.all([closeHttp(parts.http), parts.endStreams(), stopBackground()])
  await parts.close()
  removeAddress(application.settings)
  await Promise.race([watching.close().catch(() => {}), new Promise((resolve) => setTimeout(resolve, TRACES_MS))])
  await application.close()
}

/** Lets what is being answered finish, then cuts off what is left. */
async function closeHttp(http: Server): Promise<void> {
  const cutOff = setTimeout(() => http.closeAllConnections(), PATIENCE_MS)
  await new Promise<void>((resolve) => {
    http.close(() => resolve())
    http.closeIdleConnections()
  })
  clearTimeout(cutOff)
}

/** Ends the program with 0 on SIGTERM, Ctrl+C or a closed terminal; the second signal means now. */
export function stopOnSignal(log: Logger, stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      log.info({ signal }, 'stopping')
      setTimeout(() => {
        log.warn('what would not end was cut off')
        process.exit(0)
      }, LAST_MS)
      stop().then(
        () => process.exit(0),
        (err) => {
          log.error({ err }, 'stopping failed')
          process.exit(1)
        },
      )
    })
  process.on('uncaughtException', (err) => {
    log.error({ err }, 'bug: stopping')
    process.exit(1)
  })
}

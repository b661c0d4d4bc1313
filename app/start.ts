// `staffalloc start`: listens, prints where and how to sign in, begins the work in the background.
import { spawn } from 'node:child_process'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLog } from '../server/log-requests.js'
import { createSignInLink } from '../services/account-links.js'
import { hasAdminPassword } from '../services/account-users.js'
import { type Application, compose } from './compose.js'
import { createServer } from './create-server.js'
import { type Background, startBackground } from './jobs/background.js'
import { useModelIfPresent } from './knowledge/use-model.js'
import { prepareData } from './prepare-data.js'
import { writeAddress } from './running-address.js'
import { loadSettings, type Settings, SettingsError } from './settings.js'
import { stopApplication, stopOnSignal } from './stop.js'
import { watchWork } from './tracing.js'

const FIRST_PORT = 3000
const PORTS_TRIED = 100

/** The assistant is loaded when the page has had time to open. */
const WARM_AFTER_MS = 3000

/** Starts the application and answers once it listens; rejects with SettingsError or DatabaseStartError. */
export async function start(options: { open: boolean; conformance?: boolean }): Promise<void> {
  const settings = loadSettings()
  const log = createLog(settings.logLevel)
  const application = await compose(settings, undefined, (of, now) => prepareData(of, now, { check: true }))
  const watching = await watchWork(log, settings.otlpEndpoint)
  let port = settings.port ?? FIRST_PORT
  let background: Background | undefined
  let starting: Promise<void> | undefined
  const startJobs = () => {
    starting ??= startBackground(application, log, watching.observer)
      .then((started) => {
        background = started
        started.jobs.wake()
      })
      .catch((err) => log.error({ err }, 'the background jobs do not run'))
  }
  const jobs = {
    wake: () => (background ? background.jobs.wake() : startJobs()),
    stop: (id: string) => background?.jobs.stopOne(id),
    live: (id: string) => background?.jobs.live(id),
  }
  const parts = createServer(application, log, () => port, { ...options, jobs, observer: watching.observer })
  try {
    port = await listen(parts.http, settings)
  } catch (error) {
    await application.close()
    throw error
  }
  // The first question should not wait for LangChain; the start should not either.
  const warming = setTimeout(() => {
    parts.assistant
      .get()
      .then((assistant) => assistant.warm())
      .catch((err) => log.error({ err }, 'warming the assistant'))
    useModelIfPresent(application)
      .then(() => application.knowledge.refresh())
      .catch((err) => log.warn({ err }, 'the text search stays with the built-in embedder'))
    startJobs()
  }, WARM_AFTER_MS)
  const stopBackground = async () => {
    starting ??= Promise.resolve()
    await starting
    await background?.stop()
  }
  stopOnSignal(log, () => {
    clearTimeout(warming)
    return stopApplication({ application, parts, watching, stopBackground })
  })
  const url = `http://${shownHost(settings.host)}:${port}`
  process.stdout.write(`StaffAlloc ready ${url}\n`)
  const link = await signInLink(application, url)
  if (link) process.stdout.write(`Sign in: ${link}\n`)
  writeAddress(settings, url)
  log.info({ url, dataFolder: settings.dataFolder }, 'listening')
  if (options.open) openBrowser(link ?? url)
}

async function signInLink(application: Application, url: string): Promise<string | undefined> {
  if (await hasAdminPassword(application.db)) return undefined
  const owner = await application.owner()
  const token = await createSignInLink(application.db, owner.userId, application.accountContext('cli'))
  return `${url}/?token=${token}`
}

/** Listens on the port of the settings, or on the first free one from 3000 on. */
async function listen(http: Server, settings: Settings): Promise<number> {
  const wanted = settings.port
  const last = wanted ?? FIRST_PORT + PORTS_TRIED
  for (let port = wanted ?? FIRST_PORT; port <= last; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject)
        http.listen(port, settings.host, () => {
          http.off('error', reject)
          resolve()
        })
      })
      return (http.address() as AddressInfo).port
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRINUSE' && wanted === undefined) continue
      throw new SettingsError(whyNotListening(code, port, settings.host))
    }
  }
  throw new SettingsError(`Ports ${FIRST_PORT} to ${last} are all in use. Set PORT to a free one.`)
}

function whyNotListening(code: string | undefined, port: number, host: string): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Set PORT to another one, or stop the program that uses it.`
  if (code === 'EACCES') return `Port ${port} needs special rights. Set PORT to 1024 or above.`
  return `HOST ${host} is not an address of this machine (${code}). Leave it out to use 127.0.0.1.`
}

const shownHost = (host: string) =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host

/** Opens the page for a person at a terminal with a display; never in scripts. */
function openBrowser(url: string): void {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!process.stdout.isTTY || !hasDisplay || process.env.CI) return
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open']
  spawn(command as string, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

// A real browser with one page per sign-in, which notes everything a user would not want to see in its console.
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { RunningApplication } from './open-application.js'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where the browser is; undefined where there is none, and the tests are skipped. */
export const browserPath = process.env.STAFFALLOC_CHROMIUM ?? PLACES.find((path) => existsSync(path))

/** Why browser tests do not run here; false where they do. */
export const skipped = browserPath ? false : 'skipped: no chromium'

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface SignedInPage {
  page: Page
  /** Console errors, page errors and reports of the content security policy so far. */
  complaints: string[]
  close(): Promise<void>
}

/** Opens the page as a user by a one-time link, in a context of its own. */
export async function signIn(
  browser: Browser,
  application: RunningApplication,
  email: string,
  options: BrowserContextOptions = {},
): Promise<SignedInPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    // A refusal of the server (401 to 422) is an answer; the browser notes it as a failed resource all the same.
    const refusal = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())
    if (!refusal && (message.type() === 'error' || message.type() === 'warning')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(await application.linkFor(email))
  await page.locator('sa-chat textarea').waitFor({ state: 'attached' })
  return { page, complaints, close: () => context.close() }
}

/** Goes to an address of the page as a click on a link would. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  )
}

// One application and browser for a file of grid tests; every window must leave the console clean.
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { row } from './grid-page.js'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, visit } from './open-browser.js'

export interface GridWindows {
  application(): RunningApplication
  /** A window of a user, closed after the test. */
  open(email: string, options?: BrowserContextOptions): Promise<SignedInPage>
  /** The same, on the grid of Project Alpha. */
  openAlpha(email?: string): Promise<SignedInPage>
}

/** Registers the hooks of the file; call it once inside `describe`. */
export function gridWindows(): GridWindows {
  let application: RunningApplication
  let browser: Browser
  const windows: SignedInPage[] = []
  beforeAll(async () => {
    application = await openApplication()
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const window of windows.splice(0)) {
      expect(window.complaints).toEqual([])
      await window.close()
    }
  })
  afterAll(async () => {
    await browser?.close()
    await application?.close()
  })
  const open = async (email: string, options?: BrowserContextOptions) => {
    const window = await signIn(browser, application, email, options)
    windows.push(window)
    return window
  }
  return {
    application: () => application,
    open,
    async openAlpha(email = 'maria@example.com') {
      const window = await open(email)
      await visit(window.page, '/projects/ALPHA')
      await row(window.page, 'Jane Doe').waitFor()
      return window
    },
  }
}

import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../app/root.js'
import { ask, row } from './grid-page.js'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, skipped, visit } from './open-browser.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** STAFFALLOC_SCREENSHOTS=1 writes docs/screenshots anew. */
const screenshots = process.env.STAFFALLOC_SCREENSHOTS === '1' ? join(root, 'docs', 'screenshots') : ''

const violationsOf = (page: Page) =>
  page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  }).then(({ violations }) => violations.map((one) =>
    one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.target.flat().join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')))`)

/** Elements of the open view that scroll sideways as a whole, where only tables and grids may. */
const WIDER = `(() => {
  const view = document.querySelector('sa-app').shadowRoot.querySelector('.view-host > *')
  return [document.documentElement, view].filter((at) => at.scrollWidth > at.clientWidth + 1).map((at) => at.localName)
})()`

/** Each view: its address, what says that it is there, and who looks. */
const VIEWS: [name: string, path: string, ready: string][] = [
  ['plan', '/', 'sa-allocation-grid'],
  ['plan-people', '/?rows=people&unit=fte', 'sa-allocation-grid'],
  ['project', '/projects/ALPHA', 'sa-allocation-grid'],
  ['project-dashboard', '/projects/PHX/dashboard', 'sa-project-budget canvas'],
  ['project-months', '/projects/ALPHA/months', 'sa-project-months table'],
  ['project-demand', '/projects/SENTRY/demand', 'sa-demand-view table'],
  ['project-sprints', '/projects/ALPHA/sprints', 'sa-allocation-grid'],
  ['dashboard', '/dashboard', 'sa-dashboard-view .kpis'],
  ['projects', '/projects', 'sa-projects-view table'],
  ['people', '/people', 'sa-people-view table'],
  ['person', '/people/emp-sarah-jones', 'sa-person-view .timeline'],
  ['conflicts', '/conflicts', 'sa-conflicts-view article'],
  ['demand', '/demand', 'sa-demand-view table'],
  ['forecast', '/forecast?from=2027-07', 'sa-forecast-view table'],
  ['balance', '/balance', 'sa-balance-view .card'],
  ['reports', '/reports', 'sa-reports-view form'],
  ['import', '/import', 'sa-import-view .drop'],
  ['notes', '/notes', 'sa-notes table'],
  ['jobs', '/jobs', 'sa-jobs-view h1'],
  ['history', '/history', 'sa-history-view h1'],
  ['admin-roles', '/admin/roles', 'sa-admin-view table'],
  ['admin-holidays', '/admin/holidays', 'sa-admin-view table'],
  ['admin-policy', '/admin/policy', 'sa-admin-policy form'],
  ['admin-users', '/admin/users', 'sa-admin-users table'],
  ['admin-assistant', '/admin/assistant', 'sa-admin-assistant table'],
  ['admin-model-turns', '/admin/model-turns', 'sa-admin-turns table'],
]

describe.skipIf(skipped)(`every view${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  let application: RunningApplication
  let browser: Browser
  const windows = new Map<string, SignedInPage>()

  beforeAll(async () => {
    application = await openApplication()
    browser = await openBrowser()
    for (const theme of ['light', 'dark'] as const) {
      const window = await signIn(browser, application, 'admin@example.com', { colorScheme: theme })
      await window.page.evaluate(axe)
      windows.set(theme, window)
    }
    if (screenshots) mkdirSync(screenshots, { recursive: true })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await application?.close()
  })

  for (const theme of ['light', 'dark'])
    for (const [name, path, ready] of VIEWS)
      it(`${name} in ${theme} is accessible and leaves the console clean`, async () => {
        const { page, complaints } = windows.get(theme)!
        await visit(page, path)
        await page.locator(ready).first().waitFor()
        if (path.startsWith('/?')) await row(page, 'Aisha Bello').waitFor()
        const violations = await violationsOf(page)
        if (screenshots) await page.screenshot({ path: join(screenshots, `${name}-${theme}.png`) })
        expect(violations).toEqual([])
        expect(complaints.splice(0)).toEqual([])
      })

  it('shows an answer with its card beside the grid, accessible in both themes', async () => {
    for (const [theme, { page, complaints }] of windows) {
      await visit(page, '/projects/ALPHA')
      await row(page, 'Jane Doe').waitFor()
      const answer = await ask(page, 'Set Jane Doe to 80 hours on Project Alpha in November')
      await answer.locator('sa-approval-card .button.primary').waitFor()
      expect(await violationsOf(page)).toEqual([])
      if (screenshots) await page.screenshot({ path: join(screenshots, `chat-${theme}.png`) })
      await answer.getByRole('button', { name: 'Decline' }).click()
      await page.locator('sa-chat .log[aria-busy=false]').waitFor()
      await page.getByRole('button', { name: 'New conversation' }).click()
      expect(complaints.splice(0)).toEqual([])
    }
  })

  it('fits every view on a telephone: nothing is wider than the screen', async () => {
    const { page, close } = await signIn(browser, application, 'admin@example.com', {
      viewport: { width: 390, height: 844 },
    })
    for (const [name, path, ready] of VIEWS) {
      await visit(page, path)
      await page.locator(ready).first().waitFor()
      expect([name, await page.evaluate(WIDER)]).toEqual([name, []])
    }
    await close()
  })
})

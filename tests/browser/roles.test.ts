import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { row } from './grid-page.js'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, skipped, visit } from './open-browser.js'

const ALL = 'Plan Dashboard Projects People Conflicts Demand Forecast Balance Reports Import Notes History Admin'.split(
  ' ',
)
const without = (...names: string[]) => ALL.filter((name) => !names.includes(name))

/** Who sees which views, and whether there is anything to change in them. */
const ROLES = [
  { role: 'Admin', email: 'admin@example.com', views: ALL, writes: true },
  { role: 'PM', email: 'maria@example.com', views: without('Admin'), writes: true },
  { role: 'Director', email: 'diana@example.com', views: without('Import', 'Admin'), writes: false },
  { role: 'Employee', email: 'sarah@example.com', views: ['Plan', 'Projects', 'People', 'History'], writes: false },
]

/** Buttons that change the plan, wherever they stand. */
const CHANGES = /^(New |Staff a person|Settings|Apply$|Edit|Delete|Change |Add|Undo|Redo|Back up now)/

describe.skipIf(skipped)(`each role in the browser${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  let application: RunningApplication
  let browser: Browser
  const windows = new Map<string, SignedInPage>()

  beforeAll(async () => {
    application = await openApplication()
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await application?.close()
  })

  const open = async (email: string) => {
    const window = windows.get(email) ?? (await signIn(browser, application, email))
    windows.set(email, window)
    return window
  }

  it('everybody ends sign-ins and makes and revokes tokens of their own', async () => {
    const elsewhere = await signIn(browser, application, 'sarah@example.com')
    const { page, complaints } = await open('sarah@example.com')
    await visit(page, '/account')
    await page.getByText('this page').waitFor()
    const others = page.getByRole('button', { name: /^End the sign-in of/ })
    const before = await others.count()
    await others.first().click()
    await expect.poll(() => others.count()).toBe(before - 1)
    await page.getByRole('button', { name: 'New token' }).click()
    await page.getByLabel('What it is for').fill('My report')
    await page.getByRole('dialog').getByRole('button', { name: 'New token' }).click()
    const secret = (await page.getByText(/^My report, shown this once: sapat_/).innerText()).split(': ')[1]!
    const me = () => fetch(`${application.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })
    expect((await me()).status).toBe(200)
    await page.getByRole('button', { name: 'Revoke My report' }).click()
    await page.getByText('You have no tokens.').waitFor()
    expect((await me()).status).toBe(401)
    expect(complaints).toEqual([])
    await elsewhere.page.close()
  })

  for (const { role, email, views, writes } of ROLES) {
    it(`${role} finds exactly their views, and each of them reads`, async () => {
      const { page, complaints } = await open(email)
      expect(await page.locator('sa-nav a.item').allInnerTexts()).toEqual(views)
      for (const name of views) {
        await page.locator('sa-nav').getByRole('link', { name, exact: true }).click()
        await page.locator(`sa-nav a[aria-current]`, { hasText: name }).waitFor()
        await page.locator('main .skeleton').first().waitFor({ state: 'detached' })
        expect([name, await page.getByText('This could not be read').count()]).toEqual([name, 0])
        if (!writes)
          expect([name, await page.locator('main').getByRole('button', { name: CHANGES }).count()]).toEqual([name, 0])
      }
      expect(complaints).toEqual([])
    })

    it(`${role} is told so at the address of a view that is not theirs`, async () => {
      const { page } = await open(email)
      for (const name of without(...views)) {
        await visit(page, `/${name.toLowerCase()}`)
        await page.getByRole('heading', { name: 'This page is not yours' }).waitFor()
      }
      await visit(page, '/')
    })
  }

  it('PM changes only the own projects: another manager is named', async () => {
    const { page } = await open('maria@example.com')
    await visit(page, '/projects/PHX')
    await page.locator('sa-project-view').getByText('Read only').waitFor()
    expect(await page.getByRole('button', { name: 'Staff a person' }).count()).toBe(0)
    await visit(page, '/projects/ALPHA')
    await page.getByRole('button', { name: 'Staff a person' }).waitFor()
  })

  it('Employee sees the own row and nobody else, also by address', async () => {
    const { page } = await open('sarah@example.com')
    await visit(page, '/?rows=people')
    await row(page, 'Sarah Jones').waitFor()
    await visit(page, '/people/emp-jane-doe')
    await page
      .getByText(/There is no|This could not be read/)
      .first()
      .waitFor()
    await visit(page, '/projects/PHX')
    await page
      .getByText(/No project/)
      .first()
      .waitFor()
  })
})

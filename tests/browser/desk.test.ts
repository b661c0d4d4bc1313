import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectText } from './expect-text.js'
import { cell, type } from './grid-page.js'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, skipped, visit } from './open-browser.js'

describe.skipIf(skipped)(`keeping the records${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  let application: RunningApplication
  let browser: Browser
  let window: SignedInPage
  let page: Page

  beforeAll(async () => {
    application = await openApplication()
    browser = await openBrowser()
    window = await signIn(browser, application, 'admin@example.com')
    page = window.page
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await application?.close()
  })

  const dialog = () => page.locator('sa-form-dialog')
  const submit = async (name: string) => {
    await dialog().getByRole('button', { name, exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
  }

  it('adds a note about a person, finds it by its words, and deletes it', async () => {
    await visit(page, '/people/emp-sarah-jones')
    const notes = page.locator('sa-person-view sa-notes')
    await notes.locator('input[type=file]').setInputFiles({
      name: 'review.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('Sarah leads the lunar telescope calibration group.'),
    })
    await notes.getByText('review.md').waitFor()
    await visit(page, '/notes')
    const view = page.locator('sa-notes-view')
    await view.getByRole('searchbox').fill('lunar telescope')
    await page.keyboard.press('Enter')
    await expectText(view.locator('.say'), /lunar telescope calibration/)
    await view.getByRole('row', { name: /review\.md.*Sarah Jones/ }).waitFor()
    await view.getByRole('button', { name: 'Delete: review.md' }).click()
    await submit('Delete')
    await view.getByRole('row', { name: /review\.md/ }).waitFor({ state: 'detached' })
  })

  it('plans, changes and removes time off, and brings it back', async () => {
    await visit(page, '/people/emp-sarah-jones')
    const view = page.locator('sa-person-view')
    await view.locator('section', { hasText: 'Time off' }).getByRole('button', { name: 'Add' }).first().click()
    await dialog().getByLabel('First day').fill('2026-11-09')
    await dialog().getByLabel('Last day').fill('2026-11-13')
    await dialog().getByLabel('Kind').selectOption({ label: 'Training' })
    await submit('Add')
    await view.getByRole('row', { name: /9 Nov 2026 – 13 Nov 2026 Training/ }).waitFor()
    await view.getByText('Away 4 days.').waitFor()
    await view.getByRole('button', { name: 'Edit: 9 Nov 2026' }).click()
    await dialog().getByLabel('Half days only').check()
    await submit('Save')
    await view.getByText('Away 2 days.').waitFor()
    await view.getByRole('button', { name: 'Delete: 9 Nov 2026' }).click()
    await view.getByText('None planned.').waitFor()
    await page.locator('sa-toasts').getByRole('button', { name: 'Undo' }).click()
    await view.getByRole('row', { name: /9 Nov 2026/ }).waitFor()
  })

  it('shows the history by surface and words, and takes a change back there', async () => {
    await visit(page, '/projects/ALPHA')
    await type(page, await cell(page, 'Jane Doe', 'Nov'), '44')
    await visit(page, '/history')
    const view = page.locator('sa-history-view')
    await view.getByText('Jane Doe · Project Alpha · November 2026: 40 → 44 h').waitFor()
    await view.getByLabel('Made through').selectOption({ label: 'grid' })
    expect(await view.locator('article').getByText('API').count()).toBe(0)
    await view.getByRole('searchbox').fill('nobody of that name')
    await view.getByText('Nothing fits these filters').waitFor()
    await view.getByRole('searchbox').fill('Jane')
    await view.locator('article').getByRole('button', { name: 'Undo' }).click()
    await view.getByText('Jane Doe · Project Alpha · November 2026: 44 → 40 h').waitFor()
  })

  it('opens the demand of a project and gets recommendations there', async () => {
    await visit(page, '/projects/SENTRY/demand')
    const view = page.locator('sa-demand-view')
    await view
      .getByRole('button', { name: /^Get recommendations/ })
      .first()
      .click()
    await view.locator('sa-options li').first().waitFor()
    expect(await view.locator('thead').innerText()).not.toContain('Project')
  })

  it('chooses what comes by mail', async () => {
    const choose = async () => {
      await page.getByRole('button', { name: /account of/ }).click()
      await page.getByRole('button', { name: 'Mail', exact: true }).click()
    }
    await choose()
    await dialog().getByLabel('A summary every Monday').check()
    await submit('Save')
    await choose()
    expect(await dialog().getByLabel('A summary every Monday').isChecked()).toBe(true)
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await dialog().waitFor({ state: 'detached' })
  })

  it('takes over the public holidays of a country', async () => {
    await visit(page, '/admin/holidays')
    await page.getByRole('button', { name: 'Holidays of a country' }).click()
    await dialog().getByLabel('Country', { exact: true }).selectOption({ value: 'DE' })
    await dialog().getByLabel('First year').fill('2027')
    await dialog().getByLabel('Last year').fill('2027')
    await submit('Take over')
    await page
      .locator('sa-admin-view')
      .getByRole('row', { name: /3 Oct 2027/ })
      .waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await page
      .locator('sa-admin-view')
      .getByRole('row', { name: /3 Oct 2027/ })
      .waitFor({ state: 'detached' })
  })

  it('makes a backup off the page and shows that it is done', async () => {
    await visit(page, '/jobs')
    await page.getByRole('button', { name: 'Back up now' }).click()
    await page
      .locator('sa-jobs-view')
      .getByRole('row', { name: /^Backup Done/ })
      .first()
      .waitFor()
  })

  it('says how the search by meaning works', async () => {
    await visit(page, '/admin/assistant')
    await page.locator('sa-admin-assistant').getByText('built-in lexical').waitFor()
  })

  it('leaves the console clean', () => {
    expect(window.complaints).toEqual([])
  })
})

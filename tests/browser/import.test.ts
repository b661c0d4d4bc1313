import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectText } from './expect-text.js'
import { cell, row } from './grid-page.js'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, skipped, visit } from './open-browser.js'

/** A list of hours as somebody else's system writes it: one header is similar, two say nothing, one row is wrong. */
const HOURS = [
  'Project;Emploee Mail;Period;Std',
  'ALPHA;jane@example.com;2026-11;48',
  'ALPHA;sarah@example.com;2026-12;90',
  'OMEGA;jane@example.com;2026-11;8',
].join('\r\n')

/** Headers that nothing can be made of. */
const STRANGE = ['Aaa;Bbb;Ccc', 'Wanda Quill;wanda@example.com;Developer'].join('\r\n')

/** Takes seconds to check: 100,000 rows of people and projects that nobody has. */
const LARGE = `Project Code,Employee Email,Month,Hours\n${Array.from({ length: 100_000 }, (_, i) => `P${i},p${i}@example.com,2026-11,8`).join('\n')}`

describe.skipIf(skipped)(`bringing a file in${skipped ? ` (${skipped})` : ''}`, { timeout: 300_000 }, () => {
  let application: RunningApplication
  let browser: Browser
  let window: SignedInPage
  let page: Page

  beforeAll(async () => {
    application = await openApplication()
    browser = await openBrowser()
    window = await signIn(browser, application, 'admin@example.com')
    page = window.page
    // Each import starts a thread of its own, which takes its time on a busy machine.
    page.setDefaultTimeout(120_000)
    await visit(page, '/import')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await application?.close()
  })

  const view = () => page.locator('sa-import-view')
  const upload = (name: string, content: string) =>
    view()
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  const button = (name: string) => view().getByRole('button', { name, exact: true })

  it("asks for the first month of a manager's sheet without years, one button for each", async () => {
    await view()
      .locator('input[type=file]')
      .setInputFiles(join(import.meta.dirname, '..', '..', 'data', 'manager-sheet.xlsx'))
    const months = view().getByRole('group', { name: /First month/ })
    await months.waitFor()
    expect(await months.getByRole('button').allInnerTexts()).toEqual([
      'September 2025',
      'September 2026',
      'September 2027',
    ])
    await months.getByRole('button', { name: 'September 2026' }).click()
    await view()
      .getByText(/^\d+ new$/)
      .first()
      .waitFor()
    expect(
      await view()
        .getByLabel(/First month/)
        .inputValue(),
    ).toBe('2026-09')
    expect(await button('Import').isEnabled()).toBe(true)
  })

  it('shows first what would happen, and which columns it took for what', async () => {
    await upload('hours.csv', HOURS)
    const keepDemo = view().getByRole('checkbox', { name: /Only demo data/ })
    await keepDemo.uncheck()
    await view().getByText('similar name').first().waitFor()
    await view()
      .getByText(/^hours\.csv, nothing changed yet: .*1 refused; 2 warnings\.$/)
      .waitFor()
    expect(await button('Import').isDisabled()).toBe(true)
  })

  it('takes a mapping by hand and reads the file again', async () => {
    await view().getByLabel('Read Std as').selectOption('Hours')
    await button('Read the file again').click()
    await view().getByText('by hand').first().waitFor()
    expect(await view().getByLabel('Read Std as').inputValue()).toBe('Hours')
  })

  it('refuses rows with line, column, value and reason, and imports the rest only when told to leave them out', async () => {
    await view().getByText('there is no such project').waitFor()
    await expectText(view().locator('.scroll tbody'), /^4\s+Project\s+OMEGA\s+there is no such project$/)
    expect(await button('Import').isDisabled()).toBe(true)
    await view().getByRole('checkbox', { name: 'Leave out 1 refused row' }).check()
    await button('Import').click()
    await view().getByRole('link', { name: 'Open the plan' }).waitFor()
  })

  it('leads to the plan, where the hours stand', async () => {
    await view().getByRole('link', { name: 'Open the plan' }).click()
    await visit(page, '/projects/ALPHA')
    await row(page, 'Jane Doe').waitFor()
    await expectText(await cell(page, 'Jane Doe', 'Nov'), '48')
  })

  it('asks what the columns are where it knows none of them', async () => {
    await visit(page, '/import')
    await upload('people.csv', STRANGE)
    await view().getByRole('alert').waitFor()
    await view().getByLabel('Read Aaa as').selectOption('Employees.Name')
    await view().getByLabel('Read Bbb as').selectOption('Employees.Email')
    await view().getByLabel('Read Ccc as').selectOption('Employees.Role')
    await button('Read the file again').click()
    await view().getByText('1 new').first().waitFor()
    await button('Import').click()
    await view().getByRole('link', { name: 'Open the plan' }).waitFor()
    await visit(page, '/people')
    await page.locator('sa-people-view').getByText('Wanda Quill').waitFor()
  })

  it('goes on after a reload of the page: the preview is there, and imports', async () => {
    await visit(page, '/import')
    await upload('later.csv', HOURS.split('\r\n').slice(0, 2).join('\r\n').replace('Std', 'Hours').replace('48', '56'))
    await view().getByText('1 changed').first().waitFor()
    await page.reload()
    await view().getByText('later.csv', { exact: true }).waitFor()
    await view().getByText('1 changed').first().waitFor()
    await button('Import').click()
    await view().getByText('Imported later.csv').waitFor()
    await page.reload()
    await view().getByText('Imported later.csv').waitFor()
  })

  it('shows how far a large file is, finds it again after a reload, and stops it without a trace', async () => {
    await visit(page, '/import')
    await upload('large.csv', LARGE)
    const bar = () => view().getByRole('progressbar')
    await bar().waitFor()
    expect(await button('Another file').isDisabled()).toBe(true)
    await page.reload()
    await bar().waitFor()
    await view().getByText('large.csv', { exact: true }).waitFor()
    await button('Cancel').click()
    await view().getByText('Stopped. Nothing was changed.').waitFor()
    await button('Read the file again').waitFor()
    await visit(page, '/jobs')
    await expectText(page.locator('sa-jobs-view tbody tr').first(), /large\.csv\s+Cancelled/)
  })

  it('says why a file that is none cannot be read', async () => {
    await visit(page, '/import')
    await upload('picture.csv', '')
    await view().getByRole('alert').getByText(/empty/).waitFor()
  })

  it('leaves the console clean', () => {
    expect(window.complaints).toEqual([])
  })
})

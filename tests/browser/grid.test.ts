import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { expectText } from './expect-text.js'
import { cell, grid, row, total, type } from './grid-page.js'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, skipped, visit } from './open-browser.js'

describe.skipIf(skipped)(`the grid in a browser${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  let application: RunningApplication
  let browser: Browser
  const windows: SignedInPage[] = []
  const open = async (email: string) => {
    const window = await signIn(browser, application, email)
    windows.push(window)
    return window
  }
  const openAlpha = async (email = 'maria@example.com') => {
    const window = await open(email)
    await visit(window.page, '/projects/ALPHA')
    await row(window.page, 'Jane Doe').waitFor()
    return window
  }

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

  it('saves 80 as typed, adds it to the totals, and takes it back with Ctrl+Z', async () => {
    const { page } = await openAlpha()
    const november = await cell(page, 'Jane Doe', 'Nov')
    const allocated = await total(page, 'Jane Doe', 'Allocated')
    const before = Number((await allocated.innerText()).replace(/,/g, ''))
    const hours = Number(await november.innerText())
    await type(page, november, '80')
    await expectText(november, '80')
    await expectText(allocated, String(before - hours + 80))
    await page.keyboard.press('Control+z')
    await expectText(november, String(hours))
    await page.keyboard.press('Control+y')
    await expectText(november, '80')
    await page.keyboard.press('Control+z')
    await expectText(november, String(hours))
  })

  it('understands shares, sums and relative hours, and refuses what is below 0', async () => {
    const { page } = await openAlpha()
    const december = await cell(page, 'Jane Doe', 'Dec')
    await type(page, december, '50%')
    await expectText(december, '88')
    await type(page, december, '=160/2')
    await expectText(december, '80')
    await type(page, december, '+8')
    await expectText(december, '88')
    await december.click()
    await page.keyboard.type('-100')
    await page.keyboard.press('Enter')
    await expectText(grid(page).locator('.tip'), /below 0/)
    await page.keyboard.press('Escape')
    await expectText(december, '88')
  })

  it('moves by keyboard, says where it is, and keeps the active cell in the page when scrolled away', async () => {
    const { page } = await openAlpha()
    await (await cell(page, 'Jane Doe', 'Nov')).click()
    await page.keyboard.press('ArrowRight')
    const active = () =>
      page.evaluate(`(() => {
        const root = document.querySelector('sa-app').shadowRoot.querySelector('sa-project-view').shadowRoot
          .querySelector('sa-plan-view').shadowRoot.querySelector('sa-allocation-grid').shadowRoot
        const id = root.querySelector('.scroller').getAttribute('aria-activedescendant')
        return root.getElementById(id)?.getAttribute('aria-label') ?? ''
      })()`)
    expect(await active()).toMatch(/^\d+ h, .* FTE, Jane Doe, December 2026, load/)
    await page.keyboard.press('Control+End')
    expect(await active()).toMatch(/^Remaining/)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+a')
    await expectText(page.locator('sa-plan-view .sums'), /Sum .* h · Average/)
  })

  it('copies a range and pastes it as one step; what cannot be pasted is named', async () => {
    const { page } = await openAlpha()
    const january = await cell(page, 'Jane Doe', 'Jan')
    const february = await cell(page, 'Jane Doe', 'Feb')
    await type(page, january, '20')
    await type(page, february, '24')
    await expectText(february, '24')
    await january.click()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Control+c')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('20\t24')
    const march = await cell(page, 'Jane Doe', 'Mar')
    await march.click()
    await page.keyboard.press('Control+v')
    await expectText(march, '20')
    await expectText(await cell(page, 'Jane Doe', 'Apr'), '24')
    await page.keyboard.press('Control+z')
    await expect.poll(() => march.innerText()).not.toBe('20')
    await page.evaluate(`navigator.clipboard.writeText('8\\tabc')`)
    await march.click()
    await page.keyboard.press('Control+v')
    await expectText(page.locator('sa-toasts .toast').first(), /1 of 2 cells pasted\. Jane Doe, Apr .*abc/s)
    await expectText(march, '8')
  })

  it('fills down, clears a range, and writes one value everywhere with Ctrl+Enter', async () => {
    const { page } = await openAlpha()
    const first = await cell(page, 'Amy Tran', 'Nov')
    await first.click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+d')
    const second = await cell(page, 'Claire Dubois', 'Nov')
    await expectText(second, await first.innerText())
    await first.click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Delete')
    await expectText(first, '')
    await first.click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('F2')
    await page.keyboard.type('12')
    await page.keyboard.press('Control+Enter')
    await expectText(first, '12')
    await expectText(second, '12')
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
    await expect.poll(() => first.innerText()).not.toBe('12')
  })

  it('opens a cell by double click, closes it with Esc unchanged, and fills by the handle', async () => {
    const { page } = await openAlpha()
    const november = await cell(page, 'Amy Tran', 'Nov')
    const before = await november.innerText()
    await november.dblclick()
    const editor = grid(page).locator('input.editor')
    expect(await editor.inputValue()).toBe(before)
    await page.keyboard.type('1')
    await page.keyboard.press('Escape')
    await expectText(november, before)
    const january = await cell(page, 'Amy Tran', 'Jan')
    await grid(page).locator('.handle').hover()
    await page.mouse.down()
    await january.hover()
    await page.mouse.up()
    await expectText(january, before)
    await page.keyboard.press('Control+z')
  })

  it('shows a change in the other window without a reload, and both values of a conflict', async () => {
    const maria = await openAlpha()
    const admin = await openAlpha('admin@example.com')
    const hers = await cell(maria.page, 'Jane Doe', 'Feb')
    const his = await cell(admin.page, 'Jane Doe', 'Feb')
    await type(maria.page, hers, '33')
    await expectText(his, '33')
    await admin.page.route('**/api/v1/allocations/changes', async (route) => {
      await type(maria.page, hers, '44')
      await expectText(hers, '44')
      await maria.page.locator('sa-allocation-grid .saving').waitFor({ state: 'detached' })
      await route.continue()
    })
    await type(admin.page, his, '55')
    const toast = admin.page.locator('sa-toasts .toast').first()
    await expectText(toast, /holds 44 h now, you typed 55 h/)
    await expectText(his, '44')
  })

  it('is plainly read-only for a Director and for the project of another manager', async () => {
    const { page } = await openAlpha('diana@example.com')
    const november = await cell(page, 'Jane Doe', 'Nov')
    const before = await november.innerText()
    await november.click()
    await page.keyboard.type('9')
    await expectText(grid(page).locator('.tip'), /Directors read everything/)
    await expectText(november, before)
    await visit(page, '/')
    expect(await page.getByText('Director: read only').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Staff a person' }).count()).toBe(0)
  })

  it('shows an Employee their own plan and nothing else', async () => {
    const { page } = await open('sarah@example.com')
    await page.getByRole('button', { name: 'People', exact: true }).click()
    await row(page, 'Sarah Jones').waitFor()
    expect(await grid(page).locator('.body .row:visible').count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Dashboard' }).count()).toBe(0)
  })
})

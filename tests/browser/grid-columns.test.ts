// Headings, widths, menu and history of the grid, by mouse and keyboard.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectText } from './expect-text.js'
import { activeCell, cell, grid, row, type } from './grid-page.js'
import { gridWindows } from './grid-windows.js'
import { skipped, visit } from './open-browser.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const heading = (page: Page, words: string) =>
  grid(page).locator('.head [role=columnheader]').filter({ hasText: words }).first()
const widthOf = async (page: Page, words: string) => (await heading(page, words).boundingBox())!.width
const names = (page: Page) => grid(page).locator('.body .row:visible .name .label').allInnerTexts()
const menu = (page: Page) => page.getByRole('menu')

/** Keys reach it. */
const hasFocus = (part: Locator) => part.evaluate((element) => element.matches(':focus'))

describe.skipIf(skipped)(`columns and cells of the grid${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  const { application, open, openAlpha } = gridWindows()

  it('takes the width that a person drags or types, remembers it, and goes back by double click', async () => {
    const { page } = await openAlpha()
    const before = await widthOf(page, 'Team')
    const grip = heading(page, 'Team').locator('.grip')
    const box = (await grip.boundingBox())!
    await page.mouse.move(box.x + 4, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + 64, box.y + 20)
    await page.mouse.up()
    await expect.poll(() => widthOf(page, 'Team')).toBe(before + 60)
    const months = await widthOf(page, 'Dec')
    await (await cell(page, 'Jane Doe', 'Dec')).click()
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await expect.poll(() => widthOf(page, 'Jan')).toBe(months + 8)
    await page.reload()
    await row(page, 'Jane Doe').waitFor()
    expect([await widthOf(page, 'Team'), await widthOf(page, 'Dec')]).toEqual([before + 60, months + 8])
    await heading(page, 'Team').locator('.grip').dblclick()
    await heading(page, 'Dec').locator('.grip').dblclick()
    await expect.poll(() => widthOf(page, 'Team')).toBe(before)
    await expect.poll(() => widthOf(page, 'Dec')).toBe(months)
  })

  it('sorts by a click on a heading, the other way by the next, by name by the third', async () => {
    const { page } = await openAlpha()
    const byName = await names(page)
    const october = heading(page, 'Oct')
    await october.getByRole('button').click()
    await expect.poll(() => october.getAttribute('aria-sort')).toBe('descending')
    const most = await names(page)
    expect(most).not.toEqual(byName)
    await october.getByRole('button').click()
    await expect.poll(() => october.getAttribute('aria-sort')).toBe('ascending')
    expect((await names(page))[0]).not.toBe(most[0])
    await october.getByRole('button').click()
    await expect.poll(() => heading(page, 'Team').getAttribute('aria-sort')).toBe('ascending')
    expect(await names(page)).toEqual(byName)
    await heading(page, 'Remaining').getByRole('button').click()
    await expect.poll(() => new URL(page.url()).search).toBe('?sort=remaining')
  })

  it('names the holidays of a month and draws and names time off', async () => {
    const { page } = await openAlpha()
    const november = heading(page, 'Nov')
    expect(await november.getAttribute('title')).toMatch(/19 business days, 2 holidays:.*Thanksgiving/s)
    expect(await november.getAttribute('class')).toContain('marked')
    const away = await cell(page, 'Claire Dubois', 'Mar')
    expect(await away.getAttribute('class')).toContain('off')
    await away.hover()
    await expectText(grid(page).locator('.tip'), /Away \d+(\.5)? days?\./)
  })

  it('offers the commands of a cell in a menu that the keyboard opens, walks and leaves', async () => {
    const { page } = await openAlpha()
    const december = await cell(page, 'Kevin Park', 'Dec')
    await type(page, december, '30')
    await december.click()
    await page.keyboard.press('Shift+F10')
    await menu(page).waitFor()
    await page.evaluate(axe)
    const violations = await page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) => violations.map((one) => one.id))`,
    )
    expect(violations).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => menu(page).isVisible()).toBe(false)
    expect(await activeCell(page)).toContain('Kevin Park, December 2026')
    await page.keyboard.press('Shift+F10')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expectText(december, '')
    await december.click({ button: 'right' })
    await menu(page)
      .getByRole('menuitem', { name: /^Sort by Dec/ })
      .click()
    await expect.poll(() => heading(page, 'Dec').getAttribute('aria-sort')).toBe('descending')
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+F10')
    await menu(page)
      .getByRole('menuitem', { name: /^Go to / })
      .first()
      .click()
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/people\//)
  })

  it('shows who set a cell with Shift+F2, and gives the cell back with Esc', async () => {
    const { page } = await openAlpha()
    const january = await cell(page, 'Sarah Jones', 'Jan')
    await type(page, january, '31')
    await type(page, january, '32')
    await expectText(january, '32')
    await grid(page).locator('.saving').waitFor({ state: 'detached' })
    await january.click()
    await page.keyboard.press('Shift+F2')
    const dialog = page.getByRole('dialog', { name: 'Who set this' })
    await expectText(dialog, /Sarah Jones, Project Alpha, January 2027.*Maria Torres set 32 h.*before: 31 h/s)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.isVisible()).toBe(false)
    await expect.poll(() => hasFocus(grid(page).locator('.scroller'))).toBe(true)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => activeCell(page)).toContain('Sarah Jones, February 2027')
  })

  it('selects a cell by a tap of a finger and opens it by a second one', async () => {
    const { page } = await open('maria@example.com', { viewport: { width: 390, height: 800 }, hasTouch: true })
    await visit(page, '/projects/ALPHA')
    await row(page, 'Emma Clarke').waitFor()
    const november = await cell(page, 'Emma Clarke', 'Nov')
    await november.tap()
    expect(await activeCell(page)).toContain('Emma Clarke, November 2026')
    expect(await grid(page).locator('input.editor').count()).toBe(0)
    await november.tap()
    const editor = grid(page).locator('input.editor')
    expect(await editor.getAttribute('inputmode')).toBe('decimal')
    await editor.fill('66')
    await page.keyboard.press('Enter')
    await expectText(november, '66')
  })

  it('shows the right number under the right heading wherever it is scrolled, in the order of the page too', async () => {
    const { page } = await open('maria@example.com')
    await page.goto(`${application().url}/bench.html`)
    const found = await page.evaluate(`(async () => {
      const rows = Array.from({ length: 300 }, (_, r) => ({ id: r, name: 'Person ' + r,
        ...Object.fromEntries(Array.from({ length: 52 }, (_, c) => ['c' + c, r * 52 + c])) }))
      const labels = Array.from({ length: 52 }, (_, c) => 'M' + c)
      await gridBench.mount(document.getElementById('grid'), { rows, cols: 52, labels })
      const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      await frame()
      const root = document.querySelector('sa-allocation-grid').shadowRoot
      const scroller = root.querySelector('.scroller')
      const heads = new Map([...root.querySelectorAll('.head [role=columnheader]')].map((el) => [el.ariaColIndex, el]))
      const wrong = []
      let seen = 0
      for (const [left, top] of [[0, 0], [70, 0], [700, 500], [640, 4000], [2000, 4000], [1990, 10], [9999, 9999], [130, 9999], [0, 300]]) {
        scroller.scrollTo(left, top)
        await frame()
        for (const row of root.querySelectorAll('.body .row')) {
          if (row.style.display === 'none') continue
          let last = 0
          for (const cell of row.querySelectorAll('.cell')) {
            const column = Number(cell.ariaColIndex) - 2
            const wanted = String((Number(row.ariaRowIndex) - 2) * 52 + column)
            const shift = Math.abs(cell.getBoundingClientRect().left - heads.get(cell.ariaColIndex).getBoundingClientRect().left)
            if (cell.textContent !== wanted || shift > 1 || column + 1 < last) wrong.push([left, top, column, cell.textContent, wanted, shift])
            last = column + 1
            seen++
          }
        }
      }
      return { enough: seen > 1000, wrong: wrong.slice(0, 5) }
    })()`)
    expect(found).toEqual({ enough: true, wrong: [] })
  })

  it('is a grid to a screen reader: rows and columns counted, placed and named', async () => {
    const { page } = await openAlpha()
    await visit(page, '/')
    const scroller = grid(page).locator('.scroller')
    await grid(page).locator('.body .row').first().waitFor()
    expect(await scroller.getAttribute('role')).toBe('treegrid')
    expect(Number(await scroller.getAttribute('aria-colcount'))).toBe(16)
    expect(Number(await scroller.getAttribute('aria-rowcount'))).toBeGreaterThan(8)
    await scroller.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => grid(page).locator('[aria-rowindex="2"]').getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    expect(await grid(page).locator('[aria-rowindex="3"]').getAttribute('aria-level')).toBe('2')
    await page.keyboard.press('End')
    expect(await activeCell(page)).toMatch(/^Remaining: /)
  })
})

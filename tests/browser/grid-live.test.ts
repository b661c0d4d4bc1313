// The grid while others work: patches from other windows and the assistant, and a connection that breaks.
import { describe, expect, it } from 'vitest'
import { expectText } from './expect-text.js'
import { activeCell, ask, cell, grid, type } from './grid-page.js'
import { gridWindows } from './grid-windows.js'
import { type SignedInPage, skipped, visit } from './open-browser.js'

/** The browser notes each broken connection; here they were broken on purpose. Anything else stays a complaint. */
function forgiveNetwork(...windows: SignedInPage[]) {
  for (const { complaints } of windows)
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !/^Failed to load resource: net::/.test(one)))
}

describe.skipIf(skipped)(`the grid, live${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  const { application, openAlpha } = gridWindows()

  it('keeps active cell, selection, scroll position and an open editor while others change cells', async () => {
    const maria = await openAlpha()
    const admin = await openAlpha('admin@example.com')
    const { page } = admin
    await (await cell(page, 'Sarah Jones', 'Nov')).click()
    await page.keyboard.press('Shift+ArrowRight')
    const january = grid(page).locator('.head [role=columnheader]').filter({ hasText: 'Jan' })
    const left = async () => (await january.boundingBox())!.x
    const before = await left()
    await page.mouse.wheel(150, 0)
    const scrolled = before - 150
    await expect.poll(left).toBe(scrolled)
    await expectText(page.locator('sa-plan-view .sums'), /Cells 2/)
    await type(maria.page, await cell(maria.page, 'Jane Doe', 'Feb'), '35')
    await expectText(await cell(page, 'Jane Doe', 'Feb'), '35')
    expect(await activeCell(page)).toContain('Sarah Jones, December 2026')
    await expectText(page.locator('sa-plan-view .sums'), /Cells 2/)
    expect(await left()).toBe(scrolled)
    await page.keyboard.press('F2')
    await page.keyboard.type('9')
    await type(maria.page, await cell(maria.page, 'Jane Doe', 'Feb'), '36')
    await expectText(await cell(page, 'Jane Doe', 'Feb'), '36')
    expect(await grid(page).locator('input.editor').inputValue()).toBe('9')
    await page.keyboard.press('Escape')
  })

  it('shows in the other window what the assistant changed', async () => {
    const maria = await openAlpha()
    const admin = await openAlpha('admin@example.com')
    const answer = await ask(maria.page, 'Set Jane Doe to 64 hours on Project Alpha in March 2027')
    await answer.getByRole('button', { name: 'Approve' }).click()
    await expectText(await cell(admin.page, 'Jane Doe', 'Mar'), '64')
    await expectText(await cell(maria.page, 'Jane Doe', 'Mar'), '64')
  })

  it('says that the connection is lost, and catches up without a reload', async () => {
    const maria = await openAlpha()
    const admin = await openAlpha('admin@example.com')
    const { page } = admin
    const february = await cell(page, 'Jane Doe', 'Feb')
    const lost = page.getByText('Connection lost, catching up')
    await page.route('**/api/v1/events', (route) => route.abort())
    application().dropConnections()
    await lost.waitFor()
    await type(maria.page, await cell(maria.page, 'Jane Doe', 'Feb'), '51')
    await expectText(await cell(maria.page, 'Jane Doe', 'Feb'), '51')
    await grid(maria.page).locator('.saving').waitFor({ state: 'detached' })
    expect(await february.innerText()).not.toBe('51')
    await page.unroute('**/api/v1/events')
    await expectText(february, '51')
    await lost.waitFor({ state: 'detached' })
    forgiveNetwork(maria, admin)
  })

  it('says that the plan could not be read, and reads it again when asked', async () => {
    const window = await openAlpha()
    const { page } = window
    await page.route('**/api/v1/tools/get_grid', (route) => route.abort())
    await visit(page, '/')
    await page.getByRole('heading', { name: 'The plan could not be read' }).waitFor()
    await page.unroute('**/api/v1/tools/get_grid')
    await page.getByRole('button', { name: 'Try again' }).click()
    await grid(page).locator('.body .row').first().waitFor()
    forgiveNetwork(window)
  })

  it('names an empty result and clears the filter that made it', async () => {
    const { page } = await openAlpha()
    await page.getByRole('searchbox').fill('nobody is called so')
    await page.getByRole('heading', { name: 'Nothing fits these filters' }).waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await grid(page).locator('.body .row').first().waitFor()
  })
})

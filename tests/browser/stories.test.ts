import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectText } from './expect-text.js'
import { ask, cell, grid, row, total, type } from './grid-page.js'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, skipped, visit } from './open-browser.js'

describe.skipIf(skipped)(`a person at the page${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  let application: RunningApplication
  let browser: Browser
  let maria: SignedInPage
  let admin: SignedInPage
  let page: Page

  beforeAll(async () => {
    application = await openApplication()
    browser = await openBrowser()
    maria = await signIn(browser, application, 'maria@example.com')
    admin = await signIn(browser, application, 'admin@example.com')
    page = maria.page
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await application?.close()
  })

  const fill = async (label: string, value: string, on = page) =>
    on.locator('sa-form-dialog').getByLabel(label, { exact: true }).fill(value)
  const choose = async (label: string, option: string, on = page) =>
    on.locator('sa-form-dialog').getByLabel(label, { exact: true }).selectOption({ label: option })
  const submit = async (name: string, on = page) => {
    await on.locator('sa-form-dialog').getByRole('button', { name, exact: true }).click()
    await on.locator('sa-form-dialog').waitFor({ state: 'detached' })
  }

  it('US001 creates a project of 18 sprints, sees 36 weeks, and its grid opens', async () => {
    await visit(page, '/projects')
    await page.getByRole('button', { name: 'New project' }).click()
    await fill('Name', 'Project Gamma')
    await fill('Code', 'GAMMA')
    await fill('Client', 'Northwind')
    await fill('Start', '2026-10-01')
    await fill('Sprints of 14 days', '18')
    await expectText(page.locator('sa-form-dialog [role=status]'), '18 sprints = 36 weeks, to 9 Jun 2027.')
    await submit('Create')
    await expectText(page.locator('sa-project-view h1'), /^Project Gamma/)
    await page.locator('sa-project-view').getByText('Nobody is staffed here yet').waitFor()
  })

  it('US002 staffs a person with 1000 funded hours: a new row with 1,000 remaining', async () => {
    await page.getByRole('button', { name: 'Staff a person' }).click()
    await choose('Person', 'Tyrone Banks')
    await fill('Funded hours', '1000')
    await submit('Staff')
    await row(page, 'Tyrone Banks').waitFor()
    await expectText(await total(page, 'Tyrone Banks', 'Remaining'), '1,000')
  })

  it('US003 types 80 into a month: the cell shows it and the total follows', async () => {
    const november = await cell(page, 'Tyrone Banks', 'Nov')
    await type(page, november, '80')
    await expectText(november, '80')
    await expectText(await total(page, 'Tyrone Banks', 'Allocated'), '80')
  })

  it('US004 sees the FTE of typed hours at once: 76 of 152 h are 50 %', async () => {
    const november = await cell(page, 'Tyrone Banks', 'Nov')
    await type(page, november, '76')
    await page.getByRole('button', { name: 'FTE', exact: true }).click()
    await expectText(await cell(page, 'Tyrone Banks', 'Nov'), '50 %')
    await page.getByRole('button', { name: 'Hours', exact: true }).click()
  })

  it('US005 sees a budget overrun in red', async () => {
    await visit(page, '/projects/ALPHA')
    const allocated = await total(page, 'Jane Doe', 'Allocated')
    const remaining = await total(page, 'Jane Doe', 'Remaining')
    const before = Number(await allocated.innerText())
    const left = Number(await remaining.innerText())
    const december = await cell(page, 'Jane Doe', 'Dec')
    const hours = Number(await december.innerText())
    await type(page, december, String(hours + left + 30))
    await expectText(allocated, String(before + left + 30))
    await expectText(remaining, '-30')
    expect(await remaining.getAttribute('class')).toContain('below')
    await page.keyboard.press('Control+z')
    await expectText(remaining, String(left))
  })

  it('US006 is warned that hours put somebody above capacity across all projects', async () => {
    const october = await cell(page, 'Sarah Jones', 'Oct')
    await october.click()
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight')
    const may = await cell(page, 'Sarah Jones', 'May')
    await may.hover()
    await expectText(
      grid(page).locator('.tip'),
      /^This puts Sarah Jones at 108 % FTE for May 2027 across all projects\..*Project Beta.*60 %.*Project Alpha.*48 %|^This puts Sarah Jones at 108 % FTE for May 2027 across all projects\..*48 %.*60 %/s,
    )
    expect(await may.getAttribute('class')).toContain('b5')
    const sign = new Function('cell', 'return getComputedStyle(cell, "::before").content') as (cell: unknown) => string
    expect(await may.evaluate(sign)).toContain('▲')
  })

  it('US007 overrides the full-time hours of a month on one project', async () => {
    await visit(page, '/projects/GAMMA/months')
    await page.getByRole('button', { name: 'Change November 2026' }).click()
    await page.locator('sa-form-dialog input').fill('160')
    await submit('Save')
    await visit(page, '/projects/GAMMA')
    await expectText(grid(page).locator('.head .override small'), '160 h')
    await page.getByRole('button', { name: 'FTE', exact: true }).click()
    await expectText(await cell(page, 'Tyrone Banks', 'Nov'), '48 %')
    await page.getByRole('button', { name: 'Hours', exact: true }).click()
  })

  it('US008 sees the load as colour, sign and number', async () => {
    const november = await cell(page, 'Tyrone Banks', 'Nov')
    const band = async () => /b\d/.exec((await november.getAttribute('class')) ?? '')?.[0]
    for (const [hours, expected] of [
      ['40', 'b1'],
      ['100', 'b2'],
      ['152', 'b3'],
      ['160', 'b4'],
      ['168', 'b5'],
    ]) {
      await type(page, november, hours!)
      await expect.poll(band).toBe(expected)
    }
    await expectText(november, '168')
  })

  it('US009 asks for a total over a quarter and gets the sum by project', async () => {
    const answer = await ask(page, "What is John Smith's total allocation for Q4 2026?")
    await expectText(answer.locator('.words'), /480/)
    await expectText(answer.locator('.words'), /Alpha.*320/s)
    await expectText(answer.locator('.words'), /Beta.*160/s)
  })

  it('US010 asks who is below 50 % and gets names, FTE and what it divides by', async () => {
    const answer = await ask(page, 'Show me all Cyber Analysts with less than 50% FTE in November 2026')
    const table = answer.locator('> sa-answer-table')
    await expectText(table.locator('thead'), /FTE of 152 h/)
    await expectText(table.locator('tbody'), /Ana Silva.*26\.3 %/s)
  })

  it('US011 opens the portfolio, drills a role down to projects and people', async () => {
    await visit(page, '/dashboard')
    const role = page.locator('sa-dashboard-view button.role').filter({ hasText: 'Cyber Analyst' })
    await role.click()
    await expectText(page.locator('sa-dashboard-view .drill'), /Projects.*Sentry SOC Operations.*People.*Ana Silva/s)
    await page.locator('sa-dashboard-view').getByText('Bench', { exact: true }).waitFor()
  })

  it("US012 sees one employee's month as blocks of projects", async () => {
    await visit(page, '/people')
    await page.getByRole('link', { name: 'Sarah Jones' }).click()
    const may = page.locator('sa-person-view .month').filter({ hasText: 'May' })
    await expectText(may, /108 %/)
    expect(
      await may
        .locator('a.block')
        .evaluateAll((blocks) => blocks.map((block) => block.getAttribute('aria-label')).sort()),
    ).toEqual(['Project Alpha 48 %, May 2027', 'Project Beta 60 %, May 2027'])
  })

  it('US013 gets three people for an open role, with FTE and reasons', async () => {
    await visit(page, '/demand')
    await page.getByRole('button', { name: /Get recommendations: Senior Cyber Analyst, November 2026/ }).click()
    const options = page.locator('sa-demand-view sa-options li')
    await expect.poll(() => options.count(), { timeout: 20_000 }).toBe(3)
    await expectText(options.first(), /FTE now, .* h free/)
  })

  it('US014 resolves an over-allocation with a numbered option, and takes it back', async () => {
    const on = admin.page
    await visit(on, '/conflicts')
    const conflict = on.locator('sa-conflicts-view article').filter({ hasText: 'Sarah Jones' }).first()
    await conflict.getByRole('button', { name: 'Options' }).click()
    const first = conflict.locator('sa-options li').first()
    await expectText(first, /^1\s+Reduce .* by [\d.]+ h/)
    await first.getByRole('button', { name: 'Apply' }).click()
    const toast = on.locator('sa-toasts .toast').last()
    await expectText(toast, /Applied option 1/)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await conflict.waitFor()
  })

  it('US015 sees where people will be short', async () => {
    await visit(page, '/forecast?from=2027-07')
    await expectText(page.locator('sa-forecast-view .say'), /Short of \d+ .*Q3 2027/i)
  })

  it('US016 makes the portfolio workbook and downloads it', async () => {
    await visit(page, '/reports')
    const download = page.waitForEvent('download', { timeout: 60_000 })
    await page.getByRole('button', { name: 'Make and download' }).click()
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/)
    await expectText(page.locator('sa-reports-view tbody'), /\.xlsx/)
  })

  it('US017 sees the project by sprint, with the same total', async () => {
    await visit(page, '/projects/ALPHA')
    const allocated = await (await total(page, 'Jane Doe', 'Allocated')).innerText()
    await page.getByRole('link', { name: 'Sprints' }).click()
    await grid(page).locator('.head').getByText('Sprint 1').first().waitFor()
    await expectText(await cell(page, 'Jane Doe', 'Total'), allocated)
  })

  it('US018 adds a role that is selectable at once; one in use cannot be deleted', async () => {
    const on = admin.page
    await visit(on, '/admin/roles')
    await on.getByRole('button', { name: 'New role' }).click()
    await fill('Name', 'Data Steward', on)
    await submit('Add', on)
    await visit(page, '/projects/GAMMA')
    await page.getByRole('button', { name: 'Staff a person' }).click()
    await choose('Role', 'Data Steward')
    await page.locator('sa-form-dialog').getByRole('button', { name: 'Cancel' }).click()
    await on.getByRole('button', { name: 'Delete: Cyber Analyst' }).click()
    await expectText(on.locator('sa-toasts .toast').last(), /in use/)
  })

  it('US019 sees funded and allocated of a project and its burn-down', async () => {
    await visit(page, '/projects/PHX/dashboard')
    await expectText(page.locator('sa-project-view .head p b'), 'Funded 5,000 / Allocated 4,850')
    await page.locator('sa-project-budget canvas').waitFor()
  })

  it('US020 gets balancing hints with concrete moves', async () => {
    await visit(page, '/balance')
    await expectText(page.locator('sa-balance-view .card').first(), /average \d+ %, .* \d+ %/)
    await page.locator('sa-balance-view sa-options li').first().waitFor()
  })

  it('says what to change, sees before and after, approves, and the cell changes in both windows', async () => {
    await page.getByRole('button', { name: 'New conversation' }).click()
    await visit(page, '/projects/ALPHA')
    await visit(admin.page, '/projects/ALPHA')
    const before = await (await cell(page, 'Jane Doe', 'Nov')).innerText()
    const answer = await ask(page, 'Set Jane Doe to 60 hours on Project Alpha in November 2026')
    await expectText(
      answer.locator('sa-approval-card .card'),
      new RegExp(`Jane Doe.*November 2026.*${before}.*60 h`, 's'),
    )
    expect(await (await cell(page, 'Jane Doe', 'Nov')).getAttribute('class')).toContain('prop')
    await answer.getByRole('button', { name: 'Approve' }).click()
    await expectText(await cell(page, 'Jane Doe', 'Nov'), '60')
    await expectText(await cell(admin.page, 'Jane Doe', 'Nov'), '60')
    await page.locator('sa-chat article.answer').last().getByRole('button', { name: 'Undo' }).click()
    await expectText(await cell(admin.page, 'Jane Doe', 'Nov'), before)
  })

  it('declines a change, and nothing is written', async () => {
    const before = await (await cell(page, 'Jane Doe', 'Nov')).innerText()
    const answer = await ask(page, 'Set Jane Doe to 61 hours on Project Alpha in November 2026')
    await answer.getByRole('button', { name: 'Decline' }).click()
    await expectText(answer.locator('sa-approval-card h3'), 'Declined')
    await expectText(await cell(page, 'Jane Doe', 'Nov'), before)
  })

  it('goes back and reloads into the same view, chat and plan', async () => {
    await visit(page, '/projects/ALPHA?unit=fte')
    await page.reload()
    await row(page, 'Jane Doe').waitFor()
    await expectText(await cell(page, 'Jane Doe', 'Nov'), /%$/)
    await page.locator('sa-chat article.answer').first().waitFor()
    await page.goBack()
    await page.locator('sa-chat textarea').waitFor()
  })

  it('swaps between chat and grid with F6', async () => {
    await visit(page, '/projects/ALPHA')
    await row(page, 'Jane Doe').waitFor()
    await page.locator('sa-chat textarea').focus()
    await page.keyboard.press('F6')
    const focused = () =>
      page.evaluate(
        `(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at?.className || at?.tagName })()`,
      )
    await expect.poll(focused).toBe('scroller')
    await page.keyboard.press('F6')
    await expect.poll(focused).toBe('TEXTAREA')
  })

  it('leaves the console clean and the content security policy unbroken', () => {
    expect(maria.complaints).toEqual([])
    expect(admin.complaints).toEqual([])
  })
})

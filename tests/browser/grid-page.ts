// Finding and using cells of the grid as a person does: by the row's name and the month's heading.
import type { Locator, Page } from 'playwright-core'

export const grid = (page: Page): Locator => page.locator('sa-allocation-grid')

/** The row whose name cell holds the text. */
export function row(page: Page, name: string): Locator {
  return grid(page)
    .locator('.body .row:visible')
    .filter({ has: page.getByRole('rowheader', { name }) })
    .first()
}

/** The cell of a row under a month's heading such as "Nov ’26". */
export async function cell(page: Page, name: string, month: string): Promise<Locator> {
  const column = await grid(page)
    .locator('.head [role=columnheader]')
    .filter({ hasText: month })
    .first()
    .getAttribute('aria-colindex')
  return row(page, name).locator(`[aria-colindex="${column}"]`)
}

/** Funded, allocated or remaining of a row. */
export async function total(page: Page, name: string, heading: 'Funded' | 'Allocated' | 'Remaining'): Promise<Locator> {
  return cell(page, name, heading)
}

/** What a screen reader says of the active cell. */
export async function activeCell(page: Page): Promise<string> {
  const id = await grid(page).locator('.scroller').getAttribute('aria-activedescendant')
  return (await grid(page).locator(`#${id}`).getAttribute('aria-label')) ?? ''
}

/** Clicks a cell, types and presses Enter. */
export async function type(page: Page, at: Locator, text: string): Promise<void> {
  await at.click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Asks the assistant and waits until its answer is complete. */
export async function ask(page: Page, question: string): Promise<Locator> {
  const answers = page.locator('sa-chat article.answer')
  const before = await answers.count()
  await page.locator('sa-chat textarea').fill(question)
  await page.keyboard.press('Enter')
  const answer = answers.nth(before)
  await answer.waitFor()
  await page.locator('sa-chat .log[aria-busy=false]').waitFor({ timeout: 30_000 })
  return answer
}

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeOllama, startFakeOllama } from '../fake-ollama.js'
import { expectText } from './expect-text.js'
import { ask, cell, grid, row } from './grid-page.js'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, skipped, visit } from './open-browser.js'

const QUESTION = "What is Sarah Jones's total allocation for Q4?"

describe.skipIf(skipped)(`the assistant's pane${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  let application: RunningApplication
  let browser: Browser
  let window: SignedInPage
  let page: Page

  beforeAll(async () => {
    application = await openApplication()
    browser = await openBrowser()
    window = await signIn(browser, application, 'maria@example.com')
    page = window.page
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await application?.close()
  })

  const chat = () => page.locator('sa-chat')
  const composer = () => chat().locator('textarea')
  const last = () => chat().locator('article.answer').last()
  const newThread = () => chat().getByRole('button', { name: 'New conversation' }).click()

  it('says that the planner answers, and in a click why no model does', async () => {
    const badge = chat().locator('sa-model-badge')
    await expectText(badge.locator('.badge'), 'Built-in planner')
    await badge.locator('.badge').click()
    await badge.getByText('No language model is used').waitFor()
    await page.keyboard.press('Escape')
  })

  it('goes on from an answer by a suggestion made from its data', async () => {
    const answer = await ask(page, QUESTION)
    await answer.getByRole('button', { name: 'And in Q1 2027?' }).click()
    await expectText(last().locator('.words'), /^Sarah Jones has 488 hours in Q1 2027/)
    expect(await answer.getByRole('button', { name: 'And in Q1 2027?' }).count()).toBe(0)
  })

  it('opens a tool to what was asked for and the table that came back', async () => {
    await last().getByText('query allocations').click()
    await expectText(last().locator('.given'), /Employees\s+Sarah Jones\s+From\s+January 2027\s+To\s+March 2027/)
    await last().locator('details sa-answer-table').getByText('Project Alpha').waitFor()
  })

  it('links a figure to its cells: the grid opens, scrolls to them and takes the row', async () => {
    await visit(page, '/conflicts')
    await last().locator('.figure').first().click()
    await row(page, 'Sarah Jones').waitFor()
    await expect.poll(() => page.evaluate('location.pathname')).toBe('/')
    await (await cell(page, 'Sarah Jones', 'Jan')).waitFor()
  })

  it('sorts a table by its heads and copies it', async () => {
    const table = last().locator('article > sa-answer-table, > sa-answer-table').last()
    await table.getByRole('button', { name: 'Project', exact: true }).click()
    await table.getByRole('button', { name: 'Project ↑' }).click()
    await expectText(table.locator('tbody tr').first(), /^Project Beta/)
    await table.getByRole('button', { name: 'Copy' }).click()
    await table.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
      /^Project\tHours\tFTE of 488 h\r?\nProject Beta\t244\t/,
    )
  })

  it('breaks a line with Shift+Enter, takes the last message up again with Up, and sends it with Enter', async () => {
    await composer().focus()
    await page.keyboard.type('Who is on the bench')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('this month?')
    expect(await composer().inputValue()).toBe('Who is on the bench\nthis month?')
    await page.keyboard.press('Enter')
    await expectText(last().locator('.words'), /October 2026/)
    await page.keyboard.press('ArrowUp')
    expect(await composer().inputValue()).toBe('Who is on the bench\nthis month?')
    await composer().fill('')
  })

  it('edits a message and sends it again', async () => {
    const mine = chat().locator('article.mine').first()
    await mine.hover()
    await mine.getByRole('button', { name: 'Edit and send again' }).click()
    expect(await composer().inputValue()).toBe(QUESTION)
    await composer().fill(QUESTION.replace('Q4', 'May 2027'))
    await page.keyboard.press('Enter')
    await expectText(last().locator('.words'), /^Sarah Jones has 172.75 hours in May 2027/)
  })

  it('outlines the cells of a card, takes a corrected value, applies, and takes it back', async () => {
    await newThread()
    await visit(page, '/projects/ALPHA')
    const jane = await cell(page, 'Jane Doe', 'Nov')
    await expectText(jane, '40')
    const answer = await ask(page, 'Set Jane Doe to 80 hours on Project Alpha in November')
    const card = answer.locator('sa-approval-card')
    await expectText(card.locator('tbody'), /Jane Doe.*November 2026.*40 → 80 h/s)
    await expect.poll(() => jane.getAttribute('class')).toMatch(/\bprop\b/)
    await card.getByRole('button', { name: 'Edit' }).click()
    const value = card.getByRole('textbox', { name: 'Hours of Jane Doe on Project Alpha, November 2026' })
    await value.fill('many')
    await card.getByRole('alert').waitFor()
    expect(await card.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true)
    await value.fill('64')
    await card.getByRole('button', { name: 'Approve' }).click()
    await expectText(last().locator('.notice.good'), /Applied 1 change/)
    await expectText(jane, '64')
    await last().locator('.notice.good').getByRole('button', { name: 'Undo' }).click()
    await expectText(last().locator('.notice.good'), /Taken back/)
    await expectText(jane, '40')
  })

  it('declines with a word, which stays in the conversation', async () => {
    const answer = await ask(page, 'Set Jane Doe to 90 hours on Project Alpha in November')
    await answer.getByRole('button', { name: 'Say why' }).click()
    await page.keyboard.type('she is on leave')
    await page.keyboard.press('Enter')
    await expectText(last().locator('.words'), 'Discarded, nothing was changed. Your word on it: "she is on leave"')
    await expectText(await cell(page, 'Jane Doe', 'Nov'), '40')
  })

  it('shows a card as applied where its yes was typed, and as withdrawn where something else was asked', async () => {
    const first = await ask(page, 'Set Jane Doe to 60 hours on Project Alpha in November')
    await ask(page, 'yes')
    await expectText(first.locator('sa-approval-card h3'), /Approved/)
    await expectText(await cell(page, 'Jane Doe', 'Nov'), '60')
    await ask(page, 'undo that')
    await ask(page, 'yes')
    await expectText(await cell(page, 'Jane Doe', 'Nov'), '40')
    const second = await ask(page, 'Set Jane Doe to 90 hours on Project Alpha in November')
    await ask(page, 'Who is free in May?')
    await expectText(second.locator('sa-approval-card h3'), /Withdrawn/)
  })

  it('makes a report in the conversation and saves it', async () => {
    const answer = await ask(page, 'Export the Project Alpha report to Excel')
    const saved = page.waitForEvent('download')
    await answer.getByRole('button', { name: /Plan ALPHA/ }).click()
    expect((await saved).suggestedFilename()).toMatch(/^Plan ALPHA .*\.xlsx$/)
  })

  it('finds, renames, opens and deletes conversations', async () => {
    await chat().getByRole('button', { name: 'Conversations' }).click()
    const threads = chat().locator('sa-threads')
    await threads.getByText(QUESTION).first().waitFor()
    await threads.getByRole('searchbox').fill('Jane Doe')
    await expect.poll(() => threads.locator('li').count()).toBe(1)
    await threads.getByRole('button', { name: /^Rename/ }).click()
    await threads.getByRole('textbox', { name: 'Rename' }).fill('About Jane Doe')
    await page.keyboard.press('Enter')
    await threads.getByText('About Jane Doe').waitFor()
    await threads.getByRole('searchbox').fill('')
    await threads.getByText(QUESTION).first().click()
    await expectText(chat().locator('article.mine').first(), QUESTION)
    await chat().getByRole('button', { name: 'Conversations' }).click()
    await threads.getByRole('button', { name: 'Delete: About Jane Doe' }).click()
    await expect.poll(() => threads.locator('li').count()).toBe(1)
    await chat().getByRole('button', { name: 'Conversations' }).click()
  })

  it('swaps between chat and grid with F6', async () => {
    await grid(page).waitFor()
    await composer().focus()
    await page.keyboard.press('F6')
    await expect
      .poll(() => page.evaluate('document.querySelector("sa-app").shadowRoot.activeElement?.localName'))
      .not.toBe('sa-chat')
    await page.keyboard.press('F6')
    await expect
      .poll(() => page.evaluate('document.querySelector("sa-app").shadowRoot.activeElement?.localName'))
      .toBe('sa-chat')
  })

  it('leaves the console clean', () => {
    expect(window.complaints).toEqual([])
  })
})

describe.skipIf(skipped)(`a language model in the pane${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  let ollama: FakeOllama
  let application: RunningApplication
  let browser: Browser
  let window: SignedInPage
  let page: Page

  beforeAll(async () => {
    ollama = await startFakeOllama()
    ollama.models = []
    application = await openApplication({ STAFFALLOC_MODEL: 'auto', OLLAMA_URL: ollama.url })
    browser = await openBrowser()
    window = await signIn(browser, application, 'admin@example.com')
    page = window.page
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await application?.close()
    await ollama?.close()
  })

  const last = () => page.locator('sa-chat article.answer').last()
  const badge = () => page.locator('sa-model-badge')

  it('is pulled by a click, and the badge says its name', async () => {
    await expectText(badge().locator('.badge'), 'Built-in planner')
    await badge().locator('.badge').click()
    await badge().getByText('No model pulled').waitFor()
    await badge()
      .getByRole('button', { name: /^Pull / })
      .click()
    await expectText(badge().locator('.badge'), /^Planner \+ qwen/)
    expect(ollama.pulls).toHaveLength(1)
    await page.keyboard.press('Escape')
  })

  it('writes Markdown that is drawn, without what could run or load, and with doubtful numbers marked', async () => {
    ollama.say = [
      {
        text: '## About love\n\n- **Poets** wrote 4711 lines\n- <img src=x onerror=alert(1)> [here](javascript:alert(1))\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
      },
    ]
    const answer = await ask(page, 'Please sing me a love song about spreadsheets')
    const words = answer.locator('sa-markdown')
    await words.locator('strong').getByText('Poets').waitFor()
    await words.locator('table').waitFor()
    await words.locator('mark').filter({ hasText: '4711' }).waitFor()
    expect(await words.locator('img, script').count()).toBe(0)
    expect(await words.locator('a[href^="javascript:"]').count()).toBe(0)
    await expectText(answer.locator('.by'), /qwen/)
  })

  it('is stopped in the middle, keeps what it said, and is asked again', async () => {
    ollama.say = [{ text: 'One two three four five' }, { text: 'Whole answer.' }]
    ollama.misbehave = 'stalled'
    await page.locator('sa-chat textarea').fill('Tell me a story about a spreadsheet please')
    await page.keyboard.press('Enter')
    await last().getByText('One two').waitFor()
    const gone = ollama.hangUp()
    await page.locator('sa-chat').getByRole('button', { name: 'Stop' }).click()
    await gone
    await last().getByText('Stopped.').waitFor()
    expect(await last().innerText()).toContain('One two')
    ollama.misbehave = undefined
    await last().getByRole('button', { name: 'Retry' }).click()
    await last().getByText('Whole answer.').waitFor()
  })

  it('leaves the console clean', () => {
    expect(window.complaints).toEqual([])
  })
})

// Measures the application as two people use it: from Enter to the own painted cell, and to the cell of the other
// person's window, which sits in a browser of its own. Needs chromium and a built page.
import { fileURLToPath } from 'node:url'
import type { Locator } from 'playwright-core'
import { cell, row } from '../tests/browser/grid-page.js'
import { openApplication } from '../tests/browser/open-application.js'
import { openBrowser, type SignedInPage, signIn, visit } from '../tests/browser/open-browser.js'

const ROUNDS = 15

export interface LiveFigures {
  what: 'edit to paint' | 'other window'
  medianMs: number
  slowestMs: number
  limitMs: number
}

/** Notes in the page when the cell next shows a text and a frame with it was handed over. Runs in the page. */
const WATCH = new Function(
  'el',
  'wanted',
  `window.seenAt = 0
  new MutationObserver((_, observer) => {
    if (el.textContent.trim() !== wanted) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { window.seenAt = performance.timeOrigin + performance.now() }
      port2.postMessage(0)
    })
  }).observe(el, { characterData: true, subtree: true, childList: true })`,
) as (el: unknown, wanted: string) => void

const SEEN = `new Promise((done) => {
  const look = () => window.seenAt ? done(window.seenAt) : setTimeout(look, 5)
  look()
})`

/** One person types into a cell, the other looks at the same project; the medians of all rounds. */
export async function benchLive(): Promise<LiveFigures[]> {
  const application = await openApplication()
  const browsers = [await openBrowser(), await openBrowser()]
  const open = async (browser: number, email: string): Promise<[SignedInPage, Locator]> => {
    const window = await signIn(browsers[browser]!, application, email)
    await visit(window.page, '/projects/ALPHA')
    await row(window.page, 'Jane Doe').waitFor()
    return [window, await cell(window.page, 'Jane Doe', 'Feb')]
  }
  const own: number[] = []
  const other: number[] = []
  try {
    const [mine, myCell] = await open(0, 'maria@example.com')
    const [theirs, theirCell] = await open(1, 'admin@example.com')
    await mine.page.evaluate(`addEventListener('keydown', (event) => {
      if (event.key === 'Enter') window.enterAt = performance.timeOrigin + performance.now()
    }, true)`)
    for (let round = 0; round < ROUNDS; round++) {
      const hours = String(41 + round)
      await myCell.click()
      await mine.page.keyboard.type(hours)
      await myCell.evaluate(WATCH, hours)
      await theirCell.evaluate(WATCH, hours)
      await mine.page.keyboard.press('Enter')
      const theirsAt = await theirs.page.evaluate<number>(SEEN)
      const mineAt = await mine.page.evaluate<number>(SEEN)
      const enterAt = await mine.page.evaluate<number>('window.enterAt')
      own.push(mineAt - enterAt)
      other.push(theirsAt - enterAt)
    }
  } finally {
    for (const browser of browsers) await browser.close()
    await application.close()
  }
  const figures = (what: LiveFigures['what'], times: number[], limitMs: number): LiveFigures => {
    const sorted = times.map(Math.round).sort((a, b) => a - b)
    return { what, medianMs: sorted[Math.floor(sorted.length / 2)]!, slowestMs: sorted.at(-1)!, limitMs }
  }
  return [figures('edit to paint', own, 100), figures('other window', other, 200)]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await benchLive()
  console.table(figures)
  if (figures.some(({ medianMs, limitMs }) => medianMs > limitMs)) process.exitCode = 1
}

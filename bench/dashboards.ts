// From the click to the painted page in a real browser, at 1,000 people x 500 projects x 24 months. Needs chromium.
// Run: npx tsx bench/dashboards.ts (after npm run build)
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApplication } from '../tests/browser/open-application.js'
import { browserPath, openBrowser, signIn } from '../tests/browser/open-browser.js'
import { buildFirm } from './insight-organisation.js'

const LIMIT_MS = 300
const ROUNDS = 7
/** Each dashboard, where it is, and what is there when it is drawn. */
const DASHBOARDS = [
  ['portfolio dashboard', '/dashboard', 'sa-dashboard-view', '.kpis'],
  ['project dashboard', '/projects/P7/dashboard', 'sa-project-budget', 'canvas'],
  ['employee timeline', '/people/e-00007', 'sa-person-view', '.timeline .month'],
] as const

export interface DashboardFigure {
  name: string
  /** Milliseconds from the click to the painted page: middle and best of the rounds. */
  ms: number
  best: number
  limit: number
  requests: number
  elements: number
  ok: boolean
}

/** Clicks a link to `path` and waits until `selector` inside the view `tag` is painted. */
const MEASURE = `async ([path, tag, selector]) => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((e) => e.shadowRoot ? [e, ...all(e.shadowRoot)] : [e])
  const find = (root) => {
    const here = root.querySelector(tag)
    if (here) return here
    for (const e of root.querySelectorAll('*')) {
      const inside = e.shadowRoot && find(e.shadowRoot)
      if (inside) return inside
    }
  }
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const painted = async () => {
    await frame()
    const { port1, port2 } = new MessageChannel()
    await new Promise((done) => { port1.onmessage = done; port2.postMessage(0) })
  }
  performance.clearResourceTimings()
  const start = performance.now()
  history.pushState(null, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
  for (let i = 0; i < 3000; i++) {
    const view = find(document)
    if (view?.shadowRoot?.querySelector(selector)) break
    await frame()
  }
  await painted()
  const ms = performance.now() - start
  const requests = performance.getEntriesByType('resource').filter((e) => e.initiatorType === 'fetch').length
  return { ms, requests, elements: all(document).length }
}`

/** Every dashboard several times, with another page in between. */
export async function benchDashboards(quick = false): Promise<DashboardFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-bench-dashboards-'))
  const size = quick ? { people: 100, projects: 50, months: 24 } : { people: 1000, projects: 500, months: 24 }
  await (await buildFirm(size, join(folder, 'staffalloc.db'))).close()
  const application = await openApplication({ STAFFALLOC_DATA: folder })
  const browser = await openBrowser()
  try {
    const { page } = await signIn(browser, application, 'admin@example.com')
    const go = (path: string, tag: string, selector: string) =>
      page.evaluate<{ ms: number; requests: number; elements: number }>(
        `(${MEASURE})(${JSON.stringify([path, tag, selector])})`,
      )
    const figures: DashboardFigure[] = []
    for (const [name, path, tag, selector] of DASHBOARDS) {
      const rounds: Awaited<ReturnType<typeof go>>[] = []
      for (let i = 0; i <= ROUNDS; i++) {
        await go('/admin/roles', 'sa-admin-view', 'table')
        const round = await go(path, tag, selector)
        if (i > 0) rounds.push(round)
      }
      rounds.sort((a, b) => a.ms - b.ms)
      const { requests, elements, ms } = rounds[Math.floor(ROUNDS / 2)]!
      figures.push({ name, ms, best: rounds[0]!.ms, limit: LIMIT_MS, requests, elements, ok: ms <= LIMIT_MS })
    }
    return figures
  } finally {
    await browser.close()
    await application.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) {
  if (!browserPath) {
    console.log('skipped: no chromium')
    process.exit(0)
  }
  const figures = await benchDashboards(process.argv.includes('--quick'))
  for (const { name, ms, best, limit, requests, elements, ok } of figures)
    console.log(
      `${ok ? 'ok  ' : 'SLOW'} ${name}, click to painted: ${ms.toFixed(0)} ms, best ${best.toFixed(0)} ms (limit ${limit} ms; ${requests} requests, ${elements} elements)`,
    )
  process.exitCode = figures.every((f) => f.ok) ? 0 : 1
}

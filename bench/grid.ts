// Measures the product's grid beside two grids from npm in one run, rounds interleaved.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('../', import.meta.url))
const SIZES = [
  [1000, 12],
  [10_000, 52],
] as const
const GRIDS = ['staffalloc', 'revogrid', 'ag-grid'] as const
const ROUNDS = 3

export interface GridFigures {
  grid: (typeof GRIDS)[number]
  rows: number
  columns: number
  firstPaintMs: number
  framesPerSecond: number
  p95FrameMs: number
  longTasks: number
  editToPaintMs: number
  bulkMs: number
}

/** What runs in the page: mounts, scrolls the whole height in three seconds, edits a cell, pushes 1,000 cells. */
const MEASURE = `async ([rows, cols]) => {
  const el = document.getElementById('grid')
  const data = {
    rows: Array.from({ length: rows }, (_, r) => {
      const row = { id: r, name: 'Person ' + r }
      for (let c = 0; c < cols; c++) row['c' + c] = ((r * 7 + c * 13) % 23) * 8
      return row
    }),
    cols,
    labels: Array.from({ length: cols }, (_, c) => 'M' + (c + 1)),
  }
  const painted = () => new Promise((done) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0) }))
  const until = async (test) => { for (let i = 0; i < 300 && !test(); i++) await painted() }
  let start = performance.now()
  const grid = await gridBench.mount(el, data)
  await until(() => grid.cellEl(0, 0)?.textContent.trim() === '0')
  await painted()
  const firstPaintMs = performance.now() - start
  await new Promise((done) => setTimeout(done, 300))
  let longTasks = 0
  const observer = new PerformanceObserver((list) => { longTasks += list.getEntries().length })
  observer.observe({ entryTypes: ['longtask'] })
  const frames = []
  start = performance.now()
  let last = start
  const most = grid.maxScroll()
  await new Promise((done) => {
    const step = (now) => {
      frames.push(now - last)
      last = now
      const share = (now - start) / 3000
      if (share >= 1) return done()
      grid.scrollTo(most * (share < 0.5 ? share * 2 : 2 - share * 2))
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
  observer.disconnect()
  frames.sort((a, b) => a - b)
  grid.scrollTo(0)
  await painted()
  await new Promise((done) => setTimeout(done, 300))
  start = performance.now()
  grid.bulkUpdate([{ row: 1, col: 1, value: 77 }])
  await until(() => grid.cellEl(1, 1)?.textContent.trim() === '77')
  await painted()
  const editToPaintMs = performance.now() - start
  start = performance.now()
  grid.bulkUpdate(Array.from({ length: 1000 }, (_, i) => ({ row: i % 100, col: i % cols, value: 99 })))
  await until(() => grid.cellEl(0, 0)?.textContent.trim() === '99')
  await painted()
  const bulkMs = performance.now() - start
  return { firstPaintMs, framesPerSecond: frames.length / 3, p95FrameMs: frames[Math.floor(frames.length * 0.95)], longTasks, editToPaintMs, bulkMs }
}`

/** Runs all rounds; the medians of each grid and size. Needs chromium and a built page. */
export async function benchGrid(executablePath = '/usr/bin/chromium'): Promise<GridFigures[]> {
  const server = await servePages()
  const results = new Map<string, Omit<GridFigures, 'grid' | 'rows' | 'columns'>[]>()
  try {
    for (let round = 0; round < ROUNDS; round++)
      for (const [rows, columns] of SIZES)
        for (const grid of GRIDS) {
          const key = `${grid} ${rows} ${columns}`
          const list = results.get(key) ?? []
          list.push(await measure(executablePath, server.url, grid, rows, columns))
          results.set(key, list)
        }
  } finally {
    server.close()
  }
  return [...results].map(([key, rounds]) => {
    const [grid, rows, columns] = key.split(' ')
    const median = (field: keyof (typeof rounds)[number]) =>
      rounds.map((one) => one[field]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)]!
    return {
      grid: grid as GridFigures['grid'],
      rows: Number(rows),
      columns: Number(columns),
      firstPaintMs: Math.round(median('firstPaintMs')),
      framesPerSecond: Math.round(median('framesPerSecond')),
      p95FrameMs: Math.round(median('p95FrameMs')),
      longTasks: median('longTasks'),
      editToPaintMs: Math.round(median('editToPaintMs')),
      bulkMs: Math.round(median('bulkMs')),
    }
  })
}

/** One measurement in a browser of its own: a page that goes still takes time from the one that follows it. */
async function measure(executablePath: string, url: string, grid: string, rows: number, columns: number) {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  const page = await browser.newPage({ viewport: { width: 1300, height: 700 } })
  page.setDefaultTimeout(120_000)
  page.setDefaultNavigationTimeout(120_000)
  try {
    await page.goto(grid === 'staffalloc' ? `${url}/bench.html` : `${url}/peers.html?peer=${grid}`)
    await page.waitForFunction('window.gridBench')
    return await page.evaluate<Omit<GridFigures, 'grid' | 'rows' | 'columns'>>(`(${MEASURE})([${rows}, ${columns}])`)
  } finally {
    await browser.close()
  }
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** The built page, and the peers bundled on the spot with the same heat colours. */
async function servePages() {
  const web = join(root, 'dist', 'web')
  const bundle = await build({
    entryPoints: [join(root, 'web-components', 'bench', 'grid-peers.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    logLevel: 'error',
    tsconfigRaw: '{}',
  })
  const script = bundle.outputFiles[0]!.text
  const heat =
    '.b1{background:#e7f5e9}.b2{background:#b9e2bf}.b3{background:#2f7d46;color:#fff}.b4{background:#ffe08a}.b5{background:#c2352b;color:#fff}'
  const peers = `<!doctype html><meta charset="utf-8"><style>body{margin:0;font:13px sans-serif}#grid{width:1240px;height:640px}${heat}</style><div id="grid"></div><script type="module" src="/peers.js"></script>`
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname
    const send = (type: string, body: string | Buffer) => response.writeHead(200, { 'content-type': type }).end(body)
    if (path === '/peers.html') return send('text/html', peers)
    if (path === '/peers.js') return send('text/javascript', script)
    try {
      send(TYPES[extname(path)] ?? 'application/octet-stream', readFileSync(join(web, path)))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await benchGrid())

// The built page: files with hashed names for a year, the document itself always fresh.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Express } from 'express'
import { Fault } from '../services/fault.js'
import type { ServerDeps } from './deps.js'

/** Serves dist/web, and its document for every address that the page routes itself. */
export function servePage(app: Express, deps: ServerDeps): void {
  const { webFolder } = deps
  if (webFolder && existsSync(join(webFolder, 'index.html'))) {
    app.use((req, _res, next) => {
      if (!deps.bench && /bench\.html/i.test(decoded(req.path))) throw notHere()
      next()
    })
    app.use(
      express.static(webFolder, {
        index: false,
        redirect: false,
        setHeaders: (res, path) =>
          res.setHeader(
            'Cache-Control',
            path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
          ),
      }),
    )
    app.get(/^\/[^.]*$/, (_req, res) => {
      res.setHeader('Cache-Control', 'no-cache')
      res.sendFile('index.html', { root: webFolder })
    })
  }
  app.use(() => {
    throw notHere()
  })
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw notHere()
  }
}

const notHere = () => new Fault('not_found', 'There is no such page.', 'Open the start page: /')

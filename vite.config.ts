import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const page = resolve(import.meta.dirname, 'web-components')

/** The page goes to dist/web: index.html, bench.html and hashed assets, nothing inline, so that a strict policy holds. */
export default defineConfig({
  root: page,
  base: '/',
  publicDir: resolve(page, 'public'),
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: resolve(page, 'index.html'), bench: resolve(page, 'bench.html') } },
  },
})

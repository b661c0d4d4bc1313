// From the command to the line "ready", with the program built: a first start that makes the demo organisation, then another.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Milliseconds from spawning to the ready line. */
function start(folder: string): Promise<number> {
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', 'bin', 'staffalloc.mjs'), 'start', '--no-open'],
    {
      env: { ...process.env, PORT: '0', STAFFALLOC_DATA: folder, STAFFALLOC_LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`the application ended with ${code} before it was ready`)))
    child.stdout.on('data', (text: Buffer) => {
      if (!text.includes('ready')) return
      const ms = performance.now() - began
      child.removeAllListeners('exit')
      child.once('exit', () => resolve(ms))
      child.kill()
    })
  })
}

const folder = mkdtempSync(join(tmpdir(), 'staffalloc-start-'))
try {
  const first = await start(folder)
  const later = [await start(folder), await start(folder), await start(folder)].sort((a, b) => a - b)
  console.log(`first start, with the demo organisation made: ${Math.round(first)} ms`)
  console.log(`start to ready (median of 3): ${Math.round(later[1]!)} ms, limit 1000 ms`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

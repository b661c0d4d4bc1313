import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const strace = spawnSync('strace', ['-V']).status === 0

// Killing a process proves nothing about power loss: the page cache survives it. Only counting syncs does.
it.skipIf(!strace)('every commit reaches the disk: at least one sync per commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-fsync-'))
  const log = join(folder, 'strace.log')
  const script = `
    import { openDatabase } from ${JSON.stringify(new URL('./open.ts', import.meta.url).pathname)}
    const open = await openDatabase(${JSON.stringify(join(folder, 'a.db'))})
    for (let i = 0; i < 50; i++)
      await open.db.insertInto('setting').values({ key: 'k' + i, value: 'v' }).execute()
    await open.close()`
  const run = spawnSync(
    'strace',
    [
      '-f',
      '-e',
      'trace=fsync,fdatasync',
      '-o',
      log,
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ],
    { encoding: 'utf8', cwd: new URL('..', import.meta.url).pathname },
  )
  expect(run.stderr).toBe('')
  const syncs = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /f(data)?sync\(/.test(line)).length
  rmSync(folder, { recursive: true })
  expect(syncs).toBeGreaterThanOrEqual(50)
})

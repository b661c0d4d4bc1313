// `npm run drill [-- COUNT]`: makes COUNT backups (200) while another process writes, restores each one, opens it and
// compares it with what the writer was told. Exits 1 when one is bad.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBackup, restoreBackup } from '../app/backup.js'
import { compose } from '../app/compose.js'
import { readSettings } from '../app/settings.js'
import { openDatabase } from '../db/open.js'
import { findBrokenAuditLink } from '../services/audit.js'

const count = Number(process.argv[2] ?? 200)
const folder = mkdtempSync(join(tmpdir(), 'staffalloc-drill-'))
const acks = join(folder, 'acks')
const settings = readSettings({ STAFFALLOC_DATA: join(folder, 'data'), STAFFALLOC_TODAY: '2026-10-15' })

/** Runs in a process of its own: changes one cell again and again, and says each number that was acknowledged. */
async function write(): Promise<void> {
  const { commitStep } = await import('../services/changes.js')
  const { draftCells } = await import('../services/cells.js')
  const application = await compose(readSettings({ STAFFALLOC_DATA: process.argv[3], STAFFALLOC_TODAY: '2026-10-15' }))
  const cell = await application.db
    .selectFrom('allocation as al')
    .innerJoin('assignment as a', 'a.id', 'al.assignmentId')
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .select(['al.assignmentId', 'al.month'])
    .where('p.status', '=', 'Active')
    .where('al.quarters', '>', 40)
    .orderBy('al.assignmentId')
    .executeTakeFirstOrThrow()
  const month = `${Math.floor(cell.month / 100)}-${String(cell.month % 100).padStart(2, '0')}`
  const ctx = application.changeContext(await application.owner(), 'cli')
  for (let i = 0; ; i++) {
    const { changeSet } = await commitStep(ctx, async (db) => ({
      changes: await draftCells(db, [{ assignmentId: cell.assignmentId, month, hours: i % 2 ? 8 : 9 }]),
    }))
    writeFileSync(process.argv[4]!, String(changeSet.seq))
  }
}

async function drill(): Promise<void> {
  const application = await compose(settings)
  await application.owner()
  writeFileSync(acks, '0')
  const writer = spawn(
    process.execPath,
    ['--import', 'tsx', import.meta.filename, 'write', settings.dataFolder, acks],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const backups = join(folder, 'backups')
  let bad = 0
  let moved = 0
  try {
    while (acknowledged() === 0) await new Promise((resolve) => setTimeout(resolve, 50))
    const first = acknowledged()
    for (let i = 0; i < count; i++) {
      const before = acknowledged()
      const { file } = await createBackup(application.database.sqlite, backups, {
        id: `drill-${i}`,
        at: new Date(),
        reason: 'drill',
      })
      const target = join(folder, 'restored.db')
      await restoreBackup(join(backups, file), target, new Date())
      const restored = await openDatabase(target)
      const newest = await restored.db.selectFrom('changeSet').select('seq').orderBy('seq', 'desc').executeTakeFirst()
      const broken = await findBrokenAuditLink(restored.db)
      await restored.close()
      if ((newest?.seq ?? 0) < before || broken !== undefined) {
        bad++
        process.stderr.write(
          `backup ${i}: holds ${newest?.seq} of ${before} acknowledged changes, audit broken at ${broken}\n`,
        )
      }
      for (const name of [file, `${file}.json`]) rmSync(join(backups, name))
      for (const suffix of ['', '-wal', '-shm']) rmSync(target + suffix, { force: true })
    }
    moved = acknowledged() - first
  } finally {
    writer.kill('SIGKILL')
    await application.close()
    rmSync(folder, { recursive: true, force: true })
  }
  process.stdout.write(
    `${count} backups, ${count - bad} verified restores, ${bad} bad; ${moved} changes written meanwhile\n`,
  )
  process.exitCode = bad > 0 || moved === 0 ? 1 : 0
}

const acknowledged = () => Number(readFileSync(acks, 'utf8') || 0)

await (process.argv[2] === 'write' ? write() : drill())

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { seedDemo } from '../db/demo.js'
import { openDatabase } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import { importFile } from '../services/import.js'
import { projectReport } from '../services/report-project.js'
import { readWorkbook } from './read-workbook.js'
import { writeWorkbook } from './write-workbook.js'

const admin: Actor = {
  userId: 'user-admin',
  name: 'Ada',
  email: 'admin@example.com',
  systemRole: 'Admin',
  employeeId: null,
  readOnly: false,
}

it.each(['ALPHA', 'BETA'])(
  "the exported plan of %s is the manager's own form: nothing changes when it comes back",
  async (code) => {
    const open = await openDatabase(':memory:')
    await seedDemo(open.db, { month: '2026-10', now: new Date('2026-10-15T08:00:00Z') })
    const { id } = await open.db.selectFrom('project').select('id').where('code', '=', code).executeTakeFirstOrThrow()
    const request = { db: open.db, actor: admin, today: '2026-10-15', from: 202610, to: 202703 }
    const folder = mkdtempSync(join(tmpdir(), 'staffalloc-plan-'))
    await writeWorkbook(await projectReport(request, id), join(folder, 'plan.xlsx'))
    const file = readWorkbook(readFileSync(join(folder, 'plan.xlsx')), 'plan.xlsx')
    rmSync(folder, { recursive: true })
    let n = 0
    const ctx = {
      db: open.db,
      actor: admin,
      via: 'cli' as const,
      now: () => new Date('2026-10-15'),
      newId: () => `n${++n}`,
    }
    const report = await importFile(ctx, file, { dryRun: true, replaceDemo: false })
    const plan = report.sheets.find((s) => s.table === 'Staffing plan')
    expect(plan).toMatchObject({ sheet: code, new: 0, changed: 0, refused: [] })
    expect(plan!.unchanged).toBeGreaterThan(5)
    await open.close()
  },
)

// Measures advice against bare SQL (bench/bare/) and the dashboards against their limits.
// Run: npx tsx bench/insight.ts [part of a name] [--quick]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenDatabase } from '../db/open.js'
import type { Actor } from '../services/actor.js'
import { addMonths, Calendar, firstDay, lastDay, monthRange } from '../services/calendar.js'
import { readEmployeeTimeline } from '../services/employee-timeline.js'
import { findConflicts } from '../services/find-conflicts.js'
import { readPortfolio } from '../services/portfolio.js'
import { getProjectStatus } from '../services/project-status.js'
import { recommendCandidates } from '../services/recommend-candidates.js'
import { resolveOverAllocations } from '../services/resolve-over-allocation.js'
import { buildFirm, FIRST_MONTH } from './insight-organisation.js'

export interface BenchLine {
  name: string
  ms: number
  /** Milliseconds: of processor time where it is compared with bare statements. `limit` is then a multiple of those. */
  limit: number
  bareMs?: number
  ok: boolean
}

const admin: Actor = {
  userId: 'u-admin',
  name: 'Ada Admin',
  email: 'admin@example.com',
  systemRole: 'Admin',
  employeeId: null,
  readOnly: false,
}
const bareFolder = join(import.meta.dirname, 'bare')

/** Best of several runs after a warm-up, in milliseconds: what other programs take from the machine is left out. */
async function best(work: () => unknown, runs: number): Promise<number> {
  await work()
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await work()
    least = Math.min(least, performance.now() - start)
  }
  return least
}

function statementsOf(name: string): string[] {
  return readFileSync(join(bareFolder, `${name}.sql`), 'utf8')
    .split(';\n')
    .map((s) => s.trim())
    .filter((s) => s.replace(/--.*/g, '').trim().length > 0)
}

function parametersOf(statement: string, all: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => statement.includes(`:${key}`)))
}

/** Runs the bare statements, prepared once, all rows fetched; writes their query plans beside them. */
function bare({ sqlite }: OpenDatabase, name: string, parameters: Record<string, unknown>): () => void {
  const statements = statementsOf(name)
  const plans = statements.map((statement) => {
    const rows = sqlite.prepare(`explain query plan ${statement}`).all(parametersOf(statement, parameters)) as {
      id: number
      parent: number
      detail: string
    }[]
    return rows.map((r) => r.detail).join('\n')
  })
  writeFileSync(join(bareFolder, `${name}.plan.txt`), `${plans.join('\n\n')}\n`)
  const prepared = statements.map((statement) => ({
    statement: sqlite.prepare(statement),
    parameters: parametersOf(statement, parameters),
  }))
  return () => {
    for (const p of prepared) p.statement.all(p.parameters)
  }
}

function period(calendar: Calendar, count: number) {
  const to = addMonths(FIRST_MONTH, count - 1)
  const months = monthRange(FIRST_MONTH, to)
  return {
    from: FIRST_MONTH,
    to,
    parameters: {
      months: JSON.stringify(months.map((m) => [m, calendar.fullTimeQuarters(m)])),
      from: FIRST_MONTH,
      to,
      first: firstDay(FIRST_MONTH),
      last: lastDay(to),
      role: 'r-3',
    },
  }
}

const only = process.argv[2]?.startsWith('--') ? '' : (process.argv[2] ?? '')

/** All lines; prints each as it is measured. */
export async function benchInsight(quick = false): Promise<BenchLine[]> {
  const lines: BenchLine[] = []
  const report = (line: BenchLine) => {
    lines.push(line)
    const against =
      line.bareMs === undefined
        ? `limit ${line.limit} ms`
        : `bare ${line.bareMs.toFixed(0)} ms, ${(line.ms / line.bareMs).toFixed(2)} x, limit ${line.limit} x`
    console.log(`${line.ok ? 'ok  ' : 'OVER'} ${line.name}: ${line.ms.toFixed(1)} ms (${against})`)
  }
  const timed = async (name: string, limit: number, work: () => unknown) => {
    if (!name.includes(only)) return
    const ms = await best(work, 5)
    report({ name, ms, limit, ok: ms <= limit })
  }
  // Turn by turn and in processor time, so that both sides meet the same other programs.
  const compared = async (
    name: string,
    limit: number,
    work: () => Promise<unknown>,
    against: () => void,
    runs = 15,
  ) => {
    if (!name.includes(only)) return
    const spent = async (one: () => unknown) => {
      const start = process.cpuUsage()
      await one()
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    }
    let [ms, bareMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let i = 0; i < runs; i++) {
      bareMs = Math.min(bareMs, await spent(against))
      ms = Math.min(ms, await spent(work))
    }
    report({ name, ms, limit, bareMs, ok: ms <= limit * bareMs })
  }
  const calendar = new Calendar(new Set())

  const large = await buildFirm(
    quick ? { people: 500, projects: 50, months: 24 } : { people: 5000, projects: 500, months: 24 },
  )
  const all = period(calendar, 24)
  await compared(
    'conflict scan, 5,000 people x 500 projects x 24 months',
    1.5,
    () => findConflicts(large.db, { scope: { all: true }, from: all.from, to: all.to }),
    bare(large, 'conflicts', all.parameters),
  )
  await compared(
    'recommendation, 5,000 people x 500 projects x 24 months',
    1.5,
    () =>
      recommendCandidates(large.db, {
        actor: admin,
        role: { id: 'r-3', name: 'Role 3' },
        skills: ['skill 1', 'skill 2'],
        projectId: 'p-7',
        from: all.from,
        to: all.to,
      }),
    bare(large, 'recommendation', all.parameters),
  )
  await large.close()

  const firm = await buildFirm(
    quick ? { people: 100, projects: 50, months: 24 } : { people: 1000, projects: 500, months: 24 },
  )
  await timed('portfolio dashboard, 1,000 x 500', 100, () => readPortfolio(firm.db, admin, 202606))
  await timed('project dashboard, 1,000 x 500', 100, () => getProjectStatus(firm.db, { all: true }, 'p-7', 202606))
  await timed('employee timeline, 1,000 x 500', 100, () =>
    readEmployeeTimeline(firm.db, { all: true }, 'e-00007', 202601, 202712),
  )
  await firm.close()

  const half = await buildFirm({ people: 500, projects: 60, months: 12 })
  await timed('portfolio repair, 500 x 60 x 12', 2000, () =>
    resolveOverAllocations(half.db, {
      actor: admin,
      scope: { all: true },
      from: 202601,
      to: 202612,
      thisMonth: 202601,
    }),
  )
  await half.close()
  return lines
}

if (process.argv[1] === import.meta.filename) {
  const lines = await benchInsight(process.argv.includes('--quick'))
  process.exitCode = lines.every((l) => l.ok) ? 0 : 1
}

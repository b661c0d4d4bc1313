// A large firm for measuring advice: deterministic, so that two runs measure the same.
import { type OpenDatabase, openDatabase } from '../db/open.js'

export interface FirmSize {
  people: number
  projects: number
  months: number
}

export const FIRST_MONTH = 202601
export const ROLES = 12
export const LCATS = 4
const SKILLS = 40

/** Small, fast, the same everywhere (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const monthAt = (i: number) => (2026 + Math.floor(i / 12)) * 100 + (i % 12) + 1

/**
 * Everybody is on two projects in every month and has a third, idle assignment; about one month in a hundred is above
 * capacity. Two per cent of project months are overridden, everybody has a week off, every tenth works half time.
 */
export async function buildFirm(size: FirmSize, file = ':memory:'): Promise<OpenDatabase> {
  const open = await openDatabase(file)
  const { sqlite } = open
  const next = random(8)
  const pick = (n: number) => Math.floor(next() * n)
  sqlite.transaction(() => {
    sqlite.exec(`insert into organisation values ('organisation','Large','US',1,'[0.4,0.8]','warn','warn',0,1)`)
    const user = sqlite.prepare(`insert into user values (?,?,?,?,null,null,null,'{}','2026-01-01T00:00:00Z',1)`)
    user.run('u-admin', 'admin@example.com', 'Ada Admin', 'Admin')
    for (let i = 0; i < 20; i++) user.run(`u-pm${i}`, `pm${i}@example.com`, `Manager ${i}`, 'PM')
    const role = sqlite.prepare('insert into role values (?,?,?,1,1)')
    for (let i = 0; i < ROLES; i++) role.run(`r-${i}`, `Role ${i}`, i)
    const lcat = sqlite.prepare('insert into lcat values (?,?,?,1,1)')
    for (let i = 0; i < LCATS; i++) lcat.run(`l-${i}`, `Level ${i}`, i)
    const project = sqlite.prepare(`insert into project values (?,?,?,?,'',?,'2026-01-01',53,?,?,1)`)
    const override = sqlite.prepare('insert into month_override values (?,?,?,?,1)')
    for (let p = 0; p < size.projects; p++) {
      const planning = p % 25 === 24
      project.run(
        `p-${p}`,
        `P${p}`,
        `Project ${p}`,
        `Client ${p % 40}`,
        `u-pm${p % 20}`,
        planning ? 'Planning' : 'Active',
        planning ? 50 : 100,
      )
      for (let m = 0; m < size.months; m++) if (pick(50) === 0) override.run(`o-${p}-${m}`, `p-${p}`, monthAt(m), 640)
    }
    const employee = sqlite.prepare(`insert into employee values (?,?,?,?,?,?,'2020-01-01',null,?,'[]',5,'','',1)`)
    const assignment = sqlite.prepare(`insert into assignment values (?,?,?,?,?,?,'',1)`)
    const allocation = sqlite.prepare('insert into allocation values (?,?,?,1)')
    const off = sqlite.prepare(`insert into time_off values (?,?,?,?,'leave',0,1)`)
    for (let e = 0; e < size.people; e++) {
      const id = `e-${String(e).padStart(5, '0')}`
      const [r, l] = [`r-${e % ROLES}`, `l-${pick(LCATS)}`]
      const half = e % 10 === 0
      const skills = Array.from({ length: 3 }, () => `skill ${pick(SKILLS)}`)
      employee.run(id, `${id}@example.com`, `Person ${id}`, r, l, half ? 50 : 100, JSON.stringify([...new Set(skills)]))
      const month = pick(size.months)
      const year = `${Math.floor(monthAt(month) / 100)}-${String(monthAt(month) % 100).padStart(2, '0')}`
      off.run(`t-${e}`, id, `${year}-06`, `${year}-10`)
      const first = pick(size.projects)
      for (let a = 0; a < 3; a++) {
        const p = (first + a * 37) % size.projects
        assignment.run(`${id}-${a}`, `p-${p}`, id, r, l, 40_000)
        if (a === 2) continue
        for (let m = 0; m < size.months; m++) {
          const over = pick(200) === 0 ? 2 : 1
          allocation.run(`${id}-${a}`, monthAt(m), Math.floor(((half ? 120 : 240) + pick(20)) * over))
        }
      }
    }
    const demand = sqlite.prepare(`insert into demand values (?,?,?,?,'["skill 1"]',?,640,1,1)`)
    for (let d = 0; d < 240; d++)
      demand.run(
        `d-${d}`,
        `p-${pick(size.projects)}`,
        `r-${pick(ROLES)}`,
        `l-${pick(LCATS)}`,
        monthAt(pick(size.months)),
      )
    sqlite.exec('analyze')
  })()
  return open
}

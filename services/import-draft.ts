// What the rows of a file refer to and may do: people, projects, roles and managers by the names in the cells, with the
// rights of whoever imports. One draft per import.
import type { Actor } from './actor.js'
import type { Calendar } from './calendar.js'
import type { CellChange } from './change.js'
import { type ImportRow, RowRefused } from './import-report.js'
import { type ImportState, type Kept, type KeptUser, nameKey } from './import-state.js'
import { readEmail, readText } from './import-values.js'
import { senioritySounds } from './lcat-seniority.js'
import { editDistance, fold } from './names.js'
import { mayWriteProject } from './policy.js'

export class ImportDraft {
  readonly cells: CellChange[] = []
  /** Keys of changes that the file says lie outside a period on purpose. */
  readonly outside = new Set<string>()
  /** Cells that the file has named, with the row that did. */
  readonly cellsGiven = new Map<string, number>()
  /** Demand -> how many of its positions a manager's sheet has not named yet. */
  readonly positionsLeft = new Map<string, number>()
  /** Project -> its last day. */
  readonly projectEnds = new Map<string, string>()
  readonly #closest = new Map<string, string>()
  /** What was found for a text, since thousands of rows name the same one. */
  readonly #projects = new Map<string, Kept<'project'>>()
  readonly #employees = new Map<string, Kept<'employee'>>()

  /** LCATs that rows name and no list orders. */
  readonly #newLcats: { fields: { name: string; rank: number } }[] = []

  constructor(
    readonly state: ImportState,
    readonly actor: Actor,
    readonly calendar: Calendar,
  ) {}

  get isAdmin(): boolean {
    return this.actor.systemRole === 'Admin'
  }

  requireAdmin(key: string, what: string): void {
    if (!this.isAdmin) throw new RowRefused(key, `only an Admin may ${what}`)
  }

  /** PMs write their own projects only. */
  requireProject(project: Kept<'project'>, key: string): void {
    if (mayWriteProject(this.actor, project.fields.managerId)) return
    const manager = [...this.state.users.values()].find((u) => u.id === project.fields.managerId)
    throw new RowRefused(key, `you do not manage ${project.fields.name}: needs ${manager?.name ?? 'an Admin'}`)
  }

  /** A thing may be named once per file; the second mention is refused with the place of the first. */
  claim(kept: { givenAt?: string }, row: ImportRow, key: string, what: string): void {
    const place = `${row.report.sheet}, row ${row.number}`
    if (kept.givenAt) throw new RowRefused(key, `${what} is already given in ${kept.givenAt}`)
    kept.givenAt = place
  }

  project(row: ImportRow, key = 'project'): Kept<'project'> {
    const written = row.values[key]
    const known = typeof written === 'string' ? this.#projects.get(written) : undefined
    if (known) return known
    const found = this.#findProject(row, key)
    if (typeof written === 'string') this.#projects.set(written, found)
    return found
  }

  #findProject(row: ImportRow, key: string): Kept<'project'> {
    const text = row.read(key, (v) => readText(v, 200))
    if (!text) throw new RowRefused(key, 'is blank: whose project?')
    const wanted = fold(text)
    for (const found of [this.state.project.find(`code:${wanted}`), this.state.project.find(`name:${wanted}`)]) {
      if (found.length === 1) return found[0]!
      if (found.length > 1)
        throw new RowRefused(key, `fits ${found.length} projects: ${found.map((p) => p.fields.code).join(', ')}`)
    }
    const near = this.#near(`project:${wanted}`, wanted, () => this.state.project.all.map((p) => p.fields.code))
    throw new RowRefused(key, `there is no such project${near}`)
  }

  employee(row: ImportRow, key = 'employee'): Kept<'employee'> {
    const written = row.values[key]
    const known = typeof written === 'string' ? this.#employees.get(written) : undefined
    if (known) return known
    const found = this.#findEmployee(row, key)
    if (typeof written === 'string') this.#employees.set(written, found)
    return found
  }

  #findEmployee(row: ImportRow, key: string): Kept<'employee'> {
    const text = row.read(key, (v) => readText(v, 254))
    if (!text) throw new RowRefused(key, 'is blank: who?')
    const wanted = fold(text)
    const [byEmail] = this.state.employee.find(wanted)
    if (byEmail) return byEmail
    const named = this.state.employee.find(`name:${nameKey(text)}`)
    if (named.length === 1) return named[0]!
    if (named.length > 1)
      throw new RowRefused(
        key,
        `fits ${named.length} people: ${named.map((e) => e.fields.email).join(', ')}; give the e-mail`,
      )
    const names = () => this.state.employee.all.map((e) => (text.includes('@') ? e.fields.email : e.fields.name))
    throw new RowRefused(key, `there is no such employee${this.#near(`employee:${wanted}`, wanted, names)}`)
  }

  /** A role or LCAT by name; one that is not there yet is added, where the actor may. Blank: null. */
  listed(table: 'role' | 'lcat', row: ImportRow, key: string): string | null {
    const name = row.read(key, (v) => readText(v, 80))
    if (!name) return null
    const shelf = this.state[table]
    const [found] = shelf.find(fold(name))
    if (found) return found.id
    const what = table === 'role' ? 'role' : 'LCAT'
    const near = this.#near(`${table}:${fold(name)}`, fold(name), () => shelf.all.map((r) => r.fields.name))
    if (!this.isAdmin) throw new RowRefused(key, `there is no such ${what}${near}; only an Admin may add it`)
    row.warn(key, `new ${what} '${name}'${near}`)
    const rank = Math.max(0, ...shelf.all.map((r) => r.fields.rank)) + 1
    const { kept } = this.state.save(shelf as typeof this.state.role, undefined, { name, rank, active: true })
    if (table === 'lcat') this.#newLcats.push(kept)
    return kept.id
  }

  /** New LCATs get their ranks by how senior they sound, not by which row came first; after all rows. */
  rankNewLcats(): void {
    const ranks = this.#newLcats.map((lcat) => lcat.fields.rank)
    const rising = this.#newLcats.toSorted((a, b) => senioritySounds(a.fields.name) - senioritySounds(b.fields.name))
    for (const [i, lcat] of rising.entries()) lcat.fields = { ...lcat.fields, rank: ranks[i]! }
  }

  /** The manager of a project by e-mail (or a name that is known): a PM or Admin, invited as PM where new. */
  manager(row: ImportRow, key: string): string | null {
    const text = row.read(key, (v) => readText(v, 254))
    if (!text) return null
    const user = this.#findUser(text)
    if (user) {
      if (user.systemRole === 'PM' || user.systemRole === 'Admin') return user.id
      if (user.systemRole === 'Director')
        throw new RowRefused(key, `${user.name} is Director; a project is managed by a PM or an Admin`)
      this.requireAdmin(key, 'make somebody a PM')
      row.warn(key, `${user.name} becomes PM`)
      user.systemRole = 'PM'
      user.changed = true
      return user.id
    }
    const [employee] = this.state.employee.find(fold(text)).concat(this.state.employee.find(`name:${nameKey(text)}`))
    const email = employee?.fields.email ?? row.read(key, readEmail)
    this.requireAdmin(key, 'invite a manager')
    row.warn(key, `${email} is invited as PM`)
    return this.invite(email, employee?.fields.name ?? nameOfEmail(email), 'PM').id
  }

  #findUser(text: string): KeptUser | undefined {
    const byEmail = this.state.users.get(text.toLowerCase())
    if (byEmail || text.includes('@')) return byEmail
    const named = [...this.state.users.values()].filter((u) => nameKey(u.name) === nameKey(text))
    return named.length === 1 ? named[0] : undefined
  }

  invite(email: string, name: string, systemRole: KeptUser['systemRole']): KeptUser {
    const user: KeptUser = {
      id: this.state.newId(),
      email,
      name,
      systemRole,
      employeeId: null,
      version: 0,
      isNew: true,
      changed: false,
    }
    this.state.users.set(email, user)
    return user
  }

  /** ", closest: X" or ''. Kept, because a wrong code stands in thousands of rows. */
  #near(cacheKey: string, wanted: string, names: () => string[]): string {
    let near = this.#closest.get(cacheKey)
    if (near === undefined) {
      const limit = Math.max(1, Math.floor(wanted.length / 4))
      const scored = names()
        .filter((name) => Math.abs(name.length - wanted.length) <= limit)
        .map((name) => ({ name, distance: editDistance(fold(name), wanted) }))
        .filter((s) => s.distance <= limit)
        .sort((a, b) => a.distance - b.distance)
      near = scored[0] ? `, closest: ${scored[0].name}` : ''
      this.#closest.set(cacheKey, near)
    }
    return near
  }
}

/** 'maria.lopez@example.com' -> 'Maria Lopez'. */
export function nameOfEmail(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._+-]+/).filter(Boolean)
  return words.map((w) => w[0]!.toUpperCase() + w.slice(1)).join(' ') || email
}

// The small model of who may do what and what each sees: no database, no HTTP, nothing of the program's own code.

export type Role = 'Admin' | 'Director' | 'PM' | 'Employee'

export interface ModelUser {
  id: string
  role: Role
  disabled: boolean
  /** Was disabled since the pages were opened. */
  signedOut?: boolean
  employeeId: string | null
  version: number
}

export interface ModelToken {
  id: string
  secret: string
  userId: string
  scope: 'read' | 'write'
  revoked: boolean
}

/** One row of the plan: 'cell s-beta 2025-05' (hours), 'project p-beta' (its manager), 'assignment x' (its text). */
export interface ModelChange {
  key: string
  before: number | string | null
  after: number | string | null
}

export interface ModelSet {
  id: string
  by: string
  root: string
  depth: number
  changes: ModelChange[]
}

export interface ModelPlan {
  id: string
  owner: string
  change: ModelChange
  version: number
  over: boolean
}

export interface ModelAssignment {
  projectId: string
  employeeId: string
}

/** Who asks, as their token says; undefined: nobody. */
export interface Asker {
  user: ModelUser
  writes: boolean
}

export class RightsModel {
  readonly users = new Map<string, ModelUser>()
  readonly tokens: ModelToken[] = []
  readonly managers = new Map<string, string | null>()
  readonly assignments = new Map<string, ModelAssignment>()
  readonly rows = new Map<string, { value: number | string | null; version: number }>()
  readonly sets: ModelSet[] = []
  readonly plans: ModelPlan[] = []

  asker(token: ModelToken | undefined): Asker | undefined {
    const user = token && !token.revoked ? this.users.get(token.userId) : undefined
    return user && !user.disabled ? { user, writes: token?.scope === 'write' } : undefined
  }

  mayWriteAtAll = ({ user, writes }: Asker) => writes && (user.role === 'Admin' || user.role === 'PM')

  mayAdminister = ({ user, writes }: Asker) => writes && user.role === 'Admin'

  /** May this asker make the change? A manager what is on the own projects, but not hand them over. */
  mayMake(asker: Asker, { key, before, after }: ModelChange): boolean {
    if (!this.mayWriteAtAll(asker)) return false
    const { user } = asker
    if (user.role === 'Admin') return true
    const [kind, id] = key.split(' ') as [string, string]
    if (kind === 'project') return before === user.id && after === user.id
    const projectId =
      kind === 'assignment' ? String(after ?? before).split(' ')[0] : this.assignments.get(id as string)?.projectId
    return projectId !== undefined && this.managers.get(projectId) === user.id
  }

  /** Would the plan be sound afterwards? */
  makesSense({ key, after }: ModelChange): boolean {
    const [kind, id = ''] = key.split(' ')
    if (kind === 'cell') return this.assignments.has(id)
    if (kind === 'project') return after === null || ['PM', 'Admin'].includes(this.users.get(String(after))?.role ?? '')
    if (after === null) return !this.cellsOf(id).some(([, row]) => Number(row.value) > 0)
    return ![...this.assignments].some(
      ([other, { projectId, employeeId }]) => other !== id && `${projectId} ${employeeId}` === after,
    )
  }

  row = (key: string) => this.rows.get(key) ?? { value: key.startsWith('cell') ? 0 : null, version: 0 }

  cellsOf = (assignmentId: string) => [...this.rows].filter(([key]) => key.startsWith(`cell ${assignmentId} `))

  /** Writes a change set down. */
  commit(set: ModelSet): void {
    this.sets.push(set)
    for (const { key, after } of set.changes) {
      const [kind, id = ''] = key.split(' ')
      if (kind === 'project') this.managers.set(id, after as string | null)
      if (kind === 'assignment' && after !== null) {
        const [projectId = '', employeeId = ''] = String(after).split(' ')
        this.assignments.set(id, { projectId, employeeId })
      }
      if (kind === 'assignment' && after === null) {
        this.assignments.delete(id)
        for (const [cell] of this.cellsOf(id)) this.rows.delete(cell)
        this.rows.delete(key)
      } else this.rows.set(key, { value: after, version: this.row(key).version + 1 })
    }
  }

  /** The chains of undo of a user, each by its end, the newest original first. */
  private chains(userId: string) {
    const own = this.sets.filter((set) => set.by === userId)
    const roots = own.filter((set) => set.root === set.id).reverse()
    return roots.map((root) => ({ root, end: own.filter((set) => set.root === root.id).at(-1) as ModelSet }))
  }

  nextUndo = (userId: string): ModelSet | undefined => this.chains(userId).find(({ end }) => end.depth % 2 === 0)?.end

  nextRedo(userId: string): ModelSet | undefined {
    const chains = this.chains(userId)
    const lastOriginal = chains[0] ? this.sets.indexOf(chains[0].root) : -1
    return chains
      .map(({ end }) => end)
      .filter((end) => end.depth % 2 === 1 && this.sets.indexOf(end) > lastOriginal)
      .sort((a, b) => this.sets.indexOf(b) - this.sets.indexOf(a))[0]
  }

  /** What taking a set back would change; undefined where it was taken back already or something is in the way. */
  reverse(set: ModelSet): ModelChange[] | undefined {
    if (this.sets.filter((each) => each.root === set.root).at(-1) !== set) return undefined
    if (set.changes.some(({ key, after }) => this.row(key).value !== after)) return undefined
    return set.changes.map(({ key, before, after }) => ({ key, before: after, after: before }))
  }

  /** Ids of the assignments whose hours this user sees. */
  seenAssignments({ role, employeeId }: ModelUser): string[] {
    const all = [...this.assignments]
    return (role === 'Employee' ? all.filter(([, each]) => each.employeeId === employeeId) : all).map(([id]) => id)
  }

  seenProjects(user: ModelUser): string[] {
    if (user.role !== 'Employee') return [...this.managers.keys()].sort()
    return [...new Set(this.seenAssignments(user).map((id) => this.assignments.get(id)?.projectId as string))].sort()
  }

  /** The history that this user sees, newest first. */
  seenSets(user: ModelUser): string[] {
    const seen = new Set(this.seenAssignments(user))
    const sees = ({ key, before, after }: ModelChange) => {
      const [kind, id = ''] = key.split(' ')
      if (user.role === 'Employee' && kind === 'project') return false
      if (kind !== 'assignment') return user.role !== 'Employee' || seen.has(id)
      return user.role !== 'Employee' || String(after ?? before).split(' ')[1] === user.employeeId
    }
    return this.sets
      .filter((set) => set.changes.some(sees))
      .map((set) => set.id)
      .reverse()
  }
}

/** Who asks, on every surface. Made once per request from the verified sign-in, never from arguments. */
export interface Actor {
  userId: string
  name: string
  email: string
  systemRole: 'Admin' | 'Director' | 'PM' | 'Employee'
  /** The employee row of this person, if any. */
  employeeId: string | null
  /** A read-only token or surface may not write, whatever the role. */
  readOnly: boolean
}

/** Through which surface a change came: shown in history and audit. */
export type Via = 'chat' | 'grid' | 'api' | 'cli' | 'mcp' | 'import' | 'job'

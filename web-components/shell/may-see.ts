// Which views are there for whom; the rail and the addresses agree. What may be read is decided by the server all the same.
import type { SignedInUser } from '../api/client.js'
import type { ViewName } from './router.js'

const notEmployee = (user: SignedInUser) => user.systemRole !== 'Employee'
const admin = (user: SignedInUser) => user.systemRole === 'Admin'
const writer = (user: SignedInUser) => admin(user) || user.systemRole === 'PM'

const RULES: Partial<Record<ViewName, (user: SignedInUser) => boolean>> = {
  dashboard: notEmployee,
  conflicts: notEmployee,
  demand: notEmployee,
  forecast: notEmployee,
  balance: notEmployee,
  reports: notEmployee,
  notes: notEmployee,
  import: writer,
  jobs: writer,
  admin,
}

/** Whether a view is there for this person. */
export function maySee(view: ViewName, user: SignedInUser): boolean {
  return RULES[view]?.(user) ?? true
}

// Every intent, in the order in which it is tried; the first that explains all words of a request wins.
import { among } from './among.js'
import { balance } from './balance.js'
import { budgetList } from './budget-list.js'
import { calendar, fiscalYear } from './calendar.js'
import { capacity } from './capacity.js'
import { clear } from './clear.js'
import { colleagues } from './colleagues.js'
import { compare } from './compare.js'
import { conflicts } from './conflicts.js'
import { copy } from './copy.js'
import { demand } from './demand.js'
import { distribute } from './distribute.js'
import { exportReport } from './export.js'
import { extend } from './extend.js'
import { fill } from './fill.js'
import { find } from './find.js'
import { findWithout } from './find-without.js'
import { forecast } from './forecast.js'
import { hoursTable } from './hours-table.js'
import { incomplete } from './incomplete.js'
import type { Intent } from './intent.js'
import { knownTopic } from './known-topic.js'
import { lineManager } from './line-manager.js'
import { managed } from './managed.js'
import { moveHours } from './move-hours.js'
import { moveSeveral } from './move-several.js'
import { profile } from './profile.js'
import { projectList } from './project-list.js'
import { query } from './query.js'
import { recommend } from './recommend.js'
import { replace } from './replace.js'
import { resolve } from './resolve.js'
import { roomForWork } from './room-for-work.js'
import { scale } from './scale.js'
import { search } from './search.js'
import { setHours } from './set-hours.js'
import { severalProjects } from './several-projects.js'
import { shift } from './shift.js'
import { spendBudget } from './spend-budget.js'
import { split } from './split.js'
import { staff } from './staff.js'
import { status } from './status.js'
import { turns } from './turns.js'
import { undo } from './undo.js'

export const INTENTS: Intent[] = [
  undo,
  calendar,
  fiscalYear,
  capacity,
  roomForWork,
  managed,
  lineManager,
  colleagues,
  budgetList,
  severalProjects,
  turns,
  compare,
  exportReport,
  demand,
  fill,
  resolve,
  recommend,
  forecast,
  replace,
  extend,
  copy,
  spendBudget,
  split,
  moveSeveral,
  distribute,
  shift,
  scale,
  clear,
  moveHours,
  staff,
  setHours,
  balance,
  conflicts,
  projectList,
  status,
  search,
  knownTopic,
  profile,
  among,
  findWithout,
  find,
  hoursTable,
  query,
  incomplete,
]

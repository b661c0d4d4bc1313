// Every tool of StaffAlloc, one line each. A new tool is one file, one line here, one eval.
import { Fault } from '../services/fault.js'
import { changePlan } from './change-plan.js'
import type { Tool } from './define-tool.js'
import { exportReport } from './export-report.js'
import { findConflicts } from './find-conflicts.js'
import { findEmployees } from './find-employees.js'
import { forecastStaffing } from './forecast-staffing.js'
import { getProjectStatus } from './get-project-status.js'
import { moveHours } from './move-hours.js'
import { queryAllocations } from './query-allocations.js'
import { recommendCandidates } from './recommend-candidates.js'
import { resolveOverAllocation } from './resolve-over-allocation.js'
import { getCellHistory } from './screens/get-cell-history.js'
import { getEmployeeTimeline } from './screens/get-employee-timeline.js'
import { getGrid } from './screens/get-grid.js'
import { getPortfolio } from './screens/get-portfolio.js'
import { getSprints } from './screens/get-sprints.js'
import { listChanges } from './screens/list-changes.js'
import { setHolidayCalendar } from './screens/set-holiday-calendar.js'
import { searchKnowledge } from './search-knowledge.js'
import { setHours } from './set-hours.js'
import { staffEmployee } from './staff-employee.js'
import { suggestBalance } from './suggest-balance.js'
import { undoChange } from './undo-change.js'

/** What a model may call (at most 15), in the order in which it is shown. */
export const agentTools: Tool[] = [
  queryAllocations,
  findEmployees,
  getProjectStatus,
  findConflicts,
  recommendCandidates,
  resolveOverAllocation,
  setHours,
  moveHours,
  staffEmployee,
  changePlan,
  forecastStaffing,
  suggestBalance,
  exportReport,
  searchKnowledge,
  undoChange,
].map(asTool)

/** What only our own page calls. */
export const screenTools: Tool[] = [
  getGrid,
  getPortfolio,
  getEmployeeTimeline,
  getSprints,
  getCellHistory,
  listChanges,
  setHolidayCalendar,
].map(asTool)

const byName = new Map([...agentTools, ...screenTools].map((tool) => [tool.name, tool]))

/** The tool of that name; Fault not_found lists the names there are. */
export function findTool(name: string): Tool {
  const tool = byName.get(name)
  if (!tool)
    throw new Fault(
      'not_found',
      `There is no tool '${name.slice(0, 60)}'.`,
      `Tools: ${agentTools.map((t) => t.name).join(', ')}.`,
    )
  return tool
}

/** Input and output types differ by tool; the executor checks both with the tool's own schemas. */
function asTool(tool: unknown): Tool {
  return tool as Tool
}

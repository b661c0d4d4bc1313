// What the planner is asked and what it answers. Plain data only: nothing here may reach a database, a clock or a model.

export interface PlannerRequest {
  text: string
  /** The business day, '2026-10-15'. */
  today: string
  lexicon: Lexicon
  context: ThreadContext
  /**
   * Full-time hours of a month ('2026-05') on a project (its code), or without override where the project is null.
   * Turns "50 %" into hours for the tools that take hours only; without it the planner asks for hours.
   */
  fullTimeHours?: (projectCode: string | null, month: string) => number
  /** Codes of the projects that an employee (by id) is on; offered first where a change names no project. */
  projectsOf?: (employeeId: string) => string[]
  /**
   * What stands in the plan for a person in a month ('2026-11'). Undefined while it is not known: whoever plans reads it
   * and plans again, so a plan that looks for hours looks for all of them before it asks back.
   */
  monthOf?: (employeeId: string, month: string) => PersonMonth | undefined
}

export interface PersonMonth {
  /** Hours by project code; projects without hours are missing. */
  hours: ReadonlyMap<string, number>
  /** Funded hours by project code, where the person has one assignment there. */
  fundedHours?: ReadonlyMap<string, number>
  /** Contract less days off. */
  capacityHours: number
  /** What the contract is of full time: 0.5 for a half-timer. */
  contractFte: number
  /** Hours of this project (its code) that still fit below capacity. */
  freeHours: (projectCode: string) => number
}

/** Everything the asker may name. Keep one object per organisation version: the search index is cached by its identity. */
export interface Lexicon {
  employees: LexiconEmployee[]
  projects: LexiconProject[]
  clients: string[]
  roles: string[]
  lcats: string[]
  skills: string[]
  /** Month in which a fiscal year starts, 1 to 12. */
  fiscalYearStart: number
  actor: { name: string; systemRole: string; employee?: string }
}

export interface LexiconEmployee {
  id: string
  name: string
  email: string
  role: string
  lcat: string
}

export interface LexiconProject {
  id: string
  code: string
  name: string
  client: string
  /** ISO dates, both inclusive. */
  startsOn: string
  endsOn: string
  status: string
  /** Name of the user who manages it. */
  manager?: string
}

/** The conversation so far, oldest first. */
export interface ThreadContext {
  turns: ThreadTurn[]
}

export interface ThreadTurn {
  text: string
  calls: { tool: string; input: object; output?: unknown }[]
  answer?: string
  /**
   * What the card of this turn would do to hours; `applied` once it was approved, then with the id of the change set;
   * `waits` while nobody has decided.
   */
  change?: { applied: boolean; waits?: boolean; id?: string; cells: ChangedCell[] }
}

/** Hours of one person on one project in one month ('2026-11'), as they were and as they become. */
export interface ChangedCell {
  project: string
  employee: string
  month: string
  before: number
  after: number
}

export interface ToolCall {
  tool: string
  input: object
}

/** One button under a question: what it says, and the whole request that it sends. */
export interface Choice {
  label: string
  message: string
}

/**
 * `leftOut` is what was told beside a change and plays no part in it. `understood: false` where words were left that nothing explains: a language model may try
 * instead.
 */
export type PlannerOutcome =
  | { kind: 'calls'; calls: ToolCall[]; leftOut?: string[] }
  | { kind: 'ask'; question: string; choices: Choice[]; understood?: false; open?: string }
  | { kind: 'refuse'; text: string; suggestions: string[]; understood?: false; open?: string }

// What to ask next, made from what the last tool of an answer returned. Pure; every sentence is one the planner understands.
import type { Choice } from '../../agent/assistant-events.js'
import { addMonths, monthName } from '../shared/format.js'
import { text } from '../text.js'
import type { UsedTool } from './conversation.js'

type Data = Record<string, unknown>

const words = text.next
const MOST = 3

/** Up to three questions or commands that lead on from an answer; commands only for those who may write. */
export function followUps(tools: UsedTool[], writes: boolean): Choice[] {
  const tool = tools.findLast(({ state }) => state === 'done')
  if (!tool) return []
  const make = MAKERS[tool.name]
  const data = (tool.output ?? {}) as Data
  const found = make?.(data, tool.input, writes) ?? []
  return found.slice(0, MOST).map((one) => (typeof one === 'string' ? { label: one, message: one } : one))
}

type Maker = (data: Data, input: Data, writes: boolean) => (string | Choice)[]

const MAKERS: Record<string, Maker> = {
  find_employees: (data, input) => {
    const [first] = list(data.employees)
    const [role] = list<string>(input.roles)
    return [
      ...later(data),
      ...(role && isMonth(data) ? [words.recommend(role, monthName(String(data.from)))] : []),
      ...(first ? [words.total(String(first.name), String(data.period))] : []),
    ]
  },
  query_allocations: (data, input) => {
    const people = list<string>(input.employees)
    const [first] = list(data.rows)
    const over = people.length === 1 && Number(data.fte) > 1
    const period = String(data.period)
    return [
      ...(over ? [words.resolve(people[0]!, period)] : []),
      ...later(data),
      ...(people.length === 1 && !isMonth(data) && data.groupBy !== 'month' ? [words.byMonth(people[0]!, period)] : []),
      ...(data.groupBy === 'project' && first ? [words.team(String(first.label), period)] : []),
      ...(data.groupBy === 'employee' && first ? [words.total(String(first.label), period)] : []),
    ]
  },
  find_conflicts: (data) =>
    list(data.conflicts)
      .filter(({ kind }) => kind === 'over_allocation')
      .map(({ employee, month }) => words.resolve(String(employee), monthName(String(month)))),
  resolve_over_allocation: (data, _input, writes) => (writes ? options(data.options) : []),
  suggest_balance: (data, _input, writes) => (writes ? options(data.suggestions) : []),
  recommend_candidates: (data, input) => {
    const [left] = list(data.notOffered)
    const [first] = list(data.candidates)
    return [
      ...(left && !input.explain ? [words.whyNot(String(left.name))] : []),
      ...(first ? [words.total(String(first.name), String(data.period))] : []),
      ...(isMonth(data) ? later(data) : []),
    ]
  },
  get_project_status: (data) => [
    words.conflicts(String(data.name)),
    words.team(String(data.name), words.thisMonth),
    words.report(String(data.name)),
  ],
  forecast_staffing: (data) =>
    list(data.lines)
      .filter(({ shortage }) => Number(shortage) > 0)
      .map((line) => words.recommend(String(line.position), monthName(String(line.month ?? line.from)))),
}

function list<T = Data>(value: unknown): T[] {
  return Array.isArray(value) ? (value as T[]) : []
}

const isMonth = ({ from, to }: Data) => from === to

/** The same question about the month or quarter after. */
function later({ from, to }: Data): string[] {
  if (typeof from !== 'string' || typeof to !== 'string') return []
  if (from === to) return [words.and(monthName(addMonths(from, 1)))]
  const start = addMonths(from, 3)
  const quarter = Number(from.slice(5)) % 3 === 1 && to === addMonths(from, 2)
  return quarter ? [words.and(`Q${Math.ceil(Number(start.slice(5)) / 3)} ${start.slice(0, 4)}`)] : []
}

/** What nobody else has to agree to. */
function options(value: unknown): Choice[] {
  return list(value)
    .filter(({ needs, calls }) => !needs && list(calls).length > 0)
    .map(({ number, text: what }) => ({
      label: words.option(Number(number), String(what)),
      message: words.doOption(Number(number)),
    }))
}

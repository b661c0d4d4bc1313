import type { ToolCall } from '../planner-types.js'
import { asked, type Reader } from './about-answer.js'
import { worstConflict } from './about-extreme.js'

type Fields = Record<string, unknown>

const FIX =
  /^((please |can you |could you |can we |could we |how (can|could|do|would|should|might) (we|i|you|one) |how to |let s |lets |we should |i want to |help me )?(fix|resolve|solve|mend|sort( out)?|sort out|handle|address|deal with|tackle|clear up|repair|get rid of|avoid|do about)( (it|this|that|them|these|those|the problem|the overload|the conflict))?( out)?|how|how so|how come we fix it|what (can|could|should|do) (we|i|you) do( about (it|that|this|them))?|(what|how) (would|do|could|can|should) (you|we) (suggest|recommend|advise|propose|do)( (for|about|with|to do) ?(it|that|this|him|her|them|there)?)?|(what|whats) (is |s )?your (advice|suggestion|recommendation|proposal)|(your )?(advice|suggestions?|recommendations?)|what now|any (recommendations?|advice|solution|solutions|idea|ideas|fix|suggestion|suggestions|way out)( for (it|that))?|(show |give me |what are |list )?(the )?(options|solutions|ways out|fixes)|(anybody|anyone|somebody|someone|who|who else|is there (anybody|anyone|somebody|someone))( (who|that))? (fits|would fit|could fit|fit|suitable|is suitable|available|free|could do it|can do it|could help|can help|has time)( (in|for it|for that|then))*|what would (help|fix it|solve it|it take( to (close|fix|fill|cover|solve)( (it|that|this|them|the gap|the shortage))?)?)|how (can|could|do|would) (we|i) (close|fill|cover) (it|that|this|them|the gap|the shortage|those)|who (could|can|might|would|should) (take|do|cover|have|pick up|take over|help|relieve|fill|staff|close)( (it|that|them|this|some|some of it|part of it|over|him|her|the hours|the work|the extra hours|those hours|the load))*)$/
const WORST =
  /^(please |can you |let s |lets )?(fix|resolve|solve|mend|sort( out)?|handle|address|deal with|tackle|start with|begin with|take) (the )?(worst|biggest|most serious|most severe|most urgent|largest|top|heaviest)( (one|conflict|overload|over allocation|case|problem|issue))?( (of (them|these|those)|first))?$/

/** "fix the worst one", "how?", "who could take it?" after conflicts: the ways out of the over-allocations shown. */
export const fixIt: Reader = (clause, last, planning) => {
  const said = asked(clause)
  const worst = WORST.test(said)
  if (!worst && !FIX.test(said)) return undefined
  if (last.tool === 'find_conflicts') {
    const shown = planning.memory.last.filter((c) => c.tool === last.tool)
    const output: Fields = {
      conflicts: shown.flatMap((c) => ((c.output as Fields | undefined)?.conflicts as Fields[] | undefined) ?? []),
    }
    const conflict = worst ? worstConflict(output) : undefined
    if (conflict) return conflict.calls as ToolCall[]
    const all = (output.conflicts ?? []) as Fields[]
    const people = [...new Set(all.filter((c) => c.kind === 'over_allocation').map((c) => String(c.employee)))]
    const { from, to, employee } = last.input as Fields
    if (all.length === 0 && /^(any|some|who|is there)/.test(said)) return undefined
    const one = employee ?? (people.length === 1 ? people[0] : undefined)
    // Only budgets or open positions are wrong: their own next steps.
    if (people.length === 0 && all.length > 0) {
      const demand = all.filter((c) => c.kind === 'uncovered_demand')
      if (demand.length > 0 && demand.length <= 3) return demand.flatMap((c) => c.calls as ToolCall[])
      const projects = [...new Set(all.flatMap((c) => (typeof c.project === 'string' ? [c.project] : [])))]
      return projects.length <= 3 && demand.length === 0
        ? projects.map((project) => ({ tool: 'get_project_status', input: { project } }))
        : undefined
    }
    return [resolve({ employee: one, from, to })]
  }
  if (worst) return undefined
  if (last.tool === 'forecast_staffing') return hireFor((last.output ?? {}) as Fields)
  const loads = last.tool === 'query_allocations' || last.tool === 'find_employees' ? (last.input as Fields) : undefined
  const names = loads?.employees as string[] | undefined
  const over = /^(how|who)/.test(said) ? undefined : names?.length === 1 ? names[0] : undefined
  return over ? [resolve({ employee: over, from: loads!.from, to: loads!.to })] : undefined
}

/** Who comes nearest to the largest shortage. */
function hireFor(output: Fields): ToolCall[] | undefined {
  const lines = (output.lines ?? []) as { role: string; lcat: string; shortage: number; month?: string }[]
  const worst = lines.filter((l) => l.shortage > 0).sort((a, b) => b.shortage - a.shortage)[0]
  if (!worst?.month) return undefined
  const lcat = worst.lcat ? { lcat: worst.lcat } : {}
  return [{ tool: 'recommend_candidates', input: { role: worst.role, ...lcat, from: worst.month, to: worst.month } }]
}

const resolve = (fields: Fields): ToolCall => ({
  tool: 'resolve_over_allocation',
  input: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
})

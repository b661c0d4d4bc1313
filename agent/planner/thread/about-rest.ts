import { asked, type Reader } from './about-answer.js'

type Fields = Record<string, unknown>

const REST =
  /^(((and|or|so) )*(who|which|which ones?|which of them|which people|how many|what about who) (is|are|does|do|has|have|was|were) ?n(o)?t( (it|so|there|they|then|on it|on that|free|booked))?|((and|but) )*(who|which ones?|which people) (is|are|does|do|have|has) ?nt|(who|which ones) (arent|isnt|doesnt|dont|hasnt|havent)( (it|so|there|on it))?|(and )?(everyone|everybody|anyone|all) else|(and )?the (opposite|reverse|other way (round|around)))$/

const OPPOSITE: [string, string][] = [
  ['Below', 'AtLeast'],
  ['AtLeast', 'Below'],
  ['Above', 'AtMost'],
  ['AtMost', 'Above'],
]

/** "and who isn't?": the people whom the last list left out by its one limit, or who are not on the project. */
export const theRest: Reader = (clause, last) => {
  if (!REST.test(asked(clause))) return undefined
  const input = last.input as Fields
  if (last.tool === 'find_conflicts') {
    const { from, to } = input
    return input.about === 'people' && !input.employee && from
      ? [{ tool: 'find_employees', input: { from, to: to ?? from, loadAtMost: 1 } }]
      : undefined
  }
  if (last.tool === 'query_allocations') {
    const projects = input.projects as string[] | undefined
    if (projects?.length !== 1 || (input.employees as string[] | undefined)?.length) return undefined
    return [{ tool: 'find_employees', input: { from: input.from, to: input.to, notOnProject: projects[0] } }]
  }
  if (last.tool !== 'find_employees') return undefined
  const limits = Object.keys(input).filter((key) => /(Below|AtLeast|Above|AtMost)$/.test(key))
  const { sort: _sort, limit: _limit, ...rest } = input
  if (limits.length !== 1) {
    const { project, ...free } = rest
    return limits.length === 0 && project && !input.skills
      ? [{ tool: 'find_employees', input: { ...free, notOnProject: project } }]
      : undefined
  }
  const [key] = limits as [string]
  const [from, to] = OPPOSITE.find(([end]) => key.endsWith(end))!
  const opposite = key.slice(0, -from.length) + to
  return [
    {
      tool: 'find_employees',
      input: Object.fromEntries(Object.entries(rest).map(([k, v]) => (k === key ? [opposite, v] : [k, v]))),
    },
  ]
}

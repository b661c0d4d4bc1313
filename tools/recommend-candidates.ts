import { z } from 'zod'
import { toMonthNumber } from '../services/calendar.js'
import { resolveEmployee, resolveProject } from '../services/names.js'
import { readScope, requirePortfolio } from '../services/policy.js'
import { resolvePosition } from '../services/position-words.js'
import { recommendCandidates as recommend } from '../services/recommend-candidates.js'
import { formatHours, formatPercent, toQuarters } from '../services/units.js'
import { defineReadTool, monthArgument } from './define-tool.js'
import { callSchema } from './staffing-option.js'

const candidate = z.strictObject({
  number: z.int().describe('Rank, from 1'),
  employeeId: z.string().describe('Id of the employee'),
  name: z.string().describe('Name'),
  email: z.string().describe('E-mail'),
  role: z.string().describe('Home role'),
  lcat: z.string().describe('Home LCAT'),
  text: z.string().describe('Why, in words'),
  score: z.number().describe('0 to 100: share of the points that could be had'),
  parts: z
    .array(
      z.strictObject({
        part: z.enum(['role', 'lcat', 'skills', 'free', 'continuity', 'projects']).describe('What was looked at'),
        points: z.number().describe('Points'),
        of: z.number().describe('Points that could be had'),
        text: z.string().describe('Why'),
      }),
    )
    .describe('What each part contributed'),
  skills: z.array(z.string()).describe('All skills'),
  skillsHeld: z.array(z.string()).describe('Wanted skills that the person has'),
  skillsMissing: z.array(z.string()).describe('Wanted skills that the person lacks'),
  freeHours: z.number().describe('Free hours in the months of the need'),
  plannedHours: z.number().describe('Hours of the need that the person can take'),
  fteNow: z.number().describe('FTE in the period now, a fraction'),
  fteThen: z.number().describe('FTE in the period with these hours, a fraction'),
  months: z
    .array(
      z.strictObject({
        month: z.string().describe('Month, YYYY-MM'),
        freeHours: z.number().describe('Free hours'),
        neededHours: z.number().describe('Hours needed'),
        plannedHours: z.number().describe('Hours of the need that the person can take'),
        fteNow: z.number().describe('FTE now'),
        fteThen: z.number().describe('FTE then'),
      }),
    )
    .describe('Month by month'),
  projects: z
    .array(z.strictObject({ name: z.string(), hours: z.number() }))
    .describe('Projects with hours in the period'),
  calls: z
    .array(callSchema)
    .describe('The calls that put the person on the project with these hours; empty without a project'),
  needs: z.string().optional().describe('Whose agreement it needs; the asker cannot apply it'),
})

export const recommendCandidates = defineReadTool({
  name: 'recommend_candidates',
  title: 'Recommend candidates',
  description:
    'People for an open position, ranked: role, LCAT (nobody below it), skills held and missing, free hours month by month, whether they are on the project already, and how many projects they have. Leaves out people who are full, away or gone. With explain it answers "why not Lee?" with the smallest change that would put Lee first. Not for plain lists of people (find_employees).',
  effect: 'read',
  input: z.strictObject({
    role: z.string().max(200).describe('Role, or LCAT and role: "Senior Developer"'),
    lcat: z.string().max(200).optional().describe('Lowest LCAT'),
    skills: z.array(z.string().max(200)).max(50).optional().describe('Skills wanted; more of them rank higher'),
    project: z.string().max(200).optional().describe('Project with the position: name, code or id'),
    from: monthArgument('First month'),
    to: monthArgument('Last month, included'),
    hours: z
      .number()
      .optional()
      .describe('Hours needed in all over the period; default: one open position of the project, else full time'),
    exclude: z.array(z.string().max(200)).max(50).optional().describe('People not to offer'),
    explain: z.string().max(200).optional().describe('A person to explain: why not first?'),
  }),
  output: z.strictObject({
    from: z.string().describe('First month, YYYY-MM'),
    to: z.string().describe('Last month, YYYY-MM'),
    period: z.string().describe('The period in words'),
    position: z.string().describe('The position in words'),
    project: z.string().optional().describe('The project'),
    neededHours: z.number().describe('Hours needed over the period'),
    fullTimeHours: z.number().describe('What FTE divides by: full-time hours of the period'),
    candidates: z.array(candidate),
    total: z.int().describe('How many could be offered; at most 10 are listed'),
    notOffered: z
      .array(z.strictObject({ name: z.string(), reason: z.string() }))
      .describe('Who of the role is left out, and why'),
    explanation: z
      .strictObject({
        employeeId: z.string().describe('Id of the employee'),
        employee: z.string().describe('Name'),
        rank: z.int().optional().describe('Rank among the candidates'),
        reason: z.string().optional().describe('Why not on offer'),
        text: z.string().describe('The smallest change that would put the person first'),
        calls: z.array(callSchema).describe('Calls that free the hours, if hours are in the way'),
      })
      .optional()
      .describe('Answer to explain'),
    assumptions: z.array(z.string()).describe('How it was computed'),
  }),
  example: { role: 'Cyber Analyst', skills: ['SIEM'], project: 'SENTRY', from: '2026-11', to: '2026-12', hours: 160 },

  async run(input, { db, actor }) {
    requirePortfolio(actor)
    const scope = await readScope(db, actor)
    const { role, lcat } = await resolvePosition(db, input.role, input.lcat)
    const project = input.project === undefined ? undefined : await resolveProject(db, scope, input.project)
    const exclude = await Promise.all((input.exclude ?? []).map((e) => resolveEmployee(db, scope, e)))
    const explain = input.explain === undefined ? undefined : await resolveEmployee(db, scope, input.explain)
    return recommend(db, {
      actor,
      role,
      lcat,
      skills: input.skills,
      projectId: project?.id,
      from: toMonthNumber(input.from, 'from'),
      to: toMonthNumber(input.to, 'to'),
      quarters: input.hours === undefined ? undefined : toQuarters(input.hours, 'hours', 100_000),
      exclude: exclude.map((e) => e.id),
      explain: explain?.id,
    })
  },

  say(answer) {
    const of = `FTE of ${formatHours(answer.fullTimeHours)} h`
    const lines = answer.candidates
      .slice(0, answer.explanation ? 1 : 3)
      .map((c) => `${c.number}. ${c.text}; ${formatPercent(c.fteNow)} FTE now, ${formatPercent(c.fteThen)} then.`)
    if (answer.total > lines.length) lines.push(`${answer.total - lines.length} more could be offered.`)
    const left = answer.notOffered.slice(0, 5).map((n) => `${n.name} ${n.reason}`)
    const more = answer.notOffered.length > left.length ? ` and ${answer.notOffered.length - left.length} more` : ''
    if (left.length > 0) lines.push(`Not offered: ${left.join(', ')}${more}.`)
    const head =
      answer.total === 0
        ? `Nobody can be offered as ${answer.position} in ${answer.period}.`
        : `${answer.total} ${answer.total === 1 ? 'person' : 'people'} could be ${answer.position} in ${answer.period} (${formatHours(answer.neededHours)} h needed; ${of}):`
    return [...(answer.explanation ? [answer.explanation.text] : []), head, ...lines].join('\n')
  },

  show(answer) {
    if (answer.candidates.length === 0) return {}
    return {
      tables: [
        {
          title: `${answer.position}, ${answer.period}`,
          columns: [
            { key: 'number', label: 'No.', unit: 'count' },
            { key: 'name', label: 'Name', unit: 'text' },
            { key: 'lcat', label: 'LCAT', unit: 'text' },
            { key: 'score', label: 'Score of 100', unit: 'count' },
            { key: 'skillsHeld', label: 'Skills held', unit: 'text' },
            { key: 'skillsMissing', label: 'Skills missing', unit: 'text' },
            { key: 'freeHours', label: 'Free', unit: 'hours' },
            { key: 'fteNow', label: `FTE of ${formatHours(answer.fullTimeHours)} h now`, unit: 'fte' },
            { key: 'fteThen', label: 'FTE then', unit: 'fte' },
            { key: 'projects', label: 'Projects', unit: 'text' },
          ],
          rows: answer.candidates.map((c) => ({
            number: c.number,
            name: c.name,
            lcat: c.lcat,
            score: c.score,
            skillsHeld: c.skillsHeld.join(', '),
            skillsMissing: c.skillsMissing.join(', '),
            freeHours: c.freeHours,
            fteNow: c.fteNow,
            fteThen: c.fteThen,
            projects: c.projects.map((p) => `${p.name} (${formatHours(p.hours)})`).join(', '),
          })),
        },
      ],
    }
  },
})

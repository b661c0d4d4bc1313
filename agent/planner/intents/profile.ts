import type { Clause } from '../reading/clause.js'
import { isFiller, isWords } from '../reading/items.js'
import { type Intent, PLAN_NOUNS, QUESTION_WORDS } from './intent.js'

/** What a person's record says: the words asked for, and how the search is told. */
const RECORDED =
  /\bwhat (can|could) · do\b|\b(clearances?|cleared|skills?|skillset|level|grade|lcat|seniority|role|job title|title|education|degrees?|qualifications?|qualified|certifications?|certificates?|certified|years of experience|experience|background|cv|resume|profile|expertise|strengths?|know|knows|good at|specialit(y|ies)|senior|junior)\b/

/** Role, level, skills, clearances, experience and education of one person; nothing about hours. */
export const profile: Intent = {
  name: 'profile',
  title: 'What a person is and can do',
  accepts: {
    words: [
      ...QUESTION_WORDS,
      ...PLAN_NOUNS,
      'skillNoun',
      'recorded',
      'about',
      'that',
      'search',
      'asker',
      'free',
      'need',
    ],
    kinds: ['words', 'person', 'skill', 'lcat', 'role', 'project'],
  },
  when: (clause) =>
    clause.people.length > 0 &&
    clause.projects.length <= 1 &&
    clause.periods.length + clause.amounts.length + clause.comparisons.length === 0 &&
    !clause.has('hoursNoun', 'fteWord', 'recommend', 'replace', 'overbooked', 'export', 'without') &&
    asksForRecord(clause),
  plan: (clause, planning) => {
    const project = planning.projectsOf(clause)[0]
    return planning.peopleOf(clause).map((name) => ({
      tool: 'search_knowledge',
      input: project
        ? { query: `${name} on ${planning.projectName(project)}`, kinds: ['assignment'], limit: 1 }
        : { query: name, kinds: ['employee'], limit: 1 },
    }))
  },
  examples: [
    {
      ask: 'What skills does Jane Doe have?',
      calls: [{ tool: 'search_knowledge', input: { query: 'Jane Doe', kinds: ['employee'], limit: 1 } }],
    },
    {
      ask: 'Does Bob know Python?',
      calls: [{ tool: 'search_knowledge', input: { query: 'Bob Ode', kinds: ['employee'], limit: 1 } }],
    },
    {
      ask: "What is Sarah's role on Beta?",
      calls: [
        {
          tool: 'search_knowledge',
          input: { query: 'Sarah Jones on Project Beta', kinds: ['assignment'], limit: 1 },
        },
      ],
    },
  ],
}

function asksForRecord(clause: Clause): boolean {
  // "Ann's skills?": nothing else is said.
  if (
    /^· (skills?|skillset|cv|resume|profile|lcat|role|clearances?|experience|education|background|qualifications?)\W*$/.test(
      clause.plain,
    )
  )
    return true
  if (
    /^(who|whos) /.test(clause.plain) &&
    clause.items.every((i) => i.kind === 'person' || isFiller(i) || isWords(i, 'who'))
  )
    return true
  const question =
    /^(please |can you tell me |tell me |do you know )?(what|whats|which|does|do|is|has|how many years|how experienced|show|list|give|tell)\b/.test(
      clause.plain,
    )
  if (!question) return false
  if (clause.has('skillNoun', 'recorded') || RECORDED.test(clause.plain))
    return !clause.has('work') || clause.has('recorded')
  return (
    (clause.skills.length > 0 || clause.lcats.length > 0 || clause.roles.length > 0) &&
    /^(is|does|has)\b/.test(clause.plain)
  )
}

/** Conversations that show what a follow-up may leave out. The tests run them; the documentation shows them. */
export const CONVERSATIONS: { title: string; says: string[]; lastCall: { tool: string; input: object } }[] = [
  {
    title: 'Another month, another person, another breakdown',
    says: ["Show Jane Doe's hours in November", 'and in December?', 'what about Bob Ode?', 'by project'],
    lastCall: {
      tool: 'query_allocations',
      input: { employees: ['Bob Ode'], from: '2026-12', to: '2026-12', groupBy: 'project' },
    },
  },
  {
    title: 'Narrowing a list',
    says: ['Who is free in November?', 'only the seniors', 'below 50%', 'top 3'],
    lastCall: {
      tool: 'find_employees',
      input: { from: '2026-11', to: '2026-11', lcats: ['Senior'], fteBelow: 0.5, limit: 3 },
    },
  },
  {
    title: 'Correcting a change',
    says: ['Set Jane Doe to 80 hours on Alpha in November', 'make it 60', 'the same for Bob Ode'],
    lastCall: {
      tool: 'set_hours',
      input: { changes: [{ project: 'Project Alpha', employee: 'Bob Ode', month: '2026-11', hours: 60, mode: 'set' }] },
    },
  },
  {
    title: 'Asking after a candidate',
    says: ['Recommend a developer for Gamma in December', 'why not Chris Brown?'],
    lastCall: {
      tool: 'recommend_candidates',
      input: { role: 'Developer', project: 'Gamma Portal', from: '2026-12', to: '2026-12', explain: 'Chris Brown' },
    },
  },
  {
    title: 'Leaving out, sorting, skills',
    says: ["Who's on the bench?", 'except Jane Doe', 'sorted by free hours', 'with skills'],
    lastCall: {
      tool: 'find_employees',
      input: {
        from: '2026-10',
        to: '2026-10',
        loadBelow: 0.25,
        exclude: ['Jane Doe'],
        sort: '-free',
        tell: 'skills',
      },
    },
  },
  {
    title: 'Beside somebody else',
    says: ["Show Jane Doe's hours from October to December", 'versus Bob Ode?'],
    lastCall: {
      tool: 'query_allocations',
      input: { from: '2026-10', to: '2026-12', employees: ['Jane Doe', 'Bob Ode'], groupBy: 'employee' },
    },
  },
  {
    title: 'Pronouns',
    says: ['What is Sarah Jones working on in December?', 'is she overbooked?', 'what can we do about it?'],
    lastCall: {
      tool: 'resolve_over_allocation',
      input: { employee: 'Sarah Jones', from: '2026-12', to: '2026-12' },
    },
  },
]

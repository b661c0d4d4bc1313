// One address per view. Pure: a path in, a view and its parameters out.

export type ViewName =
  | 'plan'
  | 'dashboard'
  | 'projects'
  | 'project'
  | 'people'
  | 'person'
  | 'conflicts'
  | 'demand'
  | 'forecast'
  | 'balance'
  | 'reports'
  | 'import'
  | 'notes'
  | 'jobs'
  | 'history'
  | 'account'
  | 'admin'
  | 'lost'

export interface Route {
  view: ViewName
  /** Project code, employee id, or the tab of the administration. */
  id: string
  tab: string
}

const SINGLE: ViewName[] = [
  'dashboard',
  'conflicts',
  'demand',
  'forecast',
  'balance',
  'reports',
  'import',
  'notes',
  'jobs',
  'history',
  'account',
]

/** The view of a path: '/projects/ALPHA/team' is the team of project ALPHA. */
export function routeOf(path: string): Route {
  const [first = '', id = '', tab = ''] = path
    .split('/')
    .filter(Boolean)
    .map((part) => decodeURIComponent(part))
  if (first === '' || first === 'plan') return { view: 'plan', id: '', tab: '' }
  if (first === 'projects') return { view: id ? 'project' : 'projects', id, tab }
  if (first === 'people') return { view: id ? 'person' : 'people', id, tab }
  if (first === 'admin') return { view: 'admin', id: id || 'roles', tab }
  const view = SINGLE.find((name) => name === first)
  return view ? { view, id, tab } : { view: 'lost', id: '', tab: '' }
}

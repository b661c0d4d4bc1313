// Which element shows a route. Views but the plan are loaded when first opened.
import { html, type TemplateResult } from 'lit'
import { text } from '../text.js'
import { maySee } from './may-see.js'
import type { PageContext } from './page-context.js'
import type { Route, ViewName } from './router.js'

const LOADERS: Partial<Record<ViewName, () => Promise<unknown>>> = {
  dashboard: () => import('../views/sa-dashboard-view.js'),
  projects: () => import('../views/sa-projects-view.js'),
  project: () => import('../views/sa-project-view.js'),
  people: () => import('../views/sa-people-view.js'),
  person: () => import('../views/sa-person-view.js'),
  conflicts: () => import('../views/sa-conflicts-view.js'),
  demand: () => import('../views/sa-demand-view.js'),
  forecast: () => import('../views/sa-forecast-view.js'),
  balance: () => import('../views/sa-balance-view.js'),
  reports: () => import('../views/sa-reports-view.js'),
  import: () => import('../views/sa-import-view.js'),
  notes: () => import('../views/sa-notes-view.js'),
  jobs: () => import('../views/sa-jobs-view.js'),
  history: () => import('../views/sa-history-view.js'),
  account: () => import('../views/sa-account-view.js'),
  admin: () => import('../views/sa-admin-view.js'),
}
const loaded = new Set<ViewName>()
const failed = new Set<ViewName>()

/** The view of a route; each loads its own file once, and `again` is called when it has come. */
export function renderView(route: Route, context: PageContext, again: () => void): TemplateResult {
  const { view } = route
  if (!maySee(view, context.user))
    return html`<div class="lost"><h1>${text.notForYou}</h1><p>${text.notForYouHelp(context.user.systemRole)}</p><a href="/">${text.lostBack}</a></div>`
  const loader = LOADERS[view]
  if (!loader || loaded.has(view)) return renderElement(route, context)
  if (failed.has(view)) {
    failed.delete(view)
    return html`<p class="notice bad lost" role="alert">${text.viewMissing}</p>`
  }
  loader()
    .then(
      () => loaded.add(view),
      () => failed.add(view),
    )
    .finally(again)
  return html`<div class="lost" role="status">${text.reading}</div>`
}

function renderElement({ view, id, tab }: Route, context: PageContext): TemplateResult {
  switch (view) {
    case 'plan':
      return html`<sa-plan-view .context=${context}></sa-plan-view>`
    case 'dashboard':
      return html`<sa-dashboard-view .context=${context}></sa-dashboard-view>`
    case 'projects':
      return html`<sa-projects-view .context=${context}></sa-projects-view>`
    case 'project':
      return html`<sa-project-view .context=${context} .project=${id} .tab=${tab}></sa-project-view>`
    case 'people':
      return html`<sa-people-view .context=${context}></sa-people-view>`
    case 'person':
      return html`<sa-person-view .context=${context} .employee=${id}></sa-person-view>`
    case 'conflicts':
      return html`<sa-conflicts-view .context=${context}></sa-conflicts-view>`
    case 'demand':
      return html`<sa-demand-view .context=${context}></sa-demand-view>`
    case 'forecast':
      return html`<sa-forecast-view .context=${context}></sa-forecast-view>`
    case 'balance':
      return html`<sa-balance-view .context=${context}></sa-balance-view>`
    case 'reports':
      return html`<sa-reports-view .context=${context}></sa-reports-view>`
    case 'import':
      return html`<sa-import-view .context=${context}></sa-import-view>`
    case 'notes':
      return html`<sa-notes-view .context=${context}></sa-notes-view>`
    case 'jobs':
      return html`<sa-jobs-view .context=${context}></sa-jobs-view>`
    case 'history':
      return html`<sa-history-view .context=${context}></sa-history-view>`
    case 'account':
      return html`<sa-account-view .context=${context}></sa-account-view>`
    case 'admin':
      return html`<sa-admin-view .context=${context} .tab=${id}></sa-admin-view>`
    default:
      return html`<div class="lost"><h1>${text.lostTitle}</h1><a href="/">${text.lostBack}</a></div>`
  }
}

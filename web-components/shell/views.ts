// Which element shows a route. Views but the plan are loaded when first opened.
import { html, type TemplateResult } from 'lit'
import { text } from '../text.js'
import type { PageContext } from './page-context.js'
import type { Route } from './router.js'

/** The view of a route; each loads its own file once. */
export function renderView(route: Route, context: PageContext): TemplateResult {
  switch (route.view) {
    case 'plan':
      return html`<sa-plan-view .context=${context}></sa-plan-view>`
    default:
      return html`<div class="empty"><h1>${text.lostTitle}</h1><a href="/">${text.lostBack}</a></div>`
  }
}

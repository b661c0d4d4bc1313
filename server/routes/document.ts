// The API document, for programs and for people.
import { renderApiPage } from '../api-page.js'
import { describeApi } from '../openapi.js'
import { type Route, route } from '../route.js'

/** `/api/v1/openapi.json` and a plain page of the same at `/api/docs`; made once, when first asked for. */
export function documentRoutes(routes: readonly Route[]): Route[] {
  let document: Record<string, unknown> | undefined
  const describe = () => {
    document ??= describeApi([...routes, ...own], '1')
    return document
  }
  const own: Route[] = [
    route({
      method: 'get',
      path: '/api/v1/openapi.json',
      tag: 'operations',
      summary: 'This interface as OpenAPI 3.1',
      access: 'public',
      effect: 'read',
      handle: async () => describe(),
    }),
    route({
      method: 'get',
      path: '/api/docs',
      tag: 'operations',
      summary: 'This interface as a page for people',
      access: 'public',
      effect: 'read',
      streams: 'text/html',
      handle: async ({ res }) => {
        res.type('html').send(renderApiPage([...routes, ...own]))
      },
    }),
  ]
  return own
}

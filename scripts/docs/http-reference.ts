import { allRoutes } from '../../server/routes.js'
import { agentTools, screenTools } from '../../tools/registry.js'

/** A page of all HTTP routes; the fields are in the OpenAPI document of the running application. */
export function httpReference(): string {
  // Routes are plain declarations: nothing is opened to list them.
  const stream = { listen: async () => {}, look: async () => {}, close: () => {} }
  const routes = allRoutes({ tools: [...agentTools, ...screenTools], moreRoutes: [] } as never, stream)
  const tags = [...new Set(routes.map((route) => route.tag))]
  const who = { public: 'anybody', 'signed-in': 'signed in', admin: 'Admin' }
  return `# HTTP interface

Made from the routes by \`npm run docs\`. Every field is described at \`/api/docs\` and in \`/api/v1/openapi.json\` of the
running application. Send \`Authorization: Bearer TOKEN\`; \`staffalloc user token EMAIL\` makes a token. What is
for somebody signed in in the page takes no personal access token. MCP is at \`/mcp\`.

${tags
  .map((tag) => {
    const rows = routes
      .filter((route) => route.tag === tag)
      .map(({ method, path, access, interactive, summary }) => {
        return `| \`${method.toUpperCase()} ${path}\` | ${who[access]}${interactive ? ', in the page' : ''} | ${summary} |`
      })
    return `## ${tag}\n\n| route | who | does |\n|---|---|---|\n${rows.join('\n')}\n`
  })
  .join('\n')}`
}

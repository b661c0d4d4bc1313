// A plain page of the API: works without scripts and without styles, as the content security policy wants it.
import { toSchema } from './openapi.js'
import type { Route } from './route.js'

const quoted = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string)

/** HTML of all routes, grouped by tag: method, path, who may, body. */
export function renderApiPage(routes: readonly Route[]): string {
  const tags = [...new Set(routes.map((declared) => declared.tag))]
  const sections = tags.map((tag) => {
    const own = routes.filter((declared) => declared.tag === tag)
    return `<h2 id="${quoted(tag)}">${quoted(tag)}</h2>\n${own.map(renderRoute).join('\n')}`
  })
  const links = tags.map((tag) => `<a href="#${quoted(tag)}">${quoted(tag)}</a>`).join(' · ')
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>StaffAlloc API</title><meta name="viewport" content="width=device-width"></head>
<body>
<h1>StaffAlloc API</h1>
<p>Send <code>Authorization: Bearer TOKEN</code>; make a token with <code>staffalloc user token EMAIL</code>.
Programs read <a href="/api/v1/openapi.json">openapi.json</a>.</p>
<p>${links}</p>
${sections.join('\n')}
</body>
</html>
`
}

function renderRoute(declared: Route): string {
  const who = { public: 'anybody', 'signed-in': 'signed-in users', admin: 'Admins' }[declared.access]
  const body = declared.documentedBody ?? declared.body
  const schema = body
    ? `<details><summary>Body</summary><pre>${quoted(JSON.stringify(toSchema(body, 'input'), null, 2))}</pre></details>`
    : ''
  return `<h3><code>${declared.method.toUpperCase()} ${quoted(declared.path)}</code></h3>
<p>${quoted(declared.summary)}. For ${who}.</p>
${schema}`
}

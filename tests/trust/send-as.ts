import type { SampleRequest } from './requests.js'
import type { Principal, TrustServer } from './trust-server.js'

/** Sends a sample request with the token of that principal. */
export async function sendAs(server: TrustServer, principal: Principal, { route, path, body, file }: SampleRequest) {
  const form = new FormData()
  if (file) form.append('file', new File([file.text], file.name))
  const [method, pattern] = route.split(' ') as [string, string]
  const token = server.tokens[principal]
  const response = await fetch(`${server.url}${path ?? pattern}`, {
    method: method.toUpperCase(),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: file ? form : body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}

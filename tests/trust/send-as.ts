import type { SampleRequest } from './requests.js'
import type { Principal, TrustServer } from './trust-server.js'

/** Sends a sample request with what that principal sends to its route, or with another secret. */
export async function sendAs(server: TrustServer, principal: Principal, sample: SampleRequest, secret?: string) {
  const { route, path, body, file } = sample
  const form = new FormData()
  if (file) form.append('file', new File([file.text], file.name))
  const [method, pattern] = route.split(' ') as [string, string]
  const token = secret ?? server.secretFor(principal, route)
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

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { FETCH_BOUNDS, runFetch } from './run-fetch.js'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
})

/** A server that counts who comes; answers its address. */
async function listen(answer: { status: number; location?: string }): Promise<{ url: string; asked: () => number }> {
  let asked = 0
  const server = createServer((_req, res) => {
    asked++
    res.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end('{}')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: () => asked }
}

it.each([301, 302, 307, 308])(
  'a model server that answers %s leads nowhere else: it follows no redirect',
  async (status) => {
    const elsewhere = await listen({ status: 200 })
    const model = await listen({ status, location: elsewhere.url })
    await expect(runFetch(new AbortController().signal)(model.url)).rejects.toThrow()
    expect([model.asked(), elsewhere.asked()]).toEqual([1, 0])
  },
)

it('a model server that answers itself is heard', async () => {
  const model = await listen({ status: 200 })
  expect(await (await runFetch(new AbortController().signal)(model.url)).json()).toEqual({})
})

it('a reply of more bytes than a run takes is cut off', async () => {
  const model = await listen({ status: 200 })
  const reply = await runFetch(new AbortController().signal, { ...FETCH_BOUNDS, maxBytes: 1 })(model.url)
  await expect(reply.text()).rejects.toThrow('The model did not stop talking.')
})

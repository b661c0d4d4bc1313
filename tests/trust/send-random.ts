// Requests of the fuzz, on kept connections: half the time of fetch, which matters at a million of them.
import { Agent, type IncomingMessage, request } from 'node:http'
import type { RandomRequest } from './fuzz-requests.js'

export interface RandomReply {
  status: number
  text: string
}

const agent = new Agent({ keepAlive: true })

/** Sends it to the server at `url` and answers the whole reply; of the live events, which never end, what comes first. */
export function sendRandom(
  url: string,
  { method, address, type, body, cookie }: RandomRequest,
  token: string | undefined,
): Promise<RandomReply> {
  const headers = {
    accept: 'application/json, text/event-stream',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(cookie === undefined ? {} : { cookie }),
    ...(type ? { 'content-type': type } : {}),
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${address}`, { method, headers, agent }, (reply: IncomingMessage) => {
      const status = reply.statusCode as number
      const endless = status === 200 && address.startsWith('/api/v1/events')
      let text = ''
      reply.setEncoding('utf8')
      reply.on('error', reject)
      reply.on('data', (part: string) => {
        text += part
        if (!endless) return
        reply.destroy()
        resolve({ status, text })
      })
      reply.on('end', () => resolve({ status, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Closes the kept connections. */
export const hangUp = () => agent.destroy()

// One gate before page, API, events and MCP: a foreign Host is DNS rebinding, a foreign Origin another site's script.
import { networkInterfaces } from 'node:os'
import type { RequestHandler } from 'express'

/**
 * Refuses (403) requests for another host name than this application's, from another origin, and cross-site requests
 * other than opening the page. Programs that send no Origin (scripts, assistants) pass: they hold a token.
 */
export function hostGate(isAllowedHost: (host: string) => boolean): RequestHandler {
  return (req, res, next) => {
    const hosts = req.rawHeaders.filter((_, i) => i % 2 === 0 && req.rawHeaders[i]?.toLowerCase() === 'host')
    const host = req.headers.host ?? ''
    const origin = req.headers.origin
    const site = req.headers['sec-fetch-site']
    const opensPage = req.method === 'GET' && req.headers['sec-fetch-mode'] === 'navigate'
    const allowed =
      hosts.length === 1 &&
      req.url.startsWith('/') &&
      isAllowedHost(host) &&
      (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) &&
      (site === undefined || site === 'same-origin' || site === 'none' || opensPage)
    if (allowed) return next()
    res.status(403).json({
      error: {
        code: 'forbidden',
        message: 'StaffAlloc does not answer requests from another site or for another host name.',
        hint: 'Open the address that "staffalloc start" printed, or name the host in STAFFALLOC_ALLOWED_HOSTS.',
      },
    })
  }
}

/**
 * Which Host headers are this application's: the loopback names with its port, this machine's own addresses where it
 * listens beyond loopback, and the names that the settings allow (with or without port).
 */
export function allowedHosts(options: {
  host: string
  port: () => number
  names: string[]
}): (host: string) => boolean {
  const wide = !['127.0.0.1', 'localhost', '::1'].includes(options.host)
  return (host) => {
    const lower = host.toLowerCase()
    const port = options.port()
    const own = ['localhost', '127.0.0.1', '[::1]']
    if (wide) own.push(...machineAddresses(), bracketed(options.host))
    if (own.some((name) => lower === `${name}:${port}` || (port === 80 && lower === name))) return true
    return options.names.some((name) => lower === name || lower === `${name}:${port}`)
  }
}

function machineAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map((address) => bracketed(address.address))
}

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)

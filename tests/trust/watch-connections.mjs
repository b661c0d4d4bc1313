// Preloaded into the application (`node --import`): writes down every connection and look-up beyond this machine.
import { appendFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const net = require('node:net')
const dns = require('node:dns')
const dgram = require('node:dgram')
const file = process.env.STAFFALLOC_CONNECTIONS
const LOCAL = /^(127\.|::1$|localhost$|0\.0\.0\.0$|$)/

const note = (what) => appendFileSync(file, `${what}\n`)
const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function watched(...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0]
  const host = typeof first === 'object' && first !== null ? (first.host ?? first.path ?? '') : String(args[1] ?? '')
  note(`${LOCAL.test(host) || host.startsWith('/') ? 'local' : 'OUTSIDE'} ${host}`)
  return connect.apply(this, args)
}
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const original = dns[name]
  dns[name] = (host, ...rest) => {
    if (!LOCAL.test(host)) note(`OUTSIDE look-up of ${host}`)
    return original(host, ...rest)
  }
}
const send = dgram.Socket.prototype.send
dgram.Socket.prototype.send = function watched(...args) {
  note('OUTSIDE datagram')
  return send.apply(this, args)
}

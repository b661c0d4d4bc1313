import { hostname, networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { allowedHosts } from './host-gate.js'

const own = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find((address) => address.family === 'IPv4' && !address.internal)?.address

describe('the names under which the application answers', () => {
  it('are the loopback ones with its port, in any case', () => {
    const allowed = allowedHosts({ host: '127.0.0.1', port: () => 3000, names: [] })
    for (const host of ['localhost:3000', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect(allowed(host)).toBe(true)
    for (const host of ['localhost', 'localhost:3001', '127.0.0.2:3000', `${hostname()}.evil:3000`])
      expect(allowed(host)).toBe(false)
    if (own) expect(allowed(`${own}:3000`)).toBe(false)
  })

  it('need no port where it is 80', () => {
    const allowed = allowedHosts({ host: 'localhost', port: () => 80, names: [] })
    expect([allowed('localhost'), allowed('localhost:80')]).toEqual([true, true])
  })

  it("are this machine's addresses too where it listens beyond loopback", () => {
    const allowed = allowedHosts({ host: '0.0.0.0', port: () => 3000, names: [] })
    if (own) expect(allowed(`${own}:3000`)).toBe(true)
    expect(allowed('evil.example:3000')).toBe(false)
    expect(allowedHosts({ host: 'fd00::5', port: () => 3000, names: [] })('[fd00::5]:3000')).toBe(true)
  })

  it('are those of the settings, behind a proxy with or without the port', () => {
    const allowed = allowedHosts({ host: '127.0.0.1', port: () => 3000, names: ['plans.example.com'] })
    expect([allowed('plans.example.com'), allowed('Plans.Example.com:3000')]).toEqual([true, true])
    expect(allowed('plans.example.com.evil.example')).toBe(false)
  })
})

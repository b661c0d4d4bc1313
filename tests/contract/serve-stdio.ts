// Started by the contract tests as a process of its own: MCP over stdio on the database file of the test.
import { protectStdout } from '../../app/protect-stdout.js'

const output = protectStdout()
const [file = '', userId = '', writes = 'ask', noise = ''] = process.argv.slice(2)
// What a careless dependency would do.
if (noise) {
  console.log('stray line from console.log')
  process.stdout.write('stray write to standard output\n')
}

const { openDatabase } = await import('../../db/open.js')
const { serveMcpStdio } = await import('../../mcp-server/serve-mcp-stdio.js')
const { mcpDepsFor, actorOf } = await import('./mcp-deps.js')

const { db, close } = await openDatabase(file)
const session = { actor: () => actorOf(db, userId), writes: writes as 'ask' | 'plan' | 'off' }
const served = serveMcpStdio(mcpDepsFor(db), session, output)
await served.closed
await served.close()
await close()

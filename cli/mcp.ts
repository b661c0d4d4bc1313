import { protectStdout } from '../app/protect-stdout.js'
import { print } from './with-application.js'

interface Options {
  as?: string
  readOnly?: boolean
  writes?: string
  printConfig?: boolean
  client: string
}

/** `staffalloc mcp`: speaks MCP on standard input and output; `--print-config` prints what an assistant needs instead. */
export async function mcp(options: Options): Promise<void> {
  if (options.printConfig) {
    const { mcpConfig } = await import('../app/mcp-config.js')
    const { where, json } = mcpConfig(options.client, options)
    process.stderr.write(`${where}\n`)
    print(json)
    return
  }
  const output = protectStdout()
  const { serveMcp } = await import('../app/serve-mcp.js')
  await serveMcp(options, output)
}

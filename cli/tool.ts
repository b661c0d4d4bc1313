import { listTools, runTool } from '../app/run-tool.js'
import { Fault } from '../services/fault.js'
import { print, withApplication } from './with-application.js'

interface Options {
  json: string
  yes?: boolean
  as?: string
}

/** `staffalloc tool NAME --json '{...}'`: prints `{data, say}` of a read, the plan of a write, `--yes` applies it. */
export async function tool(name: string | undefined, options: Options): Promise<void> {
  if (name === undefined) {
    for (const { name: each, effect, title } of listTools()) print(`${each.padEnd(26)} ${effect.padEnd(6)} ${title}`)
    return
  }
  const input = parseJson(options.json)
  await withApplication(async (application) => {
    const ctx = application.toolContext(await application.actor(options.as), 'cli')
    const { kind: _, ...result } = await runTool(application, ctx, { tool: name, input }, options.yes)
    print(JSON.stringify(result, null, 2))
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Fault('invalid', '--json is not valid JSON.', `Example: --json '{"roles": ["Cyber Analyst"]}'`)
  }
}

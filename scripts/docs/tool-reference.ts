import { z } from 'zod'
import type { Tool } from '../../tools/define-tool.js'
import { agentTools, screenTools } from '../../tools/registry.js'

/** A page of all tools: what they are for, what they take, an example. */
export function toolReference(): string {
  return `# Tools

Made from the tool definitions by \`npm run docs\`. The same tools are reached by the assistant, over MCP, over HTTP
(\`POST /api/v1/tools/NAME\`) and from the command line (\`staffalloc tool NAME --json '{...}'\`). A tool that writes
answers a plan and changes nothing until the plan is applied.

${agentTools.map(describe).join('\n')}
## For the page only

No model sees these.

${screenTools.map((tool) => `- \`${tool.name}\`: ${tool.description}`).join('\n')}
`
}

function describe(tool: Tool): string {
  const { properties = {}, required = [] } = z.toJSONSchema(tool.input, { io: 'input' }) as {
    properties?: Record<string, { description?: string; type?: string; enum?: string[]; items?: { type?: string } }>
    required?: string[]
  }
  const rows = Object.entries(properties).map(([name, { description = '', type = '', enum: values, items }]) => {
    const kind = values
      ? values.map((value) => `\`${value}\``).join(', ')
      : type === 'array'
        ? `list of ${items?.type ?? 'values'}`
        : type
    return `| \`${name}\`${required.includes(name) ? ' *' : ''} | ${kind} | ${description.replaceAll('|', '\\|')} |`
  })
  return `## ${tool.name}

${tool.effect === 'read' ? 'Reads.' : 'Plans a change.'} ${tool.description}

| argument (* = needed) | kind | meaning |
|---|---|---|
${rows.join('\n')}

\`\`\`json
${JSON.stringify(tool.example)}
\`\`\`
`
}

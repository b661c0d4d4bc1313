import { listTools } from '../../mcp-server/listed-tools.js'
import { promptKinds } from '../../mcp-server/register-prompts.js'
import { resourceKinds } from '../../mcp-server/register-resources.js'
import { REPORT_URI } from '../../mcp-server/report-resource.js'

/** A page of what the MCP server offers besides the tools' own page. */
export function mcpReference(): string {
  return `# MCP

Made from the code by \`npm run docs\`. How to connect an assistant: [../mcp/README.md](../mcp/README.md).

## Tools

| tool | title | reads only | destructive |
|---|---|---|---|
${listTools(false)
  .map(
    ({ name, title, annotations }) =>
      `| \`${name}\` | ${title} | ${yes(annotations.readOnlyHint)} | ${yes(annotations.destructiveHint)} |`,
  )
  .join('\n')}

None reaches beyond this machine. Where the assistant can put a question to its user, \`apply_plan\` is not there and a tool
that writes is marked destructive: it asks, and applies. What the tools take: [tools.md](tools.md).

## Resources

Each is Markdown; with \`.json\` at the end of the address it is JSON. A person is named by e-mail, a project by code.

| address | what it holds |
|---|---|
${resourceKinds.map(({ uri, description }) => `| \`${uri}\` | ${description} |`).join('\n')}
| \`${REPORT_URI}\` | The file of a report that \`export_report\` made for you, as it is: a workbook or CSV. |

An assistant can subscribe to an address and is told when a change, by whomever, has made it stale.

## Prompts

| prompt | arguments (* = needed) | what it does |
|---|---|---|
${promptKinds
  .map(
    ({ name, required, optional, description }) =>
      `| \`${name}\` | ${[...required.map((a) => `\`${a}\` *`), ...optional.map((a) => `\`${a}\``)].join(', ')} | ${description} |`,
  )
  .join('\n')}
`
}

const yes = (value: boolean | undefined) => (value ? 'yes' : 'no')

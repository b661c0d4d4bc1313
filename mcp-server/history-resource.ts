import { callTool } from '../tools/call-tool.js'
import type { ToolContext } from '../tools/define-tool.js'
import type { ResourceContent, ResourceKind } from './resource-kinds.js'

export const historyResource: ResourceKind = {
  name: 'changes',
  title: 'Change history',
  description: 'The last changes: who, when, through which surface, what; with the ids that undo_change takes.',
  uri: 'staffalloc://changes',
  read: historyContent,
}

async function historyContent(ctx: ToolContext): Promise<ResourceContent> {
  const result = await callTool({ tool: 'list_changes', input: { limit: 50 } }, ctx)
  const data = result.kind === 'read' ? result.data : {}
  const sets = (data.changeSets ?? []) as {
    changeSetId: string
    at: string
    by: string
    via: string
    lines: string[]
  }[]
  const lines = sets.map(
    (s) => `- ${s.at.slice(0, 16).replace('T', ' ')} ${s.by} (${s.via}): ${s.lines.join('; ')} [${s.changeSetId}]`,
  )
  return { data, markdown: `# Changes, newest first\n\n${lines.join('\n') || 'Nothing was changed yet.'}` }
}

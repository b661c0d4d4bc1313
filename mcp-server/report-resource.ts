// Reports as resources: what export_report made, handed to the assistant as a file.
import {
  type CallToolResult,
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  ResourceTemplate,
  type ServerContext,
  UriTemplate,
} from '@modelcontextprotocol/server'
import { Fault } from '../services/fault.js'
import type { ToolContext } from '../tools/define-tool.js'
import { mediaTypeOf, ownReports, readReport } from '../tools/read-report.js'
import type { McpDeps } from './session.js'
import { faultText } from './tool-fault.js'

export const REPORT_URI = 'staffalloc://reports/{report}'
const template = new UriTemplate(REPORT_URI)
const LISTED = 20

const uriOf = (id: string) => REPORT_URI.replace('{report}', id)

/** Lists the reader's newest reports and hands out the file of one. */
export function registerReports(
  mcp: McpServer,
  deps: McpDeps,
  contextOf: (ctx: ServerContext) => Promise<ToolContext>,
): void {
  const list = async (ctx: ServerContext) => ({
    resources: (await ownReports(await contextOf(ctx))).slice(0, LISTED).map(({ id, file, format, bytes }) => ({
      uri: uriOf(id),
      name: `report-${id}`,
      title: file,
      mimeType: mediaTypeOf(format),
      size: bytes,
    })),
  })
  const meta = { title: 'Exported report', description: 'The file of a report that export_report made for you.' }
  mcp.registerResource('report', new ResourceTemplate(template, { list }), meta, async (uri, { report }, ctx) => {
    try {
      const { mimeType, content } = await readReport(await contextOf(ctx), String(report))
      return { contents: [{ uri: uri.href, mimeType, blob: content.toString('base64') }] }
    } catch (error) {
      if (error instanceof Fault && error.code === 'not_found') throw new ResourceNotFoundError(uri.href, error.message)
      throw new ProtocolError(ProtocolErrorCode.InternalError, faultText(error, deps.logError))
    }
  })
}

/** A link to the report that an answer tells of, where it does. */
export function reportLink(data: Record<string, unknown>): CallToolResult['content'] {
  const { reportId, file, format } = data
  if (typeof reportId !== 'string' || typeof file !== 'string') return []
  return [{ type: 'resource_link', uri: uriOf(reportId), name: file, mimeType: mediaTypeOf(String(format)) }]
}

// Lists, reads and completes the resources, each in two forms: ADDRESS is Markdown, ADDRESS.json is JSON.
import {
  type ListResourcesResult,
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
import { historyResource } from './history-resource.js'
import { personResources } from './person-resources.js'
import { projectResources } from './project-resources.js'
import { type Grid, type ResourceKind, readMonthOf } from './resource-kinds.js'
import type { McpDeps } from './session.js'
import { faultText } from './tool-fault.js'

export const resourceKinds: ResourceKind[] = [...personResources, ...projectResources, historyResource]

/** A list in a host's menu is for people: the rest is found by completion. */
const LISTED = 100

interface Form {
  kind: ResourceKind
  uri: string
  template?: UriTemplate
  mimeType: 'application/json' | 'text/markdown'
}

// JSON first: '{project}' of the Markdown form would match 'ALPHA.json' too.
const forms: Form[] = (['application/json', 'text/markdown'] as const).flatMap((mimeType) =>
  resourceKinds.map((kind) => {
    const uri = mimeType === 'application/json' ? `${kind.uri}.json` : kind.uri
    return { kind, uri, mimeType, ...(kind.variable ? { template: new UriTemplate(uri) } : {}) }
  }),
)

/** The address of one person or project. '@' stays: people write e-mails as they are. */
export function addressOf({ uri, variable }: Pick<ResourceKind, 'uri' | 'variable'>, key: string): string {
  return uri.replace(`{${variable}}`, encodeURIComponent(key).replaceAll('%40', '@'))
}

type ContextOf = (ctx: ServerContext) => Promise<ToolContext>

/** Registers every resource; `contextOf` gives the reader's context of a request, `anyContext` that of a completion. */
export function registerResources(
  mcp: McpServer,
  deps: McpDeps,
  contextOf: ContextOf,
  anyContext: () => Promise<ToolContext>,
): void {
  const read = (form: Form) => async (uri: URL, subject: string, ctx: ServerContext) => {
    try {
      const { data, markdown } = await form.kind.read(await contextOf(ctx), subject)
      const text = form.mimeType === 'text/markdown' ? markdown : JSON.stringify(data)
      return { contents: [{ uri: uri.href, mimeType: form.mimeType, text }] }
    } catch (error) {
      if (error instanceof Fault && error.code === 'not_found') throw new ResourceNotFoundError(uri.href, error.message)
      throw new ProtocolError(ProtocolErrorCode.InternalError, faultText(error, deps.logError))
    }
  }
  // One list asks for people once and for projects twice.
  const names = new WeakMap<ServerContext, Promise<Grid>>()
  const namesFor = (ctx: ServerContext) => {
    const known = names.get(ctx) ?? contextOf(ctx).then(readMonthOf)
    names.set(ctx, known)
    return known
  }
  for (const form of forms) {
    const { kind, uri, mimeType, template } = form
    const readForm = read(form)
    const isJson = mimeType === 'application/json'
    const meta = {
      title: isJson ? `${kind.title} (JSON)` : kind.title,
      description: kind.description,
      mimeType,
      annotations: { audience: isJson ? ['assistant' as const] : ['user' as const, 'assistant' as const] },
    }
    const name = isJson ? `${kind.name}-json` : kind.name
    if (!template || !kind.variable) {
      mcp.registerResource(name, uri, meta, (url, ctx) => readForm(url, '', ctx))
      continue
    }
    const variable = kind.variable
    const list = async (ctx: ServerContext) => listSubjects(kind, await namesFor(ctx))
    const complete = { [variable]: async (value: string) => completeSubject(variable, value, await anyContext()) }
    mcp.registerResource(
      name,
      new ResourceTemplate(template, { list: isJson ? undefined : list, complete }),
      meta,
      (url, variables, ctx) => readForm(url, decodeURIComponent(String(variables[variable] ?? '')), ctx),
    )
  }
}

function listSubjects(kind: ResourceKind, grid: Grid): ListResourcesResult {
  const subjects =
    kind.variable === 'person'
      ? grid.employees.map((e) => ({ key: e.email, title: e.name }))
      : grid.projects.map((p) => ({ key: p.code, title: `${p.name} (${p.code})` }))
  return {
    resources: subjects.slice(0, LISTED).map(({ key, title }) => ({
      uri: addressOf(kind, key),
      name: `${kind.name}-${key}`,
      title: kind.name === 'project-grid' ? `${title}: grid` : title,
    })),
  }
}

/** E-mails or codes whose own text or name has what was typed, those that begin with it first. */
export async function completeSubject(
  variable: 'person' | 'project',
  typed: string,
  ctx: ToolContext,
): Promise<string[]> {
  const grid = await readMonthOf(ctx)
  const wanted = typed.toLowerCase()
  return (
    variable === 'person'
      ? grid.employees.map((e) => ({ key: e.email, name: e.name }))
      : grid.projects.map((p) => ({ key: p.code, name: p.name }))
  )
    .filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a.key, wanted) - rank(b.key, wanted) || a.key.localeCompare(b.key))
    .map(({ key }) => key)
}

const rank = (key: string, wanted: string) => (key.toLowerCase().startsWith(wanted) ? 0 : 1)

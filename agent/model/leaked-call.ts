// Small models write tool calls as text: <tool_call>{...}</tool_call>, ```json fences, [TOOL_CALLS], bare JSON.
export interface LeakedCall {
  name: string
  args: Record<string, unknown>
}

/** What a reply's text holds instead of words: calls that can be run, a call that cannot, or undefined for prose. */
export function findLeakedCalls(text: string, toolNames: readonly string[]): LeakedCall[] | 'unreadable' | undefined {
  const body = text.replace(/<think>[\s\S]*?<\/think>/g, '').trim()
  const marked = /<\/?tool_call>|\[TOOL_CALLS\]|<\|tool_call\|>|<function[=\s]/i.test(body)
  const fenced = /^```(?:json|tool_code|tool_call)?\s*([\s\S]*?)```$/.exec(body)?.[1]
  const bare = /^[[{]/.test(body) ? body : fenced
  const mentions = toolNames.some((name) => body.includes(name))
  if (!marked && !(bare !== undefined && mentions)) return undefined
  const calls = jsonValues(marked ? body : (bare ?? '')).flatMap((value) => toCalls(value, toolNames))
  return calls.length > 0 ? calls : 'unreadable'
}

function toCalls(value: unknown, toolNames: readonly string[]): LeakedCall[] {
  if (Array.isArray(value)) return value.flatMap((each) => toCalls(each, toolNames))
  if (typeof value !== 'object' || value === null) return []
  const call = value as Record<string, unknown>
  if (Array.isArray(call.tool_calls)) return toCalls(call.tool_calls, toolNames)
  const inner = (typeof call.function === 'object' && call.function !== null ? call.function : call) as Record<
    string,
    unknown
  >
  const name = inner.name ?? inner.tool ?? inner.tool_name ?? call.function
  const args = asObject(inner.arguments ?? inner.parameters ?? inner.args ?? inner.input ?? {})
  return typeof name === 'string' && toolNames.includes(name) && args ? [{ name, args }] : []
}

/** Arguments come as an object, or as JSON text of one. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  let parsed = value
  if (typeof value === 'string') {
    try {
      parsed = JSON.parse(value)
    } catch {
      return undefined
    }
  }
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    ? (parsed as Record<string, unknown>)
    : undefined
}

/** Every complete JSON object or array in a text, outermost ones only. */
function jsonValues(text: string): unknown[] {
  const found: unknown[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '{' && text[at] !== '[') continue
    const end = closing(text, at)
    if (end < 0) continue
    try {
      found.push(JSON.parse(text.slice(at, end + 1)))
      at = end
    } catch {
      // Not JSON from here: perhaps further inside.
    }
  }
  return found
}

function closing(text: string, start: number): number {
  let depth = 0
  let inString = false
  for (let i = start; i < text.length; i++) {
    const c = text[i]
    if (inString) {
      if (c === '\\') i++
      else if (c === '"') inString = false
    } else if (c === '"') inString = true
    else if (c === '{' || c === '[') depth++
    else if ((c === '}' || c === ']') && --depth === 0) return i
  }
  return -1
}

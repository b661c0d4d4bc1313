// Server-sent events read from a fetch body, because EventSource cannot carry the Authorization header.

export interface ServerEvent {
  event: string
  data: string
  id?: string
}

/** Splits a stream's text into events as the HTML standard has it; feed it chunk by chunk. */
export class SseParser {
  private rest = ''

  push(chunk: string): ServerEvent[] {
    this.rest = (this.rest + chunk).replace(/\r\n?/g, '\n')
    const blocks = this.rest.split('\n\n')
    this.rest = blocks.pop() ?? ''
    return blocks.map(parseBlock).filter((event): event is ServerEvent => event !== undefined)
  }
}

function parseBlock(block: string): ServerEvent | undefined {
  let event = 'message'
  let id: string | undefined
  const data: string[] = []
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon === 0) continue
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') event = value
    else if (field === 'data') data.push(value)
    else if (field === 'id') id = value
  }
  return data.length || event !== 'message' ? { event, data: data.join('\n'), id } : undefined
}

/** Reads a response's events in order until the stream ends or the signal aborts. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  const parser = new SseParser()
  const reader = response.body
    ?.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader()
  if (!reader) return
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield* parser.push(value)
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

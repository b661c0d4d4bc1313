import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeOllama, type Misbehaviour, startFakeOllama, type Utterance } from '../tests/fake-ollama.js'
import { lost, openModelAssistant, setSarah, sumOfSarah, toolCall } from '../tests/model-words.js'
import { all, only, openSmallAssistant, type SmallAssistant } from '../tests/small-assistant.js'
import type { AssistantEvent } from './assistant-events.js'

let small: SmallAssistant
let ollama: FakeOllama

beforeEach(async () => {
  ollama = await startFakeOllama()
  small = await openModelAssistant()
  Object.assign(small.settings, { mode: 'hybrid', model: 'auto', ollamaUrl: ollama.url })
})
afterEach(async () => {
  await small.close()
  await ollama.close()
})

const ask = (message = 'Please tell me about Sarah somehow', threadId?: string) =>
  small.ask(small.org.maria, message, threadId)
const changeSets = async () => (await small.org.db.selectFrom('changeSet').select('id').execute()).length
const types = (events: AssistantEvent[]) => events.map((e) => e.type)

describe('a language model', () => {
  it("answers where the planner cannot, from the tools' words, streamed as it comes", async () => {
    ollama.say = [
      sumOfSarah,
      {
        text: 'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
      },
    ]
    const events = await ask()
    const words = events.filter((e) => e.type === 'token').map((e) => e.text)
    expect(words.length).toBeGreaterThan(5)
    expect(words.join('')).toBe(
      'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
    )
    expect(only(events, 'answer')).toMatchObject({
      text: 'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
      answeredBy: 'ollama:qwen3.5:4b',
      outcome: 'answered',
      tools: [{ name: 'query_allocations' }],
    })
  })

  it('gets the context length, no thinking, no format, the tools, and the prompt', async () => {
    ollama.say = [sumOfSarah, { text: 'None.' }]
    await ask()
    const [first, second] = ollama.chats
    expect(first).toMatchObject({ think: false, options: { num_ctx: 16_384, temperature: 0 } })
    expect(first?.format).toBeUndefined()
    expect(first?.tools?.map((t) => t.function.name)).toContain('set_hours')
    expect(JSON.stringify(first?.tools)).not.toContain('$schema')
    expect(first?.messages[0]).toMatchObject({
      role: 'system',
      content: expect.stringContaining('Today is 2025-05-15'),
    })
    expect(second?.messages.at(-1)).toMatchObject({
      role: 'tool',
      content: 'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
    })
  })

  it('leaves to the planner what that can account for', async () => {
    await small.close()
    small = await openSmallAssistant(() => [
      ['query_allocations', { employees: ['Sarah'], from: '2025-05', to: '2025-05' }],
    ])
    Object.assign(small.settings, { mode: 'hybrid', model: 'auto', ollamaUrl: ollama.url })
    expect(only(await ask(), 'answer').answeredBy).toBe('planner')
    expect(ollama.chats).toEqual([])
  })

  it('cannot approve: its write waits for the person, and what follows runs after the decision', async () => {
    ollama.say = [setSarah, { text: 'All done.' }]
    const asked = await ask()
    expect(types(asked)).toEqual(['tool_start', 'tool_end', 'approval', 'done'])
    expect(await changeSets()).toBe(0)
    const decided = await small.decide(small.org.maria, asked, {})
    expect(only(decided, 'answer').text).toBe(
      'Applied 1 change: Sarah Jones on Project Alpha, May 2025: 0 → 80 h.\n\nAll done.',
    )
    expect(ollama.chats.at(-1)?.messages.at(-1)?.content).toContain('Applied 1 change')
    expect(await changeSets()).toBe(1)
  })

  it('whose prose claims a change that was rejected is contradicted by the outcome', async () => {
    ollama.say = [setSarah, { text: 'I have set it.' }]
    const asked = await ask()
    const decided = await small.decide(small.org.maria, asked, { approve: false })
    expect(only(decided, 'answer').text).toBe('Discarded, nothing was changed.\n\nI have set it.')
    expect(await changeSets()).toBe(0)
  })

  it('keeps the applied change when it fails after the decision', async () => {
    ollama.say = [setSarah]
    const asked = await ask()
    ollama.misbehave = 'server_error'
    const answer = only(await small.decide(small.org.maria, asked, {}), 'answer')
    expect(answer.text).toContain('Applied 1 change')
    expect(answer.changeSet).toMatchObject({ changes: 1 })
  })

  it('sees former turns of the conversation, calls with their results', async () => {
    ollama.say = [sumOfSarah, { text: 'None in May 2025.' }, { text: 'As I said, none.' }]
    const { threadId } = only(await ask(), 'done')
    await ask('and really?', threadId)
    expect(ollama.chats[2]?.messages.map((m) => m.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'user',
    ])
  })
})

describe('a model that stumbles', () => {
  it.each([
    [
      '<tool_call>{"name": "query_allocations", "arguments": {"employees": ["Sarah"], "from": "2025-05", "to": "2025-05"}}</tool_call>',
    ],
    [
      '```json\n{"name": "query_allocations", "parameters": {"employees": ["Sarah"], "from": "2025-05", "to": "2025-05"}}\n```',
    ],
    [
      '[{"function": {"name": "query_allocations", "arguments": "{\\"employees\\": [\\"Sarah\\"], \\"from\\": \\"2025-05\\", \\"to\\": \\"2025-05\\"}"}}]',
    ],
  ])('has a call that it wrote as text made a call: %s', async (text) => {
    ollama.say = [{ text }, { text: 'No hours.' }]
    const events = await ask()
    expect(only(events, 'answer')).toMatchObject({ text: 'No hours.', tools: [{ name: 'query_allocations' }] })
    expect(JSON.stringify(events.filter((e) => e.type === 'token'))).not.toContain('tool_call')
  })

  it('that writes calls as text twice is replaced', async () => {
    ollama.say = () => ({ text: '<tool_call>{"name": "query_allo' })
    const answer = only(await ask(), 'answer')
    expect(answer).toMatchObject({ answeredBy: 'planner', outcome: 'refused' })
    expect(ollama.chats).toHaveLength(2)
  })

  it.each<[string, unknown, string]>([
    ['unknown tool', toolCall('drop_tables', {}), "There is no tool 'drop_tables'"],
    ['bad arguments', toolCall('query_allocations', { from: 5 }), 'from'],
    [
      'extra arguments',
      toolCall('query_allocations', { from: '2025-05', to: '2025-05', sql: 'x' }),
      "no argument 'sql'",
    ],
    ['__proto__', toolCall('find_employees', JSON.parse('{"__proto__": {"admin": true}}')), 'no argument'],
    ['constructor', toolCall('find_employees', { constructor: { prototype: { admin: true } } }), 'no argument'],
  ])('is told in one line what was wrong: %s', async (_, first, reason) => {
    ollama.say = [first as Utterance, sumOfSarah, { text: 'No hours.' }]
    const events = await ask()
    const reply = ollama.chats[1]?.messages.at(-1)?.content ?? ''
    expect(reply).toContain(reason)
    expect(reply).not.toMatch(/\n|node_modules|\.ts/)
    expect(only(events, 'answer')).toMatchObject({ text: 'No hours.', outcome: 'answered' })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it('may send arguments as text', async () => {
    ollama.say = [
      toolCall('query_allocations', JSON.stringify({ employees: ['Sarah'], from: '2025-05', to: '2025-05' })),
      { text: 'No hours.' },
    ]
    expect(only(await ask(), 'answer')).toMatchObject({
      text: 'No hours.',
      tools: [{ input: { employees: ['Sarah'] } }],
    })
  })

  it('that sends 500 calls makes none', async () => {
    const many = Array.from({ length: 500 }, (_, i) => ({
      name: 'find_employees',
      arguments: { limit: (i % 400) + 1 },
    }))
    ollama.say = [{ calls: many }]
    const events = await ask()
    expect(only(events, 'error')).toMatchObject({
      code: 'too_many',
      message: 'More than 20 tool calls for one question.',
    })
    expect(types(events)).not.toContain('tool_start')
  })

  it('that repeats itself is stopped at the third time', async () => {
    ollama.say = () => sumOfSarah
    expect(only(await ask(), 'error').message).toContain('the same call to query_allocations 3 times')
    expect(ollama.chats).toHaveLength(3)
  })

  it('that never ends is stopped after eight steps', async () => {
    let i = 0
    ollama.say = () => toolCall('find_employees', { limit: ++i })
    expect(only(await ask(), 'error').message).toContain('within 8 steps')
  })

  it('that falls silent after good results is given their words; after a failed call it is an error', async () => {
    ollama.say = [sumOfSarah, { text: '' }]
    expect(only(await ask(), 'answer').text).toBe(
      'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
    )
    ollama.say = [toolCall('query_allocations', { from: 5 }), { text: '' }]
    expect(only(await ask(), 'error').message).toBe('The model gave no answer.')
  })
})

describe('a model server that misbehaves', () => {
  const modes: [Misbehaviour, string][] = [
    ['server_error', 'reported an error'],
    ['missing_model', 'does not have this model'],
    ['no_tools', 'cannot call tools'],
    ['html', 'not a model server'],
    ['garbage', 'not a model server'],
    ['cut', 'broke off'],
    ['no_done', 'broke off'],
    ['stalled', 'silent'],
    ['hanging', 'silent'],
    ['error_line', 'reported an error'],
  ]
  it.each(modes)(
    "is replaced by the planner's question, with the reason: %s",
    { timeout: 15_000 },
    async (mode, reason) => {
      ollama.say = [{ text: 'Sarah Jones has many hours and I will tell you all about it.' }]
      ollama.misbehave = mode
      const answer = only(await ask(), 'answer')
      expect(answer.answeredBy).toBe('planner')
      expect(answer.text).toContain(reason)
      expect(answer.text).toContain('I did not understand that.')
      expect(answer.choices).toEqual([{ label: 'Hours of Sarah', message: 'Hours of Sarah' }])
      expect(await changeSets()).toBe(0)

      ollama.misbehave = undefined
      ollama.say = [sumOfSarah, { text: 'No hours.' }]
      expect(only(await ask(), 'answer').text).toBe('No hours.')
    },
  )

  it.each(modes)('is an error where only the model may answer: %s', { timeout: 15_000 }, async (mode, reason) => {
    small.settings.mode = 'llm'
    ollama.say = [{ text: 'Sarah Jones has many hours and I will tell you all about it.' }]
    ollama.misbehave = mode
    const events = await ask()
    expect(only(events, 'error')).toMatchObject({ code: 'busy', message: expect.stringContaining(reason) })
    expect(events.at(-1)?.type).toBe('done')
  })

  it('is waited for when its first token is slow', async () => {
    ollama.say = [{ text: 'No hours.' }]
    ollama.misbehave = 'slow_first_token'
    expect(only(await ask(), 'answer').text).toBe('No hours.')
  })

  it('is cut off when it does not stop talking', { timeout: 15_000 }, async () => {
    ollama.say = [{ text: 'Well' }]
    ollama.misbehave = 'endless'
    expect(only(await ask(), 'error')).toMatchObject({ code: 'too_many', message: 'The model did not stop talking.' })
  })

  it('of more words than a turn takes is not shown, though it ends', async () => {
    const short = await openSmallAssistant(() => lost, { limits: { outputCharacters: 100 } })
    try {
      Object.assign(short.settings, { mode: 'hybrid', model: 'auto', ollamaUrl: ollama.url })
      ollama.say = [{ text: 'Well, '.repeat(100) }]
      const events = await short.ask(short.org.maria, 'Please tell me about Sarah somehow')
      expect(only(events, 'error')).toMatchObject({ code: 'too_many', message: 'The model did not stop talking.' })
    } finally {
      await short.close()
    }
  })

  it('is given up when the time of a turn is over', async () => {
    const hasty = await openSmallAssistant(() => lost, { limits: { wallMs: 200 } })
    try {
      Object.assign(hasty.settings, { mode: 'hybrid', model: 'auto', ollamaUrl: ollama.url })
      ollama.misbehave = 'hanging'
      const events = await hasty.ask(hasty.org.maria, 'Please tell me about Sarah somehow')
      expect(only(events, 'error')).toMatchObject({ code: 'busy', message: 'No answer within 0 seconds.' })
      expect(events.at(-1)?.type).toBe('done')
    } finally {
      await hasty.close()
    }
  })

  it('that is down costs nothing but the model: the planner answers, with the one-line fix in the health', async () => {
    await ollama.close()
    expect(only(await ask(), 'answer')).toMatchObject({ answeredBy: 'planner', text: 'I did not understand that.' })
    expect(await small.assistant.models.health()).toMatchObject({
      model: { provider: 'ollama', state: 'down', fix: expect.stringContaining('ollama serve') },
    })
    small.settings.mode = 'llm'
    expect(only(await ask(), 'error').hint).toContain('ollama serve')
    ollama = await startFakeOllama()
  })

  it('hears of a stop at once, before its first token too', async () => {
    ollama.misbehave = 'hanging'
    const controller = new AbortController()
    const hungUp = ollama.hangUp()
    const running = all(small.assistant.ask({ actor: small.org.maria, message: 'x y z', signal: controller.signal }))
    while (ollama.chats.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    controller.abort()
    await hungUp
    expect(only(await running, 'error')).toMatchObject({ code: 'stopped' })
  })
})

describe('the health ladder', () => {
  it('climbs from no model over no tools to ready, without a restart', async () => {
    const { models } = small.assistant
    ollama.models = []
    expect(await models.recheck()).toMatchObject({ state: 'no_model', fix: 'Pull a model: ollama pull qwen3.5:4b' })
    ollama.models = [{ name: 'phi3:mini', size: 1, tools: false, context: 4096 }]
    expect(await models.recheck()).toMatchObject({
      state: 'no_tools',
      fix: expect.stringContaining('phi3:mini cannot'),
    })
    const progress = await all(models.pull('qwen3.5:4b', new AbortController().signal))
    expect(progress.map((p) => p.fraction)).toEqual([undefined, 0, 0.5, 1, undefined, undefined, 1])
    expect(await models.recheck()).toMatchObject({ state: 'not_loaded', model: 'qwen3.5:4b', contextTokens: 16_384 })
    await models.warm()
    expect(await models.recheck()).toMatchObject({ state: 'ready', fix: null })
  })

  it('prefers the models of the list, and obeys a model that was named', async () => {
    ollama.models.unshift({ name: 'mistral:7b', size: 1, tools: true, context: 32_768 })
    expect(await small.assistant.models.recheck()).toMatchObject({ model: 'qwen3.5:4b' })
    await small.assistant.models.choose(small.org.admin, { model: 'ollama:mistral:7b' })
    ollama.say = [{ text: 'Hello.' }]
    expect(only(await ask(), 'answer').answeredBy).toBe('ollama:mistral:7b')
    await expect(small.assistant.models.choose(small.org.maria, { model: 'auto' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('pulls only by name, and says when there is no such model', async () => {
    const { models } = small.assistant
    const { signal } = new AbortController()
    await expect(all(models.pull('../../etc', signal))).rejects.toMatchObject({ code: 'invalid' })
    await expect(all(models.pull('nothing:1b', signal))).rejects.toMatchObject({
      message: expect.stringContaining('could not pull'),
    })
    expect(ollama.pulls).toEqual(['nothing:1b'])
  })
})

describe('what a model says of its own', () => {
  it('is marked: numbers, names and dates that neither tools nor the question hold', async () => {
    ollama.say = [sumOfSarah, { text: 'Sarah Jones has 12 hours in May 2025, ask Mark Lee.' }]
    const answer = only(await ask(), 'answer')
    expect(answer.ungrounded).toEqual([
      { start: 16, end: 18, text: '12' },
      { start: 42, end: 50, text: 'Mark Lee' },
    ])
    const [turn] = await small.org.db.selectFrom('modelTurn').select(['exchange', 'promptHash']).execute()
    expect(JSON.parse(turn?.exchange ?? '{}')).toMatchObject({ ungrounded: 2 })
    expect(turn?.promptHash).toMatch(/^[0-9a-f]{12}$/)
  })

  it("is not shown in strict mode: the tools' sentences are", async () => {
    small.settings.strict = true
    ollama.say = [sumOfSarah, { text: 'Sarah Jones has 12 hours in May 2025.' }]
    const answer = only(await ask(), 'answer')
    expect(answer.text).toBe(
      'The model said things that no tool returned, so its words are not shown.\n\nSarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
    )
  })
})

describe('a long conversation', () => {
  it('stays inside the context, newest turns first, calls with their results, and says so', async () => {
    ollama.models = [{ name: 'tiny:1b', size: 1, tools: true, context: 9000 }]
    small.settings.model = 'ollama:tiny:1b'
    let n = 0
    ollama.say = (request) => {
      const asked = request.messages.at(-1)
      if (asked?.role === 'tool') return { text: `No hours, as far as I see. ${'Indeed. '.repeat(60)}` }
      return toolCall('query_allocations', { employees: ['Sarah'], from: '2025-05', to: `2025-0${5 + (n++ % 4)}` })
    }
    let threadId: string | undefined
    let last: AssistantEvent[] = []
    for (let i = 0; i < 30; i++) {
      last = await ask(`Question ${i}: ${'please '.repeat(50)}`, threadId)
      threadId = only(last, 'done').threadId
    }
    const { messages, tools } = ollama.chats.at(-1)!
    expect(JSON.stringify([messages, tools]).length / 3.2).toBeLessThan(9000)
    const asked = messages.filter((m) => m.role === 'user').map((m) => Number(/\d+/.exec(m.content)?.[0]))
    expect(asked.at(-1)).toBe(29)
    expect(asked).toEqual(asked.map((_, i) => 29 - asked.length + 1 + i))
    const calls = messages.filter((m) => m.tool_calls?.length).length
    expect(messages.filter((m) => m.role === 'tool')).toHaveLength(calls)
    expect(only(last, 'answer').notes?.[0]).toContain('Older parts of this conversation were left out')
  })
})

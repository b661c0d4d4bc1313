import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Utterance } from '../tests/fake-ollama.js'
import { type FakeOpenAi, startFakeOpenAi } from '../tests/fake-openai.js'
import { openModelAssistant, setSarah, sumOfSarah, toolCall } from '../tests/model-words.js'
import { all, only, type SmallAssistant } from '../tests/small-assistant.js'

let small: SmallAssistant
let server: FakeOpenAi

beforeEach(async () => {
  server = await startFakeOpenAi()
  small = await openModelAssistant()
  Object.assign(small.settings, {
    mode: 'llm',
    model: 'openai:qwen3.5-4b-instruct',
    openaiBaseUrl: server.url,
    openaiApiKey: 'lm-studio',
  })
})
afterEach(async () => {
  await small.close()
  await server.close()
})

const ask = (message = 'Please tell me about Sarah') => small.ask(small.org.maria, message)

describe('an OpenAI-compatible server', () => {
  it('answers in the same seat: tools, words as they come, usage', async () => {
    server.say = [
      sumOfSarah,
      {
        text: 'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
      },
    ]
    const events = await ask()
    expect(events.filter((e) => e.type === 'token').length).toBeGreaterThan(5)
    expect(only(events, 'answer')).toMatchObject({
      text: 'Sarah Jones has no hours in May 2025: all of 176 h free. There are none within two years of it either.',
      answeredBy: 'openai:qwen3.5-4b-instruct',
      tools: [{ name: 'query_allocations' }],
    })
    expect(server.keys.at(-1)).toBe('Bearer lm-studio')
    expect(server.completions[0]?.tools?.length).toBeGreaterThan(3)
    const [turn] = await small.org.db.selectFrom('modelTurn').selectAll().execute()
    expect(turn).toMatchObject({ inputTokens: 1800, outputTokens: 40, outcome: 'answered' })
    expect(JSON.stringify(turn)).not.toContain('lm-studio')
  })

  it('cannot approve either', async () => {
    server.say = [setSarah, { text: 'Done.' }]
    const asked = await ask()
    expect(only(asked, 'approval').text).toContain('Set Sarah Jones to 80 h')
    expect(only(await small.decide(small.org.maria, asked, {}), 'answer').text).toContain('Applied 1 change')
  })

  it.each<[FakeOpenAi['misbehave'], string]>([
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
    ['endless', 'did not stop talking'],
    ['unauthorised', 'no language model to answer'],
  ])('that misbehaves ends in a typed message: %s', { timeout: 15_000 }, async (mode, reason) => {
    server.say = [{ text: 'Sarah Jones has many hours and I will tell you.' }]
    server.misbehave = mode
    const events = await ask()
    expect(only(events, 'error').message).toContain(reason)
    server.misbehave = undefined
    server.say = [sumOfSarah, { text: 'No hours.' }]
    small.assistant.models.watch.doubt()
    expect(only(await ask(), 'answer').text).toBe('No hours.')
  })

  it.each<[string, unknown, string]>([
    ['unknown tool', toolCall('drop_tables', {}), "There is no tool 'drop_tables'"],
    [
      'arguments that are no JSON',
      toolCall('query_allocations', '{"employees": ["Sar'),
      'query_allocations takes: employees',
    ],
    ['__proto__', toolCall('find_employees', '{"__proto__": {"admin": true}}'), 'no argument'],
  ])('hears in one line what was wrong: %s', async (_, first, reason) => {
    server.say = [first as Utterance, sumOfSarah, { text: 'No hours.' }]
    expect(only(await ask(), 'answer').text).toBe('No hours.')
    expect(server.completions[1]?.messages.at(-1)?.content).toContain(reason)
  })

  it('hears of a stop before its first token', async () => {
    server.misbehave = 'hanging'
    const controller = new AbortController()
    const hungUp = server.hangUp()
    const running = all(small.assistant.ask({ actor: small.org.maria, message: 'x', signal: controller.signal }))
    while (server.completions.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    controller.abort()
    await hungUp
    expect(only(await running, 'error')).toMatchObject({ code: 'stopped' })
  })

  it('shows in the health what is missing, and never goes to an address nobody set', async () => {
    const { models } = small.assistant
    expect(await models.recheck()).toMatchObject({ provider: 'openai', state: 'ready' })
    small.settings.model = 'openai:other'
    expect(await models.recheck()).toMatchObject({ state: 'no_model', fix: expect.stringContaining('does not offer') })
    server.misbehave = 'unauthorised'
    expect(await models.recheck()).toMatchObject({
      state: 'unauthorised',
      fix: expect.stringContaining('OPENAI_API_KEY'),
    })
    small.settings.openaiBaseUrl = undefined
    expect(await models.recheck()).toMatchObject({ state: 'down', fix: expect.stringContaining('OPENAI_BASE_URL') })
    expect(only(await ask(), 'error').hint).toContain('OPENAI_BASE_URL')
  })
})

import { describe, expect, it } from 'vitest'
import { whoAnswers } from './who-answers.js'

const ollama = (state: string, name?: string) => ({ provider: 'ollama', state, fix: null, ...(name ? { name } : {}) })

describe('who answers', () => {
  it('is the planner while no model server runs, without naming that server', () => {
    expect(whoAnswers({ assistant: 'hybrid', model: ollama('down') })).toMatchObject({
      label: 'Built-in planner',
      tone: 'idle',
    })
  })

  it('is the planner and the model by its name once one is there', () => {
    const { label, tone } = whoAnswers({ assistant: 'hybrid', model: ollama('not_loaded', 'qwen3.5:4b') })
    expect([label, tone]).toEqual(['Planner + qwen3.5:4b', 'good'])
  })

  it('is the model alone where the planner is switched off, and nobody where that model is missing', () => {
    expect(whoAnswers({ assistant: 'llm', model: ollama('ready', 'qwen3.5:4b') }).label).toBe('qwen3.5:4b')
    expect(whoAnswers({ assistant: 'llm', model: ollama('no_model') })).toMatchObject({
      label: 'No model',
      tone: 'bad',
    })
  })

  it('is the planner alone by choice', () => {
    expect(whoAnswers({ assistant: 'planner', model: { provider: 'none', state: 'off', fix: null } }).tone).toBe('good')
  })
})

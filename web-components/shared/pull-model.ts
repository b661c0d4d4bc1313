import type { ApiClient } from '../api/client.js'
import { readEvents } from '../api/sse.js'

/** Downloads a model into Ollama; `tell` gets the share done, 0 to 1, undefined while unknown. Throws with the reason. */
export async function pullModel(
  api: ApiClient,
  name: string,
  tell: (share: number | undefined) => void,
): Promise<void> {
  tell(undefined)
  const response = await api.fetch('/api/v1/ai/models/pull', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  })
  let share: number | undefined
  for await (const { event, data } of readEvents(response)) {
    const value = JSON.parse(data || '{}') as { fraction?: number; message?: string; hint?: string }
    if (event === 'error') throw new Error([value.message, value.hint].filter(Boolean).join(' '))
    share = value.fraction ?? share
    if (event === 'progress') tell(share)
  }
}

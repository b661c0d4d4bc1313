// Prompts are Markdown files in this folder, loaded by name; no prompt text in code. May import nothing of ours.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface Prompt {
  text: string
  /** First twelve digits of the file's sha256: which version of the prompt a turn was made with. */
  hash: string
}

const loaded = new Map<string, Prompt>()

/** The prompt `name`, with its {{blanks}} filled in. Throws for a blank without a value: that is a bug. */
export function loadPrompt(name: string, values: Record<string, string> = {}): Prompt {
  let prompt = loaded.get(name)
  if (!prompt) {
    const text = readFileSync(new URL(`./${name}.md`, import.meta.url), 'utf8').trim()
    prompt = { text, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) }
    loaded.set(name, prompt)
  }
  const text = prompt.text.replace(/\{\{(\w+)\}\}/g, (_, blank: string) => {
    const value = values[blank]
    if (value === undefined) throw new Error(`prompt ${name} has a blank {{${blank}}}`)
    return value
  })
  return { text, hash: prompt.hash }
}

// The models that StaffAlloc knows: the data behind STAFFALLOC_MODEL=auto and the page's list. Change it here only.

export interface KnownModel {
  /** Name in the Ollama library. */
  name: string
  /** Download, in gigabytes. */
  gigabytes: number
  about: string
}

/** Tool-capable models for a laptop, best first. `auto` takes the first that is pulled. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  { name: 'qwen3.5:9b', gigabytes: 6.6, about: 'Best at choosing tools; wants 16 GB of memory' },
  { name: 'qwen3.5:4b', gigabytes: 3.4, about: 'Good on most laptops with 8 GB of memory' },
  { name: 'gemma4:latest', gigabytes: 9.6, about: 'Good prose; wants 16 GB of memory' },
  { name: 'gpt-oss:20b', gigabytes: 14, about: 'For machines with 24 GB of memory or a graphics card' },
  { name: 'qwen3:8b', gigabytes: 5.2, about: 'Older, steady' },
  { name: 'llama3.1:8b', gigabytes: 4.9, about: 'Older, weaker with several tools' },
]

/** What the page offers to pull when there is nothing yet. */
export const SUGGESTED_MODEL = 'qwen3.5:4b'

/** Models that people ask for and that cannot call tools. */
export const WITHOUT_TOOLS = ['phi3:mini', 'phi3', 'llama3:8b', 'llama3', 'gemma:7b', 'gemma2:9b']

/** Tokens of context asked for. Ollama's own default of 4,096 silently cuts the beginning away, tools first. */
export const CONTEXT_TOKENS = 16_384

/** Tokens kept free for the answer. */
export const ANSWER_TOKENS = 1024

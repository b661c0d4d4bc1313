/** Beginnings of a tool call or of thinking that a model wrote as text. */
const SUSPICIOUS = /^\s*(?:<|\{|\[|```)/

/**
 * Lets a model's words through as they come, but holds back what begins like a tool call written as text until it is
 * known what it is. One gate per model message.
 */
export class TokenGate {
  #held = ''
  #open = false
  characters = 0

  constructor(readonly emit: (text: string) => void) {}

  push(text: string): void {
    this.characters += text.length
    if (this.#open) {
      this.emit(text)
      return
    }
    this.#held += text
    if (!this.#held.trim() || SUSPICIOUS.test(this.#held)) return
    this.#open = true
    this.emit(this.#held)
    this.#held = ''
  }

  /** The message is whole and is words: what was held goes out. */
  release(): void {
    if (this.#held.trim()) this.emit(this.#held)
    this.#held = ''
  }
}

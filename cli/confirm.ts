import { createInterface } from 'node:readline/promises'

/** Asks a yes-or-no question at the terminal; no terminal means no, and exit 1: a script must not take it for done. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stderr.write(`${question}\nAdd --yes to confirm.\n`)
    process.exitCode = 1
    return false
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

import { format } from 'node:util'

let sent = false

/** Model clients print to standard output, which belongs to a protocol or to a person's answer. Once is enough. */
export function sendConsoleToStderr(): void {
  if (sent) return
  sent = true
  for (const method of ['log', 'info', 'debug', 'warn'] as const)
    console[method] = (...parts: unknown[]) => void process.stderr.write(`${format(...parts)}\n`)
}

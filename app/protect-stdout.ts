import { Writable } from 'node:stream'
import { format } from 'node:util'

/**
 * Over stdio, standard output belongs to the protocol: one stray line ends the connection. Sends `console` and every
 * other write to standard output to standard error, and answers the only stream that still reaches the real one.
 * Call it before anything else is imported.
 */
export function protectStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout)
  for (const method of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'] as const)
    console[method] = (...parts: unknown[]) => void process.stderr.write(`${format(...parts)}\n`)
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write
  return new Writable({
    decodeStrings: false,
    write(chunk, encoding, done) {
      write(chunk, encoding, done)
    },
  })
}

// A real SMTP server on loopback, for what the program mails.
import type { AddressInfo, Server } from 'node:net'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

export interface MailServer {
  port: number
  close(): Promise<void>
}

/** Takes mail without a password and hands each whole message to `take`, before it is acknowledged. */
export async function openMailServer(
  take: (text: string, session: SMTPServerSession) => void,
  options: SMTPServerOptions = {},
): Promise<MailServer> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk
      })
      stream.on('end', () => {
        take(text, session)
        done()
      })
    },
    ...options,
  })
  // A client that is killed resets its connection.
  smtp.on('error', () => {})
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  return {
    port: ((smtp.server as Server).address() as AddressInfo).port,
    close: () => new Promise((resolve) => smtp.close(resolve)),
  }
}

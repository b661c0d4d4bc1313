// Mail: printed to the log by default, a real SMTP server by setting. One message per job: its id is the Message-ID, so a
// repeated try is recognised as the same message.
import type { Transporter } from 'nodemailer'
import { Fault } from '../services/fault.js'

export interface Mail {
  /** Stable over retries. */
  id: string
  to: string
  subject: string
  text: string
}

export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}

export interface MailSettings {
  /** smtp://user:password@host:587; undefined = print to the log. */
  smtpUrl: string | undefined
  from: string
}

/** The mailer of the settings; the library loads with the first message to a server. */
export function createMailer(settings: MailSettings, print: (mail: Mail) => void): Mailer {
  let transport: Transporter | undefined
  return {
    async send(mail) {
      if (!settings.smtpUrl) return print(mail)
      const { createTransport } = await import('nodemailer')
      transport ??= createTransport(settings.smtpUrl, {
        from: settings.from,
        disableFileAccess: true,
        disableUrlAccess: true,
      } as never)
      try {
        await transport.sendMail({
          to: mail.to,
          subject: mail.subject.replaceAll(/[\r\n]+/g, ' '),
          text: mail.text,
          messageId: `<${mail.id}@staffalloc>`,
        })
      } catch (error) {
        const reason = withoutSecret((error as Error).message, settings.smtpUrl)
        throw new Fault('busy', `The mail server refused the message (${reason}).`, 'Check SMTP_URL.')
      }
    },
    close: () => transport?.close(),
  }
}

/** A server may repeat the password that it refuses. */
function withoutSecret(text: string, smtpUrl: string): string {
  const { password } = new URL(smtpUrl)
  if (!password) return text
  return text.replaceAll(decodeURIComponent(password), '***').replaceAll(password, '***')
}

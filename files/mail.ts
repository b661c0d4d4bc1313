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
  /** Fault busy for what may be over at the next try, invalid for what only a person can mend. */
  send(mail: Mail): Promise<void>
  close(): void
}

export interface MailSettings {
  /** smtp://user:password@host:587; undefined = print to the log. */
  smtpUrl: string | undefined
  from: string
}

/** A server that takes the connection and says nothing is given up after this time; in milliseconds. */
export interface MailPatience {
  connect: number
  answer: number
}
const PATIENCE: MailPatience = { connect: 10_000, answer: 30_000 }

/** The mailer of the settings; the library loads with the first message to a server. */
export function createMailer(settings: MailSettings, print: (mail: Mail) => void, patience = PATIENCE): Mailer {
  let transport: Transporter | undefined
  const { smtpUrl, from } = settings
  return {
    async send(mail) {
      if (!smtpUrl) return print(mail)
      const { createTransport } = await import('nodemailer')
      transport ??= createTransport({
        url: smtpUrl,
        disableFileAccess: true,
        disableUrlAccess: true,
        requireTLS: needsTls(smtpUrl),
        dnsTimeout: patience.connect,
        connectionTimeout: patience.connect,
        greetingTimeout: patience.connect,
        socketTimeout: patience.answer,
      } as never)
      try {
        await transport.sendMail({
          from,
          to: mail.to,
          subject: mail.subject.replaceAll(/[\r\n]+/g, ' '),
          text: mail.text,
          messageId: `<${mail.id}@staffalloc>`,
        })
      } catch (error) {
        throw faultOf(error as SmtpError, mail, smtpUrl)
      }
    },
    close: () => transport?.close(),
  }
}

/** A password goes over the network encrypted or not at all; on this machine there is no network. */
export function needsTls(smtpUrl: string): boolean {
  const { hostname, password, searchParams } = new URL(smtpUrl)
  if (searchParams.has('requireTLS')) return searchParams.get('requireTLS') === 'true'
  return password !== '' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string }

/** What went wrong at which step, in words, and whether another try may help: 4xx and the network may, 5xx will not. */
function faultOf(error: SmtpError, { to }: Mail, smtpUrl: string): Fault {
  const reason = withoutSecret(error.response ?? error.message, smtpUrl)
  const isFinal = (error.responseCode ?? 0) >= 500
  const fault = (message: string, hint: string, final = isFinal) => new Fault(final ? 'invalid' : 'busy', message, hint)
  if (/certificate/i.test(error.message))
    return fault(
      `The certificate of the mail server is not trusted (${reason}).`,
      'Start with NODE_EXTRA_CA_CERTS=/path/of/its/authority.pem.',
      true,
    )
  if (error.code === 'ETLS' || /:SSL routines:/.test(error.message))
    return fault(
      'The mail server offers no encrypted connection on this port.',
      'In SMTP_URL use smtps:// for a port that is encrypted from the start (465), smtp:// for one with STARTTLS (587).',
      true,
    )
  switch (error.code) {
    case 'EAUTH':
      return fault(`The mail server refused the sign-in (${reason}).`, 'Check user and password in SMTP_URL.')
    case 'EENVELOPE':
      return fault(
        `The mail server refused sender or recipient of the message to ${to} (${reason}).`,
        'Check that address, and MAIL_FROM.',
      )
    case 'EMESSAGE':
      return fault(`The mail server refused the message to ${to} (${reason}).`, 'Its answer says why.')
    default:
      return error.responseCode
        ? fault(`The mail server refused the message to ${to} (${reason}).`, 'Its answer says why.')
        : fault(`The mail server cannot be reached (${reason}).`, 'Check SMTP_URL, and that the server runs.')
  }
}

/** A server may repeat the password that it refuses. */
function withoutSecret(text: string, smtpUrl: string): string {
  const { password } = new URL(smtpUrl)
  if (!password) return text
  return text.replaceAll(decodeURIComponent(password), '***').replaceAll(password, '***')
}

import { type AddressInfo, createServer, type Server } from 'node:net'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { openMailServer } from '../tests/smtp-server.js'
import { createMailer, type Mail, needsTls } from './mail.js'

const mail: Mail = { id: 'job-1', to: 'maria@example.com', subject: 'Two', text: 'Grüße' }
let received: string[] = []
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  received = []
  for (const close of closing.splice(0)) await close()
})

/** A real SMTP server on loopback; answers its port. */
async function serve(options: SMTPServerOptions = {}): Promise<number> {
  const { port, close } = await openMailServer((text) => received.push(text), options)
  closing.push(close)
  return port
}

async function listen(server: Server, begin: () => void): Promise<number> {
  await new Promise<void>((resolve) => {
    server.once('listening', resolve)
    begin()
  })
  return (server.address() as AddressInfo).port
}

async function send(url: string, one: Mail = mail): Promise<void> {
  const mailer = createMailer({ smtpUrl: url, from: 'StaffAlloc <s@example.com>' }, () => {}, {
    connect: 300,
    answer: 300,
  })
  try {
    await mailer.send(one)
  } finally {
    mailer.close()
  }
}

const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

describe('mail', () => {
  it('goes to the server under the id of its job, with no header that somebody wrote into the subject', async () => {
    const port = await serve()
    await send(`smtp://127.0.0.1:${port}`, { ...mail, subject: 'Two\r\nBcc: evil@example.com' })
    expect(received[0]).toContain('Message-ID: <job-1@staffalloc>')
    expect(received[0]).toContain('From: StaffAlloc <s@example.com>')
    expect(received[0]).toContain('Subject: Two Bcc: evil@example.com')
    expect(received[0]).not.toMatch(/^Bcc:/m)
  })

  it.each<[string, SMTPServerOptions, object]>([
    [
      'the recipient for good',
      { onRcptTo: (_, __, done) => done(refusal(550, 'no such mailbox')) },
      {
        code: 'invalid',
        message:
          'The mail server refused sender or recipient of the message to maria@example.com (550 no such mailbox).',
        hint: 'Check that address, and MAIL_FROM.',
      },
    ],
    [
      'the recipient for now',
      { onRcptTo: (_, __, done) => done(refusal(451, 'greylisted, come back later')) },
      { code: 'busy', message: expect.stringContaining('(451 greylisted, come back later)') },
    ],
    [
      'the connection for now',
      { onConnect: (_, done) => done(refusal(421, 'too many connections')) },
      { code: 'busy', message: expect.stringContaining('421 too many connections') },
    ],
    [
      'the whole message after its data',
      {
        onData: (stream, _, done) => {
          stream.resume()
          stream.on('end', () => done(refusal(554, 'looks like spam')))
        },
      },
      {
        code: 'invalid',
        message: 'The mail server refused the message to maria@example.com (554 looks like spam).',
      },
    ],
    [
      'the message after its data for now',
      {
        onData: (stream, _, done) => {
          stream.resume()
          stream.on('end', () => done(refusal(452, 'mailbox full')))
        },
      },
      { code: 'busy', message: expect.stringContaining('(452 mailbox full)') },
    ],
  ])('that a server refuses, %s, says so in its words', async (_, options, fault) => {
    const port = await serve(options)
    await expect(send(`smtp://127.0.0.1:${port}`)).rejects.toMatchObject(fault)
    expect(received).toEqual([])
  })

  it('to a server that refuses the sign-in asks for user and password, and repeats neither', async () => {
    const port = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _, done) => done(refusal(535, `no ${auth.username} with ${auth.password}`)),
    })
    const error = await send(`smtp://plans:secret%2Bword@127.0.0.1:${port}`).catch((e) => e)
    expect(error).toMatchObject({ code: 'invalid', hint: 'Check user and password in SMTP_URL.' })
    expect(error.message).toContain('(535 no plans with ***)')
  })

  it('to a server that is not there, or takes the connection and says nothing, is tried again later', async () => {
    const silent = createServer()
    const port = await listen(silent, () => silent.listen(0, '127.0.0.1'))
    const reached = { code: 'busy', message: expect.stringContaining('cannot be reached') }
    await expect(send(`smtp://127.0.0.1:${port}`)).rejects.toMatchObject(reached)
    await new Promise((resolve) => silent.close(resolve))
    await expect(send(`smtp://127.0.0.1:${port}`)).rejects.toMatchObject(reached)
  })

  it('to a server that goes quiet after the data is given up, and tried again later', async () => {
    const port = await serve({ onData: (stream) => void stream.resume() })
    await expect(send(`smtp://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'busy' })
  })

  it('with a password goes encrypted or not at all, but for a server on this machine', async () => {
    expect(needsTls('smtp://plans:secret@mail.example.com:587')).toBe(true)
    expect(needsTls('smtp://mail.example.com:25')).toBe(false)
    expect(needsTls('smtp://plans:secret@127.0.0.1:1025')).toBe(false)
    expect(needsTls('smtp://plans:secret@mail.example.com?requireTLS=false')).toBe(false)
    const heard: string[] = []
    const port = await serve({
      allowInsecureAuth: true,
      onAuth: (auth, _, done) => {
        heard.push(String(auth.password))
        done(null, { user: 'plans' })
      },
    })
    const plain = {
      code: 'invalid',
      message: 'The mail server offers no encrypted connection on this port.',
      hint: expect.stringContaining('smtps://'),
    }
    await expect(send(`smtp://plans:secret@127.0.0.1:${port}?requireTLS=true`)).rejects.toMatchObject(plain)
    await expect(send(`smtps://plans:secret@127.0.0.1:${port}`)).rejects.toMatchObject(plain)
    const selfSigned = await serve({ secure: true, onAuth: (auth) => void heard.push(String(auth.password)) })
    await expect(send(`smtps://plans:secret@127.0.0.1:${selfSigned}`)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('certificate of the mail server is not trusted'),
    })
    expect([heard, received]).toEqual([[], []])
  })
})

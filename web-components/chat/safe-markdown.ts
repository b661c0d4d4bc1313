// A model's prose as nodes for the page. It is untrusted: whatever it says, nothing runs, loads or can be filled in.

/** What Markdown makes, and nothing else: no pictures, forms, styles, frames or drawings. */
const TAGS = 'p br hr strong em del code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 table thead tbody tr th td a'.split(
  ' ',
)

/** Pages of ours, other sites and mail. */
const ADDRESS = /^(?:https?:\/\/|mailto:|\/(?!\/))/i

/** Parser and sanitiser load when the first such answer comes. Links open elsewhere and show the host they lead to. */
export async function safeMarkdown(text: string): Promise<DocumentFragment> {
  const [{ Marked }, { default: purify }] = await Promise.all([import('marked'), import('dompurify')])
  const markup = new Marked({ renderer: { html: ({ text: raw }) => escaped(raw) } }).parse(text, { async: false })
  const fragment = purify.sanitize(markup, {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href', 'align'],
    ALLOWED_URI_REGEXP: ADDRESS,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  })
  for (const link of fragment.querySelectorAll('a')) showHost(link)
  return fragment
}

function showHost(link: HTMLAnchorElement): void {
  link.rel = 'noopener noreferrer'
  link.target = '_blank'
  const { host } = new URL(link.getAttribute('href') ?? '/', location.href)
  const says = link.textContent.trim().replace(/^https?:\/\//, '')
  if (host && host !== location.host && says !== host && !says.startsWith(`${host}/`)) link.append(` (${host})`)
}

/** Raw HTML is words of a model like any other: shown, never parsed, so that not even the policy has to refuse it. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

// How the server introduces itself.
import { readFileSync } from 'node:fs'

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="10" fill="#14532d"/><g fill="#bbf7d0"><rect x="9" y="10" width="18" height="7" rx="2"/><rect x="9" y="20" width="28" height="7" rx="2" fill="#4ade80"/><rect x="9" y="30" width="12" height="7" rx="2" fill="#facc15"/><rect x="24" y="30" width="15" height="7" rx="2" fill="#f87171"/></g></svg>`

/** Name, version and icon. The icon's data URI is base64: clients check it as a URI, and raw quotes are none. */
export function serverIdentity(version: string) {
  return {
    name: 'staffalloc',
    title: 'StaffAlloc',
    version,
    description: 'The staffing plan of one organisation: who works on what, how many hours, in which month.',
    icons: [
      {
        src: `data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}`,
        mimeType: 'image/svg+xml',
        sizes: ['any'],
      },
    ],
  }
}

/** A prompt's text by name (prompts/mcp-NAME.md). */
export function promptText(name: string): string {
  return readFileSync(new URL(`../prompts/mcp-${name}.md`, import.meta.url), 'utf8').trim()
}

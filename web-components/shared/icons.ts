import { html, svg } from 'lit'

const paths = {
  plan: svg`<path d="M3 5h14M3 10h14M3 15h14M8 3v14"/>`,
  dashboard: svg`<path d="M4 16V9M10 16V4M16 16v-5"/>`,
  projects: svg`<path d="M3 6.5A1.5 1.5 0 0 1 4.500 5H8l1.500 2h6A1.500 1.500 0 0 1 17 8.500v6a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 3 14.500z"/>`,
  people: svg`<circle cx="8" cy="7" r="3"/><path d="M2.500 17c.5-3 2.700-4.500 5.500-4.500s5 1.500 5.500 4.500M13 4.500a2.600 2.600 0 0 1 0 5M15 12.800c1.500.6 2.300 2 2.600 4.200"/>`,
  conflicts: svg`<path d="M10 3.500 18 17H2zM10 8.500v4M10 14.600v.2"/>`,
  demand: svg`<circle cx="9" cy="7" r="3"/><path d="M3.500 17c.5-3 2.700-4.500 5.500-4.500M15 11.500v6M12 14.500h6"/>`,
  forecast: svg`<path d="M3 15l5-5 3 3 6-7M13 6h4v4"/>`,
  balance: svg`<path d="M10 3v14M6 17h8M4 6h12M4 6l-2 5h4zM16 6l-2 5h4z"/>`,
  reports: svg`<path d="M5 3h7l4 4v10H5zM12 3v4h4M8 11h5M8 14h5"/>`,
  import: svg`<path d="M10 3v9M6.500 8.500 10 12l3.500-3.500M4 14v3h12v-3"/>`,
  notes: svg`<path d="M5 3h10v14H5zM8 7h4M8 10h4M8 13h2.5"/>`,
  jobs: svg`<path d="M10 3a7 7 0 1 0 7 7M10 6v4l3 2"/>`,
  history: svg`<path d="M3 10a7 7 0 1 0 2-5L3 7M3 3v4h4M10 6.500V10l2.500 2"/>`,
  admin: svg`<circle cx="10" cy="10" r="2.600"/><path d="M10 3v2.500M10 14.500V17M3 10h2.500M14.500 10H17M5 5l1.800 1.800M13.200 13.200 15 15M15 5l-1.800 1.800M6.800 13.200 5 15"/>`,
  chat: svg`<path d="M3 5.500A1.500 1.500 0 0 1 4.500 4h11A1.500 1.500 0 0 1 17 5.500v7a1.500 1.500 0 0 1-1.500 1.500H9l-4 3v-3h-.5A1.500 1.500 0 0 1 3 12.500z"/>`,
  send: svg`<path d="M10 16V4M5 9l5-5 5 5"/>`,
  stop: svg`<rect x="5.500" y="5.500" width="9" height="9" rx="1.500"/>`,
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  close: svg`<path d="M5 5l10 10M15 5 5 15"/>`,
  check: svg`<path d="M4 10.500 8 14.500 16 6"/>`,
  undo: svg`<path d="M7 5 3.500 8.500 7 12M4 8.500h7.500a4 4 0 0 1 0 8H8"/>`,
  redo: svg`<path d="M13 5l3.500 3.500L13 12M16 8.500H8.500a4 4 0 0 0 0 8H12"/>`,
  left: svg`<path d="M12 4l-6 6 6 6"/>`,
  right: svg`<path d="M8 4l6 6-6 6"/>`,
  copy: svg`<path d="M7 7V4h9v9h-3M4 7h9v9H4z"/>`,
  edit: svg`<path d="M4 16l1-4 8-8 3 3-8 8zM11.500 5.500l3 3"/>`,
  retry: svg`<path d="M16.500 10a6.500 6.500 0 1 1-2-4.700M16.500 3v3.500H13"/>`,
  trash: svg`<path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6"/>`,
  theme: svg`<circle cx="10" cy="10" r="6.500"/><path d="M10 3.500a6.500 6.500 0 0 1 0 13z" fill="currentColor"/>`,
  more: svg`<path d="M5 10h.01M10 10h.01M15 10h.01" stroke-width="2.500"/>`,
  download: svg`<path d="M10 3v10M6 9.500l4 4 4-4M4 17h12"/>`,
  expand: svg`<path d="M4 8V4h4M16 12v4h-4M4 4l5 5M16 16l-5-5"/>`,
  print: svg`<path d="M6 7V3h8v4M6 14H4V8h12v6h-2M6 12h8v5H6z"/>`,
  search: svg`<circle cx="9" cy="9" r="5"/><path d="m13 13 4 4"/>`,
  keyboard: svg`<rect x="2.500" y="5.500" width="15" height="9" rx="1.500"/><path d="M5.500 8.500h.01M8.500 8.500h.01M11.500 8.500h.01M14.500 8.500h.01M7 11.500h6"/>`,
} as const

export type IconName = keyof typeof paths

/** A line icon of 20 px; decoration only, the button around it has the name. */
export function icon(name: IconName, size = 18) {
  return html`<svg width=${size} height=${size} viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.500" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths[name]}</svg>`
}

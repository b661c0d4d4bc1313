// The one place where a text goes into a file that a spreadsheet program opens: it stays a text, whatever it says.

/** Excel's limit for a cell. */
export const MAX_CELL_TEXT = 32_767

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML forbids
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text for a workbook: what XML forbids is dropped, Excel's own escapes are escaped, 32,767 characters at most. */
export function workbookText(text: string): string {
  let safe = text
  if (/[^\n\r\t\u0020-\ud7ff\ue000-\ufffd]/.test(safe)) safe = safe.replace(ILLEGAL, '').replace(LONE, '\ufffd')
  if (safe.includes('_x')) safe = safe.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
  if (safe.length <= MAX_CELL_TEXT) return safe
  return safe
    .slice(0, MAX_CELL_TEXT - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .concat('…')
}

/** Text for a CSV file: what a program would run as a formula gets a quote in front; the import takes it off again. */
export function csvText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL in front is such a trick, too
  const safe = /^[\s\u0000]*'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

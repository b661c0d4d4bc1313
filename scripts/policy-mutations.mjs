// Which lines decide a right, and how each is taken out: conditions become false, answers of yes or no become yes,
// narrowing of queries goes away.

export const FILES = ['services/policy.ts', 'services/record-access.ts']

/** All mutations of a file: where, what, and the text with it applied. */
export function mutationsOf(file, source) {
  const found = []
  const add = (from, to, replacement) => {
    const line = source.slice(0, from).split('\n').length
    const what = source.slice(from, to).replace(/\s+/g, ' ')
    // Only words depend on this one: "an Admin" either way.
    if (what === '!managerId') return
    found.push({ file, line, what, text: source.slice(0, from) + replacement + source.slice(to) })
  }
  for (const match of source.matchAll(/\bif \(/g)) {
    const from = match.index + match[0].length
    const to = closing(source, from)
    // Without these two, what a change makes itself is looked up in vain: nobody gains a right.
    if (!/^\) \w+\.delete\(/.test(source.slice(to))) add(from, to, 'false')
  }
  for (const match of source.matchAll(
    /^ *return ([^\n]*(?:===|&&|\|\||seesEmployee|seesProject|scope\.all)[^\n]*)$/gm,
  )) {
    const from = match.index + match[0].indexOf(match[1])
    const ternary = /^(.*?) \? (.*) : (.*)$/.exec(match[1])
    if (!ternary) add(from, from + match[1].length, 'true')
    else add(from, from + ternary[1].length, ternary[3] === 'undefined' || ternary[2] === 'record' ? 'true' : 'false')
  }
  for (const match of source.matchAll(
    /=>\s*(scope\.all(?: \|\|[^\n]*)?|privateIds ===[^\n]*|\(?scope\.all \?[^\n]*)$/gm,
  )) {
    const from = match.index + match[0].indexOf(match[1])
    add(from, from + match[1].length, match[1].includes('?') ? 'undefined' : 'true')
  }
  for (const match of source.matchAll(/^ *\.where\([^\n]*\)$/gm))
    if (!/'id', '(=|in)'/.test(match[0])) add(match.index, match.index + match[0].length, '')
  return found
}

function closing(source, from) {
  let depth = 1
  for (let i = from; i < source.length; i++) {
    if (source[i] === '(') depth++
    if (source[i] === ')' && --depth === 0) return i
  }
  throw new Error('unbalanced')
}

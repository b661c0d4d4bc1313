// Writes mutations*.yaml beside the cases: committed questions as people really type them. Run again after changing the sources:
// npx tsx evals/make-mutations.ts
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stringify } from 'yaml'
import type { EvalCase } from './case-schema.js'
import { loadCases, projectFolder } from './load-cases.js'

const IMPERATIVE =
  /^(Show|Set|Put|Give|Add|Move|Find|List|Change|Allocate|Increase|Reduce|Take|Copy|Shift|Distribute|Spread|Replace|Clear|Export|Download|Recommend|Suggest|Forecast|Search|Fix|Balance|Staff|Assign|Hand|Bring|Cut|Push|Break)\b/

type Mutation = (ask: string, random: () => number) => string | undefined

/** What is done to a question; undefined where it does not apply. Names of kinds are tags. */
export const MUTATIONS: Record<string, Mutation> = {
  typo: (ask, random) => {
    const words = [...ask.matchAll(/\b[A-Za-z]{6,}\b/g)]
    const word = words[Math.floor(random() * words.length)]
    if (!word) return undefined
    return ask.slice(0, word.index) + misspell(word[0], random) + ask.slice(word.index + word[0].length)
  },
  lower: (ask) => ask.toLowerCase().replace(/[?.!]$/, ''),
  upper: (ask) => ask.toUpperCase(),
  punctuation: (ask, random) =>
    ask
      .replace(/[?.!]$/, '')
      .replaceAll(' ', random() < 0.5 ? '  ' : ' ')
      .concat(['??', '!!!', ' ...', ' ;-)'][Math.floor(random() * 4)] as string),
  polite: (ask, random) => {
    const said = ask.replace(/[?.!]$/, '')
    if (/^(What|Who|Which|How|Is|Are|Does|When|Where)\b/.test(said))
      return `Good morning, quick question: ${lowerFirst(said)}? Many thanks in advance`
    if (!IMPERATIVE.test(said)) return `Hi! ${said} please, thanks`
    return random() < 0.5 ? `Could you please ${lowerFirst(said)}, thank you!` : `pls ${lowerFirst(said)} asap, thx`
  },
  order: (ask) => {
    const match =
      / (in|for|from|during) ((?:[A-Z][a-z]+|Q[1-4]|H[12]|20\d\d)(?: (?:20\d\d|to [A-Z][a-z]+))?)([?.]?)$/.exec(ask)
    if (!match) return undefined
    const rest = lowerFirst(ask.slice(0, match.index))
    return `${(match[1] as string).replace(/^./, (c) => c.toUpperCase())} ${match[2]}, ${rest}${match[3]}`
  },
}

/** Deterministic: the same sources give the same file. Every case keeps what it expects. */
export function mutate(cases: EvalCase[]): EvalCase[] {
  const kinds = Object.keys(MUTATIONS)
  return cases.flatMap((one, i) => {
    const [turn] = one.turns
    if (one.turns.length !== 1 || !turn || [turn.expect.outcome].flat().join() !== 'answered') return []
    const isWrite = one.tags.includes('write')
    // One kind a case, going round. A changed letter in a write may rightly be asked about: left to the reads.
    const kind = kinds[i % kinds.length] as string
    if (i % 3 === 1 && kind !== 'typo' && kind !== 'order') return []
    if (isWrite && kind === 'typo') return []
    const ask = MUTATIONS[kind]?.(turn.ask, randomOf(`${one.id} ${kind}`))
    if (ask === undefined || ask === turn.ask) return []
    const tags = [...one.tags.filter((tag) => tag !== 'story'), 'mutation', kind]
    return [{ ...one, id: `${one.id}-${kind}`, tags, turns: [{ ...turn, ask }] }]
  })
}

function misspell(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 3))
  const [a, b] = [word[at] as string, word[at + 1] as string]
  if (random() < 0.4 && a !== b) return word.slice(0, at) + b + a + word.slice(at + 2)
  if (random() < 0.5) return word.slice(0, at) + word.slice(at + 1)
  return word.slice(0, at) + a + word.slice(at)
}

/** Names keep their capital: 'Kevin Park from ...' stays, 'What is ...' becomes 'what is ...'. */
function lowerFirst(text: string): string {
  const opens = IMPERATIVE.test(text) || /^(What|Who|Which|How|Is|Are|Does|When|Where|Hours|People|Total)\b/.test(text)
  return opens ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** Numbers in [0, 1) that depend on the text alone (mulberry32). */
function randomOf(text: string): () => number {
  let state = [...text].reduce((hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 0x01000193), 0x811c9dc5)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Files of mutations and the files beside them that they are made of; the sources of one share actor, day and data. */
export const MUTATION_FILES: { folder: string; file: string; sources: string[] }[] = [
  { folder: '', file: 'mutations', sources: ['main-job', 'hours', 'people', 'projects-and-conflicts', 'changes'] },
  { folder: '', file: 'mutations-larkspur', sources: ['workbook-larkspur'] },
  { folder: 'blind', file: 'mutations', sources: ['pm-plan-questions', 'pm-changes'] },
  { folder: 'blind', file: 'mutations-brickfield', sources: ['brickfield-nils'] },
  { folder: 'blind', file: 'mutations-kestrel', sources: ['kestrel-director'] },
]

function write(folder: string, file: string, sources: string[]): void {
  const files = loadCases(sources.map((name) => join(folder, `${name}.yaml`)))
  const cases = mutate(files.flatMap((file) => file.cases)).map(({ known: _known, ...one }) => ({
    ...one,
    turns: one.turns.map(({ ask, approve, expect }) => ({ ask, ...(approve ? {} : { approve }), expect })),
  }))
  const { dataset: path, now, actor } = files[0] as (typeof files)[number]
  const dataset = path === 'demo' ? path : relative(projectFolder, path).replaceAll('\\', '/')
  const head = '# Made by evals/make-mutations.ts: questions of the other files as people really type them.\n'
  const text = stringify({ dataset, now, actor, cases }, { lineWidth: 0, aliasDuplicateObjects: false })
  writeFileSync(join(folder, `${file}.yaml`), head + text)
  console.log(`${cases.length} cases in ${join(folder, file)}`)
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  for (const { folder, file, sources } of MUTATION_FILES)
    write(join(projectFolder, 'evals', 'cases', folder), file, sources)
}

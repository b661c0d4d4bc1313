// npm run evals: asks the assistant every case and says what got better or worse.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { openDesk } from '../app/eval-desk.js'
import { compareWithBaseline, readBaseline, writeBaseline } from './baseline.js'
import { cassetteFetch } from './cassette.js'
import { type CaseResult, runCases } from './drive.js'
import { measureSearch } from './knowledge/measure.js'
import { CaseError, findDataset, loadCases, projectFolder } from './load-cases.js'
import { htmlReport } from './report-html.js'
import { jsonReport, junitReport } from './report-json.js'
import { type Summary, summarise } from './summary.js'

/** recall@5 of the text search on the labelled questions may not fall below this. */
const SEARCH_FLOOR = 0.95

const USAGE = `npm run evals -- [--cases FILE...] [--dataset FILE] [--assistant planner|hybrid|llm] [--model NAME]
  [--repeat K] [--json OUT] [--html OUT] [--junit OUT] [--record FOLDER | --replay FOLDER]
  [--baseline FILE] [--update-baseline] [--models FOLDER]`

/** Runs the cases of the command line; answers the exit code: 0 as the baseline says, 1 not so, 2 a wrong call. */
export async function main(args: string[]): Promise<number> {
  const options = readArguments(args)
  const files = loadCases(options.cases)
  const tape = playTape(options)
  const results = await runCases(files, {
    ...options,
    open: openDesk,
    onCase: (result) => {
      tape.ended(result)
      if (process.stderr.isTTY) process.stderr.write(result.passed ? '.' : 'F')
    },
  }).finally(tape.remove)
  const baseline = readBaseline(options.baseline)
  const same = baseline?.assistant === options.assistant && baseline.model === options.model
  const comparison = compareWithBaseline(results, same ? baseline : undefined)
  const summary = summarise(results, options)
  write(options.json, jsonReport(summary, results, comparison, tape.needModel))
  write(options.html, htmlReport(summary, results, comparison, new Date().toISOString().slice(0, 16).replace('T', ' ')))
  write(options.junit, junitReport(results, comparison))
  if (options.updateBaseline) writeBaseline(options.baseline, results, options)
  print(summary, results, comparison)
  if (tape.needModel.length > 0) console.log(`Need the model again (--record): ${tape.needModel.join(', ')}`)
  const search = options.everything ? await measureSearch(options.models) : []
  for (const q of search)
    console.log(
      `Text search, ${q.mode} (${q.embedder}): recall@5 ${q.recallAt5.toFixed(3)}, nDCG@10 ${q.ndcgAt10.toFixed(3)} on ${q.questions} questions${q.missed.length > 0 ? `; missed: ${q.missed.slice(0, 5).join(' | ')}` : ''}`,
    )
  if (search.some((q) => q.mode === 'hybrid' && q.recallAt5 < SEARCH_FLOOR)) {
    console.log(`The text search finds less than ${SEARCH_FLOOR} of what it should.`)
    return 1
  }
  return !options.updateBaseline && comparison.broken.length + comparison.mended.length > 0 ? 1 : 0
}

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      cases: { type: 'string', multiple: true },
      dataset: { type: 'string' },
      assistant: { type: 'string', default: 'planner' },
      model: { type: 'string' },
      repeat: { type: 'string', default: '1' },
      json: { type: 'string' },
      html: { type: 'string' },
      junit: { type: 'string' },
      record: { type: 'string' },
      replay: { type: 'string' },
      models: { type: 'string' },
      baseline: { type: 'string', default: join(projectFolder, 'evals', 'baseline.json') },
      'update-baseline': { type: 'boolean', default: false },
    },
  })
  // `--cases a.yaml b.yaml` names both: what follows without a flag belongs to it.
  const cases = [...(values.cases ?? []), ...positionals]
  const repeat = Number(values.repeat)
  if (!Number.isInteger(repeat) || repeat < 1) throw new CaseError('--repeat takes a whole number from 1.')
  if (!['planner', 'hybrid', 'llm'].includes(values.assistant))
    throw new CaseError('--assistant takes planner, hybrid or llm.')
  if (values.record && values.replay) throw new CaseError('Give --record or --replay, not both.')
  return {
    ...values,
    ...(values.dataset ? { dataset: findDataset(values.dataset, process.cwd()) } : {}),
    everything: cases.length === 0,
    cases: cases.length > 0 ? cases : [join(projectFolder, 'evals', 'cases')],
    model: values.model ?? (values.assistant === 'planner' ? 'none' : 'auto'),
    repeat,
    updateBaseline: values['update-baseline'],
  }
}

/** Puts the recorder between the assistant and its model server; learns which cases need the model again. */
function playTape(options: { record?: string; replay?: string }) {
  const folder = options.record ?? options.replay
  const real = globalThis.fetch
  const needModel: string[] = []
  let missed = 0
  if (folder !== undefined)
    globalThis.fetch = cassetteFetch(folder, options.record ? 'record' : 'replay', real, () => {
      missed++
    })
  return {
    needModel,
    ended: (result: CaseResult) => {
      if (missed > 0) needModel.push(result.id)
      missed = 0
    },
    remove: () => {
      globalThis.fetch = real
    },
  }
}

function write(path: string | undefined, text: string): void {
  if (path === undefined) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function print(summary: Summary, results: CaseResult[], comparison: ReturnType<typeof compareWithBaseline>): void {
  const line = (text: string) => console.log(text)
  if (process.stderr.isTTY) process.stderr.write('\n')
  for (const result of results) {
    if (result.passed) continue
    const kind = comparison.expectedFailures.includes(result.id) ? 'fails as known' : 'FAILS'
    line(`${kind}  ${result.id} (${relative('.', join(projectFolder, result.file))})`)
    for (const turn of result.turns)
      if (turn.failures.length > 0) line(`         ${turn.ask}\n           ${turn.failures.join('\n           ')}`)
  }
  for (const id of comparison.mended) line(`PASSES, listed as failing: ${id} (take it off the baseline)`)
  const share = (rate: { passed: number; total: number; low: number; high: number }) =>
    `${rate.passed} of ${rate.total} (${Math.round(rate.low * 100)} to ${Math.round(rate.high * 100)} %)`
  line(`\nCases right: ${share(summary.overall)}; dev ${share(summary.dev)}; held out ${share(summary.blind)}`)
  line(`Acted on though not to be: ${summary.actedOn.passed} of ${summary.actedOn.total}`)
  line(`Writes approved first: ${summary.writes.approved} of ${summary.writes.total}`)
  line(`Answer time: ${summary.latencyMs.p50.toFixed(1)} ms median, ${summary.latencyMs.p95.toFixed(1)} ms for 95 %`)
  if (summary.repeat > 1) line(`pass^1 ${summary.pass1.toFixed(3)}, pass^${summary.repeat} ${summary.passK.toFixed(3)}`)
  line(`Against the baseline: ${comparison.broken.length} fail now, ${comparison.mended.length} pass now.`)
}

if (process.argv[1] && import.meta.filename === process.argv[1])
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code
    },
    (error) => {
      const mistake = error instanceof CaseError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
      console.error(mistake ? `${(error as Error).message}\n${USAGE}` : error)
      process.exitCode = 2
    },
  )

// A copy of the tree in which lines are taken out and tests run, so that nobody's files are touched.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { root } from './build.mjs'

/** Copies what git would commit to a new folder, with the packages linked; it goes away when the process ends. */
export function copyTree() {
  const folder = mkdtempSync(join(tmpdir(), 'staffalloc-broken-'))
  const list = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
  if (list.status !== 0) throw new Error('The list of files comes from git, which did not answer.')
  const files = list.stdout.split('\0').filter((file) => file && !/^(data|docs|evals|node_modules)(\/|$)/.test(file))
  for (const file of [...files, 'docs', 'evals', 'data'])
    cpSync(join(root, file), join(folder, file), { recursive: true, filter: (path) => !/\/data\/local/.test(path) })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
  return folder
}

/**
 * Runs the tests of the copy, after `before`, while one of its files has another text. Answers the titles of the tests that turned red;
 * a file that no longer loads counts under its own name.
 */
export function redTests(folder, { file, text, tests, title, before }) {
  const path = join(folder, file)
  const original = readFileSync(path, 'utf8')
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  writeFileSync(path, text)
  try {
    before?.()
    const args = ['run', '--bail=1', '--maxWorkers=1', '--reporter=json', `--outputFile=${report}`, ...tests]
    if (title) args.push('-t', title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    spawnSync(process.execPath, [vitest, ...args], { cwd: folder, stdio: 'ignore' })
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const red = testResults.flatMap((result) => result.assertionResults.filter((test) => test.status === 'failed'))
    const broken = testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0)
    return [...red.map((test) => test.fullName), ...broken.map((result) => `${basename(result.name)} does not load`)]
  } finally {
    writeFileSync(path, original)
  }
}

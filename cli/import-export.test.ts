import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCommand, temporaryFolder } from '../tests/run-command.js'

let folder: ReturnType<typeof temporaryFolder>
let env: Record<string, string>
beforeEach(() => {
  folder = temporaryFolder()
  env = { STAFFALLOC_DATA: join(folder.path, 'data'), STAFFALLOC_TODAY: '2026-10-15' }
})
afterEach(() => folder.remove())
const path = (name: string) => join(folder.path, name)

it('rehearses, imports, exports and finds nothing to change on importing the export', async () => {
  const sample = join(import.meta.dirname, '..', 'data', 'kestrel-consulting.xlsx')
  const rehearsal = await runCommand(['import', sample, '--dry-run'], env)
  expect(rehearsal.out).toMatch(
    /nothing changed yet: 204 new, 0 changed, 0 refused; .*the demo organisation would be replaced\.$/m,
  )
  const made = await runCommand(['import', sample, '--json'], env)
  expect(JSON.parse(made.out)).toMatchObject({ summary: { applied: true, replacesDemo: true, new: 204, refused: 0 } })
  const out = path('all.xlsx')
  expect((await runCommand(['export', out], env)).out).toBe(`Exported the organisation to ${out}\n`)
  expect(statSync(out).mode & 0o777).toBe(0o600)
  const again = await runCommand(['import', out, '--json', '--dry-run'], env)
  expect(JSON.parse(again.out)).toMatchObject({ summary: { new: 0, changed: 0, refused: 0 } })
}, 120_000)

it('prints refused rows, exits with 1 and changes nothing unless they are skipped', async () => {
  writeFileSync(path('Projects.csv'), 'Code,Name,Start Date,Sprints\nOWN,Our own,2026-02-01,4\nBAD,Bad,31.2.2026,4\n')
  const refused = await runCommand(['import', path('Projects.csv')], env)
  expect(refused.code).toBe(1)
  expect(refused.out).toContain("  refused: row 3, Start Date '31.2.2026' is a date that does not exist\n")
  expect(refused.err).toMatch(/1 row of Projects.csv cannot be imported: .* \(--skip-refused\)/)
  const skipped = await runCommand(['import', path('Projects.csv'), '--skip-refused'], env)
  expect([skipped.code, skipped.out]).toEqual([
    0,
    expect.stringContaining('Imported Projects.csv: 1 new, 0 changed, 1 refused'),
  ])
}, 120_000)

it("asks for the year of a manager's sheet with the option to type", async () => {
  const sample = join(import.meta.dirname, '..', 'data', 'manager-sheet.xlsx')
  const asked = await runCommand(['import', sample], env)
  expect([asked.code, asked.err]).toEqual([1, expect.stringContaining('Say the first month, e.g. --start 20')])
  const made = await runCommand(['import', sample, '--start', '2025-09'], env)
  expect(made.out).toMatch(/^Imported manager-sheet.xlsx: 41 new/m)
}, 120_000)

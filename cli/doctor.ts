import { diagnose, type Finding, rotateKeys } from '../app/diagnose.js'
import { print, withApplication } from './with-application.js'

/** `staffalloc doctor [--rotate-keys] [--json]`: one line per part; exit 1 when one is not in order. */
export async function doctor(options: { rotateKeys?: boolean; json?: boolean }): Promise<void> {
  let findings: Finding[] = []
  try {
    await withApplication(async (application) => {
      if (options.rotateKeys) {
        rotateKeys(application)
        if (!options.json) print('New signing key made; the former one holds for another hour.')
      }
      findings = await diagnose(application)
    })
  } catch (error) {
    // What keeps the program from starting is what somebody asks the doctor about.
    const { name, message, hint } = error as Error & { hint?: string }
    if (name !== 'DatabaseStartError') throw error
    findings = [{ what: 'Database', ok: false, detail: message, fix: hint }]
  }
  if (options.json) print(JSON.stringify(findings, null, 2))
  else
    for (const { what, ok, detail, fix } of findings) {
      print(`${ok ? 'ok ' : 'BAD'} ${what.padEnd(12)} ${detail}`)
      if (fix && (!ok || what === 'Assistant')) print(`    ${fix}`)
    }
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1
}

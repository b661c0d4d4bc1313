import { diagnose, rotateKeys } from '../app/diagnose.js'
import { print, withApplication } from './with-application.js'

/** `staffalloc doctor [--rotate-keys]`: one line per part; exit 1 when one is not in order. */
export function doctor(options: { rotateKeys?: boolean }): Promise<void> {
  return withApplication(async (application) => {
    if (options.rotateKeys) {
      rotateKeys(application)
      print('New signing key made; the former one holds for another hour.')
    }
    for (const { what, ok, detail, fix } of await diagnose(application)) {
      print(`${ok ? 'ok ' : 'BAD'} ${what.padEnd(12)} ${detail}`)
      if (!ok) process.exitCode = 1
      if (fix && (!ok || what === 'Assistant')) print(`    ${fix}`)
    }
  })
}

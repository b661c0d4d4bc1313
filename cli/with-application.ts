import { type Application, compose } from '../app/compose.js'
import { loadSettings } from '../app/settings.js'

/** Opens the data of the settings, runs one command on it, closes it again. */
export async function withApplication(work: (application: Application) => Promise<void>): Promise<void> {
  const application = await compose(loadSettings())
  try {
    await work(application)
  } finally {
    await application.close()
  }
}

/** Writes one line to standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

import { exportOrganisation } from '../app/export-organisation.js'
import { print, withApplication } from './with-application.js'

/** `staffalloc export FILE`: the whole organisation as a workbook that imports back. */
export async function exportCommand(file: string, options: { as?: string }): Promise<void> {
  await withApplication(async (application) => {
    const written = await exportOrganisation(application, await application.actor(options.as), file)
    print(`Exported the organisation to ${written}`)
  })
}

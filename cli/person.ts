import { eraseEverywhere, exportEverything } from '../app/erase-person.js'
import { confirm } from './confirm.js'
import { print, withApplication } from './with-application.js'

/** `staffalloc person export EMAIL` */
export function exportData(email: string): Promise<void> {
  return withApplication(async (application) => {
    print(JSON.stringify(await exportEverything(application, email), null, 2))
  })
}

/** `staffalloc person erase EMAIL [--yes]` */
export function erase(email: string, options: { yes?: boolean }): Promise<void> {
  return withApplication(async (application) => {
    if (
      !options.yes &&
      !(await confirm(`Erase everything that names ${email}? Hours and totals stay. There is no way back.`))
    )
      return
    const { pseudonym, sharedNames, backups } = await eraseEverywhere(application, await application.owner(), email)
    print(`Erased. The hours now stand under "${pseudonym}".`)
    if (sharedNames.length > 0)
      print(`Left where it stands alone, as others are called so too: ${sharedNames.join(', ')}.`)
    for (const { file, until } of backups) print(`Still named in ${file}, which is kept until ${until}.`)
  })
}

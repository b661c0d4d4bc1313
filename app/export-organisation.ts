// The whole organisation into one file, for the command line and for backups by hand.
import { rename, rm } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { writeWorkbook } from '../files/write-workbook.js'
import type { Actor } from '../services/actor.js'
import { appendAudit } from '../services/audit.js'
import { Fault } from '../services/fault.js'
import { organisationBook } from '../services/report-organisation.js'
import type { Application } from './compose.js'

/** Writes a workbook that `staffalloc import` takes back into an equal organisation. Answers its path. Throws Fault. */
export async function exportOrganisation(application: Application, actor: Actor, path: string): Promise<string> {
  if (extname(path).toLowerCase() !== '.xlsx')
    throw new Fault('invalid', `${path} is no name for a workbook.`, 'Give the file a name that ends in .xlsx.')
  const file = resolve(path)
  const draft = `${file}.part`
  const book = await organisationBook(application.db, actor, application.today())
  try {
    await writeWorkbook(book, draft)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    if (code) throw new Fault('invalid', `${path} cannot be written (${message}).`, 'Choose another folder.')
    throw error
  }
  await appendAudit(application.db, {
    at: application.now().toISOString(),
    actor,
    via: 'cli',
    action: 'export organisation',
    detail: {},
  })
  return file
}

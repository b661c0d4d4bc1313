// Thread that makes a report: it reads the plan on a connection of its own and writes the file.
import { workerData } from 'node:worker_threads'
import { openDatabase } from '../../db/open.js'
import { LocalFileStore } from '../../files/local-file-store.js'
import { type MadeReport, makeReport } from '../../files/make-report.js'
import { answerFromThread, tellProgress } from '../../files/run-in-thread.js'
import type { ReportThreadRequest } from './run-report.js'

async function run({ databaseFile, filesFolder, order }: ReportThreadRequest): Promise<MadeReport> {
  const database = await openDatabase(databaseFile)
  try {
    return await makeReport(database.db, new LocalFileStore(filesFolder), order, { progress: tellProgress })
  } finally {
    await database.close()
  }
}

await answerFromThread(() => run(workerData as ReportThreadRequest))

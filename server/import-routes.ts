// POST /api/v1/imports: a workbook or CSV file, rehearsed or imported. Read, checked and committed in a thread of its own.
import type { Request, Response } from 'express'
import multer from 'multer'
import { z } from 'zod'
import { MAX_UPLOAD_BYTES } from '../files/read-table-file.js'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { type ImportOptions, requireImporter } from '../services/import.js'
import { enqueueJob, getJob, type ImportPayload } from '../services/jobs.js'
import type { ServerDeps } from './deps.js'
import { anyObject } from './reply-shapes.js'
import { type Route, route } from './route.js'
import { shown } from './routes/jobs.js'

const truth = (description: string) => z.enum(['true', 'false']).optional().describe(description)

const oneFile = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 4, parts: 6, fieldSize: 65_536, headerPairs: 50 },
}).single('file')

/** Imports read at the same time: each may take a good part of a gigabyte while it lasts. */
const AT_ONCE = 2
let running = 0

export const importRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/v1/imports',
    tag: 'imports',
    summary:
      'Import a workbook or CSV file (multipart, part "file"; part "map": {"Header": "Column"} as JSON where headers do not say it); rehearsed unless dryRun=false',
    access: 'signed-in',
    effect: 'write',
    accepts: 'multipart/form-data',
    query: z.strictObject({
      dryRun: truth('false makes the changes; default true: check and report'),
      skipRefused: truth('true leaves refused rows out; default false: they stop the import'),
      replaceDemo: truth('While only demo data exist: false adds to them; default true replaces them'),
      background: truth('true answers a job at once (202), whose result is this reply; for large files'),
      start: z.string().max(7).optional().describe('First month of a plan whose months have no year, YYYY-MM'),
    }),
    reply: z.object({
      summary: anyObject,
      sheets: z.array(anyObject),
      warnings: z.array(anyObject),
      plan: anyObject.optional(),
    }),
    handle: async ({ query, actor, deps, req, res, signal }) => {
      requireImporter(actor)
      if (running >= AT_ONCE)
        throw new Fault('busy', 'Other files are being imported right now.', 'Try again in a few seconds.')
      running++
      try {
        const { buffer, originalname } = await upload(req, res)
        const file = originalname.slice(0, 200)
        const options: ImportOptions = {
          dryRun: query.dryRun !== 'false',
          skipRefused: query.skipRefused === 'true',
          replaceDemo: query.replaceDemo !== 'false',
          start: query.start,
          map: readMap(req.body),
        }
        if (query.background !== 'true')
          return await deps.runImport({ bytes: buffer, file, actor, options }, { signal })
        const job = await inBackground(deps, actor, buffer, { file, options })
        deps.log.info({ requestId: res.locals.requestId, jobId: job.id, kind: 'import' }, 'job queued')
        res.status(202).json(job)
      } finally {
        running--
      }
    },
  }),
]

/** Keeps the file until the worker has taken it in; answers the job. */
async function inBackground(deps: ServerDeps, actor: Actor, bytes: Uint8Array, about: Omit<ImportPayload, 'key'>) {
  const { db } = deps.database
  const id = deps.newId()
  const key = `uploads/${id}`
  await deps.files.write(key, bytes)
  const payload: ImportPayload = { key, ...about }
  await enqueueJob(db, { id, kind: 'import', userId: actor.userId, payload, at: deps.now() })
  deps.jobs.wake()
  return shown(await getJob(db, actor, id))
}

async function upload(req: Request, res: Response): Promise<Express.Multer.File> {
  if (!/^multipart\/form-data\s*;/i.test(req.headers['content-type'] ?? ''))
    throw new Fault('invalid', 'The file must come as multipart/form-data.', 'Send one part named "file".')
  await new Promise<void>((resolve, reject) =>
    oneFile(req, res, (error) => (error ? reject(badForm(error)) : resolve())),
  )
  if (!req.file) throw new Fault('invalid', 'There is no file in the request.', 'Send one part named "file".')
  return req.file
}

const columnMap = z.record(z.string().min(1).max(200), z.string().max(200))

/** The part "map" of the form: headers and the columns they are. */
function readMap(fields: unknown): Record<string, string> | undefined {
  const text = (fields as { map?: unknown } | undefined)?.map
  if (text === undefined || text === '') return undefined
  const parsed = columnMap.safeParse(jsonOf(text))
  if (!parsed.success)
    throw new Fault('invalid', 'The part "map" cannot be read.', 'Send a JSON object: {"Header": "Column"}')
  return parsed.data
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

/** What a broken form throws has no code of its own. */
function badForm(error: unknown): unknown {
  const { code } = error as { code?: string }
  return code ? error : new Fault('invalid', 'The form cannot be read.', 'Send one part named "file".')
}

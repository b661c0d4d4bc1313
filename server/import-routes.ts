// POST /api/v1/imports: a workbook or CSV file, rehearsed or imported. Read, checked and committed in a thread of its own.
import type { Request, Response } from 'express'
import multer from 'multer'
import { z } from 'zod'
import { readWhole } from '../files/file-store.js'
import { MAX_UPLOAD_BYTES } from '../files/read-table-file.js'
import type { Actor } from '../services/actor.js'
import { Fault } from '../services/fault.js'
import { type ImportOptions, requireImporter } from '../services/import.js'
import { enqueueJob, getImportPayload, getJob, type ImportPayload } from '../services/jobs.js'
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
      again: z
        .string()
        .min(1)
        .max(64)
        .optional()
        .describe('Id of an import job of yours: its file is taken again, nothing is uploaded'),
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
        await readForm(req, res, query.again === undefined)
        const options: ImportOptions = {
          dryRun: query.dryRun !== 'false',
          skipRefused: query.skipRefused === 'true',
          replaceDemo: query.replaceDemo !== 'false',
          start: query.start,
          map: readMap(req.body),
        }
        const given = query.again === undefined ? uploaded(req) : await keptFile(deps, actor, query.again)
        const { file } = given
        if (query.background !== 'true')
          return await deps.runImport({ bytes: await bytesOf(deps, given), file, actor, options }, { signal })
        const job = await inBackground(deps, actor, given, options)
        deps.log.info({ requestId: res.locals.requestId, jobId: job.id, kind: 'import' }, 'job queued')
        res.status(202).json(job)
      } finally {
        running--
      }
    },
  }),
]

/** A file of this request, or one that is kept from an earlier one. */
type Given = { file: string; bytes: Uint8Array } | { file: string; key: string }

function uploaded({ file }: Request): Given {
  if (!file) throw new Fault('invalid', 'There is no file in the request.', 'Send one part named "file".')
  return { file: file.originalname.slice(0, 200), bytes: file.buffer }
}

/** Fault not_found where the file has gone: it was imported, or a day has passed. */
async function keptFile(deps: ServerDeps, actor: Actor, jobId: string): Promise<Given> {
  const { file, key } = await getImportPayload(deps.database.db, actor, jobId)
  if (!(await deps.files.has(key)))
    throw new Fault('not_found', `${file} is not kept any more.`, 'Choose the file again.')
  return { file, key }
}

async function bytesOf(deps: ServerDeps, given: Given): Promise<Uint8Array> {
  return 'bytes' in given ? given.bytes : await readWhole(deps.files, given.key)
}

/** Keeps the file until the worker has taken it in; answers the job. */
async function inBackground(deps: ServerDeps, actor: Actor, given: Given, options: ImportOptions) {
  const { db } = deps.database
  const id = deps.newId()
  const key = 'key' in given ? given.key : `uploads/${id}`
  if ('bytes' in given) await deps.files.write(key, given.bytes)
  const payload: ImportPayload = { key, file: given.file, options }
  await enqueueJob(db, { id, kind: 'import', userId: actor.userId, payload, at: deps.now() })
  deps.jobs.wake()
  return shown(await getJob(db, actor, id))
}

/** Reads the parts of the form into `req`; without a file of its own a request needs no form. */
async function readForm(req: Request, res: Response, isNeeded: boolean): Promise<void> {
  const type = req.headers['content-type'] ?? ''
  if (!isNeeded && type === '') return
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new Fault('invalid', 'The file must come as multipart/form-data.', 'Send one part named "file".')
  await new Promise<void>((resolve, reject) =>
    oneFile(req, res, (error) => (error ? reject(badForm(error)) : resolve())),
  )
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

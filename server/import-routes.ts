// POST /api/v1/imports: a workbook or CSV file, rehearsed or imported. The file is read in a thread of its own.
import type { Request, Response } from 'express'
import multer from 'multer'
import { z } from 'zod'
import { MAX_UPLOAD_BYTES, readTableFile } from '../files/read-table-file.js'
import { Fault } from '../services/fault.js'
import { importFile } from '../services/import.js'
import { anyObject } from './reply-shapes.js'
import { type Route, route } from './route.js'
import { changeContext } from './tool-context.js'

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
      start: z.string().max(7).optional().describe('First month of a plan whose months have no year, YYYY-MM'),
    }),
    reply: z.object({
      summary: anyObject,
      sheets: z.array(anyObject),
      warnings: z.array(anyObject),
      plan: anyObject.optional(),
    }),
    handle: async ({ query, actor, deps, req, res, signal }) => {
      if (running >= AT_ONCE)
        throw new Fault('busy', 'Other files are being imported right now.', 'Try again in a few seconds.')
      running++
      try {
        const file = await upload(req, res)
        const tables = await readTableFile(file.buffer, file.originalname, { signal })
        return await importFile({ ...changeContext(deps, actor), via: 'import' }, tables, {
          dryRun: query.dryRun !== 'false',
          skipRefused: query.skipRefused === 'true',
          replaceDemo: query.replaceDemo !== 'false',
          start: query.start,
          map: readMap(req.body),
        })
      } finally {
        running--
      }
    },
  }),
]

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

// `staffalloc jobs`: what runs in the background, from the command line.
import * as desk from '../app/jobs/job-desk.js'
import { print, withApplication } from './with-application.js'

interface Options {
  as?: string
  json?: boolean
}

/** `staffalloc jobs list`: newest first, own ones, an Admin's all. */
export function list({ as, json }: Options): Promise<void> {
  return withApplication(async (application) => {
    const jobs = await desk.jobsOf(application, await application.actor(as))
    if (json) return print(JSON.stringify(jobs, null, 2))
    for (const job of jobs) print(line(job))
    if (jobs.length === 0) print('No jobs.')
  })
}

/** `staffalloc jobs show ID`: one job with its result, as JSON. */
export function show(id: string, { as }: Options): Promise<void> {
  return withApplication(async (application) =>
    print(JSON.stringify(await desk.findJob(application, await application.actor(as), id), null, 2)),
  )
}

/** `staffalloc jobs cancel|retry ID` */
export function act(what: 'cancel' | 'retry', id: string, { as }: Options): Promise<void> {
  return withApplication(async (application) => {
    const actor = await application.actor(as)
    print(line(await desk[what](application, actor, await desk.findJob(application, actor, id))))
  })
}

/** `staffalloc jobs run`: works off what is due, where no application runs that does it. */
export function run(): Promise<void> {
  return withApplication(desk.workOff)
}

function line({ id, kind, state, progress, message, createdAt, attempts }: desk.JobLine): string {
  const at = createdAt.slice(0, 16).replace('T', ' ')
  const far = state === 'running' ? ` ${Math.round(progress * 100)} %` : ''
  const tries = attempts > 1 ? ` (try ${attempts})` : ''
  return `${id.slice(0, 8)}  ${at}  ${kind.padEnd(22)} ${state}${far}${tries}${message ? `: ${message}` : ''}`
}

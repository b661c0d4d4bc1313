import { start as startApplication } from '../app/start.js'

/** `staffalloc start` */
export async function start(options: { open: boolean; conformance?: boolean }): Promise<void> {
  await startApplication(options)
}

import { fillWithDemo } from '../app/fill-with-demo.js'
import { print, withApplication } from './with-application.js'

/** `staffalloc demo`: fills a database that holds no people and no projects. */
export function demo(): Promise<void> {
  return withApplication(async (application) => {
    const { people, projects } = await fillWithDemo(application)
    print(`The demo organisation is here: ${people} people, ${projects} projects.`)
  })
}

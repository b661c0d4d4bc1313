// Every route of the server, in the order of the API document.

import { createChangeStream } from './change-stream.js'
import type { ServerDeps } from './deps.js'
import { importRoutes } from './import-routes.js'
import type { Route } from './route.js'
import { assistantRoutes } from './routes/assistant.js'
import { changeRoutes } from './routes/changes.js'
import { documentRoutes } from './routes/document.js'
import { eventRoutes } from './routes/events.js'
import { jobRoutes } from './routes/jobs.js'
import { listRoutes } from './routes/lists.js'
import { modelRoutes } from './routes/models.js'
import { recordRoutes } from './routes/records.js'
import { signInRoutes } from './routes/sign-in.js'
import { toolRoutes } from './routes/tools.js'
import { userRoutes } from './routes/users.js'

/** `stream` is given by who must end it when the application stops. */
export function allRoutes(deps: ServerDeps, stream = createChangeStream(deps)): Route[] {
  const routes = [
    ...signInRoutes,
    ...toolRoutes(deps.tools),
    ...changeRoutes,
    ...assistantRoutes,
    ...modelRoutes,
    ...eventRoutes(stream),
    ...recordRoutes,
    ...listRoutes,
    ...userRoutes,
    ...importRoutes,
    ...jobRoutes,
    ...deps.moreRoutes,
  ]
  return [...routes, ...documentRoutes(routes)]
}

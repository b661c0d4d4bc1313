import { fileURLToPath } from 'node:url'

/** The folder of package.json, with a trailing slash; the same from the sources and from the bundle in dist/. */
export const root = fileURLToPath(new URL('../', import.meta.url))

// Builds what is missing or older than its sources: the program into dist/, the page into dist/web.
// Plain JavaScript without dependencies at the top, because bin/staffalloc.mjs runs it before anything is built.
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
const programFolders = ['app', 'agent', 'cli', 'db', 'files', 'mcp-server', 'server', 'services', 'tools']

/** Loaded at run time from node_modules: native parts, and heavy packages that only some commands need. */
const external = [
  'better-sqlite3',
  '@node-rs/argon2',
  'hnswlib-node',
  '@xenova/transformers',
  'exceljs',
  'langchain',
  'langchain/*',
  '@langchain/*',
  '@modelcontextprotocol/*',
  '@opentelemetry/*',
  '@zxcvbn-ts/*',
  'chrono-node',
  'date-holidays',
  'highs',
  'nodemailer',
  'pg',
]

/** Builds the program and the page where they are missing or stale; answers what was built. */
export async function buildMissing({ force = false, quiet = false } = {}) {
  const built = []
  const say = (text) => {
    if (!quiet) process.stderr.write(`${text}\n`)
  }
  const due = () => ({
    program: force || !existsSync(join(dist, 'main.js')) || isStale(join(dist, 'program.built'), programFolders),
    page:
      existsSync(join(root, 'web-components', 'app.ts')) &&
      (force || !existsSync(join(dist, 'web', 'index.html')) || isStale(join(dist, 'page.built'), ['web-components'])),
  })
  const first = due()
  if (!first.program && !first.page) return built
  await withLock(async () => {
    const { program, page } = due()
    if (program) {
      say('Building the program ...')
      await buildProgram()
      built.push('program')
    }
    if (page) {
      say('Building the page ...')
      await buildPage()
      built.push('page')
    }
  })
  return built
}

/** True when the marker file is missing or older than a source file, this script or the lock file. */
function isStale(marker, folders) {
  if (!existsSync(marker)) return true
  const builtAt = statSync(marker).mtimeMs
  const single = ['package-lock.json', 'scripts/build.mjs'].map((file) => join(root, file)).filter(existsSync)
  return (
    single.some((file) => statSync(file).mtimeMs > builtAt) ||
    folders.some((folder) => hasNewer(join(root, folder), builtAt))
  )
}

function hasNewer(folder, builtAt) {
  if (!existsSync(folder)) return false
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name !== 'node_modules' && hasNewer(path, builtAt)
    return !entry.name.endsWith('.test.ts') && statSync(path).mtimeMs > builtAt
  })
}

async function buildProgram() {
  const { build } = await tool('esbuild')
  const result = await build({
    absWorkingDir: root,
    entryPoints: [{ in: 'cli/main.ts', out: 'main' }, ...workerEntries()],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    chunkNames: '[name]-[hash]',
    sourcemap: true,
    sourcesContent: false,
    external,
    plugins: [keepSourceUrls],
    // CommonJS packages inside the bundle still require node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
    metafile: true,
    loader: { '.node': 'copy' },
  })
  removeOldChunks(new Set(Object.keys(result.metafile.outputs).map((file) => relative('dist', file))))
  writeFileSync(join(dist, 'program.built'), '')
}

/** Files named *.worker.ts run in threads of their own and become dist/NAME.worker.js. */
function workerEntries() {
  const found = []
  const walk = (folder) => {
    if (!existsSync(join(root, folder))) return
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else if (entry.name.endsWith('.worker.ts')) found.push({ in: path, out: entry.name.replace(/\.ts$/, '') })
    }
  }
  programFolders.forEach(walk)
  return found
}

/**
 * `new URL('../prompts/x.md', import.meta.url)` means the same file in the bundle as in the source. Worker files are the
 * exception: they lie in dist/ beside the chunk that starts them.
 */
const keepSourceUrls = {
  name: 'keep-source-urls',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined
      const source = await readFile(path, 'utf8')
      if (!source.includes('import.meta.url')) return undefined
      const url = `new URL(${JSON.stringify(`../${relative(root, path)}`)}, import.meta.url).href`
      const contents = source
        .split('\n')
        .map((line) =>
          line.includes('.worker.')
            ? line.replace(/(['"])[^'"]*\/([^/'"]+\.worker\.)[jt]s\1/, '$1./$2js$1')
            : line.replaceAll('import.meta.url', url),
        )
        .join('\n')
      return { contents, loader: 'ts' }
    })
  },
}

/** A running program may still load its former chunks lazily, so they stay for a day. */
function removeOldChunks(current) {
  const dayAgo = Date.now() - 86_400_000
  for (const name of readdirSync(dist))
    if (/\.js(\.map)?$/.test(name) && !current.has(name) && statSync(join(dist, name)).mtimeMs < dayAgo)
      unlinkSync(join(dist, name))
}

async function buildPage() {
  const { build } = await tool('vite')
  // Of another NODE_ENV, a test run's say, vite would bundle Lit's development build.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  if (before === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = before
  writeFileSync(join(dist, 'page.built'), '')
}

async function tool(name) {
  try {
    return await import(name)
  } catch (cause) {
    throw new Error(`${name} is not installed, so StaffAlloc cannot be built. Run: npm ci`, { cause })
  }
}

/** Two commands started at once build one after the other, not over each other. */
async function withLock(work) {
  const lock = join(dist, '.building')
  mkdirSync(dist, { recursive: true })
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(lock)
      break
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      if (age > 180_000) rmdirSync(lock)
      else if (waited > 180_000) throw new Error(`Another build is running. If not, remove ${lock}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  try {
    await work()
  } finally {
    rmdirSync(lock)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildMissing({ force: process.argv.includes('--force') })
  process.stderr.write(built.length > 0 ? `Built: ${built.join(', ')}.\n` : 'Everything is built.\n')
}

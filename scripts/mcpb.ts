// `npm run mcpb [FILE]`: writes the bundle that desktop assistants install with a double click, dist/staffalloc.mcpb.
// Built where StaffAlloc is installed, it knows the paths of this installation and needs no settings.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import JSZip from 'jszip'
import { bundleManifest } from '../mcp-server/bridge/manifest.js'

const root = join(import.meta.dirname, '..')
const file = process.argv[2] ?? join(root, 'dist', 'staffalloc.mcpb')

const { outputFiles } = await build({
  entryPoints: [join(root, 'mcp-server', 'bridge', 'bridge.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node18',
  write: false,
})
const zip = new JSZip()
zip.file(
  'manifest.json',
  `${JSON.stringify(bundleManifest({ command: join(root, 'bin', 'staffalloc.mjs'), node: process.execPath }), null, 2)}\n`,
)
zip.file('server/bridge.mjs', outputFiles[0]!.text)
writeFileSync(file, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }))
process.stdout.write(`wrote ${file}\n`)

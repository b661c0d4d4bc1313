import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The installed command: what was given, else `staffalloc` on the PATH. Undefined where there is none. */
export function findCommand(given: string): string | undefined {
  if (given) return existsSync(given) ? given : undefined
  const name = process.platform === 'win32' ? 'staffalloc.cmd' : 'staffalloc'
  const found = onPath(name)
  if (!found || process.platform !== 'win32') return found && realpathSync(found)
  // npm writes a .cmd beside the package: the script itself can be run by any Node.
  const script = join(found, '..', 'node_modules', 'staffalloc', 'bin', 'staffalloc.mjs')
  return existsSync(script) ? script : undefined
}

/** A Node of the person's own, not the assistant's: what was given, the PATH, then where installers put it. */
export function findNode(given: string): string {
  const exe = process.platform === 'win32' ? 'node.exe' : 'node'
  const usual =
    process.platform === 'win32'
      ? [join(process.env.ProgramFiles ?? 'C:\\Program Files', 'nodejs', exe)]
      : ['/opt/homebrew/bin/node', '/usr/local/bin/node', '/usr/bin/node', ...versionManagers()]
  return [given, onPath(exe), ...usual].find((path) => path && existsSync(path)) ?? exe
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** Newest first: nvm and fnm keep every version in a folder of its own. */
function versionManagers(): string[] {
  const homes = [
    join(homedir(), '.nvm', 'versions', 'node'),
    join(homedir(), '.local', 'share', 'fnm', 'node-versions'),
  ]
  return homes.filter(existsSync).flatMap((home) =>
    readdirSync(home)
      .sort((a, b) => b.localeCompare(a, undefined, { numeric: true }))
      .flatMap((version) => [join(home, version, 'bin', 'node'), join(home, version, 'installation', 'bin', 'node')]),
  )
}

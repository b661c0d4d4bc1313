// Loaded into the real program before anything else (`node --import die-at.mjs?...`): ends it at a statement of the
// database that a test names, as a power cut would. In the query: `sql` and `values`, patterns of the statement and of
// what it is given; `when` before or after it; `how`: kill (the process, SIGKILL), end (only the thread that runs it) or
// hold (the thread goes no further). Plain JavaScript, because threads load it too.
import { createRequire } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const asked = new URL(import.meta.url).searchParams
const sqlPattern = new RegExp(asked.get('sql'), 'i')
const valuePattern = new RegExp(asked.get('values') ?? '')
const inThread = asked.get('in') === 'thread'
const how = asked.get('how') ?? 'kill'
const when = asked.get('when') ?? 'before'

const Sqlite = createRequire(import.meta.url)('better-sqlite3')
const prepare = Sqlite.prototype.prepare
Sqlite.prototype.prepare = function (sql, ...more) {
  const statement = prepare.call(this, sql, ...more)
  if (sqlPattern.test(sql) && !(inThread && isMainThread))
    for (const method of ['run', 'all', 'get']) {
      const act = statement[method]
      statement[method] = function (...values) {
        const isIt = valuePattern.test(JSON.stringify(values))
        if (isIt && when === 'before') die()
        const result = act.apply(this, values)
        if (isIt && when === 'after') die()
        return result
      }
    }
  return statement
}

function die() {
  process._rawDebug('die-at reached')
  if (how === 'kill') process.kill(process.pid, 'SIGKILL')
  if (how === 'end') process.exit(1)
  // A loop and not a wait: a thread that waits cannot be terminated.
  for (;;);
}

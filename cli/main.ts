// The `staffalloc` command. Each subcommand is a small file of its own, loaded when it is called.
import { Command, Option } from 'commander'
import { reportFailure } from './report-failure.js'

// A library that traces to a web service does so only where somebody set this on purpose for that library.
for (const name of ['LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2'])
  delete process.env[name]

// What reads our output may stop reading: `staffalloc tool | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const program = new Command('staffalloc')
  .description('Staffing plans asked for in plain language, edited like a spreadsheet, on one laptop.')
  .showHelpAfterError('Commands and options: staffalloc --help')

program
  .command('start')
  .description('open the application on this machine')
  .option('--no-open', 'do not open a browser')
  .addOption(new Option('--conformance', 'mount the fixtures of the MCP conformance suite at /mcp').hideHelp())
  .action(async (options) => (await import('./start.js')).start(options))

program
  .command('tool')
  .description('call a tool; without a name: list them')
  .argument('[name]', 'e.g. find_employees')
  .option('--json <input>', 'the input as a JSON object', '{}')
  .option('--yes', 'apply the plan of a writing tool')
  .option('--as <email>', 'act as this user; default: the local owner')
  .action(async (name, options) => (await import('./tool.js')).tool(name, options))

program
  .command('chat')
  .description('ask the assistant; without a question: one a line, until exit')
  .argument('[question]', 'e.g. "Who is free in November?"')
  .option('--json', 'print events as JSON, one a line')
  .option('--yes', 'apply changes without asking')
  .option('--thread <id>', 'go on with a conversation')
  .option('--as <email>', 'ask as this user; default: the local owner')
  .action(async (question, options) => (await import('./chat.js')).chat(question, options))

program
  .command('mcp')
  .description('serve the tools to a desktop assistant, over standard input and output')
  .option('--as <email>', 'whose rights hold; default: the local owner')
  .option('--read-only', 'leave no way to write')
  .option('--writes <mode>', 'ask (on the spot, where the assistant can), plan (in two steps) or off', 'ask')
  .option('--print-config', 'print what the assistant needs to start this command')
  .option('--client <name>', 'for: claude-desktop, claude-code, cursor, vscode or generic', 'generic')
  .action(async (options) => (await import('./mcp.js')).mcp(options))

program
  .command('import')
  .description('take a workbook or CSV file into the plan')
  .argument('<file>', '.xlsx or .csv')
  .option('--dry-run', 'check and report, change nothing')
  .option('--skip-refused', 'leave refused rows out instead of stopping')
  .option('--start <month>', 'first month of a plan whose months have no year, e.g. 2025-09')
  .option(
    '--map <header=column...>',
    'what a column is, where its header does not say, e.g. "Std=Hours" "Sheet2!Who=Name"',
  )
  .option('--keep-demo', 'add to the demo organisation instead of replacing it')
  .option('--json', 'print the report as JSON')
  .option('--as <email>', 'import as this user; default: the local owner')
  .action(async (file, options) => (await import('./import.js')).importCommand(file, options))

program
  .command('export')
  .description('write the whole organisation to a workbook that imports back')
  .argument('<file>', 'name of the workbook, .xlsx')
  .option('--as <email>', 'export as this user; default: the local owner')
  .action(async (file, options) => (await import('./export.js')).exportCommand(file, options))

const user = program.command('user').description('users, sign-in links, tokens')
user
  .command('list')
  .description('all users')
  .action(async () => (await import('./user.js')).list())
user
  .command('add')
  .description('invite a user, and print a sign-in link')
  .argument('<email>')
  .option('--name <name>', 'full name; default: from the address')
  .option('--role <role>', 'Admin, Director, PM or Employee', 'Employee')
  .action(async (email, options) => (await import('./user.js')).add(email, options))
user
  .command('role')
  .description('give a user another role')
  .argument('<email>')
  .argument('<role>', 'Admin, Director, PM or Employee')
  .action(async (email, role) => (await import('./user.js')).role(email, role))
user
  .command('disable')
  .description('sign a user out everywhere and keep them out')
  .argument('<email>')
  .option('--undo', 'let the user in again')
  .action(async (email, options) => (await import('./user.js')).disable(email, options))
user
  .command('reset')
  .description("take a user's password and sign-ins away, and print a sign-in link")
  .argument('<email>')
  .action(async (email) => (await import('./user.js')).reset(email))
user
  .command('link')
  .description('print a sign-in link for a user: single use, ten minutes')
  .argument('<email>')
  .option('--port <port>', 'port of the running application; default: where it runs')
  .action(async (email, options) => (await import('./user.js')).link(email, options))
user
  .command('token')
  .description('print a personal access token of a user, for scripts and desktop assistants')
  .argument('<email>')
  .option('--read', 'a token that can change nothing')
  .option('--name <name>', 'what it is for', 'command line')
  .action(async (email, options) => (await import('./user.js')).token(email, options))

program
  .command('demo')
  .description('fill an empty database with the demo organisation')
  .action(async () => (await import('./demo.js')).demo())

program
  .command('doctor')
  .description('check this installation and say what to do')
  .option('--rotate-keys', 'make a new signing key; the former one holds for another hour')
  .option('--json', 'print the findings as JSON')
  .action(async (options) => (await import('./doctor.js')).doctor(options))

program
  .command('backup')
  .description('make a verified backup now')
  .option('--list', 'list the backups')
  .option('--verify', 'check every backup')
  .action(async (options) => (await import('./backup.js')).backup(options))

program
  .command('restore')
  .description('put a backup in the place of the database; what it replaces is kept')
  .argument('[file]', 'default: the newest')
  .option('--yes', 'do not ask')
  .action(async (file, options) => (await import('./backup.js')).restore(file, options))

const jobs = program.command('jobs').description('work in the background')
jobs
  .command('list', { isDefault: true })
  .description('own jobs, newest first; the local owner sees all')
  .option('--json', 'print them as JSON')
  .option('--as <email>', 'as this user; default: the local owner')
  .action(async (options) => (await import('./jobs.js')).list(options))
jobs
  .command('show')
  .description('one job with its progress, reason or result, as JSON')
  .argument('<id>', 'or its beginning')
  .option('--as <email>', 'as this user; default: the local owner')
  .action(async (id, options) => (await import('./jobs.js')).show(id, options))
for (const [what, does] of [
  ['cancel', 'stop a job that is not over; what it has begun is taken back'],
  ['retry', 'start a failed or cancelled job anew'],
] as const)
  jobs
    .command(what)
    .description(does)
    .argument('<id>', 'or its beginning')
    .option('--as <email>', 'as this user; default: the local owner')
    .action(async (id, options) => (await import('./jobs.js')).act(what, id, options))
jobs
  .command('run')
  .description('work off what is due, where no application runs that does it')
  .action(async () => (await import('./jobs.js')).run())

const person = program.command('person').description("one person's data")
person
  .command('export')
  .description('print everything that is stored about a person, as JSON')
  .argument('<email>')
  .action(async (email) => (await import('./person.js')).exportData(email))
person
  .command('erase')
  .description('replace name, address and words about a person everywhere; hours and totals stay')
  .argument('<email>')
  .option('--yes', 'do not ask')
  .action(async (email, options) => (await import('./person.js')).erase(email, options))

program
  .command('reindex')
  .description('make the text search index anew')
  .option('--verify', 'prove that the index equals the database')
  .option('--fetch-model', 'fetch the sentence model once (23 MB), for search by meaning')
  .action(async (options) => (await import('./reindex.js')).reindex(options))

program.parseAsync().catch(reportFailure)

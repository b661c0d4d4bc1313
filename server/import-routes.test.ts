import { afterAll, beforeAll, expect, it } from 'vitest'
import { type HttpServer, openHttpServer } from '../tests/http-server.js'

let http: HttpServer
beforeAll(async () => {
  http = await openHttpServer()
})
afterAll(() => http.close())

async function send(content: string | Uint8Array, name: string, query = '', who = http.org.admin, part = 'file') {
  const form = new FormData()
  form.append(part, new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name)
  const headers = { authorization: `Bearer ${await http.tokenOf(who)}` }
  const response = await fetch(`${http.url}/api/v1/imports${query}`, { method: 'POST', headers, body: form })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const CSV = 'Project Code;Employee Email;Month;Hours\r\nALPHA;sarah@example.com;2025-03;40\r\n'

it('rehearses unless told otherwise, with a plan that can be applied', async () => {
  const { status, body } = await send(CSV, 'Allocations.csv')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    summary: { dryRun: true, applied: false, new: 1, refused: 0 },
    sheets: [{ sheet: 'Allocations', table: 'Allocations', new: 1, changed: 0, refused: [], warnings: [] }],
    plan: { changes: [{ kind: 'cell', month: '2025-03', before: 0, after: 40 }] },
  })
  expect(await http.org.db.selectFrom('allocation').selectAll().execute()).toEqual([])
})

it.each(['x', 'ab', 'ۥ'])(
  'takes a file of a few bytes (%s) for a table without rows, not for a bug',
  async (content) => {
    expect((await send(content, 'talk.txt')).status).toBeLessThan(500)
  },
)

it('imports with dryRun=false', async () => {
  expect((await send(CSV, 'hours.csv', '?dryRun=false')).body).toMatchObject({ summary: { applied: true, new: 1 } })
  expect(await http.org.db.selectFrom('allocation').select('quarters').execute()).toEqual([{ quarters: 160 }])
})

it('answers refused rows with the report', async () => {
  const { status, body } = await send(`${CSV}OMEGA;x;2025-03;1\r\n`, 'hours.csv', '?dryRun=false')
  expect(status).toBe(422)
  expect(body).toMatchObject({
    error: {
      code: 'refused_by_policy',
      details: { sheets: [{ refused: [{ row: 3, column: 'Project Code', value: 'OMEGA' }] }] },
    },
  })
})

it.each([
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'The file is neither a workbook nor text.'],
  ['a page', '<html></html>', 'plan.xlsx is not an Excel workbook or CSV file.'],
  ['nothing', '', 'plan.xlsx is empty.'],
])('refuses %s', async (_, content, message) => {
  const { status, body } = await send(content, 'plan.xlsx')
  expect([status, (body.error as { message: string }).message]).toEqual([400, message])
})

it('takes one part named file, of at most 20 MB, from people who may write', async () => {
  expect((await send(CSV, 'x.csv', '', http.org.admin, 'other')).status).toBe(400)
  expect((await send(CSV, 'x.csv', '', http.org.admin, '')).status).toBe(400)
  expect((await send(Buffer.alloc(20 * 1024 * 1024 + 1, 65), 'x.csv')).status).toBe(413)
  expect((await send(CSV, 'x.csv', '', http.org.director)).status).toBe(403)
  expect((await http.call(http.org.admin, 'POST', '/api/v1/imports', {})).status).toBe(400)
})

it('tells open pages to load anew when the demo organisation gave way', async () => {
  const { db } = http.org
  await db.updateTable('organisation').set({ demo: 1 }).execute()
  const headers = { authorization: `Bearer ${await http.tokenOf(http.org.admin)}` }
  const live = await fetch(`${http.url}/api/v1/events`, { headers })
  const project = 'Code,Name,Start Date,Sprints\nOWN,Our own,2025-02-01,4\n'
  expect((await send(project, 'Projects.csv', '?dryRun=false')).body).toMatchObject({
    summary: { applied: true, replacesDemo: true },
  })
  let text = ''
  for await (const piece of live.body!) {
    text += Buffer.from(piece).toString()
    if (/^event: /m.test(text)) break
  }
  expect(/^event: (.*)$/m.exec(text)?.[1]).toBe('reset')
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { type OpenDatabase, openDatabase } from './open.js'
import { keepStatements } from './statement-cache.js'

let open: OpenDatabase
beforeEach(async () => {
  open = await openDatabase(':memory:')
})
afterEach(() => open.close())

it('prepares a text once, as long as it is among the last ones used', () => {
  const kept = keepStatements(open.sqlite)
  const first = kept.prepare('select 1 as one')
  expect(kept.prepare('select 1 as one')).toBe(first)
  for (let i = 0; i < 200; i++) kept.prepare(`select ${i} as other`)
  expect(kept.prepare('select 1 as one')).not.toBe(first)
  expect(kept.prepare('select 1 as one').all([])).toEqual([{ one: 1 }])
})

it('runs a pragma each time, also those that act while they are prepared', () => {
  const kept = keepStatements(open.sqlite)
  expect(kept.prepare('pragma foreign_keys')).not.toBe(kept.prepare('pragma foreign_keys'))
})

it('a kept statement sees the columns of a table that was changed meanwhile', () => {
  const kept = keepStatements(open.sqlite)
  open.sqlite.exec("create table word (a text); insert into word values ('x')")
  expect(kept.prepare('select * from word').all([])).toEqual([{ a: 'x' }])
  open.sqlite.exec("alter table word add column b text default 'y'")
  expect(kept.prepare('select * from word').all([])).toEqual([{ a: 'x', b: 'y' }])
})

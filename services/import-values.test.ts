import { describe, expect, it } from 'vitest'
import { dayOrderOf, findMonth, monthOfWord, readDate, readMonth } from './import-dates.js'
import type { CellValue } from './import-sheet.js'
import {
  readChoice,
  readEmail,
  readHours,
  readList,
  readNumber,
  readPercent,
  readText,
  readTruth,
  readWhole,
} from './import-values.js'

const FAULT = { fault: 'the error #REF!' }
const holds = { reason: 'holds the error #REF!' }

describe('dates in cells', () => {
  it.each<[CellValue, string]>([
    [{ date: '2025-09-01' }, '2025-09-01'],
    [45901, '2025-09-01'],
    ['45901', '2025-09-01'],
    ['2025-09-01', '2025-09-01'],
    ['2025/9/1', '2025-09-01'],
    ['2025-09-01T00:00:00Z', '2025-09-01'],
    ['20250901', '2025-09-01'],
    ['9/30/2025', '2025-09-30'],
    ['9/30/25', '2025-09-30'],
    ['1 Sep 2025', '2025-09-01'],
    ['1st September 2025', '2025-09-01'],
    ['Sept. 1, 2025', '2025-09-01'],
    ['September 1 2025', '2025-09-01'],
    ['1-Sep-25', '2025-09-01'],
  ])('%j is %s', (value, date) => expect(readDate(value)).toEqual({ value: date }))

  it.each<[CellValue, string]>([
    [null, 'is not a date'],
    [true, 'is not a date'],
    [12, 'is not a date'],
    ['12345', 'is not a date'],
    ['soon', 'is not a date'],
    ['Robert 1 2025', 'is not a date'],
    ['September 2025', 'is not a date'],
    ['2025-02-30', 'is a date that does not exist'],
    ['2025-13-01', 'is a date that does not exist'],
    [{ date: '1899-12-31' }, 'is outside the years 1950 to 2199'],
    ['2250-01-01', 'is outside the years 1950 to 2199'],
    [FAULT, holds.reason],
  ])('%j %s', (value, reason) => expect(readDate(value)).toEqual({ reason }))

  it('follow the other dates of their column where day and month could be either', () => {
    expect(dayOrderOf(['1/2/2025', '13/2/2025', null])).toBe('day-first')
    expect(dayOrderOf(['1/2/2025', '2/13/2025'])).toBe('month-first')
    expect(dayOrderOf(['1.2.2025', 5, undefined])).toBe('day-first')
    expect(dayOrderOf(['1/2/2025', 'x'])).toBe('unknown')
    expect(readDate('3/4/2025', 'day-first')).toEqual({ value: '2025-04-03' })
    expect(readDate('3/4/2025', 'month-first')).toEqual({ value: '2025-03-04' })
    expect(readDate('3/4/2025')).toEqual({ value: '2025-03-04', remark: 'read as month/day: 2025-03-04' })
    expect(readDate('4/4/2025')).toEqual({ value: '2025-04-04' })
  })
})

describe('months in cells', () => {
  it.each<[CellValue, { month: number; year?: number } | undefined]>([
    [{ date: '2025-09-17' }, { month: 9, year: 2025 }],
    [202509, { month: 9, year: 2025 }],
    [45901, { month: 9, year: 2025 }],
    [202513, undefined],
    [9, undefined],
    ['2025-09', { month: 9, year: 2025 }],
    ['9/2025', { month: 9, year: 2025 }],
    ['2025-09-17', { month: 9, year: 2025 }],
    ['Sep', { month: 9 }],
    ["Sept '25", { month: 9, year: 2025 }],
    ['September 2025', { month: 9, year: 2025 }],
    ['Septmber', { month: 9 }],
    ['the whole of next month or so', undefined],
    ['Ma', undefined],
    ['Role', undefined],
    [null, undefined],
    [true, undefined],
    [FAULT, undefined],
  ])('%j is %j', (value, month) => expect(findMonth(value)).toEqual(month))

  it('take their year from a column of its own', () => {
    expect(readMonth(9, 2025)).toEqual({ value: 202509 })
    expect(readMonth('09', '2025')).toEqual({ value: 202509 })
    expect(readMonth('Oct', 2025)).toEqual({ value: 202510 })
    expect(readMonth('2025-09')).toEqual({ value: 202509 })
    expect(readMonth('Oct')).toEqual({ reason: 'has no year' })
    expect(readMonth('Oct', null)).toEqual({ reason: 'has no year' })
    expect(readMonth('Oct', 'next')).toEqual({ reason: "has no year ('next')" })
    expect(readMonth('Oct', 1066)).toEqual({ reason: "has no year ('1066')" })
    expect(readMonth('soon', 2025)).toEqual({ reason: 'is not a month' })
    expect(readMonth(FAULT, 2025)).toEqual(holds)
    expect([monthOfWord('xx'), monthOfWord('abcd'), monthOfWord('Ocotber'), monthOfWord('janitor')]).toEqual([
      undefined,
      undefined,
      10,
      undefined,
    ])
  })
})

describe('numbers in cells', () => {
  it.each<[CellValue, number]>([
    [80, 80],
    ['80', 80],
    ['1,200', 1200],
    ['1,200.5', 1200.5],
    ['80,5', 80.5],
    [' 80.5 hrs ', 80.5],
    ["1'200", 1200],
    ['.5', 0.5],
    ['-3', -3],
  ])('%j is %s', (value, number) => expect(readNumber(value)).toEqual({ value: number }))

  it.each<[CellValue, string]>([
    ['eighty', 'is not a number'],
    ['1e3', 'is not a number'],
    [true, 'is not a number'],
    [null, 'is not a number'],
    [{ date: '2025-01-01' }, 'is not a number'],
    [Number.POSITIVE_INFINITY, 'is not a number'],
    [FAULT, holds.reason],
  ])('%j %s', (value, reason) => expect(readNumber(value)).toEqual({ reason }))

  it('are hours in quarters, whole numbers, and shares in whole per cent', () => {
    expect(readHours(80.1)).toEqual({ value: 80, remark: '80.1 h rounded to 80 h' })
    expect(readHours(26.999999999)).toEqual({ value: 27 })
    expect(readHours('x')).toEqual({ reason: 'is not a number of hours' })
    expect(readHours(-0.25)).toEqual({ reason: 'is outside 0 to 744 hours' })
    expect(readWhole('7', 1, 9)).toEqual({ value: 7 })
    expect(readWhole('x', 1, 9)).toEqual({ reason: 'is not a number' })
    for (const wrong of [0, 10, 2.5])
      expect(readWhole(wrong, 1, 9)).toEqual({ reason: 'is not a whole number from 1 to 9' })
    for (const half of [0.5, '50 %', '50%', 50, '0,5']) expect(readPercent(half)).toEqual({ value: 50 })
    expect(readPercent(1)).toEqual({ value: 100 })
    expect(readPercent('1 %')).toEqual({ value: 1 })
    expect(readPercent(1 / 3)).toEqual({ value: 33, remark: '33.3333 % rounded to 33 %' })
    expect(readPercent(120)).toEqual({ reason: 'is outside 0 to 100 %' })
    expect(readPercent('half')).toEqual({ reason: 'is neither a fraction such as 0.5 nor a percentage' })
  })
})

describe('words in cells', () => {
  it('are texts with single spaces, within their length', () => {
    expect(readText('  two\u00a0 words ', 20)).toEqual({ value: 'two words' })
    expect(readText(12, 20)).toEqual({ value: '12' })
    expect(readText({ date: '2025-01-01' }, 20)).toEqual({ value: '2025-01-01' })
    expect(readText(undefined, 20)).toEqual({ value: '' })
    expect(readText(FAULT, 20)).toEqual(holds)
    expect(readText('x'.repeat(21), 20)).toEqual({ reason: 'is longer than 20 characters' })
  })

  it('are lists, each entry once', () => {
    expect(readList('Python; SQL;python ; ')).toEqual({ value: ['python', 'SQL'] })
    expect(readList('Python, SQL')).toEqual({ value: ['Python', 'SQL'] })
    expect(readList('a, b; c')).toEqual({ value: ['a, b', 'c'] })
    expect(readList(null)).toEqual({ value: [] })
    expect(readList(FAULT)).toEqual(holds)
    expect(readList('y'.repeat(81))).toEqual({ reason: 'has an entry of more than 80 characters' })
    expect(readList(Array.from({ length: 101 }, (_, i) => i).join(';'))).toEqual({
      reason: 'has more than 100 entries',
    })
  })

  it('are e-mail addresses, yes or no, one of a few', () => {
    expect(readEmail('mailto:Ana@Example.com')).toEqual({ value: 'ana@example.com' })
    expect(readEmail('ana')).toEqual({ reason: 'is not an e-mail address' })
    expect(readEmail(FAULT)).toEqual(holds)
    for (const yes of [true, 'Yes', 'x', 1, 'half']) expect(readTruth(yes)).toEqual({ value: true })
    for (const no of [false, 'no', '', null, 0]) expect(readTruth(no ?? '')).toEqual({ value: false })
    expect(readTruth('maybe')).toEqual({ reason: 'is neither yes nor no' })
    expect(readTruth({ date: '2025-01-01' })).toEqual({ value: false })
    expect(readChoice('on-hold', ['Active', 'On Hold'])).toEqual({ value: 'On Hold' })
    expect(readChoice('done', ['Active', 'Closed'], { done: 'Closed' })).toEqual({ value: 'Closed' })
    expect(readChoice(5, ['Active', 'Closed'])).toEqual({ reason: 'is none of Active, Closed' })
  })
})

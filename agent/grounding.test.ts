import { describe, expect, it } from 'vitest'
import { findUngrounded } from './grounding.js'
import { gatherFacts } from './grounding-facts.js'

const facts = gatherFacts(
  [
    'How is John Smith doing in Q4 2026, with 12 sprints?',
    'John Smith has 480 hours in Q4 2026 across Project Alpha (320) and Project Beta (160).',
  ],
  [
    {
      from: '2026-10',
      to: '2026-12',
      totalHours: 1706,
      fte: 0.476,
      rows: [
        { label: 'Project Alpha', hours: 320 },
        { label: 'Project Beta', hours: 160.25 },
      ],
    },
  ],
  ['John Smith', 'Mark Lee', 'Sarah Jones'],
)
const marked = (text: string) => findUngrounded(text, facts).map((span) => span.text)

describe('what a model says', () => {
  it.each([
    'John Smith has 480 hours in Q4 2026: 320 on Project Alpha and 160 on Project Beta.',
    'In total 1,706 hours, 47.6 % FTE, or 48 %.',
    'John works on two projects from October 2026 to December 2026.',
    'That covers Oct 2026, 2026-11 and 2026-12-31.',
    '1. Project Alpha\n2. Project Beta',
    "However, Alpha's share is the larger one. There are 12 sprints.",
    'He is not overbooked in May.',
  ])('stands where tools or the question said it: %s', (text) => {
    expect(marked(text)).toEqual([])
  })

  it.each([
    ['John Smith has 481 hours.', ['481']],
    ['He has 480 hours in Q1 2027 and in November 2027.', ['Q1 2027', 'November 2027']],
    ['Ask Mark Lee or Bob Miller instead.', ['Mark Lee', 'Bob Miller']],
    ['Mark is free.', ['Mark']],
    ['There are seven projects for Gamma Industries.', ['seven', 'Gamma Industries']],
    ['About 33 % of 1,700 hours', ['33', '1,700']],
    ['It ends on 2027-03-01.', ['2027-03-01']],
  ])('is marked where nobody did: %s', (text, spans) => {
    expect(marked(text)).toEqual(spans)
    for (const { start, end, text: span } of findUngrounded(text, facts)) expect(text.slice(start, end)).toBe(span)
  })
})
